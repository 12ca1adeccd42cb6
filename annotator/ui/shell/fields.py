"""Where the keyboard goes when a field closes: back to the text, and for a moment nothing that is
typed is a command, since it was meant for the field."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

QUIET_S = 0.3
_Type = QEvent.Type
RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WORDS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def is_field(widget: QWidget | None) -> bool:
    """Whether letters are written into a widget."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QLineEdit | QAbstractSpinBox | QKeySequenceEdit)


class FieldGuard(QObject):
    """Stands before a reading surface. What is typed closely behind a field is no command.

    What follows such a sign closely is none either, nor is Return behind it: somebody is still
    writing. Of a key
    that is held, what comes faster than it can be done is dropped, so that nothing goes on when it
    is let go.
    """

    stray = Signal(str)  # the sign that did nothing
    unheard = Signal(object)  # QKeySequence that no action has taken

    def __init__(self, surface: QWidget, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(surface)
        self._surface = surface
        self._clock = clock
        self._until = 0.0
        self._field: QWidget | None = None  # that has the keyboard, or had it last
        self._written = False  # keys have been pressed in it
        self._strayed = False  # something was typed behind it
        self._letters_only = False  # other signs are commands behind it
        self.told = False  # why it was in vain
        self._drops = False  # the repetition of a held key that has just come
        self._released: tuple[int, int] | None = None  # the key let go last, and when
        # X11 tells that a key is held by letting it go and pressing it in one moment.
        self._in_pairs = QGuiApplication.platformName() == "xcb"
        # Whether what some keys do is done over and over while they are held; set by who knows.
        self.may_repeat: Callable[[QKeySequence], bool] = lambda keys: True
        # Runs out once all keys that have come meanwhile have been heard.
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        surface.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def hush(self) -> None:
        """A field did not open, and why has been said: for a moment nothing typed is a command."""
        self._quieten(told=True)

    def rest(self) -> None:
        """What took letters as a field does has closed: for a moment no letter is a command.

        Other signs are: a label’s key is meant, or another jump.
        """
        self._quieten(told=False)
        self._letters_only = True

    def _quieten(self, *, told: bool) -> None:
        self._until, self._strayed, self.told = self._clock() + QUIET_S, False, told
        self._letters_only = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            # What it writes on the surface is no key, so it runs nothing.
            self._written |= watched is self._field and bool(event.commitString())
            return False
        if not isinstance(event, QKeyEvent):
            return False
        if watched is self._field and event.type() == _Type.KeyPress:
            self._written = True
        elif watched is self._surface and self._is_repeated(event) and self._is_dropped(event):
            event.accept()
            return True
        elif watched is self._surface and self._is_stray(event):
            if event.type() == _Type.ShortcutOverride:
                event.accept()  # it comes again as a key, which nobody hears
                return True
            if event.type() == _Type.KeyPress:
                ends = event.key() in RETURNS  # and whoever was writing is done
                self._until, self._strayed = (0.0 if ends else self._clock() + QUIET_S), not ends
                self.stray.emit(event.text())
                return True
        elif watched is self._surface and event.type() == _Type.KeyPress:
            self.unheard.emit(QKeySequence(event.keyCombination()))
            # Tab is an action's key; where that cannot run, the keyboard must not go to a field.
            return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return False

    def _is_repeated(self, event: QKeyEvent) -> bool:
        """Whether a key has come again because it is held."""
        if event.type() == _Type.KeyRelease:
            self._released = event.key(), event.timestamp()
            return False
        again = self._in_pairs and self._released == (event.key(), event.timestamp())
        return again or event.isAutoRepeat()

    def _is_dropped(self, event: QKeyEvent) -> bool:
        """Whether a held key is to do no more than it has done."""
        if not self.may_repeat(QKeySequence(event.keyCombination())):
            return event.type() in (_Type.ShortcutOverride, _Type.KeyPress)
        return self._is_behind(event)

    def _is_behind(self, event: QKeyEvent) -> bool:
        """Whether a held key has come again before what it did last is done and shown."""
        if event.type() == _Type.ShortcutOverride:
            self._drops = self._turn.isActive()
            if not self._drops:
                self._turn.start()
        return self._drops and event.type() in (_Type.ShortcutOverride, _Type.KeyPress)

    def _is_stray(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~_WORDS or self._clock() >= self._until:
            return False
        if event.key() in RETURNS:
            return self._strayed
        if self._letters_only and not event.text().isalpha():
            return False
        return bool(event.text()) and event.text().isprintable()

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None:
            return  # the window has lost the keyboard, to a dialog or to another program
        if new is self._surface and self._written:
            self._quieten(told=False)
        if new is not self._field:
            if self._field is not None:
                self._field.removeEventFilter(self)
            self._field, self._written = (new if is_field(new) else None), False
            if self._field is not None:
                self._field.installEventFilter(self)
                self._field.destroyed.connect(self._on_destroyed)

    def _on_destroyed(self) -> None:
        self._field = None
