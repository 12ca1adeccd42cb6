"""What the counts of many articles amount to: by pair, label and article, with intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np

from annotator.domain.agreement.coefficients import Counts, cohen_kappa, f1, ratio
from annotator.domain.agreement.counts import (
    ALL_LABELS,
    ONE,
    OTHER,
    OVERLAP,
    STRICT,
    Coded,
    PairCounts,
    count_pair,
    votes_of,
)
from annotator.domain.agreement.families import UnitFamilies
from annotator.domain.agreement.measured import CORRECTED, SHARE, Measured, measured
from annotator.domain.agreement.together import fleiss, mean_f1, token_sums
from annotator.domain.agreement.unit_alphas import UnitAlphas

Pair: TypeAlias = tuple[str, str]
_ONE_CATEGORY = "both use one category alone"
_NO_GAMMA = Measured(None, why="gamma was not asked for")


@dataclass(frozen=True, slots=True)
class Measures:
    """The coefficients of two annotators for one label, or for all together.

    ``one`` and ``other`` are how many spans each has. ``gamma`` is measured where it is asked for.
    """

    label: str
    one: int
    other: int
    strict_f1: Measured
    overlap_f1: Measured
    kappa: Measured
    alpha_u: Measured
    gamma: Measured = _NO_GAMMA


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two annotators: their measures over ``articles`` both have finished, all labels first; values
    and names of spans they share. ``gamma_samples`` is how many random continua gamma took.
    """

    pair: Pair
    articles: int
    labels: tuple[Measures, ...]
    figures: Measured
    names: Measured
    confusion: Mapping[tuple[str | None, str | None], int]
    unit_alphas: UnitAlphas | None = None
    gamma_samples: int | None = None


