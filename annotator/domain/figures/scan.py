"""Cuts the words of a figure into tokens and reads digits exactly; knows no grammar."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import NamedTuple

from annotator.domain.figures.currencies import CODES

_TOKEN = re.compile(
    r"(?P<num>\d+(?:[.,]\d+|['’_\u00a0\u2007\u2009\u202f ]\d{3}(?!\d))*)"
    r"|(?P<word>k?m[23](?!\w)|[^\W\d_]+(?:[.'’][^\W\d_]+)*)"
    r"|(?P<sym>\S)"
)
WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[.'’][^\W\d_]+)*|\S")
_PLAIN = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_GROUPED = re.compile(
    r"[1-9]\d{0,2}(?P<sep>[,'’_\u00a0\u2007\u2009\u202f ])\d{3}(?:(?P=sep)\d{3})*(?:\.\d+)?"
)
_INDIAN = re.compile(r"[1-9]\d?(?:,\d\d)+,\d{3}(?:\.\d+)?")
_DOT_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d+)?")
_DOT_OR_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_DECIMAL_COMMA = re.compile(r"(?:0|[1-9]\d*),(?:\d{1,2})")
_NOT_DIGIT = re.compile(r"[^\d.]")


_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_OTHER_RUN = re.compile(r"\d+(?:[.,٬٫]\d+)*")
_OTHER_MARK = re.compile(r"(?<=[0-9])[٬٫](?=[0-9])")


class Token(NamedTuple):
    """One token: `text` in lower case, `kind` num, word or sym, `space` whether space precedes.

    `start` and `end` are code points in the scanned text.
    """

    text: str
    kind: str
    space: bool
    start: int
    end: int


def words(text: str) -> list[str]:
    """The words of a text in lower case, for looking around: much cheaper than `scan`."""
    return WORD.findall(text.lower().replace("’", "'"))


def scan(text: str) -> list[Token]:
    """The tokens of a text. A hyphen between two letters is dropped: twenty-five is two words."""
    tokens = []
    end = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "sym"
        start = match.start()
        word = match.group()
        if kind != "num":
            word = word if word in CODES else word.lower().replace("’", "'")
            if word in "-‐‑" and _joins(text, start):
                end = match.end()
                continue
        before, end = end, match.end()
        tokens.append(Token(word, kind, start > before, start, end))
    return tokens


def _joins(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalpha() and text[at + 1].isalpha()


def plain_digits(text: str) -> str:
    """The text with the digits of other scripts as 0 to 9, at the same places.

    A run of digits of two scripts is damage and stays as it is; so it reads as no number.
    """
    if text.isascii() or not _OTHER_DIGIT.search(text):
        return text
    text = _OTHER_RUN.sub(_plain_run, text)
    return _OTHER_MARK.sub(lambda match: "," if match.group() == "٬" else ".", text)


def _plain_run(match: re.Match[str]) -> str:
    digits = [character for character in match.group() if character.isdecimal()]
    if len({ord(digit) - unicodedata.decimal(digit) for digit in digits}) > 1:
        return match.group()
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in match.group()
    )


def read_digits(digits: str) -> tuple[Fraction, bool] | None:
    """The exact value of a number in digits, and whether its writing leaves no doubt.

    In doubt are 1.500 (a decimal, or grouped the continental way) and 3,5 (a decimal comma, or
    a damaged group): they hold only where a magnitude or percent sign follows. None for what is
    no number (0.5.3, 007, 1,1000).
    """
    if digits.isdecimal() and digits.isascii() and (digits[0] != "0" or digits == "0"):
        return Fraction(int(digits)), True
    if not digits.isascii() and not _GROUPED.fullmatch(digits):
        return None
    if _DOT_OR_GROUP.fullmatch(digits):
        return Fraction(digits), False
    if _PLAIN.fullmatch(digits):
        return Fraction(digits), True
    if _GROUPED.fullmatch(digits) or _INDIAN.fullmatch(digits):
        return Fraction(_NOT_DIGIT.sub("", digits)), True
    if _DOT_GROUPED.fullmatch(digits):
        return Fraction(digits.replace(".", "").replace(",", ".")), True
    if _DECIMAL_COMMA.fullmatch(digits):
        return Fraction(digits.replace(",", ".")), False
    return None
