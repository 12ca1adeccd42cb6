"""An export by several processes: each makes and proves batches of articles, which are put together
in their order. The files are to the byte those of one process.
"""

from __future__ import annotations

import os
import tempfile
import zlib
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from multiprocessing.connection import wait
from pathlib import Path

from annotator.domain.errors import AnnotatorError, InputError
from annotator.formats.writer import ONE_FILE, Writer
from annotator.formats.writers import JSONL, SPACY, WRITERS
from annotator.operations.exporting.export_process import (
    Batch,
    Failed,
    Order,
    Piece,
    piece_name,
    serve,
)
from annotator.operations.exporting.made import Made
from annotator.operations.exporting.outgoing import Outgoing
from annotator.processes import ChildProcess, ProcessDiedError, can_fork
from annotator.tasks import Progress

_BATCH = 100  # articles
_AHEAD = 3  # batches for each process that may be made before it is their turn
_FEWEST_FORKED, _FEWEST = 2 * _BATCH, 2_000  # articles that several processes are worth it for
_CHECK_S = 0.1
_BLOCK = 1 << 18


def can_help(kind: str) -> bool:
    """Whether several processes can write a format: not where articles are dealt out, nor
    where the file is packed as a whole.
    """
    writer = WRITERS.get(kind)
    return writer.pack is None and not writer.splits if writer else kind != SPACY


def is_worth_it(source: Outgoing, jobs: int) -> bool:
    """Whether so many processes are faster than one: a process that is no copy of this one takes a
    second or two to begin.
    """
    return jobs > 1 and len(source.wanted) >= (_FEWEST_FORKED if can_fork() else _FEWEST)


def write_folder(source: Outgoing, kind: str, folder: Path, made: Made, jobs: int) -> None:
    """Fill a folder with files of articles, each proved."""
    with closing(_pieces(source, kind, folder, jobs)) as pieces:
        for piece in pieces:
            _report(source, piece)
            made.take(piece.made)


def write_file(
    source: Outgoing, kind: str, out: Path, drafts: Mapping[str, Path], made: Made, jobs: int
) -> None:
    """Write the one file of a format, ``out``, and the tables beside it to ``drafts``, each piece
    proved. The pieces lie beside it until they are put together.
    """
    writer = WRITERS.get(kind)
    with (
        tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.absolute().parent) as folder,
        closing(_pieces(source, kind, Path(folder), jobs)) as pieces,
        ExitStack() as opened,
    ):
        files = {
            name: opened.enter_context(closing(_Joined(path, writer, name)))
            for name, path in drafts.items()
        }
        for piece in pieces:
            for name, file in files.items():
                path = Path(folder) / (piece_name(piece.place) + name)
                file.add(path, is_next=bool(made.articles and piece.made.articles))
                path.unlink()
            _report(source, piece)
            made.take(piece.made)
        for file in files.values():
            file.end()
    for name, path in drafts.items():
        _compare(path, files[name].crc)


