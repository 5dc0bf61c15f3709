"""Safer Tools Catalog: a curated catalogue of AI tools for investigators who protect children."""

__version__ = "0.1.0"
