"""Hears when the system ends the program or the session, so that nothing is lost by it."""

from __future__ import annotations

import contextlib
import logging
import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal
from PySide6.QtGui import QGuiApplication

log = logging.getLogger(__name__)
_NAMES = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")  # those there are on this system


class EndSignals(QObject):
    """Turns signals of the system into signals of Qt, on the window's thread."""

    asked = Signal()  # the program is to end now
    session_ends = Signal()  # it may be ended soon, and nobody can be asked

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        # Python's own handlers run only between two lines of Python; Qt may run none for long.
        # A byte in a socket wakes it.
        self._ear, self._mouth = socket.socketpair()
        for end in (self._ear, self._mouth):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_byte)
        signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        for name in _NAMES:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda number, frame: None)
        app.commitDataRequest.connect(lambda manager: self.session_ends.emit())

    def _on_byte(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._ear.recv(64):
                pass
        log.warning("asked to end by the system")
        self.asked.emit()
