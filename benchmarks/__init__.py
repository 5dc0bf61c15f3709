"""Figures about speed and relevance, each beside a peer that did the same work in the same run."""
