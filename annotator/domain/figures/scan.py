"""Cuts the words of a figure into tokens and reads digits exactly; knows no grammar."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from annotator.domain.figures.currencies import CODES

_TOKEN = re.compile(
    r"(?P<num>\d+(?:[.,]\d+|['’_]\d{3}(?!\d))*)"
    r"|(?P<word>k?m[23](?!\w)|(?:[^\W\d_]\.)+[^\W\d_](?![^\W\d_])\.?"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?!\w)"
    r"|['’]s(?!\w)|[^\W\d_]+(?:['’](?!s(?!\w))[^\W\d_]+)*)"
    r"|(?P<sym>\S)"
)
_AS_WRITTEN = CODES | {"MT"}
_GROUP = re.compile(r"\d{3}(?:[.,]\d+)*")
_BLANKS = frozenset(" \u00a0\u2007\u2009\u202f")
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
    """The tokens of a few words, their digits grouped by blanks: 12 500 is one number."""
    return group_digits(text, running(text), lambda at: True)


def running(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of text[start:end]. A hyphen between two letters is dropped: twenty-five is two
    words.

    What an abbreviation ends in is a part of it, and not of its `text`: U.S., Jan.
    """
    tokens: list[Token] = []
    free = start
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = match.lastgroup or "sym"
        begin, last = match.span()
        word = match.group()
        if kind == "word":
            if word not in _AS_WRITTEN:
                word = word.lower()
                if word[-1] == ".":
                    word = word[:-1]
                elif "’" in word:
                    word = word.replace("’", "'")
        elif kind == "sym" and word in _HYPHENS and _joins(text, begin):
            free = last
            continue
        tokens.append(_token((word, kind, begin > free, begin, last)))
        free = last
    return tokens


def group_digits(text: str, tokens: list[Token], may_be: Callable[[int], bool]) -> list[Token]:
    """The tokens with those digits as one that single blanks group, where `may_be` says of the
    place of the blank that it does.
    """
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.kind == token.kind == "num"
            and text[last.end : token.start] in _BLANKS
            and _GROUP.fullmatch(token.text)
            and may_be(last.end)
        ):
            joined[-1] = last._replace(text=text[last.start : token.end], end=token.end)
        else:
            joined.append(token)
    return joined


_HYPHENS = frozenset("-‐‑")
_token = partial(tuple.__new__, Token)  # twice as fast as Token()


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
