"""The parent's hold on one suggestion process: start it, talk to it, be rid of it in time."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from annotator.domain.names import NO_NAMES, NameBook
from annotator.domain.pipelines import LabelTable
from annotator.nlp.processes.child import serve
from annotator.nlp.processes.messages import Answer, Job, Loaded, LoadFailed, Logged

log = logging.getLogger(__name__)
# What a process says belongs into the log; where a command keeps none, it is not for the terminal.
log.addHandler(logging.NullHandler())

# Never fork: a window's threads, locks and database must not be copied.
SPAWN = multiprocessing.get_context("spawn")
GENTLE = 10
"""The niceness of a process that works beside a window."""
_SOFT_S = 0.5
_HARD_S = 1.0


class ProcessDiedError(Exception):
    """The process has ended without being asked to."""


class SuggestionProcess:
    """A spawned process that serves one suggester, and the only pipe to it."""

    def __init__(
        self,
        pipeline: str,
        *,
        fallback: bool = False,
        niceness: int = 0,
        names: NameBook = NO_NAMES,
        labels: LabelTable = (),
    ) -> None:
        self.connection, theirs = SPAWN.Pipe()
        self._process = SPAWN.Process(
            target=serve,
            args=(theirs, pipeline, fallback, niceness, names, labels),
            name="suggestions",
            daemon=True,
        )
        with _interrupt_held():
            self._process.start()
        # With this end closed here, the end of the process is the end of the stream.
        theirs.close()
        self.pid = self._process.pid

    def send(self, job: Job | NameBook) -> None:
        """Give it a job or other names; one at a time, so that it stands ready to read.

        Raises ProcessDiedError.
        """
        try:
            self.connection.send(job)
        except OSError as error:
            raise ProcessDiedError from error

    def receive(self) -> Answer | Loaded | LoadFailed | None:
        """What it says next; None when that was a line for the log. Raises ProcessDiedError."""
        try:
            message = self.connection.recv()
        except (EOFError, OSError) as error:
            raise ProcessDiedError from error
        if isinstance(message, Logged):
            log.log(message.level, "%s: %s", message.logger, message.line)
            return None
        if isinstance(message, Answer | Loaded | LoadFailed):
            return message
        raise ProcessDiedError

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
