"""Paths in a table, of which the name of the file stays readable."""

from __future__ import annotations

import re

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.direction import isolated

_PART = re.compile(r"[^/.]+")


class PathDelegate(QStyledItemDelegate):
    """Cuts the folders of a path before the name of its file."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        style = option.widget.style() if option.widget else QApplication.style()
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, option.widget)
        width = option.rect.width() - 2 * (margin + 1)
        option.text = in_order(shortened_path(option.text, option.fontMetrics, width))


def in_order(path: str) -> str:
    """A path as it is shown: folders, name and ending in this order, whichever way each runs."""
    return _PART.sub(lambda part: isolated(part[0]), path)


def shortened_path(path: str, metrics: QFontMetrics, width: int) -> str:
    """A path with “/” between its parts so that it is no wider than ``width`` pixels: the folders
    nearest to the file stay longest, and of a name alone the middle goes.
    """
    if metrics.horizontalAdvance(path) <= width:
        return path
    parts = path.split("/")
    for first in range(1, len(parts)):
        shorter = "/".join(("…", *parts[first:]))
        if metrics.horizontalAdvance(shorter) <= width:
            return shorter
    return metrics.elidedText(parts[-1], Qt.TextElideMode.ElideMiddle, width)
