"""What becomes of each key in the real program: writes down what runs and what is typed.

It changes nothing: it listens to the application's events and to the signals of the window.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.ui.shell.fields import is_field
from annotator.ui.shell.main_window import MainWindow

_PRESSED = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_ALONE = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt)


class KeyLog(QObject):
    """``entries`` in their order: [what, where, which]."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.entries: list[list[str]] = []
        self._window = window
        self._heard: set[str] = set()
        self._last = (0, 0)
        self._count = 0  # keys that have been heard
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        window.fields.stray.connect(lambda sign: self._note("stray", "", sign))
        self.listen()

    def listen(self) -> None:
        """Hear the actions there are; those of labels come with a project."""
        for name, action in self._window.table.actions.items():
            if name not in self._heard:
                self._heard.add(name)
                action.triggered.connect(lambda _=False, name=name: self._note("ran", "", name))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        kind, key = event.type(), (event.timestamp(), event.key())
        if kind in _PRESSED and event.key() not in _ALONE and key != self._last:
            self._last, self._count = key, self._count + 1
        sign = event.text() if kind == QEvent.Type.KeyPress else ""
        if sign and sign.isprintable() and isinstance(watched, QLineEdit):
            self._note("typed", watched.objectName(), sign)
        return False

    def _note(self, what: str, where: str, which: str) -> None:
        self.entries.append([what, where, which])

    def told(self) -> dict[str, Any]:
        """All that was written down, where letters go now, and what undo and redo could do."""
        table, field = self._window.table, self._window.focusWidget()
        return {
            "entries": self.entries,
            "heard": self._count,
            "field": field.objectName() if field is not None and is_field(field) else "",
            "undo": table["undo"].isEnabled(),
            "redo": table["redo"].isEnabled(),
        }
