"""Paths in a table, of which the name of the file stays readable."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem


class PathDelegate(QStyledItemDelegate):
    """Cuts the folders of a path before the name of its file."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        style = option.widget.style() if option.widget else QApplication.style()
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, option.widget)
        width = option.rect.width() - 2 * (margin + 1)
        option.text = shortened_path(option.text, option.fontMetrics, width)


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
