"""How far suggestions sway people: agreement and speed with them and without.

People who see the same suggestions tend to agree with them, and so with each other (Fort and Sagot
2010, Linguistic Annotation Workshop IV, 56; Berzak et al. 2016, EMNLP, 2215). In articles where
suggestions stay hidden on purpose they do not; what differs is what suggestions do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from annotator.domain.agreement.coefficients import Counts
from annotator.domain.agreement.measured import FEWEST, Measured, interval, resamples
from annotator.domain.agreement.report import ArticleAgreement

_CHARACTERS = 1_000
"""Speed and density are told for so many."""


class Condition(StrEnum):
    """How an annotator did an article."""

    AIDED = "with suggestions"
    UNAIDED = "without suggestions"


@dataclass(frozen=True, slots=True)
class Turn:
    """An article as one annotator has finished it: its ``length`` in code points, the seconds of
    work, and the number of spans. ``condition`` is None where it is neither: the person decided on
    suggestions that are hidden now, or on none of those shown.
    """

    article: str
    annotator: str
    length: int
    seconds: float
    spans: int
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class Under:
    """What holds under one condition.

    ``shared`` counts articles that two have finished so, ``turns`` articles times annotators.
    ``strict_f1`` and ``overlap_f1`` are of all pairs together; ``seconds`` of work and ``spans``
    are for 1,000 characters.
    """

    shared: int
    turns: int
    strict_f1: Measured
    overlap_f1: Measured
    seconds: Measured
    spans: Measured


@dataclass(frozen=True, slots=True)
class Anchoring:
    """Both conditions, and their differences: with suggestions less without.

    ``left_out`` are articles times annotators that are neither.
    """

    aided: Under
    unaided: Under
    strict_f1: Measured
    overlap_f1: Measured
    seconds: Measured
    spans: Measured
    left_out: int


def anchoring(articles: Sequence[ArticleAgreement], turns: Iterable[Turn]) -> Anchoring:
    """Compare agreement and speed with suggestions and without.

    Intervals come from drawing articles again, those of each condition apart; an article with all
    of its pairs and turns is one draw. Each ratio is of sums, so long articles count more.
    """
    ordered = sorted(turns, key=lambda turn: (turn.article, turn.annotator))
    conditions = {(turn.article, turn.annotator): turn.condition for turn in ordered}
    sides = {
        condition: _side(articles, ordered, conditions, condition, stream)
        for stream, condition in enumerate(Condition, 1)
    }
    aided, unaided = sides[Condition.AIDED], sides[Condition.UNAIDED]
    differ = {name: _difference(aided.ratios[name], unaided.ratios[name]) for name in _NAMES}
    neither = sum(turn.condition is None for turn in ordered)
    return Anchoring(aided.told(), unaided.told(), **differ, left_out=neither)


_NAMES = ("strict_f1", "overlap_f1", "seconds", "spans")


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A ratio of two sums over articles, and what it is in each resample."""

    value: float | None
    drawn: Counts
    why: str

    def measured(self) -> Measured:
        if self.value is None:
            return Measured(None, why=self.why)
        return Measured(self.value, *interval(self.drawn[np.isfinite(self.drawn)]))


@dataclass(frozen=True, slots=True)
class _Side:
    shared: int
    turns: int
    ratios: dict[str, _Ratio]

    def told(self) -> Under:
        return Under(self.shared, self.turns, *(self.ratios[name].measured() for name in _NAMES))


def _side(
    articles: Sequence[ArticleAgreement],
    turns: Sequence[Turn],
    conditions: dict[tuple[str, str], Condition | None],
    condition: Condition,
    stream: int,
) -> _Side:
    agreed: dict[str, list[float]] = {}
    for article in articles:
        for pair, measures in article.pairs.items():
            if all(conditions.get((article.article, name)) is condition for name in pair):
                row = agreed.setdefault(article.article, [0.0, 0.0, 0.0])
                size = measures[0].one + measures[0].other
                row[0] += (measures[0].strict_f1.value or 0.0) * size
                row[1] += (measures[0].overlap_f1.value or 0.0) * size
                row[2] += size
    here = [turn for turn in turns if turn.condition is condition]
    nobody = "no article was finished so by two"
    pairs = [agreed[article] for article in sorted(agreed)]
    ratios = {
        "strict_f1": _ratio([(row[0], row[2]) for row in pairs], stream, nobody),
        "overlap_f1": _ratio([(row[1], row[2]) for row in pairs], stream, nobody),
        "seconds": _ratio(
            _by_article(here, lambda turn: turn.seconds if turn.seconds > 0 else None),
            stream,
            "no time was counted in articles finished so",
        ),
        "spans": _ratio(
            _by_article(here, lambda turn: turn.spans), stream, "no article was finished so"
        ),
    }
    return _Side(len(agreed), len(here), ratios)


def _by_article(
    turns: Sequence[Turn], value: Callable[[Turn], float | None]
) -> list[tuple[float, float]]:
    """Sums for each article of a value and of thousands of characters, where there is a value."""
    found: dict[str, tuple[float, float]] = {}
    for turn in turns:
        here = value(turn)
        if here is not None:
            above, below = found.get(turn.article, (0.0, 0.0))
            found[turn.article] = (above + here, below + turn.length / _CHARACTERS)
    return list(found.values())


def _ratio(rows: Sequence[tuple[float, float]], stream: int, why: str) -> _Ratio:
    sums = np.array(rows, dtype=float).reshape(-1, 2)
    above, below = map(float, sums.sum(0))
    if not below:
        return _Ratio(None, np.empty(0), why)
    if len(sums) < FEWEST:
        return _Ratio(above / below, np.empty(0), "")
    drawn = resamples(len(sums), stream) @ sums
    with np.errstate(divide="ignore", invalid="ignore"):
        return _Ratio(above / below, drawn[:, 0] / drawn[:, 1], "")


def _difference(aided: _Ratio, unaided: _Ratio) -> Measured:
    if aided.value is None or unaided.value is None:
        return Measured(None, why="one of the two conditions has no value")
    value = aided.value - unaided.value
    if not len(aided.drawn) or not len(unaided.drawn):
        return Measured(value)
    drawn = aided.drawn - unaided.drawn
    return Measured(value, *interval(drawn[np.isfinite(drawn)]))
