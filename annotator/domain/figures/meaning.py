"""From a reading of a figure's own words to what it says in its sentence.

Whether the number is read by one who finds it or by one who marked it: what stands around it is
asked here, once. Never raises on text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from annotator.domain.figures import counted, halves, outcomes, qualifiers, traps, units
from annotator.domain.figures.amounts import Reading, read_words
from annotator.domain.figures.clauses import clause_after
from annotator.domain.figures.counted import Counted
from annotator.domain.figures.countries import SHARED, whose
from annotator.domain.figures.nouns import PEOPLE
from annotator.domain.figures.numerals import NUMBER_WORDS, word_set
from annotator.domain.figures.parts import Reader, Whole, whole_of
from annotator.domain.figures.policies import VaguePolicy
from annotator.domain.figures.scan import words
from annotator.domain.figures.value import (
    PLACES,
    UNPARSED,
    Figure,
    Place,
    Qualifier,
    fits,
    survives_json,
)

_ONE = (Fraction(1),)
_Bounds = tuple[Fraction | None, Fraction | None, Fraction | None]

_UNREAD_MONEY = re.compile(r"\b(?:Bs|FC|Le|K|P|L|D|Br|Dhs?)\.?\s?$")
_SLASHED = re.compile(r"\d+/(\d+)")
_RATIO = re.compile(r"(?i)\b(?:ratio(?:\s+(?:of|was|is))?|odds\s+of|outnumbered)\s*$")
_DIMENSION = re.compile(r"\s*(?:high|tall|wide|deep|long|away|from|above|below|in\s+length)\b")
_DIGIT = re.compile(r"\d")
_ROUND = 100
_BEFALLEN = units.AREAS | {None, units.FRACTION, units.PERCENT}
_TOLLS = word_set(
    "toll tolls number numbers total totals figure figures count casualties deaths losses dead"
    " population turnout attendance price prices cost costs estimate estimates membership strength"
)
_TIMES = re.compile(
    r"\s?[x×]\s+(?!(?:more|less|the|as|a|[a-z]+er)\b|\d+(?:\s|$|[.,;]))(?:\d+\s?mm\s+)?"
)
_BARE_TIMES = re.compile(r"[x×](?!\w)")
# What makes another number of the digits before it: 3.1 M people, EUR 20 mil., Rs 3.5 cr, 2 1/2.
_CUT = re.compile(
    r"\s?(?:(?:[MKB]|MM|Mn|[Cc]rs?|mil|Mrd|Mds?)(?![\w-])|plus\b|y/?o\b|\+\d|\d+/\d"
    r"|(?:(?:out\s+)?of|in)\s+every\s)"
)
_BUT = re.compile(r"(?i)\b(?:(?:of|in)\s+every|(?:but|if)\s+not)\s*$|\d\+$")
_DENIED = re.compile(
    r"(?i)\bden(?:y|ies|ied|ying)\b[^.;]{0,60}\bthat\b[^.;]{0,60}$"
    r"|\b(?:except(?:\s+for)?|all\s+but)\s*$"
    r"|\b(?:neither|none|not\s+(?:a\s+single\s+)?one|no\s+one)\s+of\s+"
    r"(?:(?:the|these|those|its|their|his)\s+)?$"
)
_FALSE = re.compile(r"(?i)[^.;]{0,60}\b(?:is|are|was|were)\s+(?:false|untrue|fake|fabricated)\b")
_ECHO = re.compile(r"\s*\(([^()]{1,60})\)")
_MULTIPLE = frozenset(("twice", "thrice", "times", "half", "double"))
_WEIGHT = re.compile(r"\s*pounds\s+of\b", re.IGNORECASE)
_POUNDS = re.compile(r"\s*pounds?\b", re.IGNORECASE)
_SHARE_FOLLOWS = re.compile(r"\s*(?:of\b|[,.;:)”\"]|$)", re.IGNORECASE)


class Cut(NamedTuple):
    """A figure cut out of its text: its words, those of the number and those left over.

    `left` and `right` are the text of its sentence beside the number and what is left over,
    `before` and `after` all that is known of the text beside the span.
    """

    surface: str
    before: str
    after: str
    left: str
    right: str
    reading: Reading
    core: str
    rest: str
    spaced_before: bool


def value_of(cut: Cut, policy: VaguePolicy, read_beside: Reader) -> tuple[Figure, Place | None]:
    """The figure, and the place of the one it is among, counted from where its span begins."""
    reading, core, rest, left, right = cut.reading, cut.core, cut.rest, cut.left, cut.right
    if core[0].isdigit() and _UNREAD_MONEY.search(left[-6:]):
        return UNPARSED, None
    if (times := _TIMES.match(right)) is not None:  # 4 x 107mm rockets
        rest, right = "", " " + right[times.end() :]
    if core[-1:].isdigit() and (_CUT.match(right) or _BUT.search(left)):
        return UNPARSED, None
    echo = _ECHO.match(right)
    if echo is not None and _says(echo[1], reading):
        right = right[echo.end() :]  # two (2) men
    if _is_barred(core, left, right, rest, cut) or not _rest_is_plain(rest, reading):
        return UNPARSED, None
    whole = None
    if reading.unit in (None, units.FRACTION, units.PERCENT):
        number = reading.numbers[0] if reading.numbers and reading.unit is None else None
        whole = whole_of(cut.before, right, number, read_beside)
    figure, noun = _finish(reading, core, left, right, policy, whole)
    if _DENIED.search(cut.before) or _FALSE.match(cut.after):
        figure = replace(figure, outcome=None)
    if figure.unit in SHARED:
        text = f"{cut.before} {cut.surface} {cut.after}"
        figure = replace(figure, unit=whose(figure.unit, text))
    if whole is not None:
        return figure, (whole.start, whole.end)
    behind = len(cut.surface) + len(clause_after(cut.after)) - len(right)
    if noun.whole_at is None or behind + noun.whole_at[0] < len(cut.surface):
        return figure, None  # the span holds the whole of its share itself
    return figure, (behind + noun.whole_at[0], behind + noun.whole_at[1])


def _says(words: str, reading: Reading) -> bool:
    """Whether words say the number of a reading again, in digits or in full."""
    again = read_words(re.sub(r"\b0+(?=\d)", "", words))
    return again is not None and again[0].numbers == reading.numbers and not again[2]


def _is_barred(core: str, left: str, right: str, rest: str, cut: Cut) -> bool:
    whole = len(rest) if rest.startswith("out of ") else 0  # nine out of 10, all in the span
    return (
        left.rstrip().endswith(("minus", " point"))
        or right.startswith((" plus ", " p.c."))
        or _may_be_date(core, left, right)
        or (" to " in core and _RATIO.search(left[-30:]) is not None)
        or traps.touches_more(
            left, right, spaced_before=cut.spaced_before, spaced_after=right[:1].isspace()
        )
        or traps.is_no_quantity(core, left, right)
        or traps.may_be_none(core, left, right)
        or halves.is_part_of_number(core, left, right[whole:])
    )


def _may_be_date(core: str, left: str, right: str) -> bool:
    """Whether 2/3 or 1/5 may be a day and month: only "of" or a majority make it a share."""
    slashed = _SLASHED.fullmatch(core)
    if slashed is None:
        return False
    shared = right.lstrip().startswith(("of ", "majority"))
    return not shared and (int(slashed[1]) > 4 or left.rstrip().lower().endswith("on"))


def _rest_is_plain(rest: str, reading: Reading) -> bool:
    """Whether what the span holds behind the number is a counted noun or the whole of a share."""
    if not rest:
        return True
    if not (rest[0].isalpha() or rest[0] in "-(") or _BARE_TIMES.match(rest):
        return False
    of, behind = counted.split_whole(" " + rest)
    if of is not None:
        return not _DIGIT.search(behind)
    behind_words = words(rest)
    if reading.unit in units.MONEY and any((word,) in units.UNITS for word in behind_words):
        return False
    return not _DIGIT.search(rest) and NUMBER_WORDS.isdisjoint(behind_words)


def _finish(
    reading: Reading, core: str, left: str, right: str, policy: VaguePolicy, whole: Whole | None
) -> tuple[Figure, Counted]:
    before = words(left[-120:])
    outside, kept = qualifiers.just_before(before)
    qualifier = _qualifier(reading, before, outside, kept)
    weight = _WEIGHT.match(right) if reading.unit is None else None
    if reading.unit is None and weight is None and _POUNDS.match(right):
        return UNPARSED, Counted()
    if qualifier is None or (reading.article and not _SHARE_FOLLOWS.match(right)):
        return UNPARSED, Counted()
    unit = "lb" if weight else reading.unit
    noun = _read_noun(reading, left, right, unit, whole)
    numbers = _settle_m(reading, noun, right)
    if numbers is None or _doubtful_year(core, reading, qualifier, left, noun):
        return UNPARSED, Counted()
    low, best, high = _bounds(qualifier, numbers, reading, policy)
    known = numbers if noun.of is None else (*numbers, noun.of)
    if not all(fits(v) and survives_json(v) for v in known):
        return UNPARSED, Counted()
    outcome = None if counted.is_whole(left) else _outcome(_said(before, kept), right, noun, unit)
    if outcome is None and whole is not None and not outcomes.has_own_verb(right):
        outcome = whole.figure.outcome
    figure = Figure(
        low=low,
        best=best,
        high=high,
        qualifier=qualifier,
        unit=unit,
        counts=noun.counts,
        outcome=outcome,
        of=noun.of,
    )
    return figure, noun


def _is_verb(before: list[str], kept: int) -> bool:
    """Whether the bound before a number is a verb whose object is counted: approaching [12] men."""
    if not any((word,) in qualifiers.VERBAL for word in before[kept:]):
        return False
    return _TOLLS.isdisjoint(before[max(0, kept - 8) : kept])


def _read_noun(
    reading: Reading, left: str, right: str, unit: str | None, whole: Whole | None
) -> Counted:
    """What is counted, and of a part of another figure that one's number where it is named."""
    one, ratio = reading.numbers == _ONE, reading.ratio
    number = reading.numbers[:1]
    noun = counted.read_counted(right, left, unit=unit, one=one, number=number, ratio=ratio)
    if whole is None:
        return noun
    if noun.counts is None:
        noun = counted.read_predicate(right, one=one) or noun
    if whole.named and noun.of is None and reading.unit is None and len(reading.numbers) == 1:
        return noun._replace(of=whole.figure.best or whole.figure.low or whole.figure.high)
    return noun


