"""How well predicted spans agree with gold spans: counts, precision, recall, F1 and kinds of error.

Reads no files and runs no pipeline.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Generic, Protocol, TypeAlias, TypeVar

from annotator.domain.figures import Figure
from annotator.domain.spans import LabelledSpan, overlaps

_NUMBERS = ("low", "best", "high", "of")
_CLOSE = Fraction(1, 10**9)


class Marked(LabelledSpan, Protocol):
    """A labelled span that may carry the value of a figure."""

    @property
    def figure(self) -> Figure | None: ...


G = TypeVar("G", bound=Marked)
F = TypeVar("F", bound=Marked)
Pair: TypeAlias = tuple[G, F]


class Mistake(StrEnum):
    """What is wrong with a predicted span, or with there being none."""

    MISSED = "missed"
    INVENTED = "invented"
    WRONG_LABEL = "wrong label"
    WRONG_BOUNDARY = "wrong boundary"


@dataclass(frozen=True, slots=True)
class Error(Generic[G, F]):
    """One mistake; ``gold`` is None for what is invented, ``predicted`` for what is missed."""

    kind: Mistake
    gold: G | None
    predicted: F | None


@dataclass(frozen=True, slots=True)
class Comparison(Generic[G, F]):
    """The gold and the predicted spans of one text beside each other.

    ``strict`` are the pairs with the same start, end and label. ``overlapping`` is the largest
    set of pairs with the same label that share at least one code point, in which every gold and
    every predicted span stands at most once; it contains the strict pairs. ``errors`` name every
    span outside the strict pairs once, in text order: first the overlapping pairs as a wrong
    boundary, of the rest those that overlap under different labels as a wrong label, and what is
    left as missed or invented.
    """

    gold: Sequence[G]
    predicted: Sequence[F]
    strict: tuple[Pair[G, F], ...]
    overlapping: tuple[Pair[G, F], ...]
    errors: tuple[Error[G, F], ...]


def compare(gold: Sequence[G], predicted: Sequence[F]) -> Comparison[G, F]:
    """Lay the predicted spans of a text beside its gold spans."""
    rest_gold, rest_predicted = list(gold), list(predicted)
    strict = _take_same(rest_gold, rest_predicted)
    near = _take_pairs(
        rest_gold, rest_predicted, lambda g, f: overlaps(g, f) and g.label == f.label
    )
    mislabelled = _take_pairs(rest_gold, rest_predicted, overlaps)
    errors: list[Error[G, F]] = [
        *(Error(Mistake.WRONG_BOUNDARY, g, f) for g, f in near),
        *(Error(Mistake.WRONG_LABEL, g, f) for g, f in mislabelled),
        *(Error(Mistake.MISSED, g, None) for g in rest_gold),
        *(Error(Mistake.INVENTED, None, f) for f in rest_predicted),
    ]
    errors.sort(key=_place)
    return Comparison(gold, predicted, tuple(strict), tuple(strict + near), tuple(errors))


def _take_same(gold: list[G], predicted: list[F]) -> list[Pair[G, F]]:
    """The pairs with the same start, end and label; they are taken out of the lists."""
    places = {(span.start, span.end, span.label): span for span in predicted}
    keys = {(span.start, span.end, span.label): span for span in gold}
    if len(places) < len(predicted) or len(keys) < len(gold):  # somebody has one twice
        return _take_pairs(gold, predicted, lambda g, f: _exact(g, f) and g.label == f.label)
    pairs = [(span, places[key]) for key, span in keys.items() if key in places]
    gold[:] = [span for key, span in keys.items() if key not in places]
    predicted[:] = [span for key, span in places.items() if key not in keys]
    return pairs


def _take_pairs(gold: list[G], predicted: list[F], fit: Callable[[G, F], bool]) -> list[Pair[G, F]]:
    """The largest set of fitting pairs, each span used once; they are taken out of the lists.

    ``fit`` may hold for spans that overlap only. By augmenting paths (Kuhn 1955); each gold
    span tries the predicted span first that shares most code points with it.
    """
    candidates = [
        sorted((j for j in near if fit(g, predicted[j])), key=lambda j: -_shared(g, predicted[j]))
        for g, near in zip(gold, _neighbours(gold, predicted), strict=True)
    ]
    holder: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in candidates[i]:
            if j in seen:
                continue
            seen.add(j)
            if j not in holder or place(holder[j], seen):
                holder[j] = i
                return True
        return False

    for i in range(len(gold)):
        place(i, set())
    pairs = [(gold[i], predicted[j]) for j, i in sorted(holder.items(), key=lambda item: item[1])]
    taken = set(holder.values())
    gold[:] = [g for i, g in enumerate(gold) if i not in taken]
    predicted[:] = [f for j, f in enumerate(predicted) if j not in holder]
    return pairs


def _neighbours(gold: list[G], predicted: list[F]) -> Iterator[list[int]]:
    """For each gold span the places of the predicted spans that may overlap it."""
    order = sorted(range(len(predicted)), key=lambda j: predicted[j].start)
    starts = [predicted[j].start for j in order]
    longest = max((span.end - span.start for span in predicted), default=0)
    for g in gold:
        yield order[bisect_left(starts, g.start - longest) : bisect_left(starts, g.end)]


def _exact(one: Marked, other: Marked) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _shared(one: Marked, other: Marked) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _place(error: Error[G, F]) -> tuple[int, int]:
    span: Marked | None = error.gold if error.gold is not None else error.predicted
    return (span.start, span.end) if span is not None else (0, 0)


@dataclass(slots=True)
class Counts:
    """How many spans the gold has, how many were predicted, how many of these are right."""

    gold: int = 0
    predicted: int = 0
    right: int = 0

    @property
    def precision(self) -> float | None:
        """Right of predicted; None when nothing was predicted."""
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Right of gold; None when there is no gold."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both, 2·right / (gold + predicted); None when both are empty."""
        both = self.gold + self.predicted
        return 2 * self.right / both if both else None

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.gold + other.gold, self.predicted + other.predicted, self.right + other.right
        )


