"""What Streamlit runs for every visitor and every interaction."""

from catalog.ui.main import main

main()
