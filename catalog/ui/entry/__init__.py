"""The script that Streamlit runs, in a folder of its own.

Beside a folder named `pages` Streamlit would take that folder for its older kind of pages, and the first visitor
of a process who opens /tool or /case directly would see an empty page.
"""
