"""Reads files in processes of their own, several at a time, and gives what they hold in order.

What comes out does not depend on how many processes there are, nor on which is the faster.
"""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from annotator.domain.records import ImportIssue, Item
from annotator.files import shown
from annotator.operations.importing import reading
from annotator.operations.importing.finding import Piped
from annotator.operations.importing.read_process import Begun, Part, Ready, Wanted, serve
from annotator.operations.importing.reading import Reading
from annotator.processes import GENTLE, ChildProcess, ProcessDiedError

_AHEAD = 8  # files for each process that may have been read before it is their turn,
_MOST_WAITING = 40_000_000  # and bytes of them
_CHECK_S = 0.1


@dataclass(frozen=True, slots=True)
class _Here:
    """The file, or what is left of it, has to be read by whoever asks for it."""


_Piece: TypeAlias = Begun | Part | ImportIssue | _Here


@dataclass(slots=True)
class _Desk:
    """What lies ready of the files, by their numbers, and whose turn it is."""

    files: Sequence[Wanted]
    most_ahead: int
    changed: threading.Condition = field(default_factory=threading.Condition)
    parts: defaultdict[int, deque[_Piece]] = field(default_factory=lambda: defaultdict(deque))
    waiting: int = 0  # bytes
    turn: int = 0
    taken: int = 0  # how many files have been given to processes
    clerks: int = 0
    closed: bool = False

    def next_file(self) -> int | None:
        """The number of the next file to read; waits until it is near. None at the end."""
        with self.changed:
            while not self.closed and self.taken < len(self.files):
                if self.taken < self.turn + self.most_ahead:
                    self.taken += 1
                    return self.taken - 1
                self.changed.wait()
            return None

    def put(self, number: int, piece: _Piece) -> None:
        """Lay down what comes next of a file; waits where too much lies there that is not wanted
        at once.
        """
        with self.changed:
            while not self.closed and self.waiting > _MOST_WAITING:
                if number == self.turn and not self.parts[number]:
                    break
                self.changed.wait()
            self.waiting += piece.size if isinstance(piece, Part) else 0
            self.parts[number].append(piece)
            self.changed.notify_all()

    def take(self, number: int, check: Callable[[], None]) -> _Piece:
        """What comes next of a file, whose turn it is with that."""
        with self.changed:
            if number != self.turn:
                self.turn = number
                self.changed.notify_all()
            while not self.parts[number]:
                if not self.clerks:  # nobody is left who could bring it
                    return _Here()
                self.changed.wait(_CHECK_S)
                check()
            part = self.parts[number].popleft()
            self.waiting -= part.size if isinstance(part, Part) else 0
            self.changed.notify_all()
            return part

    def leave(self) -> None:
        """A clerk goes."""
        with self.changed:
            self.clerks -= 1
            self.changed.notify_all()

    def close(self) -> None:
        """Nothing more is wanted."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()


class _Clerk(threading.Thread):
    """Keeps one process reading, and brings to the desk what it says."""

    def __init__(self, desk: _Desk, niceness: int) -> None:
        super().__init__(name="reading", daemon=True)
        self._desk = desk
        self._niceness = niceness
        self._process: ChildProcess | None = None
        self._cannot_start = False

    def run(self) -> None:
        try:
            while (number := self._desk.next_file()) is not None:
                self._read(number, self._desk.files[number])
        finally:
            self._desk.leave()
            if self._process is not None:
                self._process.stop()

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None:
            self._process.kill()

    def _read(self, number: int, wanted: Wanted) -> None:
        process = None if isinstance(wanted.file, Piped) else self._ready_one()
        if process is None:
            self._desk.put(number, _Here())
            return
        try:
            process.say(wanted)
            is_last = False
            while not is_last and not self._desk.closed:
                piece = process.hear()
                if isinstance(piece, Begun | Part):
                    self._desk.put(number, piece)
                    is_last = isinstance(piece, Part) and piece.is_last
        except ProcessDiedError:
            how = process.reap()
            self._process = None
            self._desk.put(number, _died(wanted, how))

    def _ready_one(self) -> ChildProcess | None:
        """A process that is ready; None where none gets so far."""
        if self._process is not None or self._cannot_start or self._desk.closed:
            return self._process
        try:
            self._process = ChildProcess(serve, self._niceness, name="reading")
            while not isinstance(self._process.hear(), Ready):
                pass  # a line for the log
        except (OSError, ProcessDiedError):
            self._cannot_start = True
            if self._process is not None:
                self._process.reap()
            self._process = None
        return self._process


def in_order(
    files: Sequence[Wanted], *, jobs: int, gentle: bool, check: Callable[[], None]
) -> Generator[Reading, None, None]:
    """The files being read, in their order, by so many processes; each has to be gone through
    before the next. ``gentle`` lets them stand back behind a window. ``check`` is called while one
    waits and may raise to stop. Close the iterator: the processes end with it.

    A process that dies costs the file it was at, which is named.
    """
    desk = _Desk(files, jobs * _AHEAD)
    clerks = [_Clerk(desk, GENTLE if gentle else 0) for _ in range(min(jobs, len(files)))]
    try:
        for clerk in clerks:
            desk.clerks += 1
            clerk.start()
        for number, wanted in enumerate(files):
            yield _reading(desk, number, wanted, check)
    finally:
        desk.close()
        for clerk in clerks:
            clerk.kill()
        for clerk in clerks:
            clerk.join()


def _reading(desk: _Desk, number: int, wanted: Wanted, check: Callable[[], None]) -> Reading:
    first = desk.take(number, check)
    if isinstance(first, ImportIssue):
        return Reading(None, iter([first]))
    if not isinstance(first, Begun):
        return _here(wanted)
    beside: list[Path] = []
    take = partial(desk.take, number, check)
    return Reading(first.kind, _items(take, wanted, beside), beside)


def _items(take: Callable[[], _Piece], wanted: Wanted, beside: list[Path]) -> Iterator[Item]:
    count = 0
    is_last = False
    while not is_last:
        part = take()
        if isinstance(part, ImportIssue):
            yield part
            return
        if not isinstance(part, Part):
            yield from islice(_here(wanted).items, count, None)
            return
        count += len(part.items)
        beside += part.beside
        is_last = part.is_last
        yield from part.items


def _here(wanted: Wanted) -> Reading:
    return reading.begin(wanted.file, kind=wanted.kind, options=wanted.options)


def _died(wanted: Wanted, how: str) -> ImportIssue:
    reason = f"the process that read it {how}, so the rest of it was not imported; "
    return ImportIssue(shown(str(wanted.file)), None, reason + "import this file by itself")
