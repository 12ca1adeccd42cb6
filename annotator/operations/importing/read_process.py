"""The program of a process that reads files, one after another, for an import. Writes nothing.

What it says are bytes: one of the signs below, then a pickle. Whoever hears it need not take the
pickle apart to know what it is, and keeps it packed until its turn.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from annotator.domain.records import Item, Record
from annotator.formats.reader import ReadOptions
from annotator.operations.importing import reading
from annotator.operations.importing.finding import File
from annotator.processes import serving
from annotator.tasks import seldom_collecting

READY = b"r"
"""It can begin."""
BEGUN = b"b"
"""Of a file: the kind that it is read as."""
PART = b"p"
"""Some of what a file holds, in its order, and no other files."""
LAST = b"l"
"""The last of what a file holds, and which other files were looked at for it."""
_PART_CHARACTERS = 200_000
_PART_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is to be read, as what, and how."""

    file: File
    kind: str
    options: ReadOptions


def serve(connection: Connection, niceness: int) -> None:
    """Read the files that come through ``connection``, each a `Wanted`, until it is closed."""
    with serving(connection, niceness), seldom_collecting():
        connection.send_bytes(READY)
        while True:
            wanted: Wanted = connection.recv()
            _Sending(connection.send_bytes).all_of(wanted)


@dataclass(slots=True)
class _Sending:
    send: Callable[[bytes], None]
    _items: list[Item] = field(default_factory=list)
    _size: int = 0

    def all_of(self, wanted: Wanted) -> None:
        begun = reading.begin(wanted.file, kind=wanted.kind, options=wanted.options)
        self.send(BEGUN + pickle.dumps(begun.kind))
        for item in begun.items:
            if self._size >= _PART_CHARACTERS or len(self._items) >= _PART_ITEMS:
                self.send(PART + pickle.dumps((self._items, [])))
                self._items, self._size = [], 0
            self._items.append(item)
            self._size += size_of(item)
        self.send(LAST + pickle.dumps((self._items, begun.beside)))


def size_of(item: Item) -> int:
    """About how much memory something takes that was read, in bytes."""
    if not isinstance(item, Record):
        return 300
    spans = len(item.spans) + len(item.rejected)
    return len(item.article.text) + len(item.article.raw or b"") + 300 * spans + 1000
