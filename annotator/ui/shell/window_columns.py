"""The columns of the window, each with several parts in one place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

# Shares of the window's width for the columns beside the text, and their bounds in pixels.
_QUEUE = (0.19, 190, 280)
_INSPECTOR = (0.23, 230, 330)


def column_of(*parts: QWidget) -> tuple[QWidget, QVBoxLayout]:
    """A column and what its parts, of which one is shown at a time, are added to."""
    column = QWidget()
    rows = QVBoxLayout(column)
    rows.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        rows.addWidget(part, 1)
    return column, rows


def widths(width: int, chosen: Sequence[object]) -> list[int]:
    """Pixels for the queue, the text and the inspector of a window that is ``width`` wide.

    The text has its room, unless the person has ``chosen`` the columns.
    """
    sizes = [size for size in chosen if isinstance(size, int)]
    if len(sizes) == len(chosen) == 3:
        return sizes
    queue, side = (
        round(min(most, max(least, width * share))) for share, least, most in (_QUEUE, _INSPECTOR)
    )
    return [queue, width - queue - side, side]
