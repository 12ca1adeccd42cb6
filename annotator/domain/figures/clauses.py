"""The part of the surrounding text that belongs to the figure's own sentence. No figures here."""

from __future__ import annotations

import re

from annotator.domain.figures.value import REACH

_STOP = re.compile(r"[\n;•]|[.!?…][\"”’)\]]*(?:\s+(?=[\"“‘(\[]*[A-Z0-9])|\s*$|(?=[A-Z“]))")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Adm|St|Nos?|Rs|Afs|approx|est|incl|inj|ca|c|vs"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec))$"
)


def clause_before(text: str) -> str:
    """What stands before the figure in its sentence."""
    text = text[-REACH:]
    end = 0
    for stop in _STOP.finditer(text):
        if not _is_abbreviation(text, stop.start()):
            end = stop.end()
    return text[end:]


def clause_after(text: str) -> str:
    """What follows the figure in its sentence."""
    text = text[:REACH]
    for stop in _STOP.finditer(text):
        if not _is_abbreviation(text, stop.start()):
            return text[: stop.start()]
    return text


def _is_abbreviation(text: str, at: int) -> bool:
    return text[at] == "." and _ABBREVIATION.search(text[max(0, at - 7) : at]) is not None
