"""What a reader is and what it reads: named bytes, from a file or out of an archive.

Decides nothing about which reader a file gets, and decodes nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Protocol, TypeAlias

from annotator.domain.errors import InputError
from annotator.domain.records import ImportIssue, Item
from annotator.domain.text import Decoded

FIELDS = ("text", "title", "source", "url", "published", "id")
"""What an article may get from a column of a table."""

HEAD_BYTES = 65_536
LIMIT_BYTES = 50_000_000
"""Bigger files are refused where a reader needs them whole."""


class Decode(Protocol):
    """Bytes to text: as the person asked for it, as the document has ``declared`` it, or found out.

    Raises InputError, worded to follow a file's name.
    """

    def __call__(self, data: bytes, /, *, declared: str | None = None) -> Decoded: ...


def _alone(name: str) -> Source | None:
    return None


@dataclass(frozen=True)
class Source:
    """Bytes with a name. ``file`` is what issues call it, ``name`` what is kept with an article.

    ``decode`` turns bytes into text; a reader that finds the name of an encoding in a document
    passes it on with ``declared``, right or wrong.
    ``beside`` gives the file of another name in the same folder, None where there is none.
    ``path`` is where the bytes lie on the disk by themselves, None inside an archive.
    """

    file: str
    name: str
    open: Callable[[], BinaryIO]
    decode: Decode
    beside: Callable[[str], Source | None] = _alone
    path: Path | None = None

    @property
    def suffix(self) -> str:
        """How the name ends, in lower case and with its dot; empty where it has no ending."""
        return Path(self.name).suffix.lower()

    @cached_property
    def head(self) -> bytes:
        """The first 65,536 bytes, for finding out what it is. Raises OSError."""
        with self.open() as file:
            return file.read(HEAD_BYTES)

    def bytes(self, *, limit: int = LIMIT_BYTES) -> bytes:
        """All of it. Raises InputError beyond ``limit`` bytes, and OSError."""
        with self.open() as file:
            # Reading asks for all the memory it is told it may need.
            size = limit if self.path is None else min(limit, self.path.stat().st_size)
            data = file.read(size + 1)
        if len(data) > limit:
            raise InputError(f"it is bigger than {limit // 1_000_000} MB; split it")
        return data

    def text(self, *, declared: str | None = None) -> Decoded:
        """All of it as text. Raises InputError and OSError."""
        return self.decode(self.bytes(), declared=declared)

    def issue(self, reason: str, *, line: int | None = None, loss: bool = True) -> ImportIssue:
        """An issue about this source; ``loss`` says that something did not come in."""
        return ImportIssue(self.file, line, reason, loss=loss)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person said about how files are to be read.

    ``columns`` maps what an article needs (one of ``FIELDS``) to the names of a table's columns.
    ``article_a_line`` reads plain text as one article a line; with ``split_at`` one begins at each
    line that begins with these words, in texts, documents and messages. With ``tells_columns`` it
    is said of every table and every JSON file which columns or keys were taken for what.
    """

    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    article_a_line: bool = False
    split_at: str | None = None
    tells_columns: bool = False


Read: TypeAlias = Callable[[Source, ReadOptions], Iterator[Item]]
Members: TypeAlias = Callable[[Source, ReadOptions], Iterator[Source | ImportIssue]]


def never(source: Source) -> bool:
    """For a kind of file that cannot be told by what it holds."""
    return False


def one(source: Source) -> int:
    """For a kind of file that holds one article."""
    return 1


@dataclass(frozen=True, slots=True)
class Reader:
    """How one kind of file is read. ``read`` may raise InputError and OSError: both become a
    issue about the whole file, whatever was yielded before stays.

    ``name`` is what ``--format`` calls it, ``title`` what people read in lists. ``looks_like``
    tells it by its content alone, from ``source.head``. ``is_companion`` tells a file that another
    one brings in, so that by itself there is nothing in it to read. ``count`` is how many articles
    it may hold, for progress. An archive has ``members`` and yields nothing by itself. What a kind
    that ``holds_work`` brings has been gone through by somebody, even where no span is in it.
    """

    name: str
    title: str
    suffixes: frozenset[str]
    read: Read
    looks_like: Callable[[Source], bool] = never
    is_companion: Callable[[Source], bool] = never
    count: Callable[[Source], int] = one
    members: Members | None = None
    holds_work: bool = False
