"""Says which numbers are dates, years and times of day."""

from __future__ import annotations

import re

from annotator.domain.figures.dates import (
    CLOCK_TIME,
    DIGITS_DATE,
    NOT_COUNTED,
    counts_and_dates_not,
)
from annotator.domain.figures.exclusion_words import CLOCK, COUNTED_PEOPLE, MONTHS
from annotator.domain.figures.neighbours import Neighbours
from annotator.domain.figures.nouns import is_plural

_DATING = frozenset(("in", "since", "the", "of"))
_DASHES = frozenset("-–—")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_YEAR_PAIR = re.compile(r"\d{1,2}|\d{4}")
_JOINTS = frozenset((*_DASHES, "and", "to", "&", ","))
_WHOLE = re.compile(r"\d\d?\.\d\d?\.(?:\d{4}|\d\d)|(?:19|20)\d\d\.\d\d?\.\d\d?")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])")


def is_date(p: Neighbours) -> bool:
    """``May 1``, ``14 April``, ``June 29, 2020``, ``November 16 - 17``, ``in 2015``."""
    if _WHOLE.fullmatch(p.first) or DIGITS_DATE.fullmatch(p.first):
        return True
    if p.before in MONTHS and (
        _YEAR.fullmatch(p.first) or (_DAY.fullmatch(p.first) and not _counts_behind_day(p))
    ):
        return True
    if (
        p.alone
        and _DAY.fullmatch(p.first)
        and (p.after in MONTHS or (p.after == "of" and p.word(p.end + 1) in MONTHS))
    ):
        return True
    if _among_days(p, p.start + 1, 1) or (
        not (p.before == "," and _counts(p)) and _among_days(p, p.start - 1, -1)
    ):
        return True
    if p.before in ("-", "/") and p.word(p.start - 2) in MONTHS:
        return True
    if p.after in ("'s", "’s") and p.first.isdigit() and len(p.first) in (2, 4):
        return True
    return _is_year(p)


def _among_days(p: Neighbours, at: int, step: int) -> bool:
    """Whether days and a month come of it, word by word: ``29, 30 and 31 May``."""
    if not _DAY.fullmatch(p.first):
        return False
    while p.word(at) in _JOINTS and _DAY.fullmatch(p.word(at + step)):
        at += 2 * step
        if p.word(at) in MONTHS:
            return True
    return False


def _counts(p: Neighbours) -> bool:
    """Whether a word follows that can be counted: ``May 29, 2 men``, not ``May 1, 2 and 3``."""
    return p.after[:1].isalpha() and p.after not in NOT_COUNTED and p.after not in MONTHS


def _counts_behind_day(p: Neighbours) -> bool:
    """``On 3-5 March 14 people``: the month has its day, and what it counts follows."""
    has_day = _DAY.fullmatch(p.word(p.start - 2)) is not None
    return has_day and counts_and_dates_not(p.first, p.after)


def _is_year(p: Neighbours) -> bool:
    if not _YEAR.fullmatch(p.first):
        return _ends_years(p)
    if not p.alone:
        return all(
            _YEAR_PAIR.fullmatch(w) or w in _DASHES or w in ("to", "and", "or", "between")
            for w in p.line.words[p.start : p.end]
        )
    dated = p.before.lower() in _DATING
    if not dated and p.first <= "1900" and p.after.islower() and is_plural(p.after):
        return False  # 1500 trucks
    return p.after not in COUNTED_PEOPLE or dated


def _ends_years(p: Neighbours) -> bool:
    """``2014-15``, ``2014 – 15``; but no ``29 May 2022 - 24 suspects``, and years only rise."""
    year = p.word(p.start - 2)
    if p.before not in _DASHES or not (_YEAR.fullmatch(year) and _YEAR_PAIR.fullmatch(p.first)):
        return False
    if p.line.touches(p.start) and p.before != "—":
        return True
    comma = p.word(p.start - 3) == ","
    month = p.word(p.start - (5 if comma else 3))
    return p.first > year[-len(p.first) :] and month not in MONTHS


def is_clock(p: Neighbours) -> bool:
    """``10 a.m.``, ``0600 GMT``, ``10:30``, ``at 22.30``."""
    if p.after in CLOCK or (p.after.lower() == "hours" and len(p.first) == 4):
        return True
    if p.alone and p.before in ("at", "At") and len(p.first) == 5 and CLOCK_TIME.fullmatch(p.first):
        return p.after not in ("a", "per")
    return (p.after == ":" and p.line.touches(p.end) and p.word(p.end + 1)[:1].isdigit()) or (
        p.before == ":" and p.line.touches(p.start) and p.word(p.start - 2)[-1:].isdigit()
    )
