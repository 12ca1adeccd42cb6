"""What the mouse does on the reading surface: point, select, take hold of an edge."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.domain.boundaries import Edge, line_around
from annotator.domain.tokens import snap, tokenise, trim
from annotator.ui.document_view.edges import Side, edge_on
from annotator.ui.document_view.folding import Folding
from annotator.ui.document_view.marks import Mark, next_around
from annotator.ui.document_view.surface import Surface

_GRIP_PX = 4.0  # outside of a span
_INSIDE_PX = 1.5  # further in a drag selects words
_LEFT = Qt.MouseButton.LeftButton
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class _Press:
    at: QPoint
    reach: tuple[int, int]
    grip: tuple[Mark, Side] | None


class MouseInput:
    """Turns mouse events into pointing, selecting and requests to resize."""

    def __init__(self, view: Surface, folds: Folding) -> None:
        self._view = view
        self._folds = folds
        self._press: _Press | None = None
        self._dragging = False
        self._resized: tuple[int, int] | None = None

    def press(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        if event.button() != _LEFT:
            return
        at = event.position().toPoint()
        if event.modifiers() & _SHIFT:
            self._view.cursor_at.place(self._offset(at), extend=True)
            self._view.cursor_moved(reveal=False)
            return
        self._press = _Press(at, self._reach(at), self._grip(at))
        self._dragging = False
        self._resized = None

    def move(self, event: QMouseEvent) -> None:
        """Select, resize, or show what could be taken hold of."""
        at = event.position().toPoint()
        if self._press is None:
            self._view.viewport().setCursor(self._shape(at))
            return
        far = (at - self._press.at).manhattanLength() >= QApplication.startDragDistance() // 2
        if not (self._dragging or far):
            return
        self._dragging = True
        self._scroll_along(at)
        by_character = bool(event.modifiers() & _ALT)
        if self._press.grip is not None:
            self._resize(self._press.grip, self._offset(at), by_character)
        else:
            self._select(self._press.reach, self._reach(at), by_character)
        self._view.show_drag()

    def release(self, event: QMouseEvent) -> None:
        """Finish: a drag asks or selects, a click points."""
        pressed, self._press = self._press, None
        if pressed is None or event.button() != _LEFT:
            return
        if not self._dragging:
            if not self._folds.press(self._in_document(pressed.at)):
                self.point_at(pressed.at)
        elif pressed.grip is not None:
            self._view.cursor_at.clear_selection()
            mark = pressed.grip[0]
            if self._resized not in (None, (mark.start, mark.end)):
                assert self._resized is not None
                self._view.ask_resize(mark, *self._resized)
        elif self._view.cursor_at.selection is not None:
            self._view.picked.emit()
        self._dragging = False
        self._view.viewport().update()

    def double_click(self, event: QMouseEvent) -> None:
        """Take the word."""
        self._press = None
        if event.button() == _LEFT:
            cursor = self._view.cursor_at
            cursor.place(self._sign(event.position().toPoint()))
            if cursor.token is not None:
                cursor.select(cursor.token.start, cursor.token.end)
            self._view.cursor_moved(reveal=False)
            self._view.picked.emit()

    def point_at(self, at: QPoint) -> None:
        """Focus the span at a place, or put the cursor there.

        The innermost span; where that has the focus already, the next one around it.
        """
        view = self._view
        selected = view.cursor_at.selection
        char = view.document_layout().char_at(self._in_document(at))
        inside = char is not None and selected is not None and selected[0] <= char < selected[1]
        if inside and QApplication.mouseButtons() & Qt.MouseButton.RightButton:
            return  # the menu is for the selection
        mark = self._pointed(char) if char is not None else None
        if mark is not None:
            view.focus_mark(mark.id, reveal=False)
        else:
            view.cursor_at.place(self._sign(at))
            view.cursor_at.clear_selection()
            view.cursor_moved(reveal=False)

    def _pointed(self, char: int) -> Mark | None:
        view, focused = self._view, self._view.focused
        if focused is None or not focused.start <= char < focused.end:
            return view.mark_at(char)
        if QApplication.mouseButtons() & Qt.MouseButton.RightButton:
            return focused  # the menu is for it
        return next_around(view.marks.on(char, char + 1), focused)

    def _select(self, pressed: tuple[int, int], here: tuple[int, int], by_character: bool) -> None:
        start, end = min(pressed[0], here[0]), max(pressed[1], here[1])
        self._view.focus_mark(None)
        if by_character:
            self._view.cursor_at.select(start, end)
        elif start < end:
            self._view.cursor_at.select_tokens(start, end)

    def _resize(self, grip: tuple[Mark, Side], offset: int, by_character: bool) -> None:
        mark, side = grip
        text = self._view.text
        first, last = line_around(text, mark.start)
        offset = max(first, min(offset, max(last, mark.end)))
        outward = not mark.start <= offset <= mark.end
        layout = self._view.document_layout()
        edge = edge_on(layout, mark.start, mark.end, side, outward=outward)
        start, end = (offset, mark.end) if edge is Edge.START else (mark.start, offset)
        if start >= end:
            return
        tokens = tokenise(text, first, last)
        snapped = None if by_character else snap(tokens, start, end)
        if snapped is not None:
            start, end = (snapped[0], end) if edge is Edge.START else (start, snapped[1])
        start, end = trim(text, start, end)
        if start < end:
            self._resized = (start, end)
            self._view.cursor_at.selection = (start, end)

    def _shape(self, at: QPoint) -> Qt.CursorShape:
        if self._folds.under(self._in_document(at)) is not None:
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.SizeHorCursor if self._grip(at) else Qt.CursorShape.IBeamCursor

    def _grip(self, at: QPoint) -> tuple[Mark, Side] | None:
        """The side of the focused span under the mouse: other spans are not moved by a drag."""
        mark = self._view.focused
        for part in self._view.parts_in_viewport(mark.start, mark.end) if mark else ():
            if mark is not None and part.rect.top() <= at.y() <= part.rect.bottom() + 4:
                is_inside = part.rect.left() <= at.x() <= part.rect.right()
                reach = _INSIDE_PX if is_inside else _GRIP_PX
                for x in (part.starts, part.ends):
                    if x is not None and abs(at.x() - x) <= reach:
                        return mark, Side.LEFT if x == part.rect.left() else Side.RIGHT
        return None

    def _scroll_along(self, at: QPoint) -> None:
        bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
        if at.y() < 0 or at.y() > height:
            bar.setValue(bar.value() + (at.y() if at.y() < 0 else at.y() - height))

    def _in_document(self, at: QPoint) -> QPointF:
        return QPointF(at) - self._view.origin()

    def _offset(self, at: QPoint) -> int:
        return self._view.document_layout().offset_at(self._in_document(at))

    def _reach(self, at: QPoint) -> tuple[int, int]:
        return self._view.document_layout().reach_at(self._in_document(at))

    def _sign(self, at: QPoint) -> int:
        char = self._view.document_layout().char_at(self._in_document(at))
        return self._offset(at) if char is None else char
