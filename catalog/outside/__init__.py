"""The only room that opens a connection to other hosts. It does so when somebody at the machine asks, never by itself."""
