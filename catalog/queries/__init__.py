"""Reads: each takes the actor and returns plain frozen views; nothing here changes anything."""
