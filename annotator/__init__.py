"""Annotate actors, locations and figures in news about armed conflict."""

__version__ = "0.1.0"
