"""Suggestions: asked for, kept, computed for whole projects, scored."""
