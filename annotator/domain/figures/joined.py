"""The verb that several subjects share: [12] soldiers, two policemen and 30 rebels died."""

from __future__ import annotations

import re

from annotator.domain.figures import qualifiers
from annotator.domain.figures.counted import read_counted
from annotator.domain.figures.number_words import read_number
from annotator.domain.figures.outcomes_behind import read_behind
from annotator.domain.figures.scan import scan
from annotator.domain.figures.vague import read_vague

_JOINED = re.compile(r"\s*(?:,\s*and|,|and|as\s+well\s+as|along\s+with|plus)\s+")
_UNCOUNTED = re.compile(
    r"(?:an?\s+(?:unknown|unspecified|undisclosed|undetermined)\s+number\s+of|several|many)\s+"
    r"(?:[a-z]+\s+){0,2}?(?:[a-z]+s|people|men|women|children|police|troops)\b"
)


def shared(text: str, depth: int = 3) -> str | None:
    """[12] soldiers, two policemen and five civilians were killed: the verb behind the last."""
    joint = _JOINED.match(text)
    if joint is None or not depth:
        return None
    rest = text[joint.end() :]
    uncounted = _UNCOUNTED.match(rest)
    end = _joined_end(rest) if uncounted is None else uncounted.end()
    if end is None:
        return None
    after = read_behind(rest[end:])
    if after is None:
        return shared(rest[end:], depth - 1)
    return after.outcome or None if after.strong else None


def _joined_end(rest: str) -> int | None:
    """Where the noun ends that another number counts, with which a text begins."""
    tokens = scan(rest[:60])
    at = 0
    forms = [token.text for token in tokens]
    while (step := qualifiers.leading(forms, at)[1]) > at:
        at = step
    number = read_number(tokens, at) or read_vague(tokens, at)
    if number is None or number.end >= len(tokens):
        return None
    start = tokens[number.end].start
    noun = read_counted(" " + rest[start:], "", unit=None, one=number[0] == 1, number=())
    return None if noun.counts is None else start - 1 + noun.end
