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

from annotator.domain.agreement.coefficients import Counts, ratio
from annotator.domain.agreement.measured import (
    RATE,
    SHARE,
    Measured,
    difference,
    measured,
)
from annotator.domain.agreement.report import ArticleAgreement

_CHARACTERS = 1_000
"""Speed and density are told for so many."""


class Condition(StrEnum):
    """How an annotator did an article."""

    AIDED = "with suggestions"
    CONTROL = "without suggestions"


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
    control: Under
    strict_f1: Measured
    overlap_f1: Measured
    seconds: Measured
    spans: Measured
    left_out: int


def anchoring(articles: Sequence[ArticleAgreement], turns: Iterable[Turn]) -> Anchoring:
    """Compare agreement and speed with suggestions and without.

    For intervals an article counts once, with all of its pairs and turns, and the articles of the
    conditions are apart. Each ratio is of sums, so long articles count more.
    """
    ordered = sorted(turns, key=lambda turn: (turn.article, turn.annotator))
    conditions = {(turn.article, turn.annotator): turn.condition for turn in ordered}
    sides = {condition: _side(articles, ordered, conditions, condition) for condition in Condition}
    aided, control = sides[Condition.AIDED], sides[Condition.CONTROL]
    neither = "one of the two conditions has no value"
    return Anchoring(
        aided.under(),
        control.under(),
        **{
            name: difference(aided.sums[name], control.sums[name], _of_sums, scale, neither)
            for name, (scale, _) in _MEASURES.items()
        },
        left_out=sum(turn.condition is None for turn in ordered),
    )


_NOBODY = "no article was finished so by two"
_MEASURES = {
    "strict_f1": (SHARE, _NOBODY),
    "overlap_f1": (SHARE, _NOBODY),
    "seconds": (RATE, "no time was counted in articles finished so"),
    "spans": (RATE, "no article was finished so"),
}
"""The scale of each, and why it has no value where it has none."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One condition; ``sums`` has for each measure what is divided, and by what, by article."""

    shared: int
    turns: int
    sums: dict[str, Counts]

    def under(self) -> Under:
        measures = {
            name: measured(self.sums[name], _of_sums, scale, why)
            for name, (scale, why) in _MEASURES.items()
        }
        return Under(self.shared, self.turns, **measures)


def _side(
    articles: Sequence[ArticleAgreement],
    turns: Sequence[Turn],
    conditions: dict[tuple[str, str], Condition | None],
    condition: Condition,
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
    pairs = np.array([agreed[article] for article in sorted(agreed)]).reshape(-1, 3)
    sums = {
        "strict_f1": pairs[:, [0, 2]],
        "overlap_f1": pairs[:, [1, 2]],
        "seconds": _by_article(here, lambda turn: turn.seconds if turn.seconds > 0 else None),
        "spans": _by_article(here, lambda turn: turn.spans),
    }
    return _Side(len(agreed), len(here), sums)


def _by_article(turns: Sequence[Turn], value: Callable[[Turn], float | None]) -> Counts:
    """Sums for each article of a value and of thousands of characters, where there is a value."""
    sums: dict[str, tuple[float, float]] = {}
    for turn in turns:
        here = value(turn)
        if here is not None:
            above, below = sums.get(turn.article, (0.0, 0.0))
            sums[turn.article] = (above + here, below + turn.length / _CHARACTERS)
    return np.array(list(sums.values())).reshape(-1, 2)


def _of_sums(sums: Counts) -> Counts:
    return ratio(sums[..., 0], sums[..., 1])
