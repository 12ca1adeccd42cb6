"""Gamma: 1 - disorder / disorder by chance, over the best alignment of two annotators' units.

Mathet, Widlöcher and Métivier 2015, Computational Linguistics 41:437, with the combined
dissimilarity of places and labels, both weighing 1, and 1 for a unit left alone. The disorder of an
alignment is what its pairs and its units left alone cost, by the mean number of units of an
annotator.

The measure is defined on one continuum. Here each article is one, and a project is its articles
laid end to end where no unit is paired with or moved into another article: what they cost is
summed, and so are the units. So an article weighs by its units, and one where nobody has any weighs
nothing; the mean of the articles' own values would let articles of one span decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import ceil

import numpy as np

from annotator.domain.agreement.coefficients import Counts, ratio
from annotator.domain.agreement.counts import Coded
from annotator.domain.agreement.disorder import Disorder, Marked, by_chance, marked, observed
from annotator.domain.agreement.measured import CORRECTED, FEWEST, TOO_FEW, Measured, measured
from annotator.domain.agreement.report import Agreement, Measures, Pair

FEWEST_SAMPLES = 30
MOST_SAMPLES = 5_000
PRECISION = 0.02
"""How near the expected disorder is, with 95 % certainty, unless that needs MOST_SAMPLES."""
_CERTAINTY = 1.96


@dataclass(frozen=True, slots=True)
class PairGamma:
    """Gamma of two annotators: for all labels, then by label; the same of each article.

    ``samples`` is how many random continua each article was given; ``sums`` are what `gammas`
    takes of all labels together, by article.
    """

    labels: tuple[Measured, ...]
    articles: Mapping[str, tuple[Measured, ...]]
    samples: int
    sums: Mapping[str, Counts]


def with_gamma(
    report: Agreement,
    articles: Sequence[Coded],
    *,
    check: Callable[[int, int], None] = lambda done, total: None,
) -> Agreement:
    """The agreement, gamma with it: minutes for a large project.

    ``check`` hears how many articles of pairs are done of how many, and may raise to stop. How many
    there are can grow once, when more random continua prove to be needed.
    """
    ordered = sorted(articles, key=lambda coded: coded.article)
    shared = {
        pair: [coded for coded in ordered if set(pair) <= coded.spans.keys()]
        for pair in combinations(report.annotators, 2)
    }
    progress = _Steps(sum(map(len, shared.values())), check)
    gammas = {
        pair: pair_gamma(coded_by_both, pair, report.labels, progress)
        for pair, coded_by_both in shared.items()
    }
    return replace(
        report,
        pairs=tuple(
            replace(
                pair,
                labels=_joined(pair.labels, gammas[pair.pair].labels),
                gamma_samples=gammas[pair.pair].samples,
            )
            for pair in report.pairs
        ),
        articles=tuple(
            replace(
                article,
                pairs={
                    pair: _joined(labels, gammas[pair].articles[article.article])
                    for pair, labels in article.pairs.items()
                },
                mean_gamma=_mean_of(
                    [gammas[pair].articles[article.article][0] for pair in article.pairs]
                ),
            )
            for article in report.articles
        ),
        has_gamma=True,
        mean_gamma=mean_gamma([coded.article for coded in ordered], list(gammas.values())),
    )


def _mean_of(values: Sequence[Measured]) -> Measured:
    known = [measured.value for measured in values if measured.value is not None]
    if not known:
        return Measured(None, why="nobody has any span")
    return Measured(sum(known) / len(known))


def mean_gamma(articles: Sequence[str], pairs: Sequence[PairGamma]) -> Measured:
    """The mean of the gammas of the pairs, with an interval; an article left out is left out of
    all pairs. None of the pairs may have too few articles for one (see `together.mean_f1`).
    """
    widths = [pair.samples + 1 for pair in pairs]
    ends = np.cumsum(widths)
    sums = np.zeros((len(articles), 2, sum(widths)))
    for pair, end, width in zip(pairs, ends, widths, strict=True):
        for at, article in enumerate(articles):
            if article in pair.sums:
                sums[at, :, end - width : end] = pair.sums[article]

    def mean(summed: Counts) -> Counts:
        parts = np.split(summed, ends[:-1], axis=-1)
        each = np.stack([gammas(part) for part in parts if part.shape[-1] > 1], -1)
        there = np.isfinite(each)
        return ratio(np.where(there, each, 0).sum(-1), there.sum(-1))

    if not any(pair.sums for pair in pairs):
        return Measured(None, why="no pair has a value")
    value = measured(sums, mean, CORRECTED, "no pair has a value")
    if any(0 < len(pair.sums) < FEWEST for pair in pairs) and value.low is not None:
        return Measured(value.value, why=TOO_FEW)
    return value


def _joined(labels: Sequence[Measures], gammas: Sequence[Measured]) -> tuple[Measures, ...]:
    return tuple(
        replace(measures, gamma=gamma) for measures, gamma in zip(labels, gammas, strict=True)
    )


@dataclass(slots=True)
class _Steps:
    total: int
    check: Callable[[int, int], None]
    done: int = 0

    def more(self, steps: int) -> None:
        self.total += steps

    def look(self) -> None:
        self.check(self.done, self.total)


def pair_gamma(
    articles: Sequence[Coded],
    pair: Pair,
    labels: Sequence[str],
    progress: _Steps | None = None,
) -> PairGamma:
    """Gamma of two annotators over articles both have finished."""
    progress = progress or _Steps(len(articles), lambda done, total: None)
    if not articles:
        nothing = Measured(None, why="there is no article that both have finished")
        return PairGamma((nothing,) * (len(labels) + 1), {}, 0, {})
    units_of_articles = [
        marked(coded.spans[pair[0]], coded.spans[pair[1]], coded.length, labels)
        for coded in articles
    ]
    real = _stacked([observed(article, len(labels)) for article in units_of_articles])
    chance = _sampled(units_of_articles, len(labels), FEWEST_SAMPLES, 0, progress)
    needed = _needed(chance)
    if needed > FEWEST_SAMPLES:
        progress.more(len(units_of_articles))
        more = _sampled(units_of_articles, len(labels), needed - FEWEST_SAMPLES, 1, progress)
        chance = Disorder(*(np.concatenate(part, 2) for part in zip(chance, more, strict=True)))
    rows = np.concatenate([np.stack(real, -2), np.stack(chance, -2)], -1)
    single = gammas(rows)
    return PairGamma(
        tuple(
            measured(rows[:, row], gammas, CORRECTED, _why(real.units[:, row], row > 0))
            for row in range(len(labels) + 1)
        ),
        {
            coded.article: tuple(
                Measured(float(value))
                if np.isfinite(value)
                else Measured(None, why=_why(units, row > 0))
                for row, (value, units) in enumerate(zip(values, counts, strict=True))
            )
            for coded, values, counts in zip(articles, single, real.units, strict=True)
        },
        chance.cost.shape[2],
        {coded.article: rows[at, 0] for at, coded in enumerate(articles)},
    )


def _sampled(
    articles: Sequence[Marked], labels: int, samples: int, batch: int, progress: _Steps
) -> Disorder:
    disorders = []
    for article in articles:
        disorders.append(by_chance(article, labels, samples, batch, progress.look))
        progress.done += 1
    return _stacked(disorders)


def _stacked(disorders: Sequence[Disorder]) -> Disorder:
    """Articles x labels, all first, x continua."""
    return Disorder(np.stack([d.cost for d in disorders]), np.stack([d.units for d in disorders]))


def _needed(chance: Disorder) -> int:
    """How many random continua give the precision (section 5.3), as their spread so far says."""
    values = ratio(chance.cost[:, 0].sum(0), chance.units[:, 0].sum(0))
    values = values[np.isfinite(values)]
    if len(values) < 2 or not values.any():
        return FEWEST_SAMPLES
    variation = float(values.std(ddof=1) / values.mean())
    return min(MOST_SAMPLES, ceil((variation * _CERTAINTY / PRECISION) ** 2))


def gammas(sums: Counts) -> Counts:
    """1 - disorder / mean disorder by chance; not a number without a value.

    The last two dimensions are what alignments cost and how many units they have, by what the
    article is: as it is first, then random.
    """
    disorders = ratio(sums[..., 0, :], sums[..., 1, :])
    random = disorders[..., 1:]
    sound = np.isfinite(random)
    expected = ratio(np.where(sound, random, 0).sum(-1), sound.sum(-1))
    return 1 - ratio(disorders[..., 0], expected)


def _why(units: Counts, of_label: bool) -> str:
    if units.any():
        return "no disorder could be expected"
    return "neither has a span of this label" if of_label else "neither has any span"
