"""Digits that blanks group in a text: ``12 500 people``, not ``Brigade 93 120 soldiers``."""

from __future__ import annotations

import re

from annotator.domain.figures.designators import LOWER
from annotator.domain.figures.exclusion_words import MONTHS, VERBS
from annotator.domain.figures.scan import Token, group_digits

_GROUPED = re.compile(r"(?<!\d)[1-9]\d{0,2}(?:[ \u00a0\u2007\u2009\u202f]\d{3}(?!\d))+")
_LAST = re.compile(r"[A-Z][a-z]{2,3}\.|[\w.]*\w|\S")
_REACH = 40


def group_line(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens of a line, the digits that single blanks group as one."""
    grouped = {
        place
        for match in _GROUPED.finditer(text)
        if _is_number(text, match)
        for place in range(match.start(), match.end())
    }
    if not grouped:
        return tokens
    return group_digits(text, tokens, grouped.__contains__)


def _is_number(text: str, match: re.Match[str]) -> bool:
    """Whether a word is counted behind the digits, and nothing before them is numbered by them.

    Not behind a month, another number or a word that numbers things.
    """
    before = _LAST.findall(text[max(0, match.start() - _REACH) : match.start()])[-2:]
    last = before[-1] if before else ""
    named = last[:1].isupper() and len(before) > 1 and before[0] != "."
    numbered = last[:1].isdigit() and len(last) != 4
    if named or numbered or last in LOWER or last in MONTHS:
        return False
    behind = re.match(r"\s+([^\W\d_]+)", text[match.end() :])
    if behind is None:
        return False
    return behind[1] not in VERBS or match.group()[-3:] == "000"  # "3 000 were": 000 is no number
