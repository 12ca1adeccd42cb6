"""Texts that are none: blank ones, and what a site has put in the place of one."""

from __future__ import annotations

from annotator.domain.errors import InputError
from annotator.domain.text import is_blank

_REMOVED = frozenset({"[removed]", "[deleted]"})  # as Reddit says it
_LONG = 100  # of which no copy is made to look at it


def check_words(text: str) -> None:
    """Raises InputError where a text has no words of its own."""
    if is_blank(text):
        raise InputError("it has no text")
    if len(text) < _LONG and text.strip() in _REMOVED:
        raise InputError(f"it has no text any more, “{text.strip()}” stands in its place")
