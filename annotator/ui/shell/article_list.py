"""Articles one below the other beside the text, with a field that chooses among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.look import theme
from annotator.ui.look.lines import paint_line
from annotator.ui.shell.widgets.roles import ENTRY_ROLE

_Index = QModelIndex | QPersistentModelIndex
_PAD_PX = 12


class ArticleRows(QStyledItemDelegate):
    """Draws a row: the title, a line about the article, and how much of it is decided.

    The ``ENTRY_ROLE`` of a row has an ``article``; a row without an entry is blank.
    """

    @property
    def height_px(self) -> int:
        """How high each row is."""
        return 62

    def words(self, entry: Any) -> str:
        """The line about an article."""
        return ""

    def share(self, entry: Any) -> float:
        """How much of an article is decided, 0 to 1."""
        return 0.0

    def bar_colour(self, look: QPalette) -> QColor:
        """The colour of what is decided."""
        return look.color(QPalette.ColorRole.Highlight)

    def area(self, painter: QPainter, area: QRect, index: _Index, look: QPalette) -> QRect:
        """Where in its rectangle a row stands."""
        return area

    def paint_more(self, painter: QPainter, area: QRect, index: _Index, look: QPalette) -> None:
        """Draw what stands below the line, in a small quiet type."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, self.height_px)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = index.data(ENTRY_ROLE)
        if entry is None:
            return
        look = option.palette
        painter.save()
        area = self.area(painter, QRect(option.rect).adjusted(0, 2, -8, -2), index, look)
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
        paint_line(painter, inner, 19, self.words(entry))
        self.paint_more(painter, inner, index, look)
        self._paint_bar(painter, inner, entry, look)
        painter.restore()

    def _paint_bar(self, painter: QPainter, inner: QRect, entry: Any, look: QPalette) -> None:
        bar = QRectF(inner.left(), inner.bottom() - 2, inner.width(), 2.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(bar, 1.2, 1.2)
        bar.setWidth(bar.width() * self.share(entry))
        painter.setBrush(self.bar_colour(look))
        painter.drawRoundedRect(bar, 1.2, 1.2)


class ArticleList(QListView):
    """The rows; ``left`` when the person goes back to reading."""

    left = Signal()

    def __init__(self, rows: ArticleRows) -> None:
        super().__init__()
        self.setItemDelegate(rows)
        rows.setParent(self)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def dataChanged(self, first: _Index, last: _Index, roles: Sequence[int] = ()) -> None:
        # A list lays out all of its rows again where one has changed, and a hundred thousand take a
        # tenth of a second. Here all have one height, so that painting is enough.
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not every platform's list is activated by Return.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ArticleListPanel(QWidget):
    """A field and the list below it; says which article is wanted."""

    open_requested = Signal(int)  # row
    left = Signal()  # the person goes back to reading

    def __init__(self, name: str, field: str, rows: ArticleRows) -> None:
        """``name`` and ``field`` are the object names of the list and of the field."""
        super().__init__()
        self.search = QLineEdit()
        self.search.setObjectName(field)
        self.search.setClearButtonEnabled(True)
        self.list = ArticleList(rows)
        self.list.setObjectName(name)
        self.list.clicked.connect(self._on_clicked)
        self.list.activated.connect(lambda index: self.open_requested.emit(index.row()))
        self.list.left.connect(self.left)

    def compose(self, *parts: QWidget | QLayout) -> None:
        """Put parts between the field and the list."""
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 6, 0)
        column.setSpacing(6)
        for part in (self.search, *parts):
            if isinstance(part, QLayout):
                column.addLayout(part)
            else:
                column.addWidget(part)
        column.addWidget(self.list, 1)

    def _on_clicked(self, index: QModelIndex) -> None:
        if len(self.list.selectedIndexes()) <= 1:  # with more, Shift or Ctrl was held
            self.open_requested.emit(index.row())

    def show_row(self, row: int | None) -> None:
        """Mark the row of the article in view."""
        model = self.list.model()
        if model is None or row is None:
            self.list.clearSelection()
            return
        index = model.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def go_to_list(self) -> None:
        """Go on in the list."""
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.search.hasFocus() and self.search.text():
                self.search.clear()
            else:
                self.left.emit()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.go_to_list()
        else:
            super().keyPressEvent(event)
