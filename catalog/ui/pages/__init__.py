"""One file a page: read one query, draw."""
