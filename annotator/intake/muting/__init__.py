"""Finds the boilerplate of articles: what a page shows around a story. Never changes a text.

Each rule is a row of ``phrases`` or a function of ``blocks`` and ``repeats``; a line is muted as a
whole or not at all, and where a rule is in doubt the line stays.
"""
