"""Spans that hold one half of a range or number that goes on beside them: [10] to 15, 12 [300]."""

from __future__ import annotations

import re

from annotator.domain.figures.changes import are_no_range, changes, may_be_no_range
from annotator.domain.figures.dates import (
    YEAR_CUT,
    ends_in_date,
    ends_in_year_and_dash,
    may_begin_group,
)
from annotator.domain.figures.numerals import NUMBER_WORDS, SCALES, TENS, UNITS, word_set
from annotator.domain.figures.outcome_words import FATED

_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_NUMBER = rf"(?:[$€£]?\d[\d,.]*|{_WORDS})"
_VAGUE = r"(?:dozens|scores|hundreds|thousands|millions|billions|trillions)"
_AFTER_PARTIAL = re.compile(
    rf"\s*(?:[-–—‒]\s*{_NUMBER}\b|(?i:and\s+a\s+(?:half|quarter)|(?:{_WORDS})"
    rf"|(?:of|or|to|upon)\s+{_VAGUE})\b)"
)
_AFTER_RANGE = re.compile(rf"\s*(?i:to|or)\s+(?:about\s+|even\s+)?{_NUMBER}\b", re.IGNORECASE)
_AFTER_SCALED = re.compile(
    rf"\s*to\s+(?:about\s+)?{_NUMBER}\s*(?:[%٪％]|percent|per\s+cent|[a-z]*illion|bn|thousand|dollars)"
)
_AFTER_AND = re.compile(rf"\s+and\s+{_NUMBER}\b", re.IGNORECASE)
_BEFORE_PARTIAL = re.compile(
    rf"\b{_NUMBER}\s*[-–‒]?$|\bbetween\s+(?:\w+\s+)?{_NUMBER}\s+and$"
    rf"|\b(?:tens|{_VAGUE})\s+(?:of|or|to|and|upon)$|\b(?:several|few|many|couple(?:\s+of)?)$",
    re.IGNORECASE,
)
_SCALE_CUT = re.compile(r"[^\W\d_]\d[\d.,]*$")
_GROUP = re.compile(r"\d{3}(?!\d)")
_GROUP_AFTER = re.compile(r",?\s\d{3}(?!\d)")
_HEAD = re.compile(r"(?<!\d)(?<!\d[.,])\d{1,3}$")
_HEAD_BEFORE = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})*,$")
_SMALL = rf"(?:\d{{1,3}}|{_WORDS})"
_RATIO_HEAD = re.compile(rf"(?:^|\s){_SMALL}$", re.IGNORECASE)
_RATIO_AFTER = re.compile(rf"\s+(?:in\s+(?:every\s+)?|point\s+){_SMALL}\b", re.IGNORECASE)
_TO_TEN = [word for word, number in UNITS.items() if 0 < number <= 10]
_OUT_OF = r"out\s+of\s+(?:every\s+)?"
_TEN = rf"(?:[1-9]|10|100|{'|'.join(_TO_TEN)})"
_TEN_AFTER = re.compile(rf"\s+{_OUT_OF}{_TEN}\b(?![,.]\d)", re.IGNORECASE)
_TEN_BEFORE = re.compile(rf"\b{_TEN}\s+{_OUT_OF}$", re.IGNORECASE)
_TEN_ALONE = re.compile(_TEN, re.IGNORECASE)
_RATIO_BEFORE = re.compile(rf"(?<![\d.,-]){_SMALL}\s+(?:in(?:\s+every)?|point)$", re.IGNORECASE)
_SCALED = re.compile(r"(?i)(?:illion|bn|crore|lakh)s?$|\d[mb]$|[%٪％]$")
_RECIPIENT = re.compile(r"\s+to\s+\d[\d,]*\s+(?!(?:[a-z]*illion|bn|crore|lakh|per\s?cent))[a-z]+")
_GO_ON = word_set("and of or to upon several few many couple")
_BEFORE_RANGE = re.compile(
    rf"(?P<first>\b{_NUMBER}(?:\s*[%٪％]|\s+(?:percent|per\s+cent|dollars|\w+lion))?)"
    r"\s+(?P<word>to|or)\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s+(?:\w+\s+){0,2}\S+(?:\s+\w+)?\s+to\s*$|\bfrom\s*$", re.IGNORECASE)
_HIGHER = re.compile(r",\s+([a-z]+)(?:[\s-]([a-z]+))?", re.IGNORECASE)
_LOWER = re.compile(r"\b([a-z]+),$", re.IGNORECASE)
# A baker's dozen, a long hundred, a man or two, 5 hundred and [20]: their words say another number.
_IDIOM = re.compile(
    r"(?:\bbaker['’]s\s+dozen|\blong\s+hundred|\ban?\s+[a-z]+\s+or\s+two|\d\s+hundred\s+and\s+\d+)$",
    re.IGNORECASE,
)
_MIXED = re.compile(r"\d+\s+(?:hundred\s+and\s+\d\d?|thousand\s+\d{3})\b(?![,.]\d)", re.IGNORECASE)
_NEAR, _LABEL = 60, 24
_TO = re.compile(r"\s+to\s+")


