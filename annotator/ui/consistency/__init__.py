"""Spans that do not go together: listed while working, gone to, mended."""