@dataclass(frozen=True, slots=True)
class ArticleAgreement:
    """One article: for each pair the measures, all labels first, without intervals."""

    article: str
    pairs: Mapping[Pair, tuple[Measures, ...]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far annotators agree; ``articles`` are those that two of them or more have finished.

    ``unit_alphas`` are of all annotators together, None with fewer than three.
    """

    annotators: tuple[str, ...]
    labels: tuple[str, ...]
    pairs: tuple[PairAgreement, ...]
    articles: tuple[ArticleAgreement, ...]
    fleiss: Measured
    mean_strict_f1: Measured
    mean_overlap_f1: Measured
    unit_alphas: UnitAlphas | None = None
    has_gamma: bool = False


def article_agreement(coded: Coded, labels: Sequence[str]) -> ArticleAgreement:
    """How far those agree who have finished an article."""
    pairs = combinations(sorted(coded.spans), 2)
    votes = votes_of(coded, labels)
    found = {pair: count_pair(coded, pair, labels, votes) for pair in pairs}
    return _of_article(coded.article, found, labels)


def agreement(
    articles: Sequence[Coded],
    labels: Sequence[str],
    *,
    check: Callable[[int, int], None] = lambda done, total: None,
) -> Agreement:
    """How far annotators agree: each pair over the articles that both have finished.

    The order of the articles does not matter. ``check`` hears how many are counted of how many,
    and may raise to stop.
    """
    ordered = sorted(articles, key=lambda coded: coded.article)
    names = sorted({name for coded in ordered for name in coded.spans})
    counts: dict[Pair, list[PairCounts]] = {pair: [] for pair in combinations(names, 2)}
    places: dict[Pair, list[int]] = {pair: [] for pair in counts}
    families = UnitFamilies(names, labels)
    single: list[ArticleAgreement] = []
    tokens: list[Counts] = []
    for done, coded in enumerate(ordered):
        check(done, len(ordered))
        votes = votes_of(coded, labels)
        if len(votes) == len(names):
            tokens.append(token_sums(list(votes.values()), len(labels) + 1))
        found = {
            pair: count_pair(coded, pair, labels, votes)
            for pair in combinations(sorted(coded.spans), 2)
        }
        for pair, counted in found.items():
            counts[pair].append(counted)
            places[pair].append(done)
        families.add(coded)
        single.append(_of_article(coded.article, found, labels))
    pairs = tuple(_pair(held, pair, labels, families.of(pair)) for pair, held in counts.items())
    held_by = [(places[pair], held) for pair, held in counts.items()]
    return Agreement(
        annotators=tuple(names),
        labels=tuple(labels),
        pairs=pairs,
        articles=tuple(single),
        fleiss=fleiss(tokens, len(names)),
        mean_strict_f1=mean_f1(held_by, len(ordered), STRICT),
        mean_overlap_f1=mean_f1(held_by, len(ordered), OVERLAP),
        unit_alphas=families.of(tuple(names)) if len(names) > 2 else None,
    )


def _of_article(
    article: str, found: Mapping[Pair, PairCounts], labels: Sequence[str]
) -> ArticleAgreement:
    by_pair = {p: pair_measures([c], labels, intervals=False) for p, c in found.items()}
    return ArticleAgreement(article, by_pair)


def _pair(
    held: Sequence[PairCounts], pair: Pair, labels: Sequence[str], family: UnitAlphas
) -> PairAgreement:
    confusion: Counter[tuple[str | None, str | None]] = Counter()
    for counted in held:
        confusion.update(counted.confusion)
    return PairAgreement(
        pair,
        len(held),
        pair_measures(held, labels),
        shared_values([c.figures for c in held], "no figure was given a value by both"),
        shared_values([c.names for c in held], "no span was given a name by both"),
        confusion,
        family,
    )


def pair_measures(
    held: Sequence[PairCounts], labels: Sequence[str], *, intervals: bool = True
) -> tuple[Measures, ...]:
    """The coefficients of two annotators, all labels first, from counts of their articles."""
    if not held:
        nothing = Measured(None, why="there is no article that both have finished")
        return tuple(
            Measures(name, 0, 0, nothing, nothing, nothing, nothing)
            for name in (ALL_LABELS, *labels)
        )
    spans, tables, units = (
        np.stack([getattr(counted, part) for counted in held])
        for part in ("spans", "table", "units")
    )
    return tuple(
        _of_label(name, row, spans, tables, units[:, row], intervals)
        for row, name in enumerate((ALL_LABELS, *labels))
    )


def _of_label(
    name: str, row: int, spans: Counts, tables: Counts, units: Counts, intervals: bool
) -> Measures:
    total = spans[:, row].sum(0)
    whole = tables if row == 0 else _against_others(tables, row - 1)
    marked = whole.sum() > whole[:, -1, -1].sum()
    nobody = "neither has a span of this label" if row else "neither has any span"
    chance = "no disagreement could be expected" if units.any() else nobody
    return Measures(
        label=name,
        one=int(total[ONE]),
        other=int(total[OTHER]),
        strict_f1=measured(spans[:, row], _strict, SHARE, nobody, intervals=intervals),
        overlap_f1=measured(spans[:, row], _overlap, SHARE, nobody, intervals=intervals),
        kappa=measured(whole, cohen_kappa, CORRECTED, _ONE_CATEGORY, intervals=intervals)
        if marked
        else Measured(None, why=nobody),
        alpha_u=measured(units, _alpha, CORRECTED, chance, intervals=intervals),
    )


def _against_others(tables: Counts, label: int) -> Counts:
    """Two by two: this label, and everything else."""
    both = tables[:, label, label]
    row, column = tables[:, label].sum(1), tables[:, :, label].sum(1)
    rest = tables.sum((1, 2)) - row - column + both
    return np.stack([both, row - both, column - both, rest], axis=1).reshape(-1, 2, 2)


def _strict(sums: Counts) -> Counts:
    return f1(sums[..., STRICT], sums[..., ONE], sums[..., OTHER])


def _overlap(sums: Counts) -> Counts:
    return f1(sums[..., OVERLAP], sums[..., ONE], sums[..., OTHER])


def _alpha(sums: Counts) -> Counts:
    """Each article is a continuum of its own; disagreements are weighed by their lengths."""
    return 1 - ratio(sums[..., 0], sums[..., 1])


def shared_values(pairs: Sequence[tuple[int, int]], why: str) -> Measured:
    """The share that is the same of what both gave, from the numbers of both in each article."""
    counts = np.array(pairs, dtype=float).reshape(-1, 2)
    return measured(counts, lambda sums: ratio(sums[..., 1], sums[..., 0]), SHARE, why)