def _last_word(text: str) -> str:
    return text[text.rfind(" ") + 1 :].lower().rstrip(".")


def is_part_of_number(surface: str, before: str, after: str) -> bool:
    """Whether the span holds one half of a range or number that goes on beside it."""
    before = before.rstrip()[-_NEAR:]
    if "," in (after[:1], before[-1:]) and _may_be_one_of_two(surface, before, after):
        return True
    if _IDIOM.search(f"{before} {surface}") or _MIXED.match(f"{surface}{after}"):
        return True
    if _AFTER_PARTIAL.match(after) or _is_of_ratio(surface, before, after):
        return True
    if _HEAD.search(surface) and _GROUP_AFTER.match(after):
        return True
    if after.startswith(" score ") or (surface[0].isalpha() and _SCALE_CUT.search(before)):
        return True
    if YEAR_CUT.fullmatch(surface) or _goes_on(surface, before):
        return True
    if (ends := _TO.split(surface, maxsplit=1))[1:] and may_be_no_range(before, *ends):
        return True  # "rose by five to 31": a change and a level
    wordy = surface.endswith(("hundred", "thousand", "million")) and not surface[0].isdecimal()
    if wordy and surface[0].isalpha() and _AFTER_AND.match(after):
        return True
    if before.lower().endswith("between") and _AFTER_AND.match(after):
        return True
    ends_range = before[-2:] in ("to", "or") and _BEFORE_RANGE.search(before)
    range_after = _AFTER_RANGE.match(after)
    if not ends_range and not range_after:
        return False
    scaled = _SCALED.search(surface) or surface.endswith(("percent", "cent", "points"))
    if _AFTER_SCALED.match(after) and not scaled:
        return True
    if range_after and goes_to(surface, after):
        range_after = None
    if ends_range and goes_to(ends_range["first"], f" to {surface}{after}"):
        ends_range = None
    if not ends_range and not range_after:
        return False
    if _FROM.search(before) and changes(before):
        return False
    if ends_range:
        return not are_no_range(before[: ends_range.start()], ends_range["first"], surface)
    return not are_no_range(before, surface, after.split(maxsplit=1)[1])


def goes_to(surface: str, after: str) -> bool:
    """Whether an amount goes to those counted behind it: Sh1.2 billion to 47 counties."""
    return _SCALED.search(surface) is not None and _RECIPIENT.match(after) is not None


def _may_be_one_of_two(surface: str, before: str, after: str) -> bool:
    """Whether "killed five, six hundred" may be five or six hundred, or five and then others.

    So may "ten, fifteen men"; but "kills two, three injured" is a list.
    """
    first, *rest = surface.lower().split()
    behind, ahead = _HIGHER.match(after), _LOWER.search(before)
    if behind is not None and not rest:
        return _comes_next(first, behind[1]) and (behind[2] in SCALES or behind[2] not in FATED)
    if ahead is None or not _comes_next(ahead[1], first):
        return False
    fated = (after.split(maxsplit=1) or [""])[0] in FATED
    return (len(rest) == 1 and rest[0] in SCALES) or (not rest and not fated)


def _comes_next(low: str, high: str) -> bool:
    """Whether two number words are neighbours: two and three, ten and fifteen."""
    values = UNITS | TENS
    one, two = values.get(low.lower(), 0), values.get(high.lower(), 0)
    return one > 0 and two - one in (1, 5, 10) and (two - one == 1 or one % 5 == two % 5 == 0)


def _is_of_ratio(surface: str, before: str, after: str) -> bool:
    """ "one in five", "one point two", "nine out of ten": neither number says anything alone."""
    if after.startswith(" out ") and _TEN_AFTER.match(after):
        return True
    if before.endswith((" of", " every")) and _TEN_ALONE.fullmatch(surface):
        return _TEN_BEFORE.search(before[-_LABEL:] + " ") is not None
    begins = after.startswith((" in ", " point "))
    if begins and _RATIO_AFTER.match(after) and _RATIO_HEAD.search(surface):
        return True
    ends = before.endswith((" in", " in every", " point"))
    return ends and _RATIO_BEFORE.search(before[-_LABEL:]) is not None


def _goes_on(surface: str, before: str) -> bool:
    """Whether the number before this one goes on in it."""
    if before.endswith(","):  # behind a comma and a blank only a group of three goes on
        return bool(
            _GROUP.match(surface) and _HEAD_BEFORE.search(before) and not ends_in_date(before)
        )
    last = _last_word(before)
    goes_on = last in _GO_ON or last.rpartition("-")[2] in NUMBER_WORDS
    if not (goes_on or last[-1:].isdigit() or last[-1:] in "-–‒."):
        return False
    if _GROUP.match(surface) and may_begin_group(before):
        return True
    if ends_in_date(before) or ends_in_year_and_dash(before, surface):
        return False
    return _BEFORE_PARTIAL.search(before[-_LABEL:]) is not None
