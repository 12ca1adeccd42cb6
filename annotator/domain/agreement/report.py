"""What the counts of many articles amount to: by pair, label and article, with intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np

from annotator.domain.agreement.coefficients import Counts, cohen_kappa, f1
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
from annotator.domain.agreement.measured import FEWEST, Measured, interval, resamples
from annotator.domain.agreement.together import fleiss, mean_f1, token_sums
from annotator.domain.agreement.unit_alphas import UnitAlphas

Pair: TypeAlias = tuple[str, str]
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
    measured = {p: _measures([c], labels, intervals=False) for p, c in found.items()}
    return ArticleAgreement(article, measured)


def _pair(
    held: Sequence[PairCounts], pair: Pair, labels: Sequence[str], family: UnitAlphas
) -> PairAgreement:
    confusion: Counter[tuple[str | None, str | None]] = Counter()
    for counted in held:
        confusion.update(counted.confusion)
    return PairAgreement(
        pair,
        len(held),
        _measures(held, labels, intervals=True),
        _share([c.figures for c in held], "no figure was given a value by both"),
        _share([c.names for c in held], "no span was given a name by both"),
        confusion,
        family,
    )


def _measures(
    held: Sequence[PairCounts], labels: Sequence[str], *, intervals: bool
) -> tuple[Measures, ...]:
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
    samples = resamples(len(held)) if intervals and len(held) >= FEWEST else None
    return tuple(
        _of_label(name, row, spans, tables, units[:, row], samples)
        for row, name in enumerate((ALL_LABELS, *labels))
    )


def _of_label(
    name: str, row: int, spans: Counts, tables: Counts, units: Counts, samples: Counts | None
) -> Measures:
    total = spans[:, row].sum(0)
    whole = tables if row == 0 else _against_others(tables, row - 1)
    drawn = None if samples is None else samples @ spans[:, row]
    nobody = "neither has a span of this label" if row else "neither has any span"
    return Measures(
        label=name,
        one=int(total[ONE]),
        other=int(total[OTHER]),
        strict_f1=_f1(total, drawn, STRICT, nobody),
        overlap_f1=_f1(total, drawn, OVERLAP, nobody),
        kappa=_kappa(whole, samples, nobody),
        alpha_u=_alpha(units, samples, nobody),
    )


def _against_others(tables: Counts, label: int) -> Counts:
    """Two by two: this label, and everything else."""
    both = tables[:, label, label]
    row, column = tables[:, label].sum(1), tables[:, :, label].sum(1)
    rest = tables.sum((1, 2)) - row - column + both
    return np.stack([both, row - both, column - both, rest], axis=1).reshape(-1, 2, 2)


def _f1(total: Counts, drawn: Counts | None, column: int, why: str) -> Measured:
    value = f1(total[column], total[ONE], total[OTHER])
    if value is None or drawn is None:
        return Measured(value, why="" if value is not None else why)
    sizes = drawn[:, ONE] + drawn[:, OTHER]
    return Measured(value, *interval(2 * drawn[sizes > 0, column] / sizes[sizes > 0]))


def _kappa(tables: Counts, samples: Counts | None, nobody: str) -> Measured:
    total = tables.sum(0)
    marked = total.sum() - total[-1, -1]
    value = cohen_kappa(total) if marked else None
    if value is None:
        return Measured(None, why=nobody if not marked else "both use one category alone")
    if samples is None:
        return Measured(value)
    size = tables.shape[1]
    drawn = (samples @ tables.reshape(len(tables), -1)).reshape(-1, size, size)
    all_tokens = drawn.sum((1, 2))
    observed = np.trace(drawn, axis1=1, axis2=2) / all_tokens
    expected = (drawn.sum(1) * drawn.sum(2)).sum(1) / all_tokens**2
    sound = expected < 1 - 1e-12
    found = (observed[sound] - expected[sound]) / (1 - expected[sound])
    return Measured(value, *interval(found))


def _alpha(units: Counts, samples: Counts | None, nobody: str) -> Measured:
    """Each article is a continuum of its own; disagreements are weighed by their lengths."""
    observed, expected = map(float, units.sum(0))
    if not expected:
        return Measured(None, why=nobody if not observed else "no disagreement could be expected")
    if samples is None:
        return Measured(1 - observed / expected)
    drawn = samples @ units
    drawn = drawn[drawn[:, 1] > 0]
    return Measured(1 - observed / expected, *interval(1 - drawn[:, 0] / drawn[:, 1]))


def _share(pairs: Sequence[tuple[int, int]], why: str) -> Measured:
    counts = np.array(pairs, dtype=float).reshape(-1, 2)
    both, same = map(float, counts.sum(0))
    if not both:
        return Measured(None, why=why)
    if len(counts) < FEWEST:
        return Measured(same / both)
    drawn = resamples(len(counts)) @ counts
    drawn = drawn[drawn[:, 0] > 0]
    return Measured(same / both, *interval(drawn[:, 1] / drawn[:, 0]))