def _said(before: list[str], kept: int) -> list[str]:
    """The words before a number without its bounds; a toll that passes a number reaches it."""
    verbal = any((word,) in qualifiers.VERBAL for word in before[kept:])
    return [*before[:kept], "reached"] if verbal else before[:kept]


def _outcome(before: list[str], right: str, noun: Counted, unit: str | None) -> str | None:
    """Money befalls nothing, and a whole ("174 districts out of [400]") is no one's fate."""
    if unit in units.MONEY or (before[-2:] == ["out", "of"] and before[2:]) or noun.is_whole:
        return None
    if unit not in _BEFALLEN and noun.counts is None:
        return None  # killed 5 km from Goma
    return outcomes.read_outcome(before, right, noun)


def _qualifier(
    reading: Reading, before: list[str], outside: list[Qualifier], kept: int
) -> Qualifier | None:
    if reading.unit not in units.MONEY | {units.PERCENT} and _is_verb(before, kept):
        passing = not qualifiers.PASSING.isdisjoint(before[kept:])
        if reading.numbers and reading.numbers[0] >= _ROUND and not passing:
            return None  # approaching 400 fighters: all of them, or a toll
        outside = []  # approaching 12 rebels
    if kept and before[kept - 1] in _MULTIPLE and (outside or reading.bounds):
        return None  # twice as many as 200 men
    if reading.vague is not None:
        return Qualifier.VAGUE
    qualifier = qualifiers.combine([*reading.bounds, *outside])
    if len(reading.numbers) == 1:
        return qualifier
    plain = qualifier in (Qualifier.EXACT, Qualifier.ABOUT)
    return Qualifier.BETWEEN if plain else None


