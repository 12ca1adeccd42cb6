"""The queue of a review: the hardest articles first, with how much of each is decided."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.review_case import ReviewEntry
from annotator.domain.wording import counted
from annotator.ui.look import theme
from annotator.ui.look.lines import paint_line
from annotator.ui.review.review_model import ReviewModel, is_finished
from annotator.ui.shell.texts import filled
from annotator.ui.shell.widgets.roles import ENTRY_ROLE

_Index = QModelIndex | QPersistentModelIndex
_ROW_PX = 62
_PAD_PX = 12


class ReviewQueue(QWidget):
    """Shows the queue; says which article is wanted."""

    open_requested = Signal(int)  # row
    left = Signal()  # the person goes back to reading

    def __init__(self, model: ReviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review_queue")
        self._model = model
        self.search = QLineEdit()
        self.search.setObjectName("review_filter")
        self.search.setAccessibleName(self.tr("Filter articles by title"))
        self.search.setPlaceholderText(self.tr("Filter by title"))
        self.search.setClearButtonEnabled(True)
        self.undecided = QCheckBox(self.tr("Unfinished only"))
        self.undecided.setObjectName("review_undecided")
        self.counts = QLabel()
        self.counts.setObjectName("review_counts")
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.counts.setWordWrap(True)
        self.counts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.list = _List()
        self.list.setObjectName("review_list")
        self.list.setAccessibleName(self.tr("Articles to review, hardest first"))
        self.list.setModel(model)
        self.list.setItemDelegate(_Rows(self.list))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 6, 0)
        column.setSpacing(6)
        for part in (self.search, self.undecided, self.counts):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        self.search.textChanged.connect(lambda: self._filter())
        self.undecided.toggled.connect(lambda: self._filter())
        self.list.clicked.connect(lambda index: self.open_requested.emit(index.row()))
        self.list.activated.connect(lambda index: self.open_requested.emit(index.row()))
        self.list.left.connect(self.left)

    def show_counts(self, entries: Sequence[ReviewEntry], *, busy: bool = False) -> None:
        """Say how much is decided."""
        if busy:
            self.counts.setText(self.tr("Comparing…"))
            return
        gold = sum(is_finished(entry) for entry in entries)
        left = sum(entry.open for entry in entries)
        words = self.tr("%1 of %2 in gold · %3 conflicts left")
        if left == 1:
            words = self.tr("%1 of %2 in gold · 1 conflict left")
        self.counts.setText(filled(words, gold, len(entries), left))

    def show_row(self, row: int | None) -> None:
        """Mark the row of the article in view."""
        if row is None:
            self.list.clearSelection()
            return
        index = self._model.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.search.hasFocus() and self.search.text():
                self.search.clear()
            else:
                self.left.emit()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def _filter(self) -> None:
        self._model.filter(self.search.text(), undecided=self.undecided.isChecked())


class _List(QListView):
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Rows(QStyledItemDelegate):
    """Draws a row: title, what is left to decide, and how much of it is done."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: ReviewEntry = index.data(ENTRY_ROLE)
        look, area = option.palette, QRect(option.rect).adjusted(0, 2, -8, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            tint = look.color(QPalette.ColorRole.Highlight)
            tint.setAlphaF(0.14 if chosen else 0.06)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawRoundedRect(QRectF(area), 5, 5)
        inner = area.adjusted(_PAD_PX - 3, 7, -_PAD_PX + 2, -6)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(look.color(QPalette.ColorRole.Text))
        paint_line(painter, inner, 0, entry.article.title or self.tr("(no title)"))
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.88)
        painter.setFont(small)
        painter.setPen(theme.quiet(look))
        paint_line(painter, inner, 19, self._words(entry))
        self._bar(painter, inner, entry, look)
        painter.restore()

    def _words(self, entry: ReviewEntry) -> str:
        settled = filled(self.tr("%n agreed"), entry.settled)
        f1 = "" if entry.f1 is None else f"F1 {entry.f1:.2f}"
        if entry.status == "gold":
            new = filled(self.tr("%n new conflicts"), entry.open) if entry.open else ""
            spans = counted(entry.settled, "span")
            return " · ".join(part for part in (self.tr("gold"), new, spans, f1) if part)
        word = self.tr("1 conflict") if entry.open == 1 else self.tr("%n conflicts")
        return " · ".join(part for part in (filled(word, entry.open), settled, f1) if part)

    def _bar(self, painter: QPainter, inner: QRect, entry: ReviewEntry, look: QPalette) -> None:
        share = 1 - entry.open / entry.conflicts if entry.conflicts else 0.0
        share = 1.0 if is_finished(entry) else min(share, 0.97)
        bar = QRectF(inner.left(), inner.bottom() - 2, inner.width(), 2.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(bar, 1.2, 1.2)
        bar.setWidth(bar.width() * share)
        painter.setBrush(theme.settled(dark=theme.is_dark(look))[1])
        painter.drawRoundedRect(bar, 1.2, 1.2)
