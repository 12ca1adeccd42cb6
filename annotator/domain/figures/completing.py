"""What belongs to a number and was left outside its span: [1.5] million, $[3], ٪[٥٠], [20]+."""

from __future__ import annotations

import re

from annotator.domain.figures import currencies, units
from annotator.domain.figures.numerals import SCALES

_TAIL_UNITS = "|".join(
    sorted(
        (
            r"\s+".join(phrase)
            for phrase in units.UNITS
            if len("".join(phrase)) > 3 and phrase[0].isalpha() and phrase != ("foot",)
        ),
        key=len,
        reverse=True,
    )
)
_TAIL = re.compile(
    rf"(?:[-\s]?(?:{'|'.join(SCALES)})s?\b)?(?:\s?[%٪％]|[-\s](?:{_TAIL_UNITS})\b)?", re.IGNORECASE
)
_SIGNS = "|".join(
    sorted((re.escape(sign) for sign in currencies.SYMBOLS if not sign[-1].isalpha()), key=len)[
        ::-1
    ]
)
_WORD_SIGNS = "|".join(
    rf"{sign[0].upper()}(?i:{sign[1:]})\.?"
    for sign in currencies.SYMBOLS
    if sign[-1].isalpha() and sign not in currencies.LETTER_SIGNS
)
_LETTERS = "|".join(sign.upper() for sign in currencies.LETTER_SIGNS)
_HEAD = re.compile(
    rf"(?:(?i:{_SIGNS})|\b(?:{'|'.join(sorted(currencies.CODES))}|{_WORD_SIGNS})|\b(?:{_LETTERS})(?=$))\s?$"
)
_PERCENT = frozenset("%٪％")
_FIRST = re.compile(r"[-\s]?([^\W\d_]+|[%٪％])")
_TAIL_WORDS = (
    frozenset(phrase[0] for phrase in units.UNITS)
    | frozenset(SCALES)
    | frozenset(word + "s" for word in SCALES)
)


def may_complete(text: str, right: str) -> bool:
    """Whether a span of these words may lack something that stands behind it, or before digits."""
    first = _FIRST.match(right.lstrip())
    edges = text[0] + text[-1]
    is_number = any(edge.isdigit() or edge in _PERCENT for edge in edges)
    return is_number or (first is not None and first[1].lower() in _TAIL_WORDS)


def complete(text: str, left: str, right: str) -> tuple[str, str, str]:
    """Takes in the magnitude, unit or currency sign that the span left outside."""
    if text[0].isdigit() and left[-1:] in _PERCENT and not left[-2:-1].isdigit():
        text, left = left[-1:] + text, left[:-1]
    if text[0] in _PERCENT and text[-1].isdigit():  # ٪٥٠ of homes, as scripts from the right write
        text = text[1:] + text[0]
    head = _HEAD.search(left, max(0, len(left) - 8)) if text[0].isdigit() else None
    if head is not None:
        text, left = head.group() + text, left[: head.start()]
    if right.startswith("+") and text[-1].isdigit():
        text, right = text + "+", right[1:]
    first = _FIRST.match(right)
    if first is None or first[1].lower() not in _TAIL_WORDS:
        return text, left, right
    tail = _TAIL.match(right)
    if tail is not None and tail.end():
        text, right = text + tail.group(), right[tail.end() :]
    return text, left, right
