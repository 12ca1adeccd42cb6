"""Reads the end of a bare number in a word list: digits, words, shares and vague magnitudes.

Every function takes a position and gives the one behind what it knows; the position itself where
nothing of its kind begins.
"""

from __future__ import annotations

import re

from annotator.domain.figures.currencies import LETTER_SIGNS, is_large
from annotator.domain.figures.units import MONEY
from annotator.nlp import number_words as v
from annotator.nlp.figure_units import is_money, unit_at
from annotator.nlp.mentions import Tokens

_CODES = "|".join(v.CODES - v.LARGE_ONLY)
_SIGNS = "|".join(sorted(map(re.escape, v.CURRENCY_SIGNS), key=len, reverse=True))
_SIGNS = rf"{_SIGNS}|(?:{'|'.join(v.CODES)})\$|{_CODES}"
_GLUED = "|".join(
    sorted(
        (word for word in (*v.BIG, *v.UNIT_ENDS, "k", "m", "b", "t", "tn") if len(word) < 4),
        key=len,
        reverse=True,
    )
)
_LETTERS = "|".join(sorted(LETTER_SIGNS | {s.lower() for s in v.LARGE_ONLY}, key=len)[::-1])
_LETTERED = re.compile(rf"(?:{_LETTERS})(\d.*)")
_DIGITS = re.compile(
    rf"(?:[~≈≥≤<>]?(?:{_SIGNS}|(?:{_LETTERS})(?=\d+(?:[.,]\d+)*(?:[mb]|bn|$)))\.?|[~≈≥≤<>])?"
    rf"\d+(?:[.,٬٫]\d+|['’_]\d{{3}})*[{''.join(v.GLYPHS)}]?(?:{_GLUED})?",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"[1-9]/(?:[2-9]|10)(?:nds?|rds?|ths?)?")
_HEAD = re.compile(r"[1-9]\d{0,2}")
_GROUP = re.compile(r"\d{3}")
_BLANKS = frozenset(" \u00a0\u2007\u2009\u202f")
_DASHES = frozenset("-–—")


def quantity(tokens: Tokens, lower: list[str], at: int) -> int:
    """The end of the bare number at a token; ``at`` itself if there is none."""
    if at >= len(lower):
        return at
    word = lower[at]
    if word in v.GLYPHS:
        return _of_scale(lower, at + 1)
    if not word.isalpha():
        return read_digits(tokens, lower, at)
    if word in v.VAGUE:
        return _vague(lower, at)
    if word in v.BIG and at and lower[at - 1][-1].isdigit():
        return at  # K5 million
    if word in v.COUNTED or word in v.BIG:
        return _mixed(tokens, lower, _words(tokens, lower, at))
    if word in v.SHARES:
        return _fraction(tokens, lower, at)
    return at


def read_digits(tokens: Tokens, lower: list[str], at: int) -> int:
    """``1,200``, ``Rs500,000``, ``2/3`` of something, ``12 500``."""
    word = lower[at]
    if _SLASHED.fullmatch(word):
        share = int(word[0]) < int(re.split(r"\D", word)[1])
        return at + (share and lower[at + 1 : at + 2] in (["of"], ["majority"]))
    if not _DIGITS.fullmatch(word):
        return at
    lettered = _LETTERED.fullmatch(word)
    behind = lower[at + 1] if at + 1 < len(lower) else ""
    if lettered and lettered[1][-1].isdigit() and not is_large(lettered[1], behind):
        return at
    end = _groups(tokens, at)
    if lower[end : end + 1] and lower[end] in v.GLYPHS:
        end += 1
    return _mixed(tokens, lower, _behind(tokens, lower, at, _glued(tokens, lower, end)))


def _behind(tokens: Tokens, lower: list[str], at: int, end: int) -> int:
    """The end of the magnitudes behind digits: ``2 million``, ``20 lakhs``, ``17 mil euros``."""
    word = lower[end] if end < len(lower) else ""
    if word in v.PLURAL_BEHIND:
        dated = at and tokens.words[at - 1] in v.MONTHS
        return end if dated or lower[end + 1 : end + 2] == ["of"] else end + 1
    if word == "mil" and unit_at(tokens.words, lower, end + 1)[1] in MONEY:
        return end + 1
    hyphened = word == "-" and end + 1 < len(lower) and lower[end + 1] in v.BIG
    if hyphened and tokens.touches(end) and tokens.touches(end + 1):
        return end + 2
    return _magnitudes(lower, end)


def _groups(tokens: Tokens, at: int) -> int:
    """``12 500 people``: the end of digits, grouped by single blanks where a word follows.

    Not behind a month, another number or a word that numbers things: ``Brigade 93 120 soldiers``.
    """
    words = tokens.words
    before = words[at - 1] if at else ""
    opens = at < 2 or words[at - 2] in ("\n", ".")
    named = before[:1].isupper() and not opens
    numbered = before[:1].isdigit() and len(before) != 4
    if named or numbered or before in v.NUMBERING or before in v.MONTHS:
        return at + 1
    end = at + 1
    while end < len(words) and _GROUP.fullmatch(words[end]) and _parted(tokens, end):
        end += 1
    after = words[end] if end < len(words) else ""
    whole = after not in v.VERBS or words[at + 1] == "000"  # "3 000 were": 000 is no number
    followed = after[:1].isalpha() and whole and not tokens.touches(end)
    return end if followed and _HEAD.fullmatch(words[at]) else at + 1


