"""Pure rules: what a tool, a case, an actor, an event is, and what must hold between them.

Nothing here reads a disk, a clock or a network; imports are the standard library and pydantic only.
"""
