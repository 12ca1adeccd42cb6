"""Suggestion processes: one pool for the window and for scripts, and what they say."""
