"""HTTP around the pages: the ASGI application, its headers, and how it is started."""
