"""Finds FIGURE spans over word lists: numbers with quantity meaning, by the guidelines.

A small grammar: approximator, number, magnitude, unit, range. What the guidelines leave out
(dates, ages, durations, ordinals, numbers in names, boilerplate) is blocked. Knows no spaCy, and
gives spans only: their values are read by ``annotator.domain.figures``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.figures.changes import are_no_range
from annotator.domain.figures.scan import plain_digits
from annotator.domain.figures.units import MONEY
from annotator.nlp import number_words as v
from annotator.nlp.figure_exclusions import blocked, is_boilerplate
from annotator.nlp.figure_ratios import take_ratio
from annotator.nlp.figure_units import Number, take_approximator, take_unit, unit_at
from annotator.nlp.mentions import Tokens

_SIGNS = "|".join(sorted(map(re.escape, v.CURRENCY_SIGNS | v.CODES), key=len, reverse=True))
_GLUED = "|".join(
    sorted(
        (word for word in (*v.BIG, *v.UNIT_ENDS, "k", "m", "b", "t", "tn") if len(word) < 4),
        key=len,
        reverse=True,
    )
)
_DIGITS = re.compile(
    rf"(?:[~≈≥≤<>]?(?:{_SIGNS}|[nr](?=\d+(?:[.,]\d+)*(?:[mb]|bn|$)))\.?|[~≈≥≤<>])?"
    rf"\d+(?:[.,٬٫]\d+|['’]\d{{3}})*[{''.join(v.GLYPHS)}]?(?:{_GLUED})?",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"[1-9]/(?:[2-9]|10)(?:nds?|rds?|ths?)?")
_HEAD = re.compile(r"[1-9]\d{0,2}")
_GROUP = re.compile(r"\d{3}")
_BLANKS = frozenset(" \u00a0\u2007\u2009\u202f")
_SIGN = re.compile(r"^\D+(?=\d)")
_PLAIN = re.compile(r"[\d.,]+")
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class FigureSpan:
    """A FIGURE span in positions of a Tokens, and the rule that made it."""

    start: int
    end: int
    rule: str


def find_figures(tokens: Tokens, taken: Sequence[bool]) -> list[FigureSpan]:
    """The figures of a text. ``taken`` marks tokens of dates and names, where there are none."""
    if is_boilerplate(tokens.text):
        return []
    lower = [word.lower() for word in tokens.words]
    figures: list[FigureSpan] = []
    at = 0
    while at < len(lower):
        if not _may_open(lower[at]) or taken[at]:
            at += 1
            continue
        number = _read(tokens, lower, at)
        if number is None:
            at += 1
            continue
        free = figures[-1].end if figures else 0
        first = number.core + (lower[number.core] == "between")
        if not blocked(tokens, lower, taken, first, number.end):
            take_approximator(tokens, lower, number, free, taken)
            figures.append(FigureSpan(number.start, number.end, number.kind))
        at = number.end
    return figures


def _may_open(word: str) -> bool:
    return word in _OPENING or (not word.isalpha() and any(map(str.isdecimal, word)))


_OPENING = v.COUNTED | v.VAGUE | v.BIG | v.FRACTIONS | v.CURRENCY_SIGNS | v.GLYPHS
_OPENING |= {code.lower() for code in v.CODES}


def _is_money(words: Sequence[str], lower: list[str], at: int) -> bool:
    """Whether a sign or code of a currency stands here, with its number behind."""
    return lower[at].rstrip(".") in v.CURRENCY_SIGNS or words[at] in v.CODES


def _read(tokens: Tokens, lower: list[str], at: int) -> Number | None:
    """The number that begins at a token, with magnitude, unit and range; None if none does."""
    core = at
    money = _is_money(tokens.words, lower, at)
    if money:
        at += 1 + (lower[at + 1 : at + 2] == ["."])
    end = _quantity(tokens, lower, at)
    if end == at:
        return None
    money = money or (lower[at][0] in v.SIGN_OPENERS and not lower[at].isalpha())
    number = Number(core, core, end, "money" if money else "number")
    _widen_left(lower, number)
    take_unit(tokens, lower, number)
    if not take_ratio(tokens, lower, number):
        _take_range(tokens, lower, number)
    return number


def _quantity(tokens: Tokens, lower: list[str], at: int) -> int:
    """The end of the bare number at a token; ``at`` itself if there is none."""
    if at >= len(lower):
        return at
    word = lower[at]
    if word in v.GLYPHS:
        return _of_scale(lower, at + 1)
    if not word.isalpha():
        return _digits(tokens, lower, at)
    if word in v.VAGUE:
        return _vague(lower, at)
    if word in v.COUNTED or word in v.BIG:
        return _mixed(tokens, lower, _words(tokens, lower, at))
    if word in v.SHARES:
        return _fraction(tokens, lower, at)
    return at


def _digits(tokens: Tokens, lower: list[str], at: int) -> int:
    """``1,200``, ``Rs500,000``, ``2/3`` of something, ``12 500``."""
    word = lower[at]
    if _SLASHED.fullmatch(word):
        share = int(word[0]) < int(re.split(r"\D", word)[1])
        return at + (share and lower[at + 1 : at + 2] in (["of"], ["majority"]))
    if not _DIGITS.fullmatch(word):
        return at
    if word[0] in "nr" and not _is_large(lower, at):
        return at
    end = _groups(tokens, at)
    if lower[end : end + 1] and lower[end] in v.GLYPHS:
        end += 1
    return _mixed(tokens, lower, _behind(tokens, lower, at, _glued(tokens, lower, end)))


def _is_large(lower: list[str], at: int) -> bool:
    """Whether N or R before digits is money: ``N50 million``, but the road ``N50``."""
    word = lower[at]
    behind = lower[at + 1] if at + 1 < len(lower) else ""
    return "," in word or not word[-1].isdigit() or behind in v.BIG or behind in ("m", "b")


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
        begin >= 0 and _is_money(words, lower, begin)
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


def _widen_left(lower: list[str], number: Number) -> None:
    """``a dozen``, ``several hundred``, ``a third``: the small word is part of the number."""
    first = lower[number.core]
    before = lower[number.core - 1] if number.core else ""
    if first in v.BIG or first in v.SHARES:
        if before == "of" and number.core > 1 and lower[number.core - 2] == "couple":
            number.core -= 1
            before = "couple"
        if before in v.SEVERAL and first in v.BIG:
            number.core -= 1
            before = lower[number.core - 1] if number.core else ""
            if before == "a":
                number.core -= 1
        elif before in ("a", "an") and first != "half":
            number.core -= 1
    number.start = number.core


def _take_range(tokens: Tokens, lower: list[str], number: Number) -> None:
    """``15 to 20 percent``, ``10-15``, ``between 10 and 15``, ``two or three`` are one span."""
    at = number.end
    if at + 1 >= len(lower):
        return
    before = lower[number.core - 1] if number.core else ""
    joint = lower[at]
    between = before == "between" and joint == "and"
    if not (joint in _DASHES or joint in ("to", "or") or between):
        return
    begin = at + 1 + (lower[at + 1] == "even")
    if begin >= len(lower):
        return
    if _is_money(tokens.words, lower, begin):
        begin += 1
    end = _quantity(tokens, lower, begin)
    if end == begin or (lower[begin] in v.FRACTIONS and joint == "to"):
        return
    if joint == "to" and before == "from" and number.kind == "number":
        return
    if joint == "to" and _are_two(tokens, number, begin, end):
        return
    if joint in ("-", "–", "—", "to", "or") and not _rises(lower, number, begin):
        return
    number.end = end
    if between:
        number.core -= 1
        number.start = number.core
    take_unit(tokens, lower, number)
    if number.kind == "number":
        number.kind = "range"


def _are_two(tokens: Tokens, number: Number, begin: int, end: int) -> bool:
    """``rose by five to 31``: a change and a level are two figures."""
    before = tokens.text[: tokens.starts[number.core]]
    first = tokens.surface(number.core, number.end)
    behind = tokens.text[tokens.starts[begin] : tokens.ends[end - 1] + 12]
    return are_no_range(before, first, behind)


def _rises(lower: list[str], number: Number, begin: int) -> bool:
    """Whether the second number of a would-be range is the larger: ``6-3`` is a score."""
    first, second = _bare(lower[number.core]), _bare(lower[begin])
    if _PLAIN.fullmatch(first) and _PLAIN.fullmatch(second):
        magnitude = lower[begin + 1] if begin + 1 < len(lower) else ""
        return _value(first) < _value(second) or magnitude in v.BIG
    return not (first[0].isdecimal() and second[0].isdecimal())


def _bare(word: str) -> str:
    """Digits of any script without the sign of a currency before them."""
    return plain_digits(_SIGN.sub("", word))


def _value(digits: str) -> float:
    """``12,000`` and ``1,20,000`` as numbers, good enough to compare them."""
    whole = re.sub(r",(?=\d{2,3}\b)", "", digits.rstrip(".,"))
    return float(whole) if whole.count(".") < 2 and "," not in whole else 0.0
