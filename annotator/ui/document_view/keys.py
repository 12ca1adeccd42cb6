"""What the arrows and their kin do on the reading surface. Every other key is an action's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

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
        move(bool(modifiers & _CTRL), bool(modifiers & _SHIFT))
        if key not in (_Key.Key_Up, _Key.Key_Down):
            self._x = None
        self._view.cursor_moved()
        return True

    def _sideways(self, step: int, by_sentence: bool, extend: bool) -> None:
        cursor = self._view.cursor_at
        if cursor.token is None:
            return
        # The arrows point: in text that runs from right to left, left is onwards.
        if self._view.document_layout().right_to_left(cursor.token.start):
            step = -step
        if by_sentence:
            cursor.move_sentence(step, extend=extend)
        else:
            cursor.move(step, extend=extend)

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
