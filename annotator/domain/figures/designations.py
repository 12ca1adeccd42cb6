"""Numbers of bodies, laws, ages, dates and map squares: they name something, count nothing.

Looks at the words on both sides; reads no values.
"""

from __future__ import annotations

import re

from annotator.domain.figures.formations import numbers_formation
from annotator.domain.figures.numerals import TENS, UNITS

_BARE = re.compile(r"\d{1,3}")
_ESTATE = re.compile(r"\s+(?:[Ee]state|Block|[Tt]ownship|[Cc]olony)\b(?!\s+[a-z]+s\b)")
_CAPITAL = re.compile(r"\b[A-Z][\w'’-]*$")
_BODY = re.compile(r"\b(?P<the>[Tt]he\s+)?(?:Committee|Gang|[Gg]roup|Council|Band)\s+of$")
_COUNTED = re.compile(
    r"\s*(?:(?:[A-Z][\w.]*\s+)?[a-z]+s|[A-Z][a-z]+s|men|women|children|people|troops|police)\b"
)

AGE = rf"(?:\d{{1,2}}|{'|'.join(UNITS.keys() | TENS.keys())})"
_NEXT = r"(?:,|,?\s+(?:and|or))"
_PERSONS = (
    r"(?:[a-z]{2,}s|men|women|children|policemen|servicemen|fishermen|people|those|them|anyone"
    r"|everyone|aged)"
)
_BESIDE = re.compile(
    rf"(?i)\b{_PERSONS}\s*(?P<sign>[,(–—-])\s*(?:aged\s+)?(?P<left>(?:{AGE}{_NEXT}\s*)*)$"
)
_OTHERS = re.compile(rf"(?i)(?P<right>(?:{_NEXT}\s+{AGE})*)\s*(?P<sign>[,)–—-])")
_IS_AGE = re.compile(AGE, re.IGNORECASE)
_AGED = re.compile(rf"(?i)\b(?:aged?|ages|ageing)\s+(?:{AGE}{_NEXT}\s+)*{AGE}{_NEXT}$")
_AGED_ENDS = re.compile(r"(?i)\s*(?:$|[^\w\s]|(?:and|or|is|are|was|were|who|respectively)\b)")
_BOTH = re.compile(r"(?i)\b(?:both|all(?:\s+(?:two|three|four))?)$")
_CLOSED = re.compile(r"\s*(?:$|[.,;:)–—])")
_AGES = re.compile(rf"(?i)(?:between\s+)?{AGE}(?:\s*[-–]\s*|\s+(?:and|to)\s+){AGE}")
_OF_AGES = re.compile(
    rf"(?i)\b(?:{_PERSONS},(?:\s+(?:all|mostly|most))?(?:\s+between)?"
    r"|(?:men|women|boys|girls|males|females|persons|youths)\s+(?:of|from|between))$"
)
_ENDS_AGES = re.compile(
    r"\s*(?:$|[.,;)]|(?:were|was|are|who|may|must|can|could|have|had|will|cannot)\b)"
)
_THOSE = re.compile(r"(?i)\b(?:those|people|persons|adults|anyone|everyone|men|women|pupils)$")
_AND_OLDER = re.compile(
    r"(?i)\d{1,2}\s+(?:and|or)\s+(?:above|over|older|under|below|younger)\b(?!\s+\w+s\b)"
)

_MONTHS = (
    r"(?:Muharram|Safar|Rabi(?:['’]?\s?(?:al|ul|ath)[-\s]?\w+|\s+I{1,2})?|Jumada(?:\s?\w+)?|Rajab"
    r"|Sha['’]?ban|Rama[dz]h?an|Shawwal|Dh?u?l?[-\s]?(?:al-)?(?:Qi['’]?dah|Hijjah?)|Farvardin"
    r"|Ordibehesht|Khordad|Mordad|Shahrivar|Mehr|Aban|Azar|Bahman|Esfand|Hamal|Sawr|Jawza|Saratan"
    r"|Asad|Sunbula|Mizan|Aqrab|Qaws|Jadi|Dalwa?|Hut)"
)
_MONTH_BEHIND = re.compile(
    rf"\s+{_MONTHS}(?:,?\s+1[34]\d\d\b|\s*(?:$|[.,;)])|\s+(?:rall|revol|anniv|march))"
)
_MONTH_BEFORE = re.compile(rf"\b{_MONTHS},?(?:\s+\d{{1,2}},)?$")
_HIJRI = re.compile(r"\s*(?:AH\b|A\.H\.|Hijri\b)")
_CUT_YEAR = re.compile(
    r"(?i)\b(?:in|of|since|from|the|until|till|by|after|before|during|summer|spring|winter|autumn)"
    r"\s+['’‘]$"
)
_BEHIND_YEAR = re.compile(
    r"(?i)\s*(?:$|[.,;:)?!]|(?:when|the|and|was|is|war|genocide|uprising|massacre|to|or|he|she|they|it|we"
    r"|after|before)\b)"
)
_TIME = re.compile(
    r"(?i)\b(?:at|around|about|by|until|till|before|after|since|from)"
    r"(?:\s+(?:about|around|roughly|nearly|exactly))?$"
)
_OF_DAY = re.compile(r"(?i)\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night)\b")
_AT_HEAD = re.compile(
    r"(?:^|[.!?][\"”]?\s+)(?:At|By|Around|Before|After|Until)(?:\s+(?:about|around|roughly|nearly|exactly))?$"
)
_COMMA = re.compile(r",\s")
_YEAR_OF = re.compile(r"(?:^|[;:,]\s*|\b(?:in|into|of|is)\s+(?:its\s+)?)[Yy]ear$")

