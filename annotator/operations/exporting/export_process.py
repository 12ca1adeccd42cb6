"""The program of a process that writes articles of an export, batch after batch, and proves them.

It is told which articles, says how many go out, is told the number of the first, and says what it
has made: files in the folder of the export, or one piece of its file.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from annotator.domain.outgoing import Content
from annotator.domain.overlap_rule import Overlap
from annotator.domain.pseudonyms import Counts
from annotator.domain.records import Record
from annotator.formats.peers.spacy import Adjustment
from annotator.formats.writers import TARGETS
from annotator.operations.exporting.choice import Choice
from annotator.operations.exporting.export_report import LeftOut
from annotator.operations.exporting.made import Made, make
from annotator.operations.exporting.outgoing import Outgoing
from annotator.operations.exporting.tally import Tally
from annotator.processes import serving
from annotator.store.project import open_project
from annotator.tasks import Progress, seldom_collecting


@dataclass(frozen=True, slots=True)
class Order:
    """What a process is there for: ``folder`` is where its pieces or files go."""

    project: Path
    choice: Choice
    kind: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Batch:
    """To the process: the numbers of some articles, each with whose work; the place of the batch
    among all.
    """

    place: int
    wanted: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """From the process: what it has made of a batch, and what of that is to be reported."""

    place: int
    made: Made
    left_out: list[LeftOut] = field(default_factory=list)
    adjusted: list[Adjustment] = field(default_factory=list)
    overlaps: list[Overlap] = field(default_factory=list)
    dropped: Counter[Content] = field(default_factory=Counter)
    tally: Tally = field(default_factory=Tally)
    pseudonyms: Counts | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """From the process: what was raised instead."""

    error: Exception


def piece_name(place: int) -> str:
    """The file of a batch in the folder of pieces."""
    return f"{place:08d}"


def serve(connection: Connection, order: Order) -> None:
    """Make the batches that come through ``connection``, until it is closed."""
    with serving(connection, 0), seldom_collecting():
        project = open_project(order.project)
        while True:
            batch: Batch = connection.recv()
            try:
                source = Outgoing(project, order.choice, Progress(), TARGETS[order.kind])
                source.take(batch.wanted)
                records = [record for _, record in source.records()]
                connection.send(len(records))
                connection.send(_made(order, batch, source, records, connection.recv()))
            except (EOFError, BrokenPipeError, ConnectionResetError):
                raise
            except Exception as error:  # noqa: BLE001 - it is raised again by whoever hears of it
                connection.send(Failed(error))


def _made(order: Order, batch: Batch, source: Outgoing, records: list[Record], first: int) -> Piece:
    path = order.folder / piece_name(batch.place)
    made = make(source, order.kind, records, first, order.folder, path)
    said = source.left_out, source.adjusted, source.overlaps, source.dropped, source.tally
    names = order.choice.pseudonyms
    return Piece(batch.place, made, *said, names.taken() if names is not None else None)
