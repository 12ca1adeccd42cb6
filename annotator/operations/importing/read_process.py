"""The program of a process that reads files, one after another, for an import. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from annotator.domain.records import Item, Record
from annotator.formats.reader import ReadOptions
from annotator.operations.importing import reading
from annotator.operations.importing.finding import File
from annotator.processes import serving
from annotator.tasks import seldom_collecting

_PART_BYTES = 200_000
_PART_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is to be read, as what, and how."""

    file: File
    kind: str
    options: ReadOptions


@dataclass(frozen=True, slots=True)
class Ready:
    """From the process: it can begin."""


@dataclass(frozen=True, slots=True)
class Begun:
    """From the process: what a file is read as."""

    kind: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """From the process: some of what a file holds, in its order, of about so many bytes;
    ``is_last`` says that this was all, and ``beside`` which other files were looked at for it.
    """

    items: Sequence[Item]
    size: int
    is_last: bool = False
    beside: Sequence[Path] = ()


def serve(connection: Connection, niceness: int) -> None:
    """Read the files that come through ``connection``, each a `Wanted`, until it is closed."""
    with serving(connection, niceness), seldom_collecting():
        connection.send(Ready())
        while True:
            wanted: Wanted = connection.recv()
            _Sending(connection.send).all_of(wanted)


@dataclass(slots=True)
class _Sending:
    send: Callable[[Begun | Part], None]
    _items: list[Item] = field(default_factory=list)
    _size: int = 0

    def all_of(self, wanted: Wanted) -> None:
        begun = reading.begin(wanted.file, kind=wanted.kind, options=wanted.options)
        self.send(Begun(begun.kind))
        for item in begun.items:
            if self._size >= _PART_BYTES or len(self._items) >= _PART_ITEMS:
                self.send(Part(self._items, self._size))
                self._items, self._size = [], 0
            self._items.append(item)
            self._size += size_of(item)
        self.send(Part(self._items, self._size, is_last=True, beside=begun.beside))


def size_of(item: Item) -> int:
    """About how much memory something takes that was read, in bytes."""
    if not isinstance(item, Record):
        return 300
    spans = len(item.spans) + len(item.rejected)
    return len(item.article.text) + len(item.article.raw or b"") + 300 * spans + 1000
