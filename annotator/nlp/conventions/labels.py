"""Steps that decide what a span is: a place, an actor, or no name at all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotator.domain.figures.numerals import word_set
from annotator.domain.names import NONE
from annotator.nlp.conventions.lists import ORDINAL, Lists
from annotator.nlp.lexicon import Entry
from annotator.nlp.mentions import Mention, Tokens

_SHIPS = frozenset({"HMS", "USS", "MV", "INS", "RFA", "HMAS", "HMCS"})
_MAKES = (
    "MiG|Mig|MIG|Su|SU|Tu|TU|Mi|MI|Il|Ka|KA|Yak|An|BMP|BMD|BMPT|BTR|BRDM|BM|BRM|MT-LB|MTLB|MRAP|T|PT"
    "|ZSU|ZU|S|SA|Kh|KH|KAB|FAB|RGD|RGN|RPG|AK|AKM|AKS|PK|PKM|PKT|RPK|DShK|NSV|SVD|M|F|B|C|A|AH|UH|CH|MH"
    "|OH|AC|EC|MQ|RQ|TB|TOS|2S|D|GBU|JDAM|SPG|PG|OG|HJ|TOW|FGM|AGM|AIM|BGM|P|R|L|J|JF|Q|Z|HQ|DF|Y|ZBD|ZTZ"
    "|VBL|Type|Leopard|Challenger|Merkava|Shahed|Geran|Lancet|Orlan|Mohajer|Bayraktar|Abrams|Tochka"
    "|Iskander|Kalibr|Grad|Uragan|Smerch|Kornet|Konkurs|Fagot|Igla|Strela|Stinger|Scud|Fateh|Zelzal"
)
_EQUIPMENT = re.compile(
    rf"(?:BM-\d+ )?(?:{_MAKES})[- ]?\d+(?:[-/]?[A-Za-z]{{0,4}}\d{{0,2}})?(?:[’']?s)?(?: Grads?)?"
    r"|(?:MiG|BMP|BTR|BRDM|BMD|MT-LB|MRAP|RPG|AK|APC|IFV|UAV|UCAV|IED|VBIED|SVBIED|MANPAD|ATGM"
    r"|HIMARS|ATACMS|MLRS|Humvee|Kalashnikov|Katyusha|UXO|ERW)(?:[’']?s)?"
)
_INITIAL = re.compile(r"[A-Z]\.(?:[A-Z]\.)?")
_SENTENCE_ENDS = frozenset({".", "!", "?", "“", '"', "”", "•", "\n", ":", "‘"})
_SHORTEST_CAPITALS = 5
# What stands before persons only: of Private England the name is no place.
_RANKS = word_set(
    "Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Prof. Private Pvt. Pfc. Corporal Cpl. Cpl Sergeant Sgt. "
    "Sgt Lieutenant Lt. Lt Captain Capt. Capt Colonel Col. Col Brig. Brigadier Constable Havildar"
)
# Before a name at the head of a post: passed on from another.
_PASSED_ON = word_set("RT MT QT HT")
_EVENT_REACH = 3
_PLACE_AFTER = word_set(
    "province district governorate airport airbase airfield river valley village neighborhood "
    "neighbourhood"
)


def drop_no_names(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """Accords, wars, cups and ships are no spans; a place they are called after is one."""
    words = tokens.words[mention.start : mention.end]
    if words and words[0][0].isdigit() and "".join(words).islower():
        return ()  # 2,5 million people
    if tokens.words[mention.start] in _SHIPS or _is_equipment(tokens, mention):
        return ()
    if is_passed_on(tokens, mention.end):
        return ()
    if tokens.words[mention.start] in lists.no_name_openers and mention.end - mention.start > 1:
        return ()
    if _is_generic(lists, tokens, mention):
        return ()
    last = tokens.surface(mention.end - 1, mention.end)
    if (
        mention.end - mention.start > 1
        and any(map(str.isdigit, last))
        and _EQUIPMENT.fullmatch(last)
    ):
        mention.end -= 1
        mention.note("thing")
    _take_event(lists, tokens, mention)
    if tokens.words[mention.end - 1] not in lists.no_names:
        return (mention,)
    if lists.lexicon.get(tokens.surface(mention.start, mention.end)) is not None:
        return (mention,)
    for end in range(mention.end - 1, mention.start, -1):
        entry = lists.lexicon.get(tokens.surface(mention.start, end))
        if entry is not None:
            mention.end, mention.label = end, entry.label
            mention.note("no name")
            return (mention,)
    return ()


def _is_generic(lists: Lists, tokens: Tokens, mention: Mention) -> bool:
    """``NGO workers``, ``INGO staff``: an acronym of a kind, with small words alone behind."""
    words = tokens.words
    entry = lists.lexicon.get(words[mention.start])
    return (
        entry is not None
        and entry.label == NONE
        and all(word.islower() for word in words[mention.start + 1 : mention.end])
    )


def _take_event(lists: Lists, tokens: Tokens, mention: Mention) -> None:
    """``[Yemeni Civil] War``: a name that goes on to the word for an event is the event's."""
    words, end = tokens.words, mention.end
    while end < min(len(words), mention.end + _EVENT_REACH) and words[end][0].isupper():
        if words[end] in lists.no_names:
            surface = tokens.surface(mention.start, mention.end)
            if lists.lexicon.get(surface) is None:
                mention.end = end + 1
            return
        end += 1


