"""Tests of catalog.queries."""
