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
        numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        self._before = {n: signal.signal(n, lambda number, frame: None) for n in numbers}
        self._session = app.commitDataRequest.connect(self.session_ends)

    def _on_byte(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._ear.recv(64):
                pass
        log.warning("asked to end by the system")
        self.asked.emit()

    def close(self) -> None:
        """Hear nothing more."""
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        QObject.disconnect(self._session)
        self._notifier.setEnabled(False)
        for end in (self._ear, self._mouth):
            end.close()
        self.deleteLater()
