"""Exact and overlap F1 of suggested spans against gold spans, per label and over all.

Exact: same start, end and label. Overlap: same label and at least one code point in common,
each span being matched at most once (greedily, from left to right).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

RawSpan = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of gold, suggested and matching spans under one way of matching."""

    gold: int
    suggested: int
    matched: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1; 1 where there is nothing at all."""
        total = self.gold + self.suggested
        return 2 * self.matched / total if total else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.gold + other.gold,
            self.suggested + other.suggested,
            self.matched + other.matched,
        )


@dataclass(frozen=True, slots=True)
class Scores:
    """Exact and overlap score of one label (or of all)."""

    exact: Score
    overlap: Score


def score(
    gold: Iterable[Sequence[RawSpan]], suggested: Iterable[Sequence[RawSpan]]
) -> dict[str, Scores]:
    """Scores by label and under ``all``, texts in the same order on both sides."""
    table: dict[str, Scores] = {}
    for truth, said in zip(gold, suggested, strict=True):
        for label in sorted({s[2] for s in truth} | {s[2] for s in said}):
            a = [s for s in truth if s[2] == label]
            b = [s for s in said if s[2] == label]
            exact = Score(len(a), len(b), len(set(a) & set(b)))
            overlap = Score(len(a), len(b), _overlapping(a, b))
            for key in (label, "all"):
                old = table.get(key, Scores(Score(0, 0, 0), Score(0, 0, 0)))
                table[key] = Scores(old.exact + exact, old.overlap + overlap)
    return table


def _overlapping(gold: Sequence[RawSpan], suggested: Sequence[RawSpan]) -> int:
    free = sorted(suggested)
    matched = 0
    for start, end, _ in sorted(gold):
        for candidate in free:
            if candidate[0] < end and start < candidate[1]:
                free.remove(candidate)
                matched += 1
                break
    return matched