class _Joined:
    """A file put together from pieces, with its checksum."""

    def __init__(self, path: Path, writer: Writer | None, name: str) -> None:
        self._start = self._between = self._end = b""
        if writer is not None and name == ONE_FILE:
            self._start, self._between, self._end = writer.start, writer.between, writer.end
        elif writer is not None:
            self._start = writer.tables[name]
        self.crc = 0
        self._file = path.open("wb")
        self._block = memoryview(bytearray(_BLOCK))
        self._put(self._start)

    def add(self, path: Path, *, is_next: bool) -> None:
        """Put a piece behind the others."""
        if is_next:
            self._put(self._between)
        with path.open("rb", 0) as piece:
            left = piece.seek(0, os.SEEK_END) - len(self._end)
            left -= piece.seek(len(self._start))
            while left > 0 and (taken := piece.readinto(self._block[:left])):
                self._put(self._block[:taken])
                left -= taken

    def end(self) -> None:
        """There are no more pieces."""
        self._put(self._end)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _put(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        self.crc = zlib.crc32(data, self.crc)


def write_lines(source: Outgoing, out: Path, draft: Path, jobs: int) -> tuple[int, int]:
    """Fill the draft of a file of JSON lines; returns how many articles and spans are in it."""
    made = Made()
    write_file(source, JSONL, out, {ONE_FILE: draft}, made, jobs)
    return made.articles.total(), made.spans.total()


def _compare(path: Path, checksum: int) -> None:
    crc = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            crc = zlib.crc32(block, crc)
    if crc != checksum:
        raise InputError("what was read back is not what was written")


def _report(source: Outgoing, piece: Piece) -> None:
    source.left_out += piece.left_out
    source.adjusted += piece.adjusted
    source.overlaps += piece.overlaps
    source.dropped += piece.dropped
    source.tally.take(piece.tally)
    if source.choice.pseudonyms is not None and piece.pseudonyms is not None:
        source.choice.pseudonyms.take(piece.pseudonyms)


def _pieces(source: Outgoing, kind: str, folder: Path, jobs: int) -> Generator[Piece, None, None]:
    """The batches of an export in their order, made by so many processes, which end with it.

    Raises AnnotatorError where one dies, and what making a batch raises.
    """
    path = source.project.path
    if path is None:
        raise AnnotatorError("A project on a server is exported by one process; leave out --jobs.")
    order = Order(path, source.choice, kind, folder.absolute())
    forked = can_fork()
    if forked:
        source.project.close()  # it opens again when it is looked at; a copy must not hold it
    processes = [ChildProcess(serve, order, name="export", forked=forked) for _ in range(jobs)]
    crew = _Crew(source.wanted, processes)
    try:
        yield from crew.pieces(source.progress)
    finally:
        crew.end()


class _Crew:
    """Processes at work on batches: which is at what, and what is made before its turn."""

    def __init__(
        self, wanted: Sequence[tuple[int, str]], processes: Sequence[ChildProcess]
    ) -> None:
        self._wanted = wanted
        self._by_connection = {process.connection: process for process in processes}
        self._idle = list(processes)
        self._at: dict[ChildProcess, int] = {}
        self._given = 0  # batches
        self._counts: dict[int, tuple[ChildProcess, int]] = {}  # of those without a number yet
        self._numbered, self._first = 0, 1
        self._made: dict[int, Piece] = {}

    def pieces(self, progress: Progress) -> Iterator[Piece]:
        """Every batch, made, in its order. Raises Cancelled too."""
        for place in range(-(-len(self._wanted) // _BATCH)):
            progress.report(place * _BATCH, len(self._wanted))
            while place not in self._made:
                progress.check()
                self._give(place + _AHEAD * len(self._by_connection))
                for connection in wait(list(self._by_connection), _CHECK_S):
                    self._hear(self._by_connection[connection])  # type: ignore[index]
            yield self._made.pop(place)

    def end(self) -> None:
        """End all processes, whatever they are doing."""
        for process in self._by_connection.values():
            process.kill()
        for process in self._by_connection.values():
            process.stop()

    def _give(self, limit: int) -> None:
        """Give those who have nothing to do a batch that is not too far ahead."""
        while self._idle and self._given < limit:
            wanted = self._wanted[self._given * _BATCH : (self._given + 1) * _BATCH]
            if not wanted:
                return
            process = self._idle.pop()
            self._at[process] = self._given
            self._say(process, Batch(self._given, tuple(wanted)))
            self._given += 1

    def _hear(self, process: ChildProcess) -> None:
        try:
            message = process.hear()
        except ProcessDiedError:
            raise self._death(process) from None
        if isinstance(message, Failed):
            raise message.error
        if isinstance(message, int):
            self._counts[self._at[process]] = process, message
            self._number()
        elif isinstance(message, Piece):
            self._made[message.place] = message
            self._idle.append(process)

    def _number(self) -> None:
        """Tell those whose turn it is the number of their first article."""
        while self._numbered in self._counts:
            process, count = self._counts.pop(self._numbered)
            self._say(process, self._first)
            self._first += count
            self._numbered += 1

    def _say(self, process: ChildProcess, message: object) -> None:
        try:
            process.say(message)
        except ProcessDiedError:
            raise self._death(process) from None

    def _death(self, process: ChildProcess) -> AnnotatorError:
        del self._by_connection[process.connection]
        how = process.reap()
        said = f"A process of the export {how}, so nothing was written"
        return AnnotatorError(f"{said}; export again without --jobs.")
