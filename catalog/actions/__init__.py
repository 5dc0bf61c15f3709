"""The only writers: one file a noun, one function a verb. Each checks its permission and leaves its event."""
