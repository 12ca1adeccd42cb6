"""Finds words in the article in view."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from annotator.domain.wording import filled
from annotator.ui.document_view import DocumentView


def find(text: str, words: str) -> list[tuple[int, int]]:
    """Where ``words`` stand in ``text`` in any case, as code points, half open."""
    if not words:
        return []
    # Lower case character by character, so that no offset moves ("İ".lower() is two characters).
    low = "".join(_lower(char) for char in text)
    wanted = "".join(_lower(char) for char in words)
    places: list[tuple[int, int]] = []
    at = low.find(wanted)
    while at >= 0:
        places.append((at, at + len(wanted)))
        at = low.find(wanted, at + len(wanted))
    return places


def _lower(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char


class FindBar(QWidget):
    """A field and how much it finds; Enter goes on, Shift+Enter back, Escape ends."""

    left = Signal()

    def __init__(self, view: DocumentView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        self._view = view
        self._places: list[tuple[int, int]] = []
        self._at = -1
        self.field = QLineEdit()
        self.field.setObjectName("find_field")
        self.field.setAccessibleName(self.tr("Find in this article"))
        self.field.setPlaceholderText(self.tr("Find in this article…"))
        self.field.setMinimumWidth(220)
        self.field.setMaximumWidth(320)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.count = QLabel()
        self.count.setObjectName("find_count")
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.addWidget(self.field)
        row.addWidget(self.count)
        row.addStretch(1)
        self.hide()

    def begin(self) -> None:
        """Show the bar and look for what is selected, if something is."""
        selection = self._view.cursor_at.selection
        if selection is not None:
            self.field.setText(self._view.text[slice(*selection)])
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search()

    def end(self) -> None:
        """Hide the bar and go back to reading."""
        self.hide()
        self._view.highlight_found(())
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._step(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.end()
                return True
        return super().eventFilter(watched, event)

    def _search(self) -> None:
        self._places = find(self._view.text, self.field.text())
        self._at = -1
        self._view.highlight_found(self._places)
        if self._places:
            self._step(1)
        else:
            self.count.setText(self.tr("not found") if self.field.text() else "")

    def _step(self, step: int) -> None:
        if self._places:
            self._at = (self._at + step) % len(self._places)
            self._view.select_place(*self._places[self._at])
            words = self.tr("%1 of %2")
            self.count.setText(filled(words, self._at + 1, len(self._places)))
