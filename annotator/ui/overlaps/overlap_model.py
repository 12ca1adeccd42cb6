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

from annotator.domain.overlap_rule import OwnOverlap
from annotator.domain.wording import counted, filled, quoted
from annotator.ui.shell.widgets.labels import tip

_Index = QModelIndex | QPersistentModelIndex
_SHOWN = 30  # characters


def _tr(text: str) -> str:
    return QCoreApplication.translate("OverlapModel", text)


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
                return f"{pair.title} · {_tr('gold')}" if pair.gold else pair.title
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
        head = (_tr("Article"), _tr("Spans"))[section]
        return head if role == Qt.ItemDataRole.DisplayRole else None


def whose(pairs: Sequence[OwnOverlap]) -> str:
    """How many pairs there are, and of whom: “2 pairs of your spans and 1 pair of gold”."""
    gold = sum(pair.gold for pair in pairs)
    kinds = ((len(pairs) - gold, _tr("%s of your spans")), (gold, _tr("%s of gold")))
    return _tr(" and ").join(filled(of, counted(n, "pair")) for n, of in kinds if n)
