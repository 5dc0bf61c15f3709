"""The test suite; it mirrors catalog/."""
