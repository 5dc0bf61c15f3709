"""Untrusted files in, safe files out. Reads and writes formats; knows no store and no index."""
