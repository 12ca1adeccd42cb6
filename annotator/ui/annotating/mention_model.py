"""The spans of the article in view, gathered by label and words, as a table model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from annotator.domain.direction import isolated
from annotator.domain.figures import short_form
from annotator.domain.labels import FIGURE
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation, Label, Suggestion
from annotator.ui.look import theme

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Mentions:
    """All spans of one label with the same words; ``spans`` are in text order."""

    words: str
    label: Label
    spans: tuple[Annotation | Suggestion, ...]

    @property
    def confirmed(self) -> int:
        return sum(isinstance(span, Annotation) for span in self.spans)


class MentionModel(QAbstractTableModel):
    """Columns: words, label and count or value, how many are confirmed."""

    def __init__(self, labels: Mapping[str, Label], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._labels = labels
        self._rows: Sequence[Mentions] = ()

    def show(self, state: ArticleState) -> None:
        """Show the spans of an article."""
        self.beginResetModel()
        self._rows = gather(state, self._labels)
        self.endResetModel()

    def clear(self) -> None:
        """Show no spans."""
        self.beginResetModel()
        self._rows = ()
        self.endResetModel()

    def mentions_at(self, row: int) -> Mentions:
        """The spans behind a row."""
        return self._rows[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 3

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(row, index.column())
        if role == Qt.ItemDataRole.ForegroundRole:
            look = QApplication.palette()
            if index.column() == 0:
                return theme.ink(row.label, dark=theme.is_dark(look))
            return look.color(QPalette.ColorRole.Text) if index.column() == 1 else theme.quiet(look)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 2:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None


def gather(state: ArticleState, labels: Mapping[str, Label]) -> list[Mentions]:
    """The spans by label in the labels' order, then by how often their words occur."""
    spans_by_words: dict[tuple[str, str], list[Annotation | Suggestion]] = {}
    spans: list[Annotation | Suggestion] = [*state.annotations, *state.waiting]
    for span in spans:
        words = " ".join(state.text[span.start : span.end].split())
        spans_by_words.setdefault((span.label, words), []).append(span)
    order = list(labels)
    rows = [
        Mentions(words, labels[name], tuple(sorted(same, key=lambda span: span.start)))
        for (name, words), same in spans_by_words.items()
    ]
    rows.sort(key=lambda row: (order.index(row.label.name), -len(row.spans), row.spans[0].start))
    return rows


def _cell(row: Mentions, column: int) -> str:
    if column == 0:
        return isolated(row.words)
    if column == 2:
        if not row.confirmed:
            return "–"
        return "✓" if len(row.spans) == 1 else f"{row.confirmed} ✓"
    figure = row.spans[0].figure
    if row.label.name == FIGURE and figure is not None and figure.parsed:
        outcome = f" {figure.outcome}" if figure.outcome else ""
        return f"{short_form(figure, row.words)}{outcome}"
    name = row.label.name.capitalize()
    return name if len(row.spans) == 1 else f"{name} · {len(row.spans)}×"
