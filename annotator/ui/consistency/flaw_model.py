"""The flaws of the article in view as a list: what is there and would be, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.consistency import Finding, Flaw
from annotator.domain.direction import isolated
from annotator.domain.wording import filled
from annotator.ui.shell.widgets.labels import tip

_Index = QModelIndex | QPersistentModelIndex


class FlawModel(QAbstractListModel):
    """Two lines a flaw."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Finding] = ()
        self._text = ""

    def show(self, text: str, rows: Sequence[Finding]) -> None:
        """List the flaws of a text."""
        if (text, rows) != (self._text, self.rows):
            self.beginResetModel()
            self._text, self.rows = text, rows
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        finding = self.rows[index.row()]
        words = f"{self._mending(finding)}\n{self.tr(finding.flaw.value)}"
        return words if role == Qt.ItemDataRole.DisplayRole else tip(words)

    def _mending(self, finding: Finding) -> str:
        """What is there, and what would be."""
        words = _quoted(self._text[finding.start : finding.end])
        if finding.better is None:
            return filled(self.tr("%1: which label?"), words)
        start, end, label = finding.better
        if finding.flaw in (Flaw.TWO_LABELS, Flaw.NUMBER) and finding.span is not None:
            return f"{words}: {finding.span.label} → {label}"
        if finding.flaw is Flaw.SUGGESTED and finding.span is not None:
            return f"{words}: {finding.span.label}? → {label}"
        if finding.flaw is Flaw.UNLABELLED:
            return f"{words} → {label}"
        return f"{words} → {_quoted(self._text[start:end])}"


def _quoted(words: str) -> str:
    return f"“{isolated(' '.join(words.split()))}”"
