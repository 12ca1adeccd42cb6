"""The article queue: what there is, where it stands, and a field to find more."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.state import QueueEntry
from annotator.domain.values import Status
from annotator.ui import theme
from annotator.ui.models.roles import ENTRY_ROLE

_Index = QModelIndex | QPersistentModelIndex
_ROW_PX = 62
_PAD_PX = 12
SEARCH_DELAY_MS = 150


class QueuePanel(QWidget):
    """Shows the queue; says which article is wanted and what is searched for."""

    open_requested = Signal(int)  # row
    search_requested = Signal(str)
    left = Signal()  # the person goes back to reading

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.search.setObjectName("queue_search")
        self.search.setAccessibleName(self.tr("Search articles"))
        self.search.setClearButtonEnabled(True)
        self.counts = QLabel()
        self.counts.setObjectName("queue_counts")
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.counts.setWordWrap(True)
        self.counts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.list = QListView()
        self.list.setObjectName("queue_list")
        self.list.setAccessibleName(self.tr("Article queue"))
        self.list.setItemDelegate(QueueDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 6, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.counts)
        column.addWidget(self.list, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_DELAY_MS)
        self._timer.timeout.connect(lambda: self.search_requested.emit(self.search.text()))
        self.search.textChanged.connect(lambda: self._timer.start())
        self.search.returnPressed.connect(self._open_first)
        self.list.clicked.connect(lambda index: self.open_requested.emit(index.row()))
        self.list.activated.connect(lambda index: self.open_requested.emit(index.row()))

    def show_counts(self, counts: dict[Status, int]) -> None:
        """Say how many articles stand where; what there is none of is left out."""
        total = sum(counts.values())
        self.search.setPlaceholderText(self.tr("Search %n articles…").replace("%n", f"{total:,}"))
        words = [f"{name(status)} {count:,}" for status, count in counts.items() if count]
        self.counts.setText(" · ".join(words))

    def show_row(self, row: int | None) -> None:
        """Mark the row of the article in view."""
        model = self.list.model()
        if model is None or row is None:
            self.list.clearSelection()
            return
        index = model.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _open_first(self) -> None:
        self._timer.stop()
        self.search_requested.emit(self.search.text())
        self.left.emit()


def name(status: Status) -> str:
    """What people call a status."""
    return {
        Status.NEW: "To do",
        Status.IN_PROGRESS: "In progress",
        Status.DONE: "Done",
        Status.SKIPPED: "Skipped",
        Status.FLAGGED: "Flagged",
    }[status]


class QueueDelegate(QStyledItemDelegate):
    """Draws a row: title, where it comes from and stands, and how much is decided."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = index.data(ENTRY_ROLE)
        if entry is None:
            return
        look, area = option.palette, QRect(option.rect).adjusted(0, 2, -8, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or over:
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
        _line(painter, inner, 0, entry.article.title or self.tr("(no title)"))
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.88)
        painter.setFont(small)
        painter.setPen(theme.quiet(look))
        _line(painter, inner, 19, self._where(entry))
        self._bar(painter, inner, entry, look)
        painter.restore()

    def _where(self, entry: QueueEntry) -> str:
        article = entry.article
        words = [article.source, article.published, name(entry.status).lower(), entry.reason]
        if entry.waiting and entry.status in (Status.NEW, Status.IN_PROGRESS):
            words.append(self.tr("%n to decide").replace("%n", str(entry.waiting)))
        elif entry.annotations:
            words.append(self.tr("%n spans").replace("%n", str(entry.annotations)))
        return " · ".join(word for word in words if word)

    def _bar(self, painter: QPainter, inner: QRect, entry: QueueEntry, look: QPalette) -> None:
        share = 1 - entry.waiting / entry.suggestions if entry.suggestions else 0.0
        share = 1.0 if entry.status is Status.DONE else share
        bar = QRectF(inner.left(), inner.bottom() - 2, inner.width(), 2.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(bar, 1.2, 1.2)
        bar.setWidth(bar.width() * share)
        painter.setBrush(look.color(QPalette.ColorRole.Highlight))
        painter.drawRoundedRect(bar, 1.2, 1.2)


def _line(painter: QPainter, area: QRect, top: int, words: str) -> None:
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    box = QRect(area.left(), area.top() + top, area.width(), metrics.height())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
