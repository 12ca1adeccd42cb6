"""How agreement goes with time: over weeks, or over articles in the order they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from annotator.domain.agreement.coefficients import Counts, ratio
from annotator.domain.agreement.measured import SHARE, Measured, difference, measured
from annotator.domain.agreement.report import ArticleAgreement

MOST_WEEKS = 20
"""Over more than so many weeks it is told by month."""
MOST_PARTS = 8
FEWEST_ARTICLES = 5
"""A part of the articles in their order has so many, and there are at most ``MOST_PARTS``."""
_NOBODY = "nobody has any span"


@dataclass(frozen=True, slots=True)
class Step:
    """A time, and the F1 of all pairs together over the ``articles`` of it."""

    name: str
    articles: int
    strict_f1: Measured
    overlap_f1: Measured


@dataclass(frozen=True, slots=True)
class Curve:
    """``by`` is "week", "month" or "order"; ``changes`` is exact F1 of the last step less that of
    the first. ``undated`` articles have no day that is known, and are in no week.
    """

    by: str
    steps: tuple[Step, ...]
    changes: Measured
    undated: int = 0


def over_time(
    articles: Sequence[ArticleAgreement], days: Mapping[str, str], order: Mapping[str, int]
) -> Curve | None:
    """Agreement by the week in which the last of an article's annotators has finished it, where
    ``days`` (ISO, by article) tell more than one; else by ``order``. None without two steps.
    """
    dated = [article for article in articles if days.get(article.article)]
    weeks = _grouped(dated, {name: _week(day) for name, day in days.items() if day})
    by, groups = "week", weeks
    if len(weeks) > MOST_WEEKS:
        by, groups = "month", _grouped(dated, {name: day[:7] for name, day in days.items()})
    undated = len(articles) - len(dated)
    if len(groups) < 2:
        by, groups, undated = "order", _parts(articles, order), 0
    if len(groups) < 2:
        return None
    sums = [(name, _sums(some)) for name, some in groups]
    steps = tuple(
        Step(
            name,
            len(rows),
            measured(rows[:, [0, 2]], _f1, SHARE, _NOBODY),
            measured(rows[:, [1, 2]], _f1, SHARE, _NOBODY),
        )
        for name, rows in sums
    )
    last, first = (sums[at][1][:, [0, 2]] for at in (-1, 0))
    neither = "the first or the last has no span"
    return Curve(by, steps, difference(last, first, _f1, SHARE, neither), undated)


def _grouped(
    articles: Sequence[ArticleAgreement], times: Mapping[str, str]
) -> list[tuple[str, list[ArticleAgreement]]]:
    groups: dict[str, list[ArticleAgreement]] = {}
    for article in articles:
        groups.setdefault(times[article.article], []).append(article)
    return sorted(groups.items())


def _parts(
    articles: Sequence[ArticleAgreement], order: Mapping[str, int]
) -> list[tuple[str, list[ArticleAgreement]]]:
    ordered = sorted(articles, key=lambda article: order.get(article.article, 0))
    count = min(MOST_PARTS, len(ordered) // FEWEST_ARTICLES)
    bounds = [round(len(ordered) * at / count) for at in range(count + 1)] if count else [0]
    return [(f"{start + 1}–{end}", ordered[start:end]) for start, end in pairwise(bounds)]


def _week(day: str) -> str:
    """The Monday of its week."""
    of_day = date.fromisoformat(day)
    return (of_day - timedelta(days=of_day.weekday())).isoformat()


def _sums(articles: Sequence[ArticleAgreement]) -> Counts:
    """A row an article: exact pairs twice, overlapping pairs twice, spans of both sides."""
    rows = np.zeros((len(articles), 3))
    for row, article in zip(rows, articles, strict=True):
        for measures in article.pairs.values():
            every = measures[0]
            size = every.one + every.other
            row[0] += (every.strict_f1.value or 0.0) * size
            row[1] += (every.overlap_f1.value or 0.0) * size
            row[2] += size
    return rows


def _f1(sums: Counts) -> Counts:
    return ratio(sums[..., 0], sums[..., 1])
