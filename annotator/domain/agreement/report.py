"""What the counts of many articles amount to: by pair, label and article, with intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isfinite
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
from annotator.domain.agreement.measured import (
    CORRECTED,
    SHARE,
    Measured,
    Statistic,
    measured,
)
from annotator.domain.agreement.together import fleiss, mean_f1, token_sums
from annotator.domain.agreement.unit_alphas import UnitAlphas

Pair: TypeAlias = tuple[str, str]
_NO_ALPHA = Measured(None, why="it was not measured")
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
    """One article: for each pair the measures, all labels first, without intervals; u-alpha of all
    who have finished it, and the mean of the gammas of the pairs.
    """

    article: str
    pairs: Mapping[Pair, tuple[Measures, ...]]
    unit_alpha: Measured = _NO_ALPHA
    mean_gamma: Measured = _NO_GAMMA


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
    mean_gamma: Measured = _NO_GAMMA


def article_agreement(coded: Coded, labels: Sequence[str]) -> ArticleAgreement:
    """How far those agree who have finished an article."""
    pairs = combinations(sorted(coded.spans), 2)
    votes = votes_of(coded, labels)
    measures = {
        pair: article_measures([count_pair(coded, pair, labels, votes)], labels)[0]
        for pair in pairs
    }
    families = UnitFamilies(sorted(coded.spans), labels)
    families.add(coded)
    return ArticleAgreement(coded.article, measures, families.of_articles[0])


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
    tokens: list[Counts] = []
    for done, coded in enumerate(ordered):
        check(done, len(ordered))
        votes = votes_of(coded, labels)
        if len(votes) == len(names):
            tokens.append(token_sums(list(votes.values()), len(labels) + 1))
        for pair in combinations(sorted(coded.spans), 2):
            counts[pair].append(count_pair(coded, pair, labels, votes))
            places[pair].append(done)
        families.add(coded)
    single: list[dict[Pair, tuple[Measures, ...]]] = [{} for _ in ordered]
    for pair, pair_counts in counts.items():
        for place, measures in zip(
            places[pair], article_measures(pair_counts, labels), strict=True
        ):
            single[place][pair] = measures
    pairs = tuple(
        _pair(pair_counts, pair, labels, families.of(pair)) for pair, pair_counts in counts.items()
    )
    of_pairs = [(places[pair], pair_counts) for pair, pair_counts in counts.items()]
    return Agreement(
        annotators=tuple(names),
        labels=tuple(labels),
        pairs=pairs,
        articles=tuple(
            ArticleAgreement(coded.article, measures, alpha)
            for coded, measures, alpha in zip(ordered, single, families.of_articles, strict=True)
        ),
        fleiss=fleiss(tokens, len(names)),
        mean_strict_f1=mean_f1(of_pairs, len(ordered), STRICT),
        mean_overlap_f1=mean_f1(of_pairs, len(ordered), OVERLAP),
        unit_alphas=families.of(tuple(names)) if len(names) > 2 else None,
    )


def _pair(
    counts: Sequence[PairCounts], pair: Pair, labels: Sequence[str], family: UnitAlphas
) -> PairAgreement:
    confusion: Counter[tuple[str | None, str | None]] = Counter()
    for counted in counts:
        confusion.update(counted.confusion)
    return PairAgreement(
        pair,
        len(counts),
        pair_measures(counts, labels),
        shared_values([c.figures for c in counts], "no figure was given a value by both"),
        shared_values([c.names for c in counts], "no span was given a name by both"),
        confusion,
        family,
    )


def pair_measures(counts: Sequence[PairCounts], labels: Sequence[str]) -> tuple[Measures, ...]:
    """The coefficients of two annotators, all labels first, from counts of their articles."""
    if not counts:
        nothing = Measured(None, why="there is no article that both have finished")
        return tuple(
            Measures(name, 0, 0, nothing, nothing, nothing, nothing)
            for name in (ALL_LABELS, *labels)
        )
    of_labels = []
    for part in _parts(counts, labels):
        total = part.spans.sum(0)
        of_labels.append(
            Measures(
                label=part.label,
                one=int(total[ONE]),
                other=int(total[OTHER]),
                strict_f1=measured(part.spans, _strict, SHARE, part.why_f1(part.spans)),
                overlap_f1=measured(part.spans, _overlap, SHARE, part.why_f1(part.spans)),
                kappa=measured(part.table, cohen_kappa, CORRECTED, part.why_kappa(part.table)),
                alpha_u=measured(part.units, _alpha, CORRECTED, part.why_alpha(part.units)),
            )
        )
    return tuple(of_labels)


def article_measures(
    counts: Sequence[PairCounts], labels: Sequence[str]
) -> list[tuple[Measures, ...]]:
    """The coefficients of two annotators in each article by itself, without intervals."""
    by_label = [
        [
            Measures(part.label, int(of_article[ONE]), int(of_article[OTHER]), *values)
            for of_article, *values in zip(
                part.spans,
                _each(part.spans, _strict, part.why_f1),
                _each(part.spans, _overlap, part.why_f1),
                _each(part.table, cohen_kappa, part.why_kappa),
                _each(part.units, _alpha, part.why_alpha),
                strict=True,
            )
        ]
        for part in (_parts(counts, labels) if counts else ())
    ]
    return list(zip(*by_label, strict=True))


def _each(rows: Counts, statistic: Statistic, why: Callable[[Counts], str]) -> list[Measured]:
    return [
        Measured(value) if isfinite(value) else Measured(None, why=why(row))
        for row, value in zip(rows, statistic(rows).tolist(), strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Part:
    """Counts for one label, or for all of them, an article a row."""

    label: str
    spans: Counts
    table: Counts
    units: Counts

    def why_f1(self, spans: Counts) -> str:
        """Why counts of spans have no F1: there are none."""
        return "neither has a span of this label" if self.label else "neither has any span"

    def why_kappa(self, table: Counts) -> str:
        """Why a table has no kappa, or the sum of some."""
        unmarked = table[..., -1, -1].sum() == table.sum()
        return self.why_f1(table) if unmarked else "both use one category alone"

    def why_alpha(self, units: Counts) -> str:
        return "no disagreement could be expected" if units.any() else self.why_f1(units)


def _parts(counts: Sequence[PairCounts], labels: Sequence[str]) -> Iterator[_Part]:
    spans, tables, units = (
        np.stack([getattr(counted, part) for counted in counts])
        for part in ("spans", "table", "units")
    )
    yield _Part(ALL_LABELS, spans[:, 0], tables, units[:, 0])
    for row, name in enumerate(labels, 1):
        yield _Part(name, spans[:, row], _against_others(tables, row - 1), units[:, row])


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
