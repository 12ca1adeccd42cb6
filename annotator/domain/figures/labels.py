"""Numbers that only name something: phones, places on a map, streets, frequencies, gangs, races.

Looks at the words on both sides; reads no values.
"""

from __future__ import annotations

import re

from annotator.domain.figures.formations import counts_behind
from annotator.domain.figures.nouns import is_stop
from annotator.domain.figures.outcome_words import ANY

_CALLED = re.compile(
    r"(?i)(?:\+\d[\d\s-]*|\b(?:call|dial|dialling|phone|tel|hotline|helpline|whatsapp|fax|sms"
    r"|grid|mgrs|coordinates|latitude|longitude|lat|lon)\b\.?:?)(?-i:[A-Z\d.,°\s]*)$"
)
_DEGREES = re.compile(r"\d{1,3}\.\d{4,}")
_CALIBRES = frozenset(("5.45", "5.56", "7.62"))
_COUNTS = re.compile(
    r"\s*(?:(?!(?:was|is|has|does|as|its|this)\b)[a-z]+s|people|men|women|children)\b"
)
_RACE = re.compile(r"(?i)\s*(?:run|race|walk|marathon|runners?|course|event)\b")
_ADDRESS = re.compile(
    r"\s+(?:[A-Z][\w'’-]*\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Boulevard|Drive|Square)\b"
)
_NAMED = re.compile(
    r"(?:\s+[A-Z][\w'’-]*){0,3}\s+(?:gang|cartel|movement|uprising|revolution|coup|genocide|massacre"
    r"|accord|agreement|pact|constitution|referendum|summit|quake|earthquake|border|borders|census"
    r"|protocol|convention|treaty|plan|war)\b"
)
_DETERMINED = re.compile(r"(?i)\b(?:the|a|an|this|that|its|los|las)$")
_SPANISH = re.compile(r"\b(?:Los|Las)$")
_ON_AIR = re.compile(r"\s*(?:magnitude\b|(?:FM|AM|MHz|GHz|kHz)\b|on\s+the\s+Richter)")
_MEGA = re.compile(r"\s*M[Tt]\b")
_YIELD = re.compile(r"\s+(?:of\s+TNT|nuclear|bombs?|warheads?|device|yield|explosion|blast|test)\b")
_WEAPON = re.compile(
    r"(?!\s+of\b)\s*-?(?:kgs?|kilos?|kilograms?|pounds?|lbs?|tonnes?|tons?)?[\s-]+(?:[a-z-]+\s+){0,2}?"
    r"(?:bombs?|warheads?|glide|FABs?|KABs?|JDAMs?|IEDs?|bunker[\s-]busters?|munitions?|mines?|shells?"
    r"|missiles?|torpedo(?:es)?)\b"
)
_WEIGHT = re.compile(r"\d\s?-?(?:kgs?|kilos?|kilograms?|pounds?|lbs?|tonnes?|tons?)\b")
_SAYS = re.compile(r"\s+(?:said|says|reported|reports|quoted|cited|aired|broadcast|news|News)\b")
_TITLE = re.compile(r"\b[A-Z][\w-]*$")
_OF_PAGES = re.compile(r"(?i)\b(?:photo|page|slide|image|part|episode|picture)\s+\d+\s+of$")
_PAGES = re.compile(r"(?i)\b(?:photo|page|slide|image|part|episode|picture)$")
_NETWORK = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_OLD = re.compile(
    r"(?i)\b(?:as\s+(?:young|old)\s+as|(?:young|old)er\s+than|turn(?:ed|s|ing)|aged?)$"
)
_HE_WAS = re.compile(r"(?i)\b(?:he|she)\s+(?:was|is|were)(?:\s+(?:only|just|about))?$")
_PER = re.compile(r"(?i)\bper$")
_RATE = re.compile(r"\s+per\s+1[,0]*\b")
_MILESTONE = re.compile(r"(?<!\d)(?<!\d\s)\b[Kk]m$")
_PAIR = re.compile(r",\s*\d{1,2}\s+and\s+\d{1,2}\s*(?:,|$)")
_PLURAL_COMMA = re.compile(r"[a-z]+s,\s*(?:\d{1,2}\s+and\s*)?$")
_OF_YEAR = re.compile(r"\s+of\s+(?:19|20)\d\d\b(?!\s+\w+s\b)")
_NUMBERED = re.compile(r"(?:^|[,;:.]\s+|\band\s+)(?P<name>[A-Z][a-z]\w+)$")
_AT_SITE = re.compile(r"\b(?:Camp|Fort|Base|Prison|Compound|Field|Cemetery)\s+[A-Z]\w+$")
_SCORED = re.compile(
    r"(?i)\b(?:(?:won|lost|drew|scored|led|trailed)"
    r"|(?:beat|beats|beaten|defeated|downed)(?:\s+[\w'’-]+){1,3})\s+(?:(?P<first>\d{1,3})\s+to\s+)?$"
)
_OTHER_SCORE = re.compile(r"\s+to\s+(?P<second>\d{1,3})\s*(?:$|[.,;:)]|(?:in|on|at|after|to)\b)")
_CLOSED = re.compile(r"\s*(?:$|[.,;:)]|(?:in|on|at|after|to)\b)")
_MARK = re.compile(r"(?i)\bscored\s+(?:\d+\s+out\s+of\s+)?$")
_OUT_OF = re.compile(r"\s+out\s+of\s+\d")
_ENDS = re.compile(r"\s*(?:$|[.,;)]|(?:when|at|years?|and|but)\b)")


