"""What pages are made of: views become escaped markup, and a few widgets."""
