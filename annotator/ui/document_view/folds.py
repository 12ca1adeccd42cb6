"""Which paragraphs are folded away: runs of muted ones, each shown as one thin line.

Moves no offset and hides no span: a run with a drawn span in it stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.values import MutedRange
from annotator.ui.document_view.blocks import Block, Kind
from annotator.ui.document_view.marks import Mark

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks ``first`` to ``last`` in one line. ``lines`` is how many there are, ``rules`` by
    which they were muted. ``[start, end)`` are code points.
    """

    first: int
    last: int
    start: int
    end: int
    lines: int
    rules: tuple[str, ...]

    @property
    def words(self) -> str:
        """The rules by name, a few of them."""
        more = ["…"] if len(self.rules) > _NAMED else []
        return ", ".join([*self.rules[:_NAMED], *more])


def folds_of(
    blocks: Sequence[Block],
    muted: Sequence[MutedRange],
    marks: Sequence[Mark],
    opened: Sequence[tuple[int, int]] = (),
) -> tuple[Fold, ...]:
    """The runs of muted blocks, but for those with a span in them or that have been opened.

    Blank blocks between muted ones belong to the run; ``opened`` are ranges of code points.
    """
    ranges = sorted(muted, key=lambda part: part.start)
    folds: list[Fold] = []
    run: list[int] = []
    at = 0
    for number, block in enumerate(blocks):
        if block.kind is Kind.BLANK:
            continue
        while at < len(ranges) and ranges[at].end <= block.start:
            at += 1
        if at < len(ranges) and ranges[at].start < block.end:
            run.append(number)
        else:
            folds += _fold(blocks, run, ranges)
            run = []
    folds += _fold(blocks, run, ranges)
    held = [*opened, *((mark.start, mark.end) for mark in marks)]
    return tuple(fold for fold in folds if not _meets(fold, held))


def _fold(blocks: Sequence[Block], run: Sequence[int], ranges: Sequence[MutedRange]) -> list[Fold]:
    if not run:
        return []
    start, end = blocks[run[0]].start, blocks[run[-1]].end
    rules = [part.rule for part in ranges if part.start < end and start < part.end]
    lines = sum(blocks[number].opens for number in run)
    return [Fold(run[0], run[-1], start, end, lines, tuple(dict.fromkeys(rules)))]


def _meets(fold: Fold, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start < fold.end and fold.start < end for start, end in ranges)
