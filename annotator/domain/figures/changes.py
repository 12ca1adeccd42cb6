"""Tells a change from a level: in "rose by five to 31" nothing lies between five and 31.

Looks at the words before the first of two numbers; what finds spans and what reads values ask the
same questions.
"""

from __future__ import annotations

import re

from annotator.domain.figures.amounts import read_amounts
from annotator.domain.figures.scan import scan

_CHANGE = re.compile(
    r"(?i)\b(?:rose|risen|rise|rises|rising|fell|fall|falls|fallen|falling|increas\w+|grew|grown"
    r"|grow|grows|growing|cut|cuts|reduc\w+|rais\w+|dropp?\w*|declin\w+|decreas\w+|jump\w*|climb\w*"
    r"|went|up|down|expand\w*|doubl\w+|tripl\w+|soar\w*|surg\w+|shr[aiu]nk|slash\w*|lower\w*"
    r"|revis\w+|chang\w+|swell\w*|swelled|plung\w+|slump\w*|shot\s+up|edg\w+|widen\w*|narrow\w*)\b"
)
_FROM = re.compile(
    r"(?i)\bfrom(?:\s+(?:about|around|some|nearly|almost|just|over|under|more|than"
    r"|fewer|less|only|an|estimated|a|mere|at|least|roughly))*$"
)
_BY = re.compile(
    r"(?i)\bby(?:\s+(?:about|around|some|nearly|almost|another|a|further|at|least|more|than|over"
    r"|just|only|roughly|an|additional))*$"
)
_MOVED = re.compile(
    r"(?i)\b(?:(?:increase|rise|fall|drop|decline|decrease|jump|reduction|gain|surge)s?\s+of|rose"
    r"|risen|rising|rises|fell|fallen|falling|increased|increasing|grew|grown|dropped"
    r"|declined|decreased|jumped|climbed|up|down|soared|surged|shrank|plunged|slumped|edged)"
    r"(?:\s+(?:up|down|about|around|some|nearly|almost|another|a|further|at|least|more|than|over"
    r"|just|only|roughly))*$"
)
_REACH = 80


def changes(before: str) -> bool:
    """Whether a word of change stands in the text before a number."""
    return _CHANGE.search(before[-_REACH:]) is not None


def opens_levels(before: str) -> bool:
    """Whether "A to B" behind this are two levels: "from 27 to 31", "an increase (27 to 31)"."""
    near = before.rstrip()
    if near.endswith("(") or near.endswith("["):
        return changes(near[:-1])
    return _FROM.search(near) is not None and changes(near)


def opens_change(before: str) -> bool:
    """Whether "A to B" behind this may be a change and a level: "rose by 5 to 31", "up 5 to 31"."""
    near = before.rstrip("$€£₹₦ ")
    return (_BY.search(near) is not None and changes(near)) or _MOVED.search(near) is not None


def are_no_range(before: str, first: str, second: str) -> bool:
    """Whether "first to second" behind this are two figures, a change and a level or two levels.

    Behind "by", 10 to 15 may be a range, so it stays one; 50 to 20 never is, and 5 to 31 is far
    apart. A percent sign on the second alone is shared: "rose by 10 to 15 percent".
    """
    return opens_levels(before) or (opens_change(before) and _lie_apart(first, second))


def may_be_no_range(before: str, first: str, second: str) -> bool:
    """Whether "first to second" in one span may be two figures for all one knows."""
    if are_no_range(before, first, second):
        return True
    two = read_amounts(scan(second))
    return opens_change(before) and two is not None and two.unit is None


def _lie_apart(first: str, second: str) -> bool:
    one, two = read_amounts(scan(first)), read_amounts(scan(second))
    if one is None or two is None or not len(one.numbers) == len(two.numbers) == 1:
        return False
    if one.unit != two.unit:
        return one.unit is not None
    (low,), (high,) = one.numbers, two.numbers
    return low > high or high > 2 * low
