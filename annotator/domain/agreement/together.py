"""Coefficients of everybody together: Fleiss' kappa and the means of the pairs, with intervals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from annotator.domain.agreement.coefficients import Counts, fleiss_kappa
from annotator.domain.agreement.counts import ONE, OTHER, PairCounts
from annotator.domain.agreement.measured import FEWEST, Measured, interval, resamples


def token_sums(votes: Sequence[Counts], size: int) -> Counts:
    """What Fleiss' kappa needs of an article: of ``votes``, one of each annotator for every token.

    The sum over tokens of squares of votes, the number of tokens, and the votes a label, of which
    there are ``size``.
    """
    chosen = np.stack(votes)
    each = np.stack([(chosen == label).sum(0) for label in range(size)]).astype(float)
    return np.concatenate([[(each**2).sum(), each.shape[1]], each.sum(1)])


def fleiss(rows: Sequence[Counts], raters: int) -> Measured:
    """Fleiss' kappa of tokens; ``rows`` are the `token_sums` of articles all have finished."""
    if raters < 3:
        return Measured(None, why="it is for three annotators and more")
    if not rows:
        return Measured(None, why="there is no article that all have finished")
    sums = np.stack(rows)
    total = sums.sum(0)
    value = fleiss_kappa(float(total[0]), total[2:], float(total[1]), raters)
    if value is None:
        return Measured(None, why="all use one category alone")
    if len(rows) < FEWEST:
        return Measured(value)
    drawn = [
        fleiss_kappa(float(row[0]), row[2:], float(row[1]), raters)
        for row in resamples(len(rows)) @ sums
    ]
    return Measured(value, *interval(np.array([found for found in drawn if found is not None])))


def mean_f1(
    held: Sequence[tuple[Sequence[int], Sequence[PairCounts]]], articles: int, column: int
) -> Measured:
    """The mean of the F1 of the pairs; ``column`` is STRICT or OVERLAP.

    ``held`` has for each pair the places of its articles among all ``articles``, and their counts.
    A resample draws from all articles, so pairs that share articles move together.
    """
    sums = np.zeros((len(held), articles, 2))
    for pair, (places, counts) in enumerate(held):
        for place, counted in zip(places, counts, strict=True):
            row = counted.spans[0]
            sums[pair, place] = 2 * row[column], row[ONE] + row[OTHER]
    value = _mean(sums.sum(1)[None])
    if not len(value):
        return Measured(None, why="no pair has a value")
    if articles < FEWEST:
        return Measured(float(value[0]))
    drawn = np.einsum("ra,pac->rpc", resamples(articles), sums, optimize=True)
    return Measured(float(value[0]), *interval(_mean(drawn)))


def _mean(sums: Counts) -> Counts:
    """For each resample the mean ratio of the pairs that have one; resamples without are gone."""
    above, below = sums[..., 0], sums[..., 1]
    there = below > 0
    ratios = np.divide(above, below, out=np.zeros_like(above), where=there)
    counted = there.sum(1)
    found: Counts = ratios.sum(1)[counted > 0] / counted[counted > 0]
    return found
