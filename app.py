"""The ASGI application of the catalogue: `streamlit run app.py`, or `catalog serve`."""

import streamlit as st

from catalog.web.application import application_parts

app = st.App(**application_parts())
