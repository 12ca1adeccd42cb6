"""Processes of our own: started, talked to through a pipe, ended in time. Knows not what they do.

What runs in one begins with `serving`, and imports neither Qt nor the store.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

log = logging.getLogger(__name__)
# What a process says belongs into the log; where a command keeps none, it is not for the terminal.
log.addHandler(logging.NullHandler())

# A window is never forked: its threads, locks and database must not be copied.
SPAWN = multiprocessing.get_context("spawn")
GENTLE = 10
"""The niceness of a process that works beside a window."""
_SOFT_S = 0.5
_HARD_S = 1.0
# Without this two processes on two cores are slower than one.
_ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


def can_fork() -> bool:
    """Whether a process may begin as a copy of this one, which has loaded what it needs: in a
    command, and in a script, that has one thread; where the system copies processes well.
    """
    qt = sys.modules.get("PySide6.QtCore")
    is_window = qt is not None and qt.QCoreApplication.instance() is not None
    return sys.platform == "linux" and threading.active_count() == 1 and not is_window


class ProcessDiedError(Exception):
    """The process has ended without being asked to."""


@dataclass(frozen=True, slots=True)
class Logged:
    """From a process: a line for the log, which the parent keeps."""

    level: int
    logger: str
    line: str


class ChildProcess:
    """A process that runs ``target`` with its end of a pipe, the only one to it."""

    def __init__(
        self, target: Callable[..., None], *args: object, name: str, forked: bool = False
    ) -> None:
        """Start it; with ``forked`` as a copy of this one, if `can_fork`, whose files and databases
        it must not touch. Raises OSError.
        """
        self.connection, theirs = SPAWN.Pipe()
        context: BaseContext = SPAWN
        if forked:
            context = multiprocessing.get_context("fork")
            target, args = _run_forked, (self.connection, target, *args)
        self._process = context.Process(target=target, args=(theirs, *args), name=name, daemon=True)  # type: ignore[attr-defined]
        with _interrupt_held():
            self._process.start()
        # With this end closed here, the end of the process is the end of the stream.
        theirs.close()
        self.pid = self._process.pid

    def say(self, message: object) -> None:
        """Send it a message; one at a time, so that it stands ready to read.

        Raises ProcessDiedError.
        """
        try:
            self.connection.send(message)
        except OSError as error:
            raise ProcessDiedError from error

    def hear(self) -> object:
        """What it says next; None when that was a line for the log. Raises ProcessDiedError."""
        try:
            message = self.connection.recv()
        except (EOFError, OSError) as error:
            raise ProcessDiedError from error
        if isinstance(message, Logged):
            log.log(message.level, "%s: %s", message.logger, message.line)
            return None
        return message

    def kill(self) -> None:
        """End it at once; safe from any thread."""
        with contextlib.suppress(ValueError):
            self._process.kill()

    def stop(self) -> str:
        """End it and clean up behind it, within two seconds; returns how it ended."""
        self.connection.close()
        self._process.terminate()
        self._process.join(_SOFT_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join(_HARD_S)
        code = self._process.exitcode
        if code is not None:
            self._process.close()
        return _how(code)

    def reap(self) -> str:
        """Clean up behind a process that has died; returns how it ended."""
        self._process.join(_SOFT_S)
        return self.stop()


def _how(code: int | None) -> str:
    if code is None:
        return "does not end"
    if code < 0:
        with contextlib.suppress(ValueError):
            return f"was ended by {signal.Signals(-code).name}"
    return f"ended with status {code}"


@contextmanager
def _interrupt_held() -> Iterator[None]:
    """Start a process with Ctrl-C blocked, until it has set up what it does about it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In the process itself


def _run_forked(
    connection: Connection, other: Connection, target: Callable[..., None], *args: object
) -> None:
    other.close()
    gc.freeze()  # what it was copied with stays as it is: databases are closed in the other one
    target(connection, *args)


@contextmanager
def serving(connection: Connection, niceness: int) -> Iterator[None]:
    """Serve whoever is at the other end of ``connection``, until it is closed or the parent ends.

    ``niceness`` is how far this process stands back behind others, 0 to 19, where the system knows
    of it. Its log goes through the connection.
    """
    _behave(niceness)
    _log_through(connection)
    # The parent is gone or has lost interest: nobody is left to be told.
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        yield


class _ThroughConnection(logging.Handler):
    """Hands log lines to the parent; a process of its own must not write where it writes."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection

    def emit(self, record: logging.LogRecord) -> None:
        self._connection.send(Logged(record.levelno, record.name, self.format(record)))


def _log_through(connection: Connection) -> None:
    logging.captureWarnings(True)
    through = _ThroughConnection(connection)
    logging.basicConfig(format="%(message)s", handlers=[through], level=logging.INFO, force=True)


def _behave(niceness: int) -> None:
    """Stay out of the way: one thread, first to go, deaf to Ctrl-C, no orphan."""
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    # Ctrl-C reaches the whole group of processes; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(niceness)
    # When memory runs out the kernel shall take this process and not the window.
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("800")
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), name="parent-watch", daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    # A job may be running: nothing here needs saving, so leave without asking it.
    os._exit(1)
