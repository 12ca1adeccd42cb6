"""What is counted of one article, so that counts of many can simply be added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from annotator.domain.agreement.coefficients import Counts
from annotator.domain.agreement.unit_alphas import LabelledUnits
from annotator.domain.agreement.unitizing import (
    Unit,
    expected_disagreement,
    observed_disagreement,
)
from annotator.domain.scoring import Marked, Mistake, compare, same_value
from annotator.domain.spans import flatten, is_overlapping

Bounds: TypeAlias = npt.NDArray[np.int64]
ALL_LABELS = ""
"""The key of all labels together."""
STRICT, OVERLAP, ONE, OTHER = range(4)
"""Places in a row of counts: strict pairs, overlapping pairs, spans of the one, of the other."""


class Said(Marked, Protocol):
    """A span as annotators are compared by."""

    @property
    def entity(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Coded:
    """One article with the spans of those who have finished it.

    ``tokens`` are the bounds of the tokens of its text in order, ``[start, end)`` a row.
    """

    article: str
    length: int
    tokens: Bounds
    spans: Mapping[str, Sequence[Said]]


@dataclass(slots=True)
class PairCounts:
    """Counts of one article for two annotators.

    ``spans`` has one row of four a label (see ``STRICT``), all labels together first; ``table`` is
    tokens by label of the one and of the other, no label last; ``units`` has observed and expected
    disagreement of units a label, times the length, the sum of the labels first. ``figures`` and
    ``names`` are how many pairs of spans with the same place both gave a value, or a name, and how
    many the same.
    """

    spans: Counts
    table: Counts
    units: Counts
    figures: tuple[int, int] = (0, 0)
    names: tuple[int, int] = (0, 0)
    confusion: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)


def count_pair(
    coded: Coded, pair: tuple[str, str], labels: Sequence[str], votes: Mapping[str, Counts]
) -> PairCounts:
    """Count how the spans of two annotators lie to each other in an article both have finished.

    ``votes`` are those of `votes_of`.
    """
    one, other = (coded.spans[name] for name in pair)
    place = {label: number for number, label in enumerate(labels, 1)}
    # Adding to single places of an array would take twenty times as long.
    rows = [[0, 0, 0, 0] for _ in range(len(labels) + 1)]
    comparison = compare(one, other)
    for column, pairs in ((STRICT, comparison.strict), (OVERLAP, comparison.overlapping)):
        for first, _ in pairs:
            rows[place[first.label]][column] += 1
    for column, of_side in ((ONE, one), (OTHER, other)):
        for span in of_side:
            rows[place[span.label]][column] += 1
    rows[0] = [sum(column) for column in zip(*rows, strict=True)]
    spans = np.array(rows, dtype=float)
    table = token_table(votes[pair[0]], votes[pair[1]], len(labels) + 1)
    counted = PairCounts(spans, table, _unit_disagreement(one, other, coded.length, labels))
    _count_values(counted, comparison.strict)
    counted.confusion.update((a.label, b.label) for a, b in comparison.overlapping)
    for error in comparison.errors:
        if error.kind is not Mistake.WRONG_BOUNDARY:  # those are pairs already
            one_label, other_label = (s.label if s else None for s in (error.gold, error.predicted))
            counted.confusion[one_label, other_label] += 1
    return counted


def _count_values(counted: PairCounts, strict: Sequence[tuple[Said, Said]]) -> None:
    figures = [(a.figure, b.figure) for a, b in strict if a.figure and b.figure]
    names = [(a.entity, b.entity) for a, b in strict if a.entity and b.entity]
    counted.figures = (len(figures), sum(same_value(a, b) for a, b in figures))
    counted.names = (len(names), sum(a == b for a, b in names))


def votes_of(coded: Coded, labels: Sequence[str]) -> dict[str, Counts]:
    """For each annotator of an article what `token_labels` says."""
    return {name: token_labels(spans, coded.tokens, labels) for name, spans in coded.spans.items()}


def token_labels(spans: Sequence[Said], tokens: Bounds, labels: Sequence[str]) -> Counts:
    """The place of each token's label in ``labels``, their number for no label.

    Where spans overlap the longest counts. A token belongs to a span that touches it.
    """
    place = {label: number for number, label in enumerate(labels)}
    numbers = np.full(len(tokens), len(labels))
    apart = _apart(spans)
    first = np.searchsorted(tokens[:, 1], [span.start for span in apart], side="right").tolist()
    last = np.searchsorted(tokens[:, 0], [span.end for span in apart], side="left").tolist()
    for span, start, stop in zip(apart, first, last, strict=True):
        numbers[start:stop] = place[span.label]
    return numbers


def token_table(one: Counts, other: Counts, size: int) -> Counts:
    """Tokens by the label of the one (rows) and of the other (columns), from their votes.

    ``size`` is the number of labels and one more: no label comes last.
    """
    both = one * size + other
    return np.bincount(both.astype(int), minlength=size * size).reshape(size, size).astype(float)


def labelled_units(spans: Sequence[Said], labels: Sequence[str]) -> LabelledUnits:
    """The spans as units that do not overlap; of those that do the longest counts."""
    place = {label: number for number, label in enumerate(labels)}
    apart = _apart(spans)
    return LabelledUnits([(s.start, s.end) for s in apart], [place[s.label] for s in apart])


def overlapping(spans: Sequence[Said]) -> int:
    """How many spans of one annotator do not count for tokens and units, since longer ones do."""
    return len(spans) - len(_apart(spans))


def _apart(spans: Sequence[Said]) -> list[Said]:
    """The spans that do not overlap, in text order; mostly those are all, which is soon seen."""
    ordered = sorted(spans, key=attrgetter("start"))
    return flatten(spans)[0] if is_overlapping(ordered) else ordered


def _unit_disagreement(
    one: Sequence[Said], other: Sequence[Said], length: int, labels: Sequence[str]
) -> Counts:
    rows = [(0.0, 0.0)]
    for mine, theirs in zip(_units(one, labels), _units(other, labels), strict=True):
        observed = observed_disagreement(mine, theirs, length) if length else 0.0
        expected = expected_disagreement((mine, theirs), length)
        rows.append((length * observed, length * expected))
    table = np.array(rows)
    table[0] = table.sum(0)
    return table


def _units(spans: Sequence[Said], labels: Sequence[str]) -> list[list[Unit]]:
    """The units of each label, which do not overlap; in text order."""
    of_label: dict[str, list[Said]] = {label: [] for label in labels}
    apart = _apart(spans)
    are_apart = len(apart) == len(spans)
    for span in apart if are_apart else spans:
        of_label[span.label].append(span)
    return [
        [(span.start, span.end) for span in (own if are_apart else _apart(own))]
        for own in of_label.values()
    ]
