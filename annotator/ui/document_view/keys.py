"""What the arrows and their kin do on the reading surface. Every other key is an action's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.domain.tokens import Token
from annotator.ui.document_view.marks import Mark
from annotator.ui.document_view.surface import Surface

_Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_OTHERS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class KeyInput:
    """Turns key presses into moves of the view's cursor."""

    def __init__(self, view: Surface) -> None:
        self._view = view
        self._x: float | None = None  # the column that up and down keep to
        self._passed: str | int | None = None  # the span the arrows have stepped over
        self._left_at: Token | None = None  # where they have left the cursor
        self._moves: dict[Qt.Key, Callable[[bool, bool], None]] = {
            _Key.Key_Left: lambda ctrl, extend: self._sideways(-1, ctrl, extend),
            _Key.Key_Right: lambda ctrl, extend: self._sideways(1, ctrl, extend),
            _Key.Key_Up: lambda ctrl, extend: self._by_line(-1, extend),
            _Key.Key_Down: lambda ctrl, extend: self._by_line(1, extend),
            _Key.Key_Home: lambda ctrl, extend: self._to_end(-1, ctrl, extend),
            _Key.Key_End: lambda ctrl, extend: self._to_end(1, ctrl, extend),
        }

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; False where the key means nothing here."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if modifiers & _OTHERS:
            return False
        if key in (_Key.Key_PageUp, _Key.Key_PageDown) and not modifiers & _CTRL:
            self._view.page(1 if key == _Key.Key_PageDown else -1)
            return True
        if key == _Key.Key_Escape:
            return self._escape()
        move = self._moves.get(key)
        if move is None:
            return False
        if self._view.cursor_at.token != self._left_at:
            self._passed = None  # something else has moved the cursor
        move(bool(modifiers & _CTRL), bool(modifiers & _SHIFT))
        if key not in (_Key.Key_Up, _Key.Key_Down):
            self._x = None
        self._view.cursor_moved(inside=self._is_inside())
        self._left_at = self._view.cursor_at.token
        return True

    def _is_inside(self) -> bool:
        """Whether the cursor has come into the span that was stepped over before."""
        token = self._view.cursor_at.token
        under = self._view.mark_at(token.start) if token is not None else None
        if under is not None and under.id != self._passed:
            self._passed = None
        return under is not None and self._passed is not None

    def _sideways(self, step: int, by_sentence: bool, extend: bool) -> None:
        cursor = self._view.cursor_at
        if cursor.token is None:
            return
        # The arrows point: in text that runs from right to left, left is onwards.
        if self._view.document_layout().right_to_left(cursor.token.start):
            step = -step
        mark = self._view.focused
        if by_sentence:
            cursor.move_sentence(step, extend=extend)
        elif mark is None:
            cursor.move(step, extend=extend)
        else:
            self._step_over(mark, step, extend)

    def _step_over(self, mark: Mark, step: int, extend: bool) -> None:
        """Go on from a focused span as a whole; who turns around behind it comes into it."""
        cursor = self._view.cursor_at
        first, last = (mark.start, mark.end - 1) if step > 0 else (mark.end - 1, mark.start)
        cursor.place(first)
        cursor.place(last, extend=extend)
        cursor.move(step, extend=extend)
        token = cursor.token
        is_behind = token is not None and not mark.start <= token.start < mark.end
        self._passed = mark.id if is_behind else None

    def _by_line(self, step: int, extend: bool) -> None:
        cursor, layout = self._view.cursor_at, self._view.document_layout()
        if cursor.token is None:
            return
        if self._x is None:
            boxes = layout.parts(cursor.token.start, cursor.token.end)
            self._x = boxes[0].rect.center().x() if boxes else 0.0
        offset = layout.line_step(cursor.token.start, self._x, step)
        cursor.place(offset, extend=extend)

    def _to_end(self, step: int, of_text: bool, extend: bool) -> None:
        cursor = self._view.cursor_at
        if cursor.token is None:
            return
        if of_text:
            cursor.place(0 if step < 0 else len(cursor.text), extend=extend)
            return
        start, end = self._view.document_layout().line_ends(cursor.token.start)
        cursor.place(start if step < 0 else max(start, end - 1), extend=extend)

    def _escape(self) -> bool:
        """Let go: first of the selection, then of the focused span."""
        view = self._view
        if view.cursor_at.selection is not None:
            view.cursor_at.clear_selection()
            view.cursor_moved()
            return True
        if view.focused is not None:
            view.focus_mark(None)
            return True
        return False
