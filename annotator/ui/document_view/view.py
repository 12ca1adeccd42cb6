"""The reading surface as a widget: scrolls, shows an article, says what the person points at.

It changes nothing in a project: it asks, by signals, and shows what it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from annotator.domain.state import ArticleState
from annotator.ui.document_view.folding import Folding
from annotator.ui.document_view.head import Head
from annotator.ui.document_view.keys import KeyInput
from annotator.ui.document_view.laid_block import LinePart
from annotator.ui.document_view.layout import DocumentLayout
from annotator.ui.document_view.marks import Emphasis, GivenMarks, Mark, Marks, found_by_place
from annotator.ui.document_view.mouse import MouseInput
from annotator.ui.document_view.painting import DocumentPainter, Scene
from annotator.ui.document_view.reading_cursor import ReadingCursor
from annotator.ui.look import theme

COLUMN = 56  # average letters; running text then has at most 75 in a line
MARGIN_PX = 28
SIZES_PX = (11, 12, 13, 14, 15, 16, 18, 20, 22, 25, 28, 32, 36)
DEFAULT_SIZE_PX = 16


class DocumentView(QAbstractScrollArea):
    """Shows one article at a time and is read, selected and pointed at."""

    focus_changed = Signal(object)  # Mark or None
    cursor_changed = Signal()
    picked = Signal()  # the mouse has made a selection
    resize_requested = Signal(object, int, int)  # Mark, start, end in code points
    menu_requested = Signal(QPoint)  # global position
    size_changed = Signal(int)  # size of the type in pixels

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("document_view")
        self.setAccessibleName(self.tr("Article"))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._size_px = DEFAULT_SIZE_PX
        self._state: ArticleState | None = None
        self._header = ""
        self._marks: Marks = GivenMarks()
        self._focused: str | int | None = None
        self.hits: Sequence[tuple[int, int]] = ()
        self.emphasis: Callable[[], Emphasis] = Emphasis  # asked of who knows when painting
        self.cursor_at = ReadingCursor("")
        self._lay_out()
        self.folds = Folding(self)
        self.folds.moved.connect(self._on_fold)
        self.folds.relaid.connect(self._on_relaid)
        self._keys = KeyInput(self)
        self._mouse = MouseInput(self, self.folds)

    # What is shown

    def show_article(self, state: ArticleState | None, marks: Sequence[Mark], header: str) -> None:
        """Show an article from its top, or none, with ``header`` as the small line above it.

        Its title stands between them where the text does not have it itself.
        """
        self._state = state
        self._marks = found_by_place(marks)
        self._header = header
        self._focused = None
        self.hits = ()
        self.cursor_at = ReadingCursor(self.text)
        self.folds.begin(state.muted if state else ())
        self._relayout()
        self.verticalScrollBar().setValue(0)
        self.focus_changed.emit(None)
        self.cursor_changed.emit()

    def update_article(self, state: ArticleState, marks: Sequence[Mark]) -> None:
        """Show the same article after a change, without moving."""
        self._state = state
        self._marks = found_by_place(marks)
        self.folds.renew(state.muted)
        if self._focused is not None and self.focused is None:
            self._set_focused(None)
        self.viewport().update()

    @property
    def text(self) -> str:
        return self._state.text if self._state else ""

    @property
    def marks(self) -> Marks:
        """The drawn spans in text order."""
        return self._marks

    @property
    def focused(self) -> Mark | None:
        """The span that has the focus."""
        return self._marks.of(self._focused)

    def focus_mark(self, mark_id: str | int | None, *, reveal: bool = True) -> None:
        """Give the focus to a span and bring it into view with what stands around it."""
        self._set_focused(mark_id)
        mark = self.focused
        if mark is not None:
            self.folds.unfold(mark.start, mark.end)
            self.cursor_at.place(mark.start)
            self.cursor_at.clear_selection()
            if reveal:
                self.reveal(mark.start, mark.end)
        self.cursor_changed.emit()
        self.viewport().update()

    def highlight_found(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Show where a search has found something."""
        self.hits = ranges
        self.viewport().update()

    def select_place(self, start: int, end: int) -> None:
        """Select a range and bring it into view with what stands around it."""
        self.folds.unfold(start, end)
        self.cursor_at.select(start, end)
        self.reveal(start, end)
        self.cursor_changed.emit()
        self.viewport().update()

    def cursor_moved(self, *, reveal: bool = True, inside: bool = False) -> None:
        """The cursor or the selection has changed: focus what lies under it and show it.

        ``inside``: no span. Without ``reveal`` nothing scrolls, so that clicks meet the same word.
        """
        cursor = self.cursor_at
        under = None
        if not (inside or cursor.selection or cursor.token is None or self.folds.at_cursor):
            under = self.mark_at(cursor.token.start)
        self._set_focused(under.id if under else None)
        if reveal and cursor.token is not None:
            self.reveal(cursor.token.start, cursor.token.end, context=False)
        self.cursor_changed.emit()
        self.viewport().update()

    def show_drag(self) -> None:
        """A drag has changed the selection, but is not over."""
        self.cursor_changed.emit()
        self.viewport().update()

    def ask_resize(self, mark: Mark, start: int, end: int) -> None:
        """A span's edge has been dragged to other bounds."""
        self.resize_requested.emit(mark, start, end)

    def mark_at(self, offset: int) -> Mark | None:
        """The innermost span that covers a code point."""
        covering = self._marks.on(offset, offset + 1)
        return min(covering, key=lambda mark: mark.end - mark.start, default=None)

    def _set_focused(self, mark_id: str | int | None) -> None:
        if mark_id != self._focused:
            self._focused = mark_id
            self.focus_changed.emit(self.focused)

    # Size of the type

    @property
    def size_px(self) -> int:
        """The size of the type in pixels."""
        return self._size_px

    def set_size(self, size_px: int) -> None:
        """Set the size of the type; what is at the top stays there."""
        size_px = max(SIZES_PX[0], min(size_px, SIZES_PX[-1]))
        if size_px != self._size_px:
            self._size_px = size_px
            self._relayout()
            self.size_changed.emit(size_px)

    def step_size(self, step: int) -> None:
        """Make the type larger (1) or smaller (-1) by one step."""
        beyond = [size for size in SIZES_PX if (size - self._size_px) * step > 0]
        self.set_size(min(beyond, key=lambda s: abs(s - self._size_px), default=self._size_px))

    # Where things are

    def origin(self) -> QPointF:
        """Where the document's top left corner lies in the viewport, in pixels."""
        left = max(float(MARGIN_PX), (self.viewport().width() - self._layout.width) / 2)
        return QPointF(round(left), self._above - self.verticalScrollBar().value())

    @property
    def _above(self) -> float:
        """Where the text begins in an article that is not scrolled, in pixels."""
        return MARGIN_PX + self._head.height

    def document_layout(self) -> DocumentLayout:
        """The geometry of what is shown."""
        return self._layout

    def parts_in_viewport(self, start: int, end: int) -> list[LinePart]:
        """The boxes of a range in viewport pixels."""
        shift = self.origin()
        return [part.moved(shift) for part in self._layout.parts(start, end)]

    def reveal(self, start: int, end: int, *, context: bool = True) -> None:
        """Scroll so that a range is seen, with lines around it where ``context`` asks for them."""
        fold = self._layout.fold_at(start)
        boxes = [part.rect for part in self.parts_in_viewport(start, end)]
        if fold is not None:
            boxes = [self._layout.fold_area(fold).translated(self.origin())]
        if not boxes:
            return
        top, bottom = boxes[0].top(), boxes[-1].bottom()
        height = self.viewport().height()
        room = height * 0.2 if context else self._size_px * 2.2
        bar = self.verticalScrollBar()
        if top < min(room, height / 3):
            bar.setValue(round(bar.value() + top - (height / 3 if context else room)))
        elif bottom > height - room:
            drop = height / 3 if context else height - room - (bottom - top)
            bar.setValue(round(bar.value() + top - drop))

    @property
    def place(self) -> tuple[int, int]:
        """What is at the top of the view and what at the cursor, in code points."""
        bar, token = self.verticalScrollBar(), self.cursor_at.token
        top = self._layout.line_at(bar.value())[0] if bar.value() else 0
        return top, token.start if token else 0

    def go_back_to(self, top: int, cursor: int) -> None:
        """Stand again where ``place`` has been."""
        if 0 <= cursor <= len(self.text):
            self.cursor_at.place(cursor)
        if 0 < top < len(self.text):
            parts = self._layout.parts(top, top + 1)
            y = parts[0].rect.top() if parts else self._layout.top(self._layout.block_of(top))
            self.verticalScrollBar().setValue(round(y))
        self.cursor_changed.emit()
        self.viewport().update()

    def page(self, step: int) -> None:
        """Scroll by a screenful less one line."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + step * (self.viewport().height() - self._size_px * 3))

    def copy(self) -> None:
        """Put the selected text, or that of the focused span, on the clipboard."""
        mark = self.focused
        chosen = self.cursor_at.selection or ((mark.start, mark.end) if mark else None)
        if chosen is not None:
            QGuiApplication.clipboard().setText(self.text[chosen[0] : chosen[1]])

    def _lay_out(self) -> None:
        font = theme.reading_font(self._size_px)
        widest = QFontMetricsF(font).averageCharWidth() * COLUMN
        width = max(120.0, min(widest, self.viewport().width() - 2 * MARGIN_PX))
        title = self._state.document.article.title if self._state else ""
        self._layout = DocumentLayout(self.text, title, font, width)
        self._head = Head(self._header, self._layout)
        self._painter = DocumentPainter(self._layout, self.palette())

    def _relayout(self) -> None:
        """Lay the article out anew; what is at the top stays there, at the same share of its block.

        So nothing moves where the new column is as wide as the old one.
        """
        bar, old = self.verticalScrollBar(), self._layout
        number = old.block_at_y(bar.value() - self._above)
        inside = bar.value() - self._above - old.top(number)
        share = inside / max(1.0, old.top(number + 1) - old.top(number))
        kept = old.blocks[number].start if bar.value() > 0 else None
        self._lay_out()
        self.folds.lay()
        if kept is not None and kept <= len(self.text):
            number = self._layout.block_of(kept)
            top, bottom = self._layout.top(number), self._layout.top(number + 1)
            bar.setValue(round(self._above + top + share * (bottom - top)))
        self.viewport().update()

    def _on_relaid(self) -> None:
        self._set_range()
        self.viewport().update()

    def _on_fold(self) -> None:
        self._set_focused(None)
        self.cursor_changed.emit()

    def _set_range(self) -> None:
        bar = self.verticalScrollBar()
        whole = self._layout.height + MARGIN_PX + self._above + self.viewport().height() // 3
        bar.setRange(0, max(0, round(whole - self.viewport().height())))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(round(self._size_px * 2))

    def _settle(self) -> list[int]:
        """Lay out what is in view; what is at the top stays there when heights turn out other."""
        bar = self.verticalScrollBar()
        number, known = self._layout.block_at_y(bar.value() - self._above), self._layout.height
        inside = bar.value() - self._layout.top(number)
        top = -self.origin().y()
        blocks = self._layout.between(top, top + self.viewport().height())
        if self._layout.height != known:
            self._set_range()
            bar.setValue(round(self._layout.top(number) + inside))
            top = -self.origin().y()
            blocks = self._layout.between(top, top + self.viewport().height())
        return blocks

    def _scene(self, blocks: Sequence[int]) -> Scene:
        token = self.cursor_at.token if self._focused is None else None
        return Scene(
            marks=self._marks.on(*self._layout.range_of(blocks)),
            muted=[(m.start, m.end) for m in self._state.muted] if self._state else (),
            focused=self._focused,
            selection=self.cursor_at.selection,
            cursor=(token.start, token.end) if token else None,
            hits=self.hits,
            active=self.hasFocus(),
            opened=self.folds.opened,
            muted_by=self.folds.muted_by,
            emphasis=self.emphasis(),
        )

    # Qt's calls

    def paintEvent(self, event: QPaintEvent) -> None:
        blocks = self._settle()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self.palette().window())
        painter.translate(self.origin())
        self._head.paint(painter, self.palette(), self.font())
        self._painter.paint(painter, blocks, self._scene(blocks))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._painter = DocumentPainter(self._layout, self.palette())
            self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_size(1 if event.angleDelta().y() > 0 else -1)
        elif not event.pixelDelta().isNull():  # touchpads say how far in pixels
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - event.pixelDelta().y())
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._mouse.point_at(event.pos())
        self.menu_requested.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
