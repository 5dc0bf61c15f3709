"""The ASGI application of the catalogue: `streamlit run app.py`, or `catalog serve`."""

from catalog.web.application import build_application

app = build_application()