_SQUARE = re.compile(r"\b\d{1,2}[A-Z]\s+[A-Z]{2}(?:\s+\d{3,5})?$")
_OF_SQUARE = re.compile(r"\d{1,2}[A-Z]\s+[A-Z]{2}\s+\d{3,5}\b")
_DEGREES = re.compile(r"\d{1,3}\s?°\s?\d{1,2}(?:\.\d+)?\s?['’′]")
_SERIAL = re.compile(r"00\d+|0\d{3,}")
_UNDER_LAW = re.compile(r"(?i)\bu/s\.?\s*(?:\d+[A-Z]?(?:,|,?\s+(?:and|or|&)|/)\s*)*$")
_RANKED = re.compile(r"(?i)\branked\s+\S+\s+(?:out\s+)?of$")


def designates(surface: str, before: str, after: str) -> bool:
    """Whether a number belongs to a formation, a body, an age, a date, a time or a map square."""
    if _is_aged(surface, before, after):
        return True
    body = _BODY.search(before)
    if body and body.group().startswith("Group"):
        return True  # Group of 7 leaders
    if body and (body["the"] or _is_closed(after)) and not _COUNTED.match(after):
        return True
    if numbers_formation(surface, before, after):
        return True
    if not surface[0].isdecimal():
        return False
    if _is_of_estate(surface, before, after):
        return True
    if _SERIAL.fullmatch(surface) or _RANKED.search(before) or _UNDER_LAW.search(before):
        return True
    if _SQUARE.search(before) or _OF_SQUARE.match(surface + after):
        return True
    return _DEGREES.match(surface + after) is not None or _is_dated(surface, before, after)


def _is_of_estate(surface: str, before: str, after: str) -> bool:
    """Windhoek [2] estate."""
    return _BARE.fullmatch(surface) is not None and (
        _ESTATE.match(after) is not None and _CAPITAL.search(before) is not None
    )


def _is_aged(surface: str, before: str, after: str) -> bool:
    """Two men, [41] and [27], were killed; both [16]; men of [18-60]; those [60] and above."""
    if _AGES.fullmatch(surface):
        if _OF_DAY.match(after):
            return True  # between 2 and 3 in the afternoon
        return _OF_AGES.search(before) is not None and _ENDS_AGES.match(after) is not None
    if _AND_OLDER.match(surface + after) and _THOSE.search(before):
        return True
    if _IS_AGE.fullmatch(surface) is None:
        return False
    others = _OTHERS.match(after)
    if others is not None and (beside := _BESIDE.search(before)) is not None:
        is_apposed = (beside["sign"] == ",") == (others["sign"] == ",")
        if is_apposed and (beside["left"] or others["right"]):
            return True
    if _AGED_ENDS.match(after) and _AGED.search(before):
        return True
    return surface.isdecimal() and _is_closed(after) and _BOTH.search(before) is not None


def _is_closed(after: str) -> bool:
    return _CLOSED.match(after) is not None


def _is_dated(surface: str, before: str, after: str) -> bool:
    """[13] Ramadan 1443, in '[94], at [7] in the morning, At about [11], gunmen came."""
    if len(surface) == 4:
        return _HIJRI.match(after) is not None or (
            surface[:2] in ("13", "14") and _MONTH_BEFORE.search(before) is not None
        )
    if not (len(surface) < 3 and surface.isdecimal()):
        return False
    if _MONTH_BEHIND.match(after) or (_MONTH_BEFORE.search(before) and _is_closed(after)):
        return True
    if _CUT_YEAR.search(before):
        return len(surface) == 2 and _BEHIND_YEAR.match(after) is not None
    if _OF_DAY.match(after) and _TIME.search(before):
        return True
    if int(surface) <= 24 and _COMMA.match(after) and _AT_HEAD.search(before):
        return True
    return _is_closed(after) and _YEAR_OF.search(before) is not None
