"""The figure that another one is among: 150 people, including [19] civilians, [3] of them women.

Looks for words that point back, then for the number they point to; gives None where two numbers
may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from annotator.domain.figures import outcome_words as ow
from annotator.domain.figures import qualifiers
from annotator.domain.figures.amounts import read_amounts
from annotator.domain.figures.clauses import clause_before
from annotator.domain.figures.nouns import PEOPLE, is_stop
from annotator.domain.figures.numerals import NUMBER_WORDS, VAGUE
from annotator.domain.figures.scan import WORD, scan
from annotator.domain.figures.value import Figure, Qualifier

Reader = Callable[[str, str, str], Figure]
"""Reads a figure of its words, the text before and the text behind."""

_THEM = r"(?:them|whom|which|these|those)"
_FATED = (
    r"(?:the|those)\s+(?:dead|killed|wounded|injured|missing|victims|casualties|detained|arrested"
    r"|displaced|deceased|fatalities|abducted|kidnapped|captured|detainees)"
)
_BE = r"(?:were|are|was|is|being)"
_OPENING = (
    rf"(?P<listed>\bincluding|\bincludes?|\bincluded|\bincl|\bamong\s+(?:{_THEM}|{_FATED})"
    rf"|\bof\s+(?:{_THEM}|{_FATED}))\b\.?\s*,?(?:\s*{_BE})?"
)
_BEFORE = re.compile(rf"{_OPENING}\s*(?P<list>[^.;:()]*)$", re.IGNORECASE)
_OF_NUMBER = re.compile(
    r"(?:^\W*|[,;:]\s+)(?:out\s+)?of\s+(?P<listed>(?:[^,.;:]|,(?=\d))*\w),\s+(?P<list>[^.;:()]*)$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"\s*(?:(?:[^\W_][\w'’-]*\s+){{1,4}}?(?:{_BE}\s+)?)?(?:(?:of|among)\s+{_THEM}|among\s+{_FATED})"
    r"\b",
    re.IGNORECASE,
)
_HINT = re.compile(r"\b(?:incl|among|of\b)", re.IGNORECASE)
_RELATIVE = re.compile(r"(?i)\b(?:whom|which)\b")
_BEHIND_NUMBER = re.compile(r"\d\s+([^\W\d_]+)(?!.*\d\s+[^\W\d_])", re.DOTALL)
_ASIDE_CLOSED = re.compile(r"\w,\s+and\s")
_WORDS = re.compile(r"\w+")
_CASUALTIES = frozenset(("casualties", "persons", "fatalities", "deaths", "victims"))
_NOUN = 4
_JOINS = frozenset((",", "and", "or", "as", "well"))
_NEAR = 60
_BESIDE = 45


class Whole(NamedTuple):
    """A figure others are among: its place from where the part begins (negative: before it), what
    it says, and whether it is named as the whole of a share ("of whom", "of the 150").
    """

    start: int
    end: int
    figure: Figure
    named: bool


def whole_of(before: str, behind: str, number: Fraction | None, read: Reader) -> Whole | None:
    """The figure before this one that it is among, by the words around it.

    `before` is the text before the figure, `behind` the text behind its number, `number` what it
    says at least.
    """
    near = before[-2 * _NEAR :]
    if not ("(" in near or _HINT.search(near) or _HINT.search(behind[:_NEAR])):
        return None
    sentence = clause_before(before)
    begin = len(before) - len(sentence)
    opening = _opening(sentence)
    if opening is not None:
        cue, named = begin + opening.start(), _RELATIVE.search(opening["listed"]) is not None
        if opening.re is _OF_NUMBER:
            return _last(before, begin + opening.end("listed"), cue, number, read, named=True)
    elif _BEHIND.match(behind):
        cue, named = len(before), _RELATIVE.search(behind[:_NEAR]) is not None
    else:
        return _before_brackets(before, begin, number, behind, read)
    there = _last(before, cue, begin, number, read, named=named)
    if there is None and not named and "incl" not in before[cue : cue + 8].lower():
        earlier = before[:begin].rstrip()
        return _of_sentence(before, len(earlier), number, read)
    return there


def _of_sentence(before: str, end: int, number: Fraction | None, read: Reader) -> Whole | None:
    """What "of these" at the head of a sentence points to in the one before it."""
    closed = before[:end].rstrip('.!?…"”’)]')
    begin = len(closed) - len(clause_before(closed))
    return _last(before, end, begin, number, read, named=False, parts=False)


def _before_brackets(
    before: str, begin: int, number: Fraction | None, behind: str, read: Reader
) -> Whole | None:
    """The people of whom the brackets behind them tell: 10 civilians (4 women, [6] men)."""
    opened = before.rfind("(", begin)
    if number is None or opened < 0 or ")" in before[opened:]:
        return None
    if not _are_people(_first_word(before[opened + 1 :] + "0" + behind)):
        return None
    whole = _last(before, opened, begin, number, read, named=False)
    if whole is None or len(_WORDS.findall(before[len(before) + whole.end : opened])) > _NOUN:
        return None
    return whole if _are_people((whole.figure.counts or "dead").rsplit(" ", 1)[-1]) else None


def _first_word(text: str) -> str:
    """The word behind the last number of a text."""
    match = _BEHIND_NUMBER.search(text)
    return "" if match is None else match[1]


def _are_people(word: str) -> bool:
    low = word.lower()
    return low in PEOPLE or low in ow.ANY or low in _CASUALTIES


def _opening(sentence: str) -> re.Match[str] | None:
    """What opens a list of parts before a figure, which may be a later one of the list."""
    opening = max(
        filter(None, (pattern.search(sentence) for pattern in (_BEFORE, _OF_NUMBER))),
        key=lambda match: match.start(),
        default=None,
    )
    if opening is None:
        return None
    between = [match.group() for match in WORD.finditer(opening["list"].lower())]
    kept = qualifiers.just_before(between)[1]
    if opening["listed"].lower().startswith("of") and _ASIDE_CLOSED.search(opening["list"]):
        return None  # 12 men, 9 of them rebels, and [3] women
    return opening if all(map(_may_be_listed, between[:kept])) else None


def _may_be_listed(word: str) -> bool:
    if word in _JOINS or word[0].isdigit() or word in NUMBER_WORDS:
        return True
    return word[0].isalpha() and not is_stop(word) and word not in ow.ANY


def _last(
    text: str,
    end: int,
    begin: int,
    number: Fraction | None,
    read: Reader,
    *,
    named: bool,
    parts: bool = True,
) -> Whole | None:
    """The last figure of `text[begin:end]` that is large enough; None if it may be another.

    Without `parts` it is none that is among another itself.
    """
    nearest: Whole | None = None
    for first, last in reversed(list(_numbers(text[begin:end]))):
        first, last = first + begin, last + begin
        figure = read(text[first:last], text[:first], text[last:])
        if not figure.parsed or figure.unit is not None or not _is_above(figure, number):
            continue
        if (figure.part_of is not None and not parts) or _is_beside(text, last, end):
            continue
        if nearest is not None:
            apart = len(text) + nearest.start - last > _BESIDE
            return nearest if apart or figure.outcome == nearest.figure.outcome else None
        nearest = Whole(first - len(text), last - len(text), figure, named)
        if figure.outcome is None:
            break
    return nearest


def _is_beside(text: str, last: int, end: int) -> bool:
    """Whether a figure stands beside the part and not above it: 9 of them women and [4] children,
    8,663 children and [6,327] women among them.
    """
    between = text[last:end]
    if between.isspace() or not between:
        return text[end : end + 3].lower() == "of "
    words = WORD.findall(between.lower())
    return words[-1] == "and" and all(map(_may_be_listed, words))


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    tokens = scan(text)
    at = 0
    while at < len(tokens):
        word = tokens[at].text
        if tokens[at].kind == "num" or word in NUMBER_WORDS or word in VAGUE or word == "between":
            reading = read_amounts(tokens[at:])
            if reading is not None and reading.end:
                # What is cut off at the end of the text counts as a word of the reading.
                yield tokens[at].start, tokens[min(at + reading.end, len(tokens)) - 1].end
                at += reading.end
                continue
        at += 1


def _is_above(figure: Figure, number: Fraction | None) -> bool:
    if figure.qualifier is Qualifier.VAGUE or number is None:
        return True
    most = figure.high or figure.best or figure.low
    return most is not None and (most > number or (figure.high is None and most == number))
