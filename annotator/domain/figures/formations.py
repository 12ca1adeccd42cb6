"""Numbers in the names of regiments, orders and groups: 2 Rifles, 3 Kumaon, the Guildford 4.

Looks at the words on both sides; reads no values.
"""

from __future__ import annotations

import re

from annotator.domain.figures.currencies import CODES
from annotator.domain.figures.nouns import is_plural
from annotator.domain.figures.numerals import TENS, UNITS
from annotator.domain.figures.outcome_words import ANY, BE, FATES

_SHORT = (
    r"(?:P(?:ara|ARA)|C(?:do|DO)|RR|AR|B(?:n|N|de|DE)|D(?:iv|IV)|R(?:egt|EGT)|MEU|M(?:tn|TN)"
    r"|I(?:nf|NF)|Armd|Mech|Abn|SCOTS|S(?:qn|QN)|C(?:oy|OY)|Fd|Engr"
    r"|ID(?!\s+(?:cards?|documents?|papers?))"
    r"|SAS|SBS|SASR|RAR|RCR|PPCLI|R22eR|RNZIR|KAR|LANCS|YORKS|MERCIAN|RIFLES|ANGLIAN|RTR|RHA"
    r"|ABCT|SBCT|IBCT|BCT|CAB|ACR|SSG|SFG|JAKLI|JAKRIF|NLI|Airborne|Commando"
    r"|IB|FF|BIR|RPIMa|REC|REP|RIMa|MERCIAN|Mercian|Front)\b\.?"
)
"""What stands behind the number of a formation. Mostly short, and no word for people."""
_REGION = r"(?:Kumaon|Garhwal|Madras|Punjab|Bihar|Mahar|Ladakh|Sindh|Mechanised|Mountain|JAK)"
"""Regions and words that name regiments: a plural behind them is counted (3 Punjab villages)."""
_PEOPLE = r"(?:Sikh|Dogra|Rajput|Maratha|Jat|Naga|Gorkha|Gurkha|Baloch|Pathan)"
"""Peoples that name regiments too: 1 Sikh is a man or a battalion."""
_MANY = r"(?:Rifles|Grenadiers|Lancers|Hussars|Fusiliers|Dragoons|Guides|Highlanders)"
"""Plurals that mostly name a regiment."""
_FORMATION = re.compile(
    rf"\s+(?:{_SHORT}|(?:Rashtriya|Assam|Gorkha|Gurkha|Garhwal|Rajputana|Royal)\s+Rifles\b"
    r"|(?:[A-Z][\w-]*\s+){0,2}(?:Battalion|Brigade|Division|Regiment|Squadron)\b"
    rf"|{_REGION}\b(?!\s+(?:[A-Z]\w*\s+)?[a-z]+s\b)"
    r"|(?:[A-Z][\w-]*\s+){1,3}(?:battalion|brigade|division|regiment|squadron|company|platoon)\b"
    r"|(?:battalion|brigade|regiment|squadron|platoon)\b"
    r"(?!\s+(?:[a-z]+\s+){0,2}(?!was|is|has)[a-z]+s\b)"
    r"|[A-Z]\w*\s+(?:Bde|Div|Bn|Regt|Sqn|Coy|LI)\b)"
)
_ONE_UNIT = re.compile(
    r"\s+(?:[A-Z][\w-]*\s+){0,3}(?:battalion|brigade|division|regiment|squadron|company|platoon)\b"
)
_NO_BILLION = re.compile(r"\d{1,3}\s(?:Bn|BN)")
_FORCE = re.compile(r"\s+([A-Z]{3,})\b")
_OF_FORMATION = re.compile(rf"\s+{_SHORT}\s+(?:[a-z]+s|men|troops|personnel|people)\b")
_MAY_BE_FORMATION = re.compile(
    rf"\s+(?:{_PEOPLE}\b(?!\s+(?:[a-z]+\s+)?(?:[a-z]+s|men|women|children|people|police)\b)"
    r"|Scots\b(?!\s+(?:were|are|died|who))"
    rf"|{_MANY}\b(?!\s+(?:(?:were|was|and\s+\S+\s+\w+\s+were)\s+)?(?i:seized|recovered|found"
    r"|looted|stolen|surrendered|captured|destroyed|taken|killed|wounded|dead)\b))"
)
_BARE = re.compile(r"\d{1,3}")
_ACRONYM = re.compile(r"\b[A-Z][A-Z-]{1,5}$")
_OF_GROUP = re.compile(
    r"(?:(?P<heads>(?:^|[.;:!?]\s+)[Tt]he)|(?P<of>\b(?:of|for|free[ds]?)\s+the)|\bthe)"
    r"\s+[A-Z][a-z]\w+(?:\s[A-Z][a-z]\w+)?$"
)
_NUMBERS = UNITS.keys() | TENS.keys()
_BEFALL = frozenset(("killed", "wounded", "missing", "displaced", "arrested", "kidnapped"))
_WORDS = re.compile(r"[^\W\d_]+|[^\w\s]")


def numbers_formation(surface: str, before: str, after: str) -> bool:
    """Whether a number is of a unit of soldiers, or of a group that is known by its number."""
    if surface[0].isdecimal() and _NO_BILLION.fullmatch(surface) and _is_unit_of_force(after):
        return True
    if _BARE.fullmatch(surface):
        counted = _OF_FORMATION.match(after) or (surface == "1" and _ONE_UNIT.match(after))
        if _FORMATION.match(after) and not counted:
            return True
    elif not (surface.istitle() and surface.lower() in _NUMBERS):
        return False
    group = _OF_GROUP.search(before)
    if group is None or _is_titled(after):
        return False
    if surface.isalpha():
        return True  # the Birmingham Six
    return bool(group["heads"] or (group["of"] and not counts_behind(after)))


def may_number(surface: str, before: str, after: str) -> bool:
    """Whether nobody knows if a number counts: 2 RR soldiers, 2 Rifles, in GO 111."""
    if _BARE.fullmatch(surface):
        one = surface == "1" and _ONE_UNIT.match(after)  # 1 Scout Ranger company
        if one or _OF_FORMATION.match(after) or _MAY_BE_FORMATION.match(after):
            return True
    if not (surface.isdecimal() and len(surface) < 5) or (before + after).isupper():
        return False
    if (acronym := _ACRONYM.search(before)) is not None:
        known = acronym.group() in CODES or acronym.group() in FATES
        return not known and not counts_behind(after, befallen=True)
    return _OF_GROUP.search(before) is not None and not counts_behind(after)


def counts_behind(after: str, *, befallen: bool = False) -> bool:
    """Whether one of the next words is a plural or, if asked, what befell the counted."""
    for word in _WORDS.findall(after[:60])[:4]:
        low = word.lower()
        if not low.isalpha() or low in ("and", "or"):
            return False
        if is_plural(word) or (befallen and (low in BE or ANY.get(low) in _BEFALL)):
            return True
    return False


def _is_titled(after: str) -> bool:
    """Whether a headline goes on in capitals, where every number has one."""
    return after[:2].strip().istitle()


def _is_unit_of_force(after: str) -> bool:
    """92 Bn CRPF is a battalion; 92 Bn NGN is money."""
    force = _FORCE.match(after)
    return force is not None and force[1] not in CODES