def names_something(surface: str, before: str, after: str) -> bool:
    """Whether digits are no quantity but a name, a number to call, a place or an age."""
    if surface[-1] in "kK" and _RACE.match(after):
        return True
    if surface in _CALIBRES or _DEGREES.fullmatch(surface) or _NETWORK.fullmatch(surface):
        return True
    if surface.endswith("MT") and (_YIELD.match(after) or before.endswith("yield of")):
        return True  # megatons
    if _WEAPON.match(after) and _WEIGHT.search(surface + after[:12]):
        return True  # two [500kg] bombs
    if _ON_AIR.match(after) or _MEGA.match(after) or _ADDRESS.match(after):
        return True
    if _NAMED.match(after) and _DETERMINED.search(before):
        return True
    if surface.isdecimal() and len(surface) < 4 and _is_score(int(surface), before + " ", after):
        return True
    if _OF_YEAR.match(after) or (_AT_SITE.search(before) and not _COUNTS.match(after)):
        return True
    if (numbered := _NUMBERED.search(before)) and _numbers_two(numbered["name"], before, after):
        return True
    if _SPANISH.search(before) or (_SAYS.match(after) and _TITLE.search(before)):
        return True
    if _OF_PAGES.search(before) or (_PAGES.search(before) and not _COUNTS.match(after)):
        return True
    if _PER.search(before) or _RATE.match(after) or _MILESTONE.search(before):
        return True
    if len(surface) < 3 and _PLURAL_COMMA.search(before):
        return _PAIR.search(f"{before[-12:]} {surface}{after[:12]}") is not None
    if _ENDS.match(after) and _HE_WAS.search(before):
        return True
    if _OLD.search(before) and not _COUNTS.match(after):
        return True
    return _CALLED.search(before) is not None and not _COUNTS.match(after)


def _is_score(number: int, before: str, after: str) -> bool:
    """lost [10] to [4]; no range, whose second number is larger."""
    mark = _MARK.search(before)
    if mark is not None and (mark.group().endswith("of ") or _OUT_OF.match(after)):
        return True
    scored = _SCORED.search(before)
    if scored is None:
        return False
    if scored["first"]:
        return int(scored["first"]) > number and _CLOSED.match(after) is not None
    other = _OTHER_SCORE.match(after)
    return other is not None and int(other["second"]) < number


def _numbers_two(name: str, before: str, after: str) -> bool:
    """Delmas [33], Delmas [75]: a name that another number follows too."""
    other = re.search(rf"\b{name}\s+\d", f"{before[: -len(name)]} | {after}")
    if other is None or is_stop(name) or name.lower() in ANY:
        return False
    return not counts_behind(after, befallen=True)
