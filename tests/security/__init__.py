"""Tests of what somebody might try."""
