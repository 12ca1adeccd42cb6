"""The fields that keys open, and where letters go when one is not there or has closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.ui.shell.fields import FieldGuard

if TYPE_CHECKING:
    from annotator.ui.shell.main_window import MainWindow


class Writing(QObject):
    """Gives the keyboard to the fields of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.guard = FieldGuard(window.view)
        self.guard.stray.connect(self._on_stray)
        self.guard.unheard.connect(self._on_unheard)

    def show_beside(self, panel: QWidget) -> None:
        """Show a panel beside the text, in the place of the others there."""
        parts = self._window.side_parts
        self._window.side.show()
        items = (parts.itemAt(place) for place in range(parts.count()))
        for other in (item.widget() for item in items if item is not None):
            if other is not None:
                other.setVisible(other is panel)

    def begin_note(self) -> None:
        """Let the person write a note on the focused span; a suggestion is accepted with it."""
        window = self._window
        if window.spans.annotation_for_note() is None:
            self.guard.hush()  # what was meant for the note is no command
            return
        self.show_beside(window.inspector)
        window.show_side()
        window.inspector.note.begin()

    def begin_comment(self) -> None:
        """Let the person write a comment on the conflict in view."""
        panel = self._window.review.panel
        if self._window.review.hand.item_to_decide() is None:
            self.guard.hush()
            return
        self.show_beside(panel)
        panel.comment.begin()

    def begin_answer(self) -> None:
        """Let the person answer the reviewer."""
        if not self._window.feedback.begin_answer():
            self.guard.hush()

    def begin_search(self) -> None:
        """Go to the field that searches all articles."""
        search = self._window.queue_panel.search
        self._window.queue_side.show()
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.selectAll()

    def _on_stray(self, letter: str) -> None:
        words = self.tr("“%s” did nothing: it came right after a field had closed.")
        self._window.status.advise(words.replace("%s", letter))

    def _on_unheard(self, keys: QKeySequence) -> None:
        """Say that a key does nothing here."""
        known = self._window.table.with_keys(keys)
        if known and self._window.desk is not None:
            words = self.tr("“%s” cannot be done here now.")
            self._window.status.advise(words.replace("%s", known[0].text().replace("&", "")))
