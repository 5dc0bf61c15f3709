"""Tests of catalog.store."""
