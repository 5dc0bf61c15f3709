"""Tests of catalog.actions."""
