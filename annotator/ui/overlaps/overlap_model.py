"""Spans that overlap as a table: the article, and what lies over each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotator.domain.overlap_rule import Laid, OwnOverlap
from annotator.domain.wording import quoted
from annotator.ui.shell.widgets.labels import tip

_Index = QModelIndex | QPersistentModelIndex
_SHOWN = 30  # characters


class OverlapModel(QAbstractTableModel):
    """A row for each two spans."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pairs: Sequence[OwnOverlap] = ()

    def show(self, pairs: Sequence[OwnOverlap]) -> None:
        """Show others."""
        self.beginResetModel()
        self.pairs = pairs
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self.pairs)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else 2

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        pair = self.pairs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 0:
                return pair.title
            # Of long words the beginning, so that both are seen; the tip has them whole.
            return "  ·  ".join(f"{span.label} {quoted(span.text, _SHOWN)}" for span in pair.spans)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join([pair.title, *map(str, pair.spans)]))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        heads = ("Article", "Spans")
        head = QCoreApplication.translate("OverlapModel", heads[section])
        return head if role == Qt.ItemDataRole.DisplayRole else None


def words(span: Laid) -> str:
    """A span in a line: its label and what it says."""
    return f"{span.label} “{' '.join(span.text.split())}”"