def _is_equipment(tokens: Tokens, mention: Mention) -> bool:
    """Weapons and vehicles are unmarked: ``MiG-29``, ``BMP-2s``, ``two BTRs``."""
    return _EQUIPMENT.fullmatch(tokens.surface(mention.start, mention.end)) is not None


def drop_openers(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """A common word with the capital of its sentence is no name."""
    start, words = mention.start, tokens.words
    opens = start == 0 or words[start - 1] in _SENTENCE_ENDS
    if not opens or words[start].lower() not in lists.common:
        return (mention,)
    if any(lists.lexicon.get(tokens.surface(start, end)) for end in (start + 1, mention.end)):
        return (mention,)
    if all(word.islower() for word in words[start + 1 : mention.end]):
        return ()
    behind = lists.lexicon.get(tokens.surface(start + 1, mention.end))
    if behind is not None:
        mention.start, mention.label = start + 1, behind.label
        mention.note("opener")
    return (mention,)


def decide_label(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """A known name has its label; a facility word makes a place."""
    entry = known(lists, tokens.surface(mention.start, mention.end))
    words = tokens.words
    if entry is not None:
        if entry.label == NONE or tokens.is_language(mention.end):
            return ()
        label, rule = entry.label, "lexicon"
        if label == "LOCATION" and is_surname(words, mention.start, mention.end):
            label, rule = "ACTOR", "rank"
    elif ORDINAL.fullmatch(words[mention.start]):
        label, rule = "ACTOR", "ordinal"
    elif _has_initial(lists, words, mention):
        label, rule = "ACTOR", "initial"
    elif mention.end - mention.start > 1 and words[mention.end - 1] in lists.heads:
        label, rule = "ACTOR", "head"
    elif mention.end - mention.start > 1 and (
        words[mention.end - 1] in lists.facilities or words[mention.start] in lists.facility_openers
    ):
        label, rule = "LOCATION", "facility"
    elif mention.start and words[mention.start - 1] in lists.roles:
        label, rule = "ACTOR", "title"
    elif _is_placed(lists, words, mention):
        label, rule = "LOCATION", "generic place"
    else:
        return (mention,)
    if mention.label != label:
        mention.label = label
        mention.note(rule)
    return (mention,)


def is_passed_on(tokens: Tokens, end: int) -> bool:
    """Whether what ends there is the RT of a post that is passed on: ``RT @AlArabiya``."""
    return tokens.words[end - 1] in _PASSED_ON and tokens.words[end : end + 1] == ["@"]


def is_surname(words: list[str], start: int, end: int) -> bool:
    """Whether the name of a place is all that a rank leaves of a person: ``Private England``."""
    is_alone = end == len(words) or not words[end][0].isupper()
    return start > 0 and end - start == 1 and is_alone and words[start - 1] in _RANKS


def _has_initial(lists: Lists, words: list[str], mention: Mention) -> bool:
    """``B. Khan``, ``K.M. Mani``; but not ``U.S. Bagram``."""
    first = words[mention.start]
    is_initial = mention.end - mention.start > 1 and _INITIAL.fullmatch(first) is not None
    return is_initial and lists.lexicon.get(first) is None


def known(lists: Lists, surface: str) -> Entry | None:
    """The entry of a name, also of one in capitals: ``KABUL`` at the head of a report."""
    entry = lists.lexicon.get(surface)
    if entry is None and len(surface) >= _SHORTEST_CAPITALS and surface.isupper():
        return lists.lexicon.get(surface.title())
    return entry


def _is_placed(lists: Lists, words: list[str], mention: Mention) -> bool:
    """``X province`` and ``the city of X`` are said of places only."""
    after = words[mention.end] if mention.end < len(words) else ""
    before = words[max(0, mention.start - 2) : mention.start]
    further = words[mention.end + 1] if mention.end + 1 < len(words) else ""
    is_shown = (
        after in _PLACE_AFTER
        or (after == "air" and further == "base")
        or (len(before) == 2 and before[1] == "of" and before[0] in lists.place_openers)
        or before[-1:] == ["near"]
    )
    return is_shown and mention.end - mention.start < 4
