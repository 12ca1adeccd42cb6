"""The spans of the article in view, gathered by label and words, as a table model."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from annotator.domain.direction import isolated
from annotator.domain.figures import short_form
from annotator.domain.labels import FIGURE
from annotator.domain.state import ArticleState, drawn_order
from annotator.domain.text_order import FEW, changed, differing
from annotator.domain.values import Annotation, Label, Suggestion
from annotator.domain.wording import filled
from annotator.ui.look import theme
from annotator.ui.shell.widgets.tables import Index, RowModel

_Span = Annotation | Suggestion
_ID = attrgetter("id")


@dataclass(frozen=True, slots=True)
class Mentions:
    """All spans of one label with the same words; ``spans`` are in text order.

    ``confirmed`` of them are somebody's word.
    """

    words: str
    label: Label
    spans: tuple[_Span, ...]
    confirmed: int

    def after(self, gone: Sequence[_Span], added: Sequence[_Span]) -> Mentions:
        """The row without some of its spans and with others."""
        spans = changed(self.spans, gone=gone, added=added, order=drawn_order, same=_ID)
        confirmed = self.confirmed + _confirmed(added) - _confirmed(gone)
        return Mentions(self.words, self.label, spans, confirmed)


class MentionModel(RowModel[Mentions]):
    """Columns: words, label and count or value, how many are confirmed.

    After an edit only the rows change that it touches, however many there are.
    """

    def __init__(self, labels: Mapping[str, Label], parent: QObject | None = None) -> None:
        super().__init__(("", "", ""), parent, numbers=(2,))  # its view has no heads
        self._labels = labels
        self._places = {name: place for place, name in enumerate(labels)}
        self.rows: list[Mentions] = []
        self._by_words: dict[tuple[str, str], Mentions] = {}
        self._state: ArticleState | None = None  # what the rows are of

    def show(self, state: ArticleState) -> None:
        """Show the spans of an article."""
        before, self._state = self._state, state
        if before is not None and before.document is state.document:
            gone, added = differing(before.spans, state.spans)
            if len(gone) + len(added) <= FEW:
                self._follow(gone, added)
                return
        self._reset(gather(state, self._labels))

    def clear(self) -> None:
        """Show no spans."""
        self._state = None
        self._reset([])

    def _reset(self, rows: list[Mentions]) -> None:
        self.beginResetModel()
        self.rows = sorted(rows, key=self._order)
        self._by_words = {(row.label.name, row.words): row for row in rows}
        self.endResetModel()

    def _follow(self, gone: Sequence[_Span], added: Sequence[_Span]) -> None:
        """Change the rows of the spans that have gone and come."""
        assert self._state is not None
        touched: dict[tuple[str, str], tuple[list[_Span], list[_Span]]] = {}
        for side, spans in enumerate((gone, added)):
            for span in spans:
                touched.setdefault(words_of(self._state, span), ([], []))[side].append(span)
        for (label, words), (old, new) in touched.items():
            row = self._by_words.get((label, words))
            before = row or Mentions(words, self._labels[label], (), 0)
            self._replace(row, before.after(old, new))

    def _replace(self, row: Mentions | None, new: Mentions) -> None:
        """Put a row in the place of another, or of none; one without spans goes."""
        key = (new.label.name, new.words)
        at = self._place(row) if row is not None else 0
        if row is not None and new.spans and self._order(row) == self._order(new):
            self.rows[at] = self._by_words[key] = new
            for column in range(3):  # told one by one, a view paints these cells alone
                index = self.index(at, column)
                self.dataChanged.emit(index, index)
            return
        if row is not None:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self.rows[at], self._by_words[key]
            self.endRemoveRows()
        if new.spans:
            at = self._place(new)
            self.beginInsertRows(QModelIndex(), at, at)
            self.rows.insert(at, new)
            self._by_words[key] = new
            self.endInsertRows()

    def _place(self, row: Mentions) -> int:
        """Where a row stands, or would."""
        return bisect_left(self.rows, self._order(row), key=self._order)

    def _order(self, row: Mentions) -> tuple[int, int, int, str]:
        """By the labels' order, then by how often the words occur, then by where first."""
        return self._places[row.label.name], -len(row.spans), row.spans[0].start, row.words

    def mentions_at(self, row: int) -> Mentions:
        """The spans behind a row."""
        return self.rows[row]

    def cell(self, row: Mentions, column: int) -> str:
        count = len(row.spans)
        if column == 0:
            return isolated(row.words)
        if column == 2:
            if not row.confirmed:
                return "–"
            return "✓" if row.confirmed == count else filled(_tr("%1/%2 ✓"), row.confirmed, count)
        what = _value(row.spans) if row.label.name == FIGURE else row.label.name.capitalize()
        return what if count == 1 else f"{what} · {count}×"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.ForegroundRole or not index.isValid():
            return super().data(index, role)
        look = QApplication.palette()
        if index.column() == 0:
            return theme.ink(self.rows[index.row()].label, dark=theme.is_dark(look))
        return look.color(QPalette.ColorRole.Text) if index.column() == 1 else theme.quiet(look)


def gather(state: ArticleState, labels: Mapping[str, Label]) -> list[Mentions]:
    """The spans by label and words."""
    exact: dict[tuple[str, str], list[_Span]] = {}
    text = state.text
    for item in state.spans:
        span = item.span
        exact.setdefault((span.label, text[span.start : span.end]), []).append(item)
    spans_by_words: dict[tuple[str, str], list[_Span]] = {}
    for (label, quote), spans in exact.items():
        same = spans_by_words.setdefault((label, " ".join(quote.split())), spans)
        if same is not spans:  # the words are parted otherwise, as at the end of a line
            same += spans
            same.sort(key=drawn_order)
    return [
        Mentions(words, labels[name], tuple(same), _confirmed(same))
        for (name, words), same in spans_by_words.items()
    ]


def words_of(state: ArticleState, span: _Span) -> tuple[str, str]:
    """The label and the words of a span, by which it is gathered with others."""
    said = span.span
    return said.label, " ".join(state.text[said.start : said.end].split())


def _confirmed(spans: Iterable[_Span]) -> int:
    return sum(isinstance(span, Annotation) for span in spans)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MentionModel", text)


def _value(spans: Sequence[_Span]) -> str:
    """What figures with the same words mean: “= 2 killed ?”, where a person has confirmed all of
    them with a tick; what they do not have in common is left out.
    """
    figures = [span.figure for span in spans if span.figure is not None and span.figure.parsed]
    if len(figures) < len(spans):
        return _tr("no value") if not figures else _tr("not all have a value")
    values, outcomes = {short_form(item) for item in figures}, {item.outcome for item in figures}
    if len(values) > 1:
        return _tr("different values")
    value = values.pop()
    if not value:
        value = _tr("no number")
    elif value[0].isdigit():
        value = f"= {value}"
    outcome = outcomes.pop() if len(outcomes) == 1 else None
    sure = "✓" if all(item.confirmed for item in figures) else "?"
    return " ".join(filter(None, (value, outcome, sure)))
