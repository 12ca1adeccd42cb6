"""Keeps the keys and the clicks in the text from before the window lives, for when it does."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.shell.fields import QUIET_S, RETURNS, is_field
from annotator.ui.shell.main_window import MainWindow

_OPENING_MS = 10  # after which a dialog that is opening is looked at again
_Type = QEvent.Type
_KEYS = (_Type.ShortcutOverride, _Type.KeyPress)
_CLICKS = (_Type.MouseButtonPress, _Type.MouseButtonRelease, _Type.MouseButtonDblClick)
_ALONE = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_WORDS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


@dataclass(frozen=True, slots=True)
class Pressed:
    """One key, as it was pressed."""

    keys: QKeyCombination
    text: str
    at: float  # seconds, by a clock that only goes forward

    @property
    def writes(self) -> bool:
        """Whether a field would take it as a character."""
        modifiers = self.keys.keyboardModifiers()
        return bool(self.text) and self.text.isprintable() and not modifiers & ~_WORDS


class EarlyKeys(QObject):
    """Hears keys and clicks in the application's place until `live` or `drop`.

    A click beside the text does nothing before the window lives: what it is meant for is not there
    yet. What follows it is not kept, since it would happen to something else.
    """

    unheard = Signal()  # something was not done, and will not be

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._kept: list[Pressed | QMouseEvent] = []
        self._seen = ""  # the text in view when the first of them was pressed
        self._clicked_in: object = None  # what of the text stood where, at the first click
        self._lives = False
        self._lost = False  # something was, and what followed it
        self._acts = False
        self._quiet_until = 0.0  # what was typed before it was meant for a field that has closed
        self._strayed = False  # something was
        self._app().installEventFilter(self)
        window.closing.connect(self.drop)

    def live(self) -> None:
        """Press what was kept, unless it was pressed in sight of another article."""
        self._lives = True
        moved = self._clicked_in is not None and self._clicked_in != self._view_now()
        if self._kept and (moved or self._seen != self._window.view.text):
            self._kept, self._lost = [], True
        self._press_next()

    def drop(self) -> bool:
        """Hear no more and press nothing; whether there was something to press."""
        self._app().removeEventFilter(self)
        there, self._kept = bool(self._kept) or self._lost, []
        return there

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._acts:
            return False
        if isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            return self._hear_click(watched, event)
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _ALONE or not self._is_meant(watched):
            return False
        pressed = Pressed(event.keyCombination(), event.text(), time.monotonic())
        if not self._kept and self._runs_now(pressed):
            return False
        if event.type() == _Type.ShortcutOverride:
            event.accept()  # no action takes it; it comes again as a key
        elif not event.isAutoRepeat():
            self._keep(pressed)
        return True

    def _hear_click(self, watched: QWidget, event: QMouseEvent) -> bool:
        """Keep a click or a drag in the text; whether it happens later or not at all."""
        window, is_move = self._window, event.type() == _Type.MouseMove
        is_click = event.type() in _CLICKS or (is_move and event.buttons())
        if not is_click or not window.splitter.isAncestorOf(watched):
            return False
        window.view.setFocus()  # Qt has given it to what was clicked already
        if watched is window.view.viewport():
            self._clicked_in = self._clicked_in or self._view_now()
            self._keep(event.clone())
        elif not self._lives and not is_move:
            self._lost = True
        return True

    def _keep(self, event: Pressed | QMouseEvent) -> None:
        if not self._lost or self._lives:
            self._seen = self._seen if self._kept else self._window.view.text
            self._kept.append(event)

    def _view_now(self) -> object:
        view = self._window.view
        return view.viewport().size(), view.verticalScrollBar().value()

    def _is_meant(self, watched: QObject) -> bool:
        """Whether a key goes to the window, and to no dialog or menu in front of it."""
        if QApplication.activePopupWidget() is not None:
            return False
        if isinstance(watched, QWidget):
            # Before the window lives a dialog asks what has to be known to open the project.
            return watched.window() is self._window or (self._lives and bool(self._kept))
        return watched is self._window.windowHandle() and not QApplication.activeModalWidget()

    def _runs_now(self, pressed: Pressed) -> bool:
        """Whether a key is for what can be done before a project is open, such as to quit."""
        alt = bool(pressed.keys.keyboardModifiers() & Qt.KeyboardModifier.AltModifier)
        known = self._window.table.with_keys(QKeySequence(pressed.keys))
        return any(action.isEnabled() for action in known) or (alt and not known)

    def _press_next(self) -> None:
        if not self._kept:
            if self.drop():
                self.unheard.emit()
            return
        modal = QApplication.activeModalWidget()
        if modal is not None and modal.focusWidget() is None:
            QTimer.singleShot(_OPENING_MS, self, self._press_next)
            return
        # Asked for before it is pressed: a dialog that it opens must hear the next one.
        QTimer.singleShot(0, self, self._press_next)
        pressed = self._kept.pop(0)
        if isinstance(pressed, QMouseEvent):
            if modal is None:
                self._acts = True
                self._app().sendEvent(self._window.view.viewport(), pressed)
                self._acts = False
            return
        target = self._window.focusWidget() or self._window.view
        if modal is not None:
            target = modal.focusWidget() or modal
        if not is_field(target) and self._is_stray(pressed):
            return
        self._acts = True
        is_taken = self._send(_Type.ShortcutOverride, pressed, target)
        action = None if modal is not None or is_taken else self._action(pressed, target)
        if action is not None:
            self._acts = False
            action.trigger()
            return
        for kind in (_Type.KeyPress, _Type.KeyRelease):
            self._send(kind, pressed, target)
        self._acts = False
        if is_field(target) and self._window.focusWidget() is not target:
            self._quiet_until, self._strayed = pressed.at + QUIET_S, False

    def _send(self, kind: QEvent.Type, pressed: Pressed, target: QWidget) -> bool:
        """Send one event of a key; whether it was taken."""
        modifiers = pressed.keys.keyboardModifiers()
        event = QKeyEvent(kind, pressed.keys.key(), modifiers, pressed.text)
        event.setAccepted(kind != _Type.ShortcutOverride)
        self._app().sendEvent(target, event)
        return event.isAccepted()

    def _is_stray(self, pressed: Pressed) -> bool:
        """Whether a key followed a field that has closed so closely that it was meant for it."""
        ends = pressed.keys.key() in RETURNS and self._strayed
        stray = (pressed.writes or ends) and pressed.at < self._quiet_until
        if stray:
            self._quiet_until = 0.0 if ends else pressed.at + QUIET_S
            self._strayed = not ends
            self._window.fields.stray.emit(pressed.text)
        return stray

    def _action(self, pressed: Pressed, target: QWidget) -> QAction | None:
        """What a key runs when the keyboard is with ``target``."""
        if is_field(target) and pressed.writes:
            return None
        table = self._window.table
        for action in table.with_keys(QKeySequence(pressed.keys)):
            if action.isEnabled() and (target is self._window.view or not table.is_surface(action)):
                return action
        return None

    def _app(self) -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app
