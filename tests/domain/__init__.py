"""Tests of catalog.domain."""