def _settle_m(reading: Reading, noun: Counted, right: str) -> tuple[Fraction, ...] | None:
    """5m is five million where something is counted; otherwise nobody knows."""
    if not reading.letter_m:
        return reading.numbers
    if noun.counts is None or _DIMENSION.match(right):
        return None
    return tuple(10**6 * v for v in reading.numbers)


def _doubtful_year(
    core: str, reading: Reading, qualifier: Qualifier, left: str, noun: Counted
) -> bool:
    """Whether "2014" may be a year: no unit, no bound a year never has, nobody counted."""
    if reading.unit is not None or not traps.may_be_year(core):
        return False
    if qualifier not in (Qualifier.EXACT, Qualifier.ABOUT, Qualifier.BETWEEN):
        return False
    if noun.counts is None or not traps.looks_recent(core):
        return noun.counts is None
    people = noun.counts.rsplit(maxsplit=1)[-1].lower() in PEOPLE
    return not people or traps.dates_what_follows(left)


def _bounds(
    qualifier: Qualifier, numbers: tuple[Fraction, ...], reading: Reading, policy: VaguePolicy
) -> _Bounds:
    """low, best, high by the table of the figure contract."""
    if reading.vague is not None:
        given = reading.vague.bounds(policy)
        return given.low, given.best, given.high
    first, last = numbers[0], numbers[-1]
    low, best, high = PLACES[qualifier]
    if qualifier is Qualifier.BETWEEN:
        return first, None, last
    return first if low else None, first if best else None, last if high else None
