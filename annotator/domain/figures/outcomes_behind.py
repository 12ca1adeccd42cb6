"""The verb behind what is counted: soldiers [were killed], others [wounded], [lost their lives].

Looks for a participle or state that no other figure owns.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from annotator.domain.figures import outcome_words as ow
from annotator.domain.figures import qualifiers
from annotator.domain.figures.designations import AGE
from annotator.domain.figures.nouns import is_plural
from annotator.domain.figures.numerals import NUMBER_WORDS, word_set

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W\d_]+)*|[^\w\s]")
_WORDS = "|".join(sorted(NUMBER_WORDS))
_ASIDE = re.compile(
    r"\s*,\s*(?:including|among\s+them|most\s+of\s+them|many\s+of\s+them|mostly|mainly|some\s+of"
    r"\s+them|all\s+of\s+them|all)\b[^,;:.]{1,80},|\s*\([^()]{1,80}\)"
    rf"|(?:\s+|\s*,\s*)aged\s+(?:between\s+)?{AGE}(?:(?:,|,?\s+(?:and|or|to)|\s?[-–])\s*{AGE})*,?(?=\s)"
    rf"|\s*,\s*(?:\d{{1,3}}|{_WORDS})\s+of\s+(?:them|whom)\s+[^,;:.]{{1,40}},"
    r"|\s+including\s+(?:[\w-]+\s+){1,5}?(?=(?:were|was|have|has|had|died|are)\b)"
    rf"|\s*[,–—-]\s*{AGE}(?:,\s*{AGE})*,?\s+(?:and|or)\s+{AGE}\s*[,–—-](?=\s)"
)
_DISTANCE = re.compile(r"\d+\s?(?:km|kms|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|m|mi)(?:\s|$)")
_THERE = r"(?P<{}>(?:[^\W_][\w.,'’-]*(?<!,)\s+){{1,6}}?)"
_PLACE = re.compile(
    r"\s+(?:in|from|at|on|across|inside|near|aboard|around|outside|of|with)\s+"
    + _THERE.format("words")
    + r"(?=(?:were|was|have|has|had|are|is|died|remain)\b)"
    r"|\s+(?:in|from|at|on|inside|near|aboard|of\s+the\s+\d+\w\w)\s+"
    + _THERE.format("there")
    + r"(?=(?:killed|wounded|injured|arrested|missing)\b)"
)
_PLACE_BARRED = word_set(
    "that those who which where when they he she it and or but while after before as said say says"
    " were was killed wounded injured"
)
_BEEN = r"(?:(?:have|has|had)\s+been\s+|were\s+|was\s+)"
_IDIOMS = tuple(
    (re.compile(rf"\s*{pattern}\b"), outcome)
    for pattern, outcome in (
        (r"(?:have\s+|had\s+)?lost\s+their\s+li(?:ves|fe)", "killed"),
        (
            r"(?:\w+\s+){0,2}(?:shot|burned|burnt|beaten|stabbed|crushed|trampled|hacked)"
            r"\s+(?:dead|to\s+death|and\s+killed)"
            rf"(?!\s+(?:an?|the|his|her|their|\d[\d,]*|{_WORDS}|[A-Z]\w+)\b)",
            "killed",
        ),
        (r"(?:\w+\s+){0,2}shot\s+and\s+(?:wounded|injured)", "wounded"),
        (rf"{_BEEN}taken\s+hostage", "kidnapped"),
        (rf"{_BEEN}(?:gunned|mowed)\s+down", "killed"),
        (r"(?:were|was|are|is)\s+among\s+(?:the\s+(?:dead|killed)|those\s+killed)", "killed"),
        (
            r"(?:were|was|are|is)\s+among\s+(?:the\s+|those\s+)(?:wounded|injured)",
            "wounded",
        ),
        (rf"{_BEEN}(?:rounded\s+up|taken\s+into\s+custody)", "arrested"),
        (rf"(?:{_BEEN})?held(?=\s*$|\s*[.,;]|\s+(?:for|over|after|in\s+connection)\b)", "arrested"),
        (rf"{_BEEN}(?:let\s+go|pardoned)", "freed"),
        (rf"{_BEEN}driven\s+out", "displaced"),
        (rf"{_BEEN}pulled\s+out\s+of", "withdrawn"),
        (r"(?:have\s+fallen(?=\s*[.,;]|\s*$)|fell\s+as\s+martyrs)", "killed"),
        (r"(?:critically|seriously|severely|gravely)(?=\s*[.,;)]|\s*$)", "wounded"),
        (r"the\s+(?:total\s+)?number\s+(?:of\s+\w+\s+)?(?:killed|dead)", "killed"),
        (r"the\s+(?:total\s+)?number\s+(?:of\s+\w+\s+)?(?:wounded|injured)", "wounded"),
        (r"(?:are|were|remain|is|was)\s+(?:still\s+)?in\s+(?:police\s+)?custody", "arrested"),
        (rf"{_BEEN}set\s+free", "freed"),
        (
            rf"{_BEEN}(?:shot\s+down|burn(?:ed|t)\s+down|blown\s+up|set\s+(?:ablaze|on\s+fire))",
            "destroyed",
        ),
        (
            r"(?:have\s+|had\s+)?(?:laid\s+down\s+their\s+(?:arms|weapons)"
            r"|(?:gave|given|turned)\s+themselves\s+(?:up|in))",
            "surrendered",
        ),
        (rf"{_BEEN}forced\s+to\s+flee(?!\s+their)", "displaced"),
        (rf"{_BEEN}taken\s+(?:prisoner|captive)", "captured"),
        (
            rf"(?:{_BEEN}|have\s+|had\s+)?(?:forced\s+to\s+(?:flee|leave)|forced\s+from"
            r"|driven\s+from|fled)\s+(?:their\s+)?homes?",
            "displaced",
        ),
        (
            r"(?:have|had|has)\s+(?:already\s+)?(?:come|fallen)\s+under\s+(?:\w+\s+)?"
            r"(?:[\w’']+\s+)?control",
            "captured",
        ),
        (r"(?:have\s+|has\s+|had\s+|also\s+)*(?:went|gone)\s+missing", "missing"),
        (
            r"(?:are|is|were|was|remain|remained)\s+(?:still\s+)?unaccounted\s+for",
            "missing",
        ),
    )
)
_IDIOM = re.compile(
    r"\b(?:lives|life|dead|death|killed|hostage|prisoner|captive|homes?|for|control|missing"
    r"|held|go|pardoned|out|fallen|martyrs|critically|seriously|severely|gravely"
    r"|down|up|free|custody|ablaze|fire|arms|weapons|themselves|flee|wounded|injured)\b"
)
_MOVED = frozenset(("displaced", "evacuated", "deployed", "freed"))
_OF_SUBJECT = frozenset(("were", "was", "are"))
ENDS = ow.PARTICIPLES.keys() | ow.STATES.keys()
"""What a figure of a list may end in."""


class Found(NamedTuple):
    outcome: str
    strong: bool


def read_behind(text: str) -> Found | None:
    """The participle behind the noun; strong when a form of "be" or a state says it outright.

    An empty outcome means that the clause names two or denies one.
    """
    if _IDIOM.search(text[:70]):
        for pattern, outcome in _IDIOMS:
            if pattern.match(text):
                return Found(outcome, True)
    aside = _ASIDE.match(text) or _place(text)
    words = _WORD.findall(text[aside.end() if aside else 0 :][:90].lower())
    passive = barred = future = False
    for index, word in enumerate(words):
        if word in ow.PARTICIPLES or word in ow.STATES:
            outcome = ow.STATES.get(word) or ow.PARTICIPLES[word]
            if (index and word == "left") or (not passive and not _stands_alone(words, index)):
                return None
            doubtful = barred or (future and outcome not in ow.PLANS)
            two = _is_double(words, index, outcome)
            return Found("" if doubtful or two else outcome, passive or word in ow.STATES)
        if word in ow.BE:
            passive = True
        elif word in ow.NEGATIONS or word in ow.MODALS or word in ow.DOUBT:
            barred = True
        elif word in ow.FUTURE:
            future = True
        elif word not in ow.SKIPPED:
            return None
    return None


def _place(text: str) -> re.Match[str] | None:
    """in the village: a phrase of place between the noun and its verb."""
    place = _PLACE.match(text)
    if place is None or not _PLACE_BARRED.isdisjoint(
        (place["words"] or place["there"]).lower().split()
    ):
        return None
    return place


def _stands_alone(words: list[str], index: int) -> bool:
    """Whether a bare "killed" has no object: "30 soldiers killed in", not "killed the mayor"."""
    if words[index] in ow.STATES:
        return True
    rest = words[index + 1 :]
    if rest and rest[0] in _OF_SUBJECT:
        return True  # the six killed were monks
    if rest[:1] == ["to"] and ow.PARTICIPLES[words[index]] in _MOVED:
        return True  # 100,632 displaced to Armenia
    bound = qualifiers.leading(rest, 0)[1]
    if bound and rest[bound:] and is_number(rest[bound]) and not _is_far(rest):
        return _begins_next_of_list(rest)  # two attacks killed at least 24
    return not rest or rest[0] in ow.OPENERS or _begins_next_of_list(rest) or _is_far(rest)


def _begins_next_of_list(words: list[str]) -> bool:
    """5 killed [12 others wounded]: a figure with a participle of its own, and nothing between."""
    while (begin := qualifiers.leading(words, 0)[1]) > 0:
        words = words[begin:]
    if not words or not is_number(words[0]):
        return False
    at = 1 + (words[1:2] == ["+"])
    if at < len(words) and words[at] in ("others", "more", "people", "persons"):
        at += 1
    if at >= len(words) or words[at] not in ENDS:
        return False
    return _stands_alone(words, at) or not any(map(is_plural, words[at + 1 : at + 4]))


def _is_far(words: list[str]) -> bool:
    """killed [5 km from Goma], [5km north of it]: a distance is no object."""
    return _DISTANCE.match(" ".join(words[:2])) is not None


def is_number(word: str) -> bool:
    return word.isdigit() or word in NUMBER_WORDS


def _is_double(words: list[str], index: int, outcome: str) -> bool:
    """killed or wounded, dead and missing: two outcomes of one figure."""
    if words[index + 1 : index + 2] not in (["and"], ["or"], ["/"], [","]):
        return False
    for word in words[index + 2 : index + 4]:
        other = ow.PARTICIPLES.get(word) or ow.STATES.get(word)
        if other is not None:
            return other != outcome
        if word not in ow.BE and word not in ("or", "and"):
            return False
    return False
