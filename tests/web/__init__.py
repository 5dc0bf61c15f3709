"""Tests of catalog.web."""
