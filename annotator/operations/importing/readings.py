"""How the files of an import are read: here or in processes of their own, and once if memory
allows, though they are looked at first or gone through twice.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TypeAlias

from annotator.domain.records import Item
from annotator.operations.importing import reading
from annotator.operations.importing.finding import File
from annotator.operations.importing.read_ahead import in_order
from annotator.operations.importing.read_process import Wanted, size_of
from annotator.operations.importing.reading import Reading

_MOST_KEPT = 60_000_000  # bytes, about
# Seconds of processor time that a megabyte takes, of kinds of files that take long.
_SLOW = {
    0.4: (".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".mht", ".warc", ".epub"),
    1.0: (".pdf",),
    2.0: (".docx", ".rtf", ".odt", ".gz", ".msg", ".eml"),
}
_SECONDS = {suffix: seconds for seconds, suffixes in _SLOW.items() for suffix in suffixes}
_WORTH_S = 4.0  # a process takes a second until it reads
_MOST_JOBS = 8

_Place: TypeAlias = tuple[File, str, str]
_State: TypeAlias = tuple[tuple[int, int, int] | None, ...]


class Kept:
    """What has been read of files, to be had again as long as none of them has changed."""

    def __init__(self, most: int = _MOST_KEPT) -> None:
        self._room = most
        self._known: dict[_Place, _KeptFile] = {}

    def of(self, wanted: Wanted) -> Reading | None:
        """What a file held when it was read so; None where it is not kept or has changed."""
        kept = self._known.get(_place(wanted))
        if kept is None or kept.state != _state_of(wanted.file, kept.beside):
            return None
        return Reading(kept.kind, iter(kept.items), kept.beside)

    def keeping(self, wanted: Wanted, begun: Reading) -> Reading:
        """The same reading, which is kept when it has been gone through, if there is room."""
        return Reading(begun.kind, self._noted(wanted, begun), begun.beside)

    def _noted(self, wanted: Wanted, begun: Reading) -> Iterator[Item]:
        before = _state_of(wanted.file, ())
        items: list[Item] | None = []
        size = 0
        for item in begun.items:
            if items is not None:
                items.append(item)
                size += size_of(item)
                if size > self._room:
                    items = None
            yield item
        beside = tuple(begun.beside)
        state = _state_of(wanted.file, beside)
        old = self._known.pop(_place(wanted), None)
        self._room += old.size if old else 0
        if items is not None and state[:1] == before and size <= self._room:
            self._room -= size
            self._known[_place(wanted)] = _KeptFile(begun.kind, items, beside, state, size)


@dataclass(frozen=True, slots=True)
class _KeptFile:
    kind: str | None
    items: list[Item]
    beside: tuple[Path, ...]
    state: _State
    size: int


def _place(wanted: Wanted) -> _Place:
    return wanted.file, wanted.kind, repr(wanted.options)


def _state_of(file: File, beside: Sequence[Path]) -> _State:
    """What changes when somebody writes to a file or to those beside it."""
    return tuple(_mark(path) for path in (file, *beside))


def _mark(path: File) -> tuple[int, int, int] | None:
    if not isinstance(path, Path):
        return None  # what came through a pipe stays what it is
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


@dataclass(slots=True)
class Readings:
    """How files are read. ``jobs`` is the number of processes, None finds one out: as many as the
    machine has processors for files that take long, else 1, which is none besides this one.

    ``gentle`` lets them stand back behind a window. ``check`` is called all the time, and may raise
    to stop. ``kept`` is given what is read, and asked before.
    """

    jobs: int | None = 1
    gentle: bool = False
    check: Callable[[], None] = lambda: None
    kept: Kept | None = field(default=None)

    def of(self, files: Sequence[Wanted]) -> Generator[Reading, None, None]:
        """The files being read, in their order; each has to be gone through before the next.
        Close the iterator: the processes end with it.
        """
        kept = self.kept or Kept(0)
        known = [kept.of(wanted) for wanted in files]
        unknown = [wanted for wanted, old in zip(files, known, strict=True) if old is None]
        with closing(self._anew(unknown)) as anew:
            for wanted, old in zip(files, known, strict=True):
                self.check()
                begun = old or next(anew)
                yield kept.keeping(wanted, begun) if self.kept and not old else begun

    def _anew(self, files: Sequence[Wanted]) -> Generator[Reading, None, None]:
        jobs = self.jobs or jobs_for(files, processors())
        if jobs > 1 and len(files) > 1:
            yield from in_order(files, jobs=jobs, gentle=self.gentle, check=self.check)
            return
        for wanted in files:
            yield reading.begin(wanted.file, kind=wanted.kind, options=wanted.options)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def jobs_for(files: Sequence[Wanted], processors: int) -> int:
    """By how many processes files are read best: more than one where it takes long that way."""
    seconds = [_seconds(wanted.file) for wanted in files]
    if sum(seconds) - max(seconds, default=0.0) < _WORTH_S:
        return 1  # most of it would lie with one of them, or be done before another had begun
    return max(1, min(processors, _MOST_JOBS, sum(second > 0 for second in seconds)))


def _seconds(file: File) -> float:
    """About how long a file takes to read."""
    rate = _SECONDS.get(PurePath(str(file)).suffix.lower(), 0.0)
    mark = _mark(file) if rate else None
    return rate * mark[1] / 1_000_000 if mark else 0.0
