"""Overlapping spans: whether a project allows them, and going through those it does not."""
