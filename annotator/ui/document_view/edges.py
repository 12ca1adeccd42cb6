"""Which end of a range is meant by its left or right side, as it is seen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF

from annotator.domain.boundaries import Edge
from annotator.ui.document_view.laid_block import LinePart
from annotator.ui.document_view.layout import DocumentLayout

_BESIDE_PX = 2.0


class Side(Enum):
    """A side of something on the screen."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class EdgeMove:
    """How an edge of a span is moved: by a token or by a character."""

    side: Side
    outward: bool
    by_character: bool = False


def edge_on(layout: DocumentLayout, start: int, end: int, side: Side, *, outward: bool) -> Edge:
    """The end of ``[start, end)`` that moves where a side of it is moved ``outward`` or inward.

    Where directions meet, a range may grow at its other end: to the left of a Latin name within a
    Persian sentence stands what follows it, though the name itself begins there.
    """
    parts = layout.parts(start, end)
    first = next((part for part in parts if part.starts is not None), None)
    last = next((part for part in parts if part.ends is not None), None)
    along = Edge.START if (side is Side.LEFT) != layout.right_to_left(start) else Edge.END
    if first is None or last is None:
        return along
    if outward:
        return _beyond(layout, start, end, first, last, side) or along
    ends = [(Edge.START, first, first.starts), (Edge.END, last, last.ends)]
    there = [edge for edge, part, x in ends if x == _x(part, side)]
    return there[0] if len(there) == 1 else along


def _beyond(
    layout: DocumentLayout, start: int, end: int, first: LinePart, last: LinePart, side: Side
) -> Edge | None:
    """The end that what stands beside a range of one box is nearer to in the text."""
    if first.rect != last.rect:
        return None
    step = -_BESIDE_PX if side is Side.LEFT else _BESIDE_PX
    beside = layout.char_at(QPointF(_x(first, side) + step, first.rect.center().y()))
    if beside is None or start <= beside < end:
        return None
    return Edge.START if beside < start else Edge.END


def _x(part: LinePart, side: Side) -> float:
    return part.rect.left() if side is Side.LEFT else part.rect.right()
