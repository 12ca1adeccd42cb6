"""Numbers that only name something: phones, places on a map, streets, frequencies, gangs, races.

Looks at the words on both sides; reads no values.
"""

from __future__ import annotations

import re

_CALLED = re.compile(
    r"(?i)(?:\+\d[\d\s-]*|\b(?:call|dial|dialling|phone|tel|hotline|helpline|whatsapp|fax|sms"
    r"|grid|mgrs|coordinates|latitude|longitude|lat|lon)\b\.?:?)(?-i:[A-Z\d.,°\s]*)$"
)
_DEGREES = re.compile(r"\d{1,3}\.\d{4,}")
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
_ENDS = re.compile(r"\s*(?:$|[.,;)]|(?:when|at|years?|and|but)\b)")


def names_something(surface: str, before: str, after: str) -> bool:
    """Whether digits are no quantity but a name, a number to call, a place or an age."""
    if surface[-1] in "kK" and _RACE.match(after):
        return True
    if _DEGREES.fullmatch(surface) or _NETWORK.fullmatch(surface):
        return True
    if _ON_AIR.match(after) or _MEGA.match(after) or _ADDRESS.match(after):
        return True
    if _NAMED.match(after) and _DETERMINED.search(before):
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
