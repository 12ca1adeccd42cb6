"""The words that bound a number ("at least", "or so") and the ones that leave it alone.

Tables and look-ups on lower-case words; says which qualifier, never which numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.figures.numerals import word_set
from annotator.domain.figures.value import Qualifier

_BEFORE = {
    Qualifier.ABOUT: "about, around, some, roughly, approximately, approx, estimated, an estimated,"
    " circa, ca, est, estd, ±, in the region of, in the order of, on the order of,"
    " in the vicinity of,"
    " something like, ~, ≈, perhaps, at about, at around, somewhere around, an average of about",
    Qualifier.NEARLY: "nearly, almost, close to, just under, just below, just short of, not quite,"
    " close on, approaching, nearing, approaches, approached, nears, neared, shy of, just shy of,"
    " slightly under, slightly less than,"
    " a little less than, little less than, slightly fewer than, virtually, nearly as many as",
    Qualifier.AT_LEAST: "at least, no fewer than, no less than, not fewer than, not less than,"
    " minimum, minimum of, a minimum of, ≥, > =, at the very least, as few as,"
    " as little as",
    Qualifier.MORE_THAN: "more than, over, just over, well over, upwards of, upward of, exceeding,"
    " in excess of, greater than, above, just above, well above, a little over, slightly over,"
    " slightly more than, slightly above, a little more than, little more than, far more than,"
    " far over, well more than, much more than, just more than, north of, >, surpassing, topping,"
    " tops, topped, surpasses, surpassed, exceeds, exceeded, crosses, crossed, passes, passed,"
    " higher than, better than, larger than",
    Qualifier.AT_MOST: "up to, at most, as many as, as much as, as high as, no more than,"
    " not more than, maximum, maximum of, a maximum of, ≤, < =, not exceeding, at the most",
    Qualifier.LESS_THAN: "less than, fewer than, under, below, lower than, well under, well below,"
    " far fewer than, far less than, much less than, <",
}

_AFTER = {
    Qualifier.ABOUT: "or so, or thereabouts, approximately, roughly, odd",
    Qualifier.AT_LEAST: "or more, at least, at the very least, at a minimum, minimum, +, and more,"
    " and up and above, or above",
    Qualifier.AT_MOST: "or less, or fewer, at most, at the most, at the maximum, maximum, or below",
}

NEUTRAL = frozenset(
    tuple(phrase.split())
    for phrase in [
        "a total of",
        "total of",
        "a combined",
        "combined",
        "a further",
        "further",
        "another",
        "an additional",
        "additional",
        "other",
        "only",
        "just",
        "exactly",
        "precisely",
        "the",
        "these",
        "those",
        "all",
        "its",
        "their",
        "his",
        "our",
        "reported",
        "a reported",
        "reportedly",
        "a record",
        "remaining",
        "extra",
        "total",
    ]
)
"""Words between a qualifier and its number that change neither."""

COMPOUNDS = frozenset(
    tuple(phrase.split())
    for phrase in [
        "only about",
        "only around",
        "up to about",
        "up to around",
        "at least some",
        "at least around",
        "at least about",
        "exactly",
    ]
)
"""Phrases of several of these that open a figure, and what is no bound but opens one."""


def _table(rows: dict[Qualifier, str]) -> dict[tuple[str, ...], Qualifier]:
    return {
        tuple(phrase.split()): qualifier
        for qualifier, phrases in rows.items()
        for phrase in phrases.split(", ")
    }


BEFORE: dict[tuple[str, ...], Qualifier] = _table(_BEFORE)
AFTER: dict[tuple[str, ...], Qualifier] = _table(_AFTER)
_LONGEST = 4

_TALK = (
    "talk talks talked talking concern concerned concerns worried worry information questions ask"
)
_TALK += " asked think thinking thought learned know knew"
_OWNERS = {
    (
        "over",
    ): "take takes took taken taking hand hands handed handing turn turns turned turning run"
    " runs ran running win wins won winning control power dispute disputes sovereignty authority"
    " rule jurisdiction victory presided preside come came go went passed all protest protests"
    " protested protesting anger outrage grief fury dismay sued lawsuit inquiry probe"
    f" {_TALK}",
    ("about",): f"come came all {_TALK}",
    ("around",): "turn turns turned turning come came",
    ("close", "on"): "troops forces police army rebels soldiers fighters militants insurgents tanks"
    " they we to and will shops schools banks markets",
    ("up", "to"): "add adds added adding",
}
OWNERS = {particle: word_set(verbs) for particle, verbs in _OWNERS.items()}
"""Words that take a particle to themselves: "took over 30 districts", but "took about 30"."""


VERBAL = frozenset(
    (verb,)
    for verb in word_set(
        "approaching approaches approached nearing nears neared topping tops topped surpassing"
        " surpasses surpassed exceeds exceeded crosses crossed passes passed"
    )
)
"""Bounds that are mostly verbs with an object: "approaching 12 rebels"."""

PASSING = word_set("passes passed")
"""Those that bound a number behind a toll only: the convoy passed 300 houses."""


def leading(words: Sequence[str], at: int) -> tuple[Qualifier | None, int]:
    """The qualifier or neutral phrase that starts at `at`, and the index behind it."""
    for size in range(_LONGEST, 0, -1):
        phrase = tuple(words[at : at + size])
        if len(phrase) == size and phrase in BEFORE:
            return BEFORE[phrase], at + size
        if len(phrase) == size and phrase in NEUTRAL:
            return None, at + size
    return None, at


def trailing(words: Sequence[str], at: int) -> tuple[Qualifier | None, int]:
    """The qualifier that starts at `at` behind a number, and the index behind it."""
    for size in range(_LONGEST, 0, -1):
        phrase = tuple(words[at : at + size])
        if len(phrase) == size and phrase in AFTER:
            return AFTER[phrase], at + size
    return None, at


def just_before(words: Sequence[str]) -> tuple[list[Qualifier], int]:
    """The qualifiers at the end of the words before a number, and how many words are left.

    "over" and the like are no qualifiers behind a verb that owns them ("took over").
    """
    bounds: list[Qualifier] = []
    end = len(words)
    while end:
        size, qualifier = _ending(words, end)
        if size == 0:
            break
        if qualifier is not None:
            phrase = tuple(words[end - size : end])
            if end > size and words[end - size - 1] in OWNERS.get(phrase, ()):
                break
            bounds.append(qualifier)
        end -= size
    return bounds, end


def _ending(words: Sequence[str], end: int) -> tuple[int, Qualifier | None]:
    for size in range(min(_LONGEST, end), 0, -1):
        phrase = tuple(words[end - size : end])
        if phrase in BEFORE:
            return size, BEFORE[phrase]
        if phrase in NEUTRAL:
            return size, None
    return 0, None


def combine(bounds: Sequence[Qualifier]) -> Qualifier | None:
    """One qualifier of several: "at least about 30" is at least; None for a contradiction."""
    strong = set(bounds) - {Qualifier.ABOUT}
    if strong == {Qualifier.MORE_THAN, Qualifier.AT_LEAST}:  # "more than 2,000+"
        return Qualifier.MORE_THAN
    if len(strong) > 1:
        return None
    if strong:
        return strong.pop()
    return Qualifier.ABOUT if bounds else Qualifier.EXACT