def _parted(tokens: Tokens, at: int) -> bool:
    """Whether one blank stands before a token."""
    between = tokens.text[tokens.ends[at - 1] : tokens.starts[at]]
    return between in _BLANKS


def _magnitudes(lower: list[str], at: int) -> int:
    while at < len(lower) and lower[at] in v.BIG:
        at += 1
    return at


def _glued(tokens: Tokens, lower: list[str], at: int) -> int:
    """``£1.5m``: a letter for a magnitude right after the digits."""
    if at >= len(lower) or lower[at] not in ("m", "k", "b", "tn"):
        return at
    words, begin = tokens.words, at - 2
    money = unit_at(words, lower, at + 1)[1] in MONEY or (
        begin >= 0 and is_money(words, lower, begin)
    )
    return at + 1 if tokens.touches(at) or (money and lower[at] != "k") else at


def _words(tokens: Tokens, lower: list[str], at: int) -> int:
    """``two hundred and fifty thousand``, ``twenty-five``, ``two-thirds``."""
    begin = at
    while at < len(lower):
        word = lower[at]
        if word in v.COUNTED or word in v.BIG:
            two_counted = at > begin and word in v.COUNTED and lower[at - 1] in v.COUNTED
            if two_counted and not (lower[at - 1] in v.TENS and word not in v.TENS):
                break
            at += 1
        elif (
            word in _DASHES
            and at + 1 < len(lower)
            and lower[at - 1] in v.TENS
            and (lower[at + 1] in v.NUMERAL and tokens.touches(at) and tokens.touches(at + 1))
        ) or (
            word == "and"
            and lower[at - 1] in ("hundred", "thousand")
            and (at + 1 < len(lower) and lower[at + 1] in v.COUNTED)
        ):
            at += 2
        else:
            break
    at = _pointed(lower, begin, at)
    fraction = at + 1 if at < len(lower) and lower[at] in _DASHES else at
    if fraction < len(lower) and lower[fraction] in v.FRACTIONS and at == begin + 1:
        plural = lower[fraction].endswith("s")
        if plural or lower[begin] == "one":
            return _of_scale(lower, fraction + 1)
    return at


def _pointed(lower: list[str], begin: int, at: int) -> int:
    """``one point two million``, ``two point five percent``; no ``at one point two men``."""
    if at != begin + 1 or lower[at : at + 1] != ["point"]:
        return at
    end = at + 1
    while end < len(lower) and lower[end] in v.DECIMALS:
        end += 1
    behind = lower[end : end + 2]
    scaled = behind[:1] and (behind[0] in v.BIG or behind[0] in v.PERCENT)
    if end == at + 1 or not (scaled or behind == ["per", "cent"]):
        return at
    if begin and lower[begin - 1] == "at":
        return at
    return _magnitudes(lower, end)


def _of_scale(lower: list[str], at: int) -> int:
    """``half a million``, ``a quarter of a million``: the end of the magnitude a part is of."""
    begin = at + (lower[at : at + 1] == ["of"])
    begin += lower[begin : begin + 1] in (["a"], ["an"], ["one"])
    return _magnitudes(lower, begin) if begin < len(lower) and lower[begin] in v.BIG else at


def _mixed(tokens: Tokens, lower: list[str], at: int) -> int:
    """``two and a half million``."""
    if lower[at : at + 3] in (["and", "a", "half"], ["and", "one", "half"]):
        return _magnitudes(lower, at + 3)
    return at


def _vague(lower: list[str], at: int) -> int:
    if lower[at] == "tens" and lower[at + 1 : at + 2] != ["of"]:
        return at
    if lower[at] == "scores" and not _scores_count(lower, at):
        return at
    end = at + 1
    while lower[end : end + 1] == ["of"] and end + 1 < len(lower) and lower[end + 1] in v.VAGUE:
        end += 2
    return end


def _scores_count(lower: list[str], at: int) -> bool:
    after = lower[at + 1] if at + 1 < len(lower) else ""
    before = lower[at - 1] if at else ""
    return after in ("of", "more", "were", "others", "have") and before not in ("test", "box")


def _fraction(tokens: Tokens, lower: list[str], at: int) -> int:
    word = lower[at]
    before = lower[at - 1] if at else ""
    after = lower[at + 1] if at + 1 < len(lower) else ""
    if word == "half":
        if before in ("first", "second", "last", "latter", "other", "this", "-", "better"):
            return at
        if after in _DASHES and tokens.touches(at + 1):
            return at
        return _of_scale(lower, at + 1)
    if before in ("a", "an") and (after == "of" or lower[max(at - 2, 0)] in _BEFORE_SHARE):
        return _of_scale(lower, at + 1)
    return at


_BEFORE_SHARE = v.word_set("by only about nearly almost than around over roughly least just")