@dataclass(slots=True)
class FigureCounts:
    """How many values of figures are right.

    ``gold`` are gold spans with a value, ``matched`` those of them with an overlapping predicted
    span of their label. Of these: ``right`` have low, best, high, qualifier, unit and of as in
    the gold; ``unread`` say that they could not be read; the others say something wrong.
    ``counted`` and ``outcome`` are how many name what is counted and what befell it as the gold.
    """

    gold: int = 0
    matched: int = 0
    right: int = 0
    unread: int = 0
    counted: int = 0
    outcome: int = 0

    @property
    def wrong(self) -> int:
        """Matched figures with a value that is not the gold's."""
        return self.matched - self.right - self.unread


@dataclass(slots=True)
class Tally:
    """The counts over many texts, by label."""

    strict: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    overlapping: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    figures: FigureCounts = field(default_factory=FigureCounts)

    def add(self, comparison: Comparison[G, F]) -> None:
        """Count one text."""
        _count(self.strict, comparison, comparison.strict)
        _count(self.overlapping, comparison, comparison.overlapping)
        self.figures.gold += sum(span.figure is not None for span in comparison.gold)
        for gold, predicted in comparison.overlapping:
            if gold.figure is not None:
                _count_value(self.figures, gold.figure, predicted.figure)

    @property
    def labels(self) -> list[str]:
        """The labels that occur, in alphabetical order."""
        return sorted(self.strict)


def overall(by_label: Mapping[str, Counts]) -> Counts:
    """All labels together, each span counting once (micro average)."""
    return sum(by_label.values(), Counts())


def _count(
    by_label: dict[str, Counts], comparison: Comparison[G, F], pairs: Iterable[Pair[G, F]]
) -> None:
    for gold in comparison.gold:
        by_label[gold.label].gold += 1
    for predicted in comparison.predicted:
        by_label[predicted.label].predicted += 1
    for gold, _ in pairs:
        by_label[gold.label].right += 1


def _count_value(counts: FigureCounts, gold: Figure, predicted: Figure | None) -> None:
    counts.matched += 1
    if predicted is None:
        counts.unread += 1
        return
    if same_value(gold, predicted):
        counts.right += 1
    elif not predicted.parsed:
        counts.unread += 1
    counts.counted += gold.counts == predicted.counts
    counts.outcome += gold.outcome == predicted.outcome


def same_value(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same: numbers to nine digits, qualifier and unit."""
    if one is other:
        return True
    numbers = all(_same(getattr(one, name), getattr(other, name)) for name in _NUMBERS)
    same_kind = (one.qualifier, one.unit, one.parsed) == (other.qualifier, other.unit, other.parsed)
    return numbers and same_kind


def _same(one: Fraction | None, other: Fraction | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _CLOSE * max(abs(one), abs(other))


def by_kind(errors: Iterable[Error[G, F]]) -> Iterator[tuple[Mistake, list[Error[G, F]]]]:
    """The errors of each kind that occurs, in the order of the kinds."""
    listed = list(errors)
    for kind in Mistake:
        same = [error for error in listed if error.kind is kind]
        if same:
            yield kind, same
