"""Where the things of an article lie on a strip as high as the window. Draws nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter

from annotator.domain.spans import Span
from annotator.ui.document_view import DocumentView

_START = attrgetter("start")


class Kind(Enum):
    """What is shown on the strip."""

    WAITING = "waiting"
    MINE = "mine"
    NOTE = "note"
    CONFLICT = "conflict"
    HIT = "hit"


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a search has found."""

    start: int
    end: int


Things = Mapping[Kind, Sequence[Span]]
"""By kind, each in text order."""


def rows_of(view: DocumentView, things: Things, height: int) -> dict[Kind, dict[int, Span]]:
    """The pixel rows of a strip of some height on which a kind of thing begins, with the first one.

    In time of the height, however many things there are. Rows stand where the scroll bar would
    bring them to the top.
    """
    bounds = _bounds(view, height)
    rows: dict[Kind, dict[int, Span]] = {}
    for kind, items in things.items():
        at = [bisect_left(items, offset, key=_START) for offset in bounds] if items else []
        rows[kind] = {row: items[first] for row, first in enumerate(at[:-1]) if first < at[row + 1]}
    return rows


def _bounds(view: DocumentView, height: int) -> list[int]:
    """The offset at which each pixel row begins, and where the last one ends."""
    layout, bar = view.document_layout(), view.verticalScrollBar()
    above = view.origin().y() + bar.value()
    whole = bar.maximum() + bar.pageStep()
    bounds = [0]
    for row in range(1, height):
        y = row * whole / height - above
        number = layout.block_at_y(y)
        block, top, bottom = layout.blocks[number], layout.top(number), layout.top(number + 1)
        share = min(1.0, max(0.0, (y - top) / (bottom - top))) if bottom > top else 1.0
        bounds.append(max(bounds[-1], block.start + round(share * (block.end - block.start))))
    return [*bounds, len(view.text) + 1]
