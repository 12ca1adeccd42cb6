"""What a person is typing, and the rule for it: it is written, kept as a draft, or asked for."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QMessageBox, QWidget

from annotator.domain.wording import filled, shortened

# It stands before a class of Qt among the bases of a dialog, so it must not be one itself.
if TYPE_CHECKING:
    _Dialog = QDialog
else:
    _Dialog = object


@dataclass(frozen=True, slots=True)
class Typed:
    """Words that are nowhere but in a field. ``take`` does with them what the field is for.

    ``guidelines`` are gone on with at the next start.
    """

    what: str
    words: str
    take: Callable[[], object] | None = None
    guidelines: bool = False


class DraftField(QLineEdit):
    """One line about something: Return writes it, Esc puts back what is held and keeps a draft.

    Ctrl+Z in the field brings the draft back. What is left with the mouse is written too, unless
    the field ``waits_for_return``: then it stays a draft of what it is about.
    """

    written = Signal(object, str)  # what it is about, the words
    left = Signal()  # the person goes back to reading
    said = Signal(str)

    def __init__(self, name: str, *, waits_for_return: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self._waits_for_return = waits_for_return
        self._about: Hashable = None
        self._held = ""
        self._drafts: dict[Hashable, str] = {}  # left without Return
        self._put_back: dict[Hashable, str] = {}  # left with Esc

    def show_text(self, about: Hashable, text: str) -> None:
        """Show what is written about something. What is being typed about the same stays."""
        if about != self._about:
            self.settle()
            self._about, self._held = about, text
            self.setText(text if not self._waits_for_return else self._drafts.pop(about, text))
        elif self.text().strip() == self._held:
            self._held = text
            if self.text() != text:
                self.setText(text)
        else:
            self._held = text

    def begin(self) -> None:
        """Let the person write."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def settle(self) -> None:
        """Write what was typed, or keep it as a draft where only Return writes."""
        if self._about is None:
            return
        if not self._waits_for_return:
            self._write()
        elif self.text().strip() != self._held:
            self._drafts[self._about] = self.text()
        else:
            self._drafts.pop(self._about, None)

    @property
    def drafts(self) -> dict[Hashable, str]:
        """What was typed and not written, where only Return writes; by what it is about."""
        if self._waits_for_return:
            self.settle()
        return dict(self._drafts)

    def forget(self, about: Hashable) -> None:
        """A draft is not wanted any more."""
        self._drafts.pop(about, None)
        if about == self._about:
            self.setText(self._held)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._write()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._cancel()
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            self.setText(self._put_back.pop(self._about, self.text()))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()

    def _write(self) -> None:
        text = self.text().strip()
        self._drafts.pop(self._about, None)
        if self._about is None or text == self._held:
            return
        if self._waits_for_return:
            self.clear()
        else:
            self._held = text
        self.written.emit(self._about, text)

    def _cancel(self) -> None:
        if self.text().strip() != self._held:
            self._put_back[self._about] = self.text()
            self.setText(self._held)
            self.said.emit(put_back_words())


def put_back_words() -> str:
    """What is said when Esc has put a field back as it was."""
    return QCoreApplication.translate(
        "Drafts", "Put back as it was; Ctrl+Z in the field brings your words again."
    )


def put_back(field: QLineEdit, text: str) -> None:
    """Let a field read as before; Ctrl+Z in it brings back what was typed."""
    field.selectAll()
    field.insert(text)


class AsksFirst(_Dialog):
    """What a dialog with something to type is beside: Esc and the window's close button, which are
    pressed by mistake, ask before they drop it. A button that says “Cancel” does not.
    """

    asks = False  # it is asking at the moment

    def typed(self) -> list[Typed]:
        """What has been typed and not been taken."""
        return []

    def leave(self) -> None:
        """Close the dialog if the person lets go of what they typed."""
        if self._may_leave():
            self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous() and not self._may_leave():  # it is the person who closes it
            event.ignore()
        else:
            super().closeEvent(event)

    def _may_leave(self) -> bool:
        typed, self.asks = self.typed(), True
        try:
            return not typed or drops(self, typed[0].words)
        finally:
            self.asks = False


def drops(parent: QWidget, text: str) -> bool:
    """Whether a person lets go of what they typed."""
    tr = QCoreApplication.translate
    box = QMessageBox(QMessageBox.Icon.Question, "annotator", "", parent=parent)
    box.setObjectName("drop_question")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(filled(tr("Drafts", "Close without “%s”?"), shortened(text, 60)))
    go = box.addButton(tr("Drafts", "Discard"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(tr("Drafts", "Keep editing"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    box.deleteLater()
    return box.clickedButton() is go
