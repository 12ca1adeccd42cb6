"""Texts with their spans written into them: ``killed [30:F] people in [Kabul:L]``."""

from __future__ import annotations

import re

LABELS = {"A": "ACTOR", "L": "LOCATION", "F": "FIGURE"}
_SPAN = re.compile(r"\[([^\[\]]+):([ALF])\]")


def read_marked(marked: str) -> tuple[str, set[tuple[str, str, int]]]:
    """The plain text and its spans as (surface, label, start)."""
    text, spans, last = "", set(), 0
    for match in _SPAN.finditer(marked):
        text += marked[last : match.start()]
        spans.add((match.group(1), LABELS[match.group(2)], len(text)))
        text += match.group(1)
        last = match.end()
    return text + marked[last:], spans
