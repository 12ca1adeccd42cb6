"""Articles written in a format, proved by reading them again, and what has come of it so far."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from annotator.domain.errors import InputError
from annotator.domain.guidelines import Definitions
from annotator.domain.records import Record
from annotator.domain.splits import PARTS, DealtOut
from annotator.formats.json import jsonl
from annotator.formats.peers.spacy import Adjustment
from annotator.formats.reader import ReadOptions
from annotator.formats.writer import ONE_FILE, Export, Writer, Written
from annotator.formats.writers import JSONL, WRITERS
from annotator.operations.exporting.export_report import ExportReport, LeftOut, PartCount
from annotator.operations.exporting.outgoing import Outgoing
from annotator.operations.importing import reading

ALL = "all"
"""The part that articles go to in a format that is not dealt out."""
_AS_WRITTEN = ReadOptions(encoding="utf-8")  # so that nothing is found out


class Proof:
    """What reading a file must give, or gives."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, piece: bytes) -> None:
        """One article more."""
        self._hash.update(len(piece).to_bytes(8, "big") + piece)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Proof) and self._hash.digest() == other._hash.digest()

    __hash__ = None  # type: ignore[assignment]


@dataclass(slots=True)
class Made:
    """What has been written so far."""

    articles: Counter[str] = field(default_factory=Counter)
    spans: Counter[str] = field(default_factory=Counter)
    labels: set[str] = field(default_factory=set)
    adjusted: list[Adjustment] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    settings: dict[tuple[str, str, str], None] = field(default_factory=dict)
    proofs: dict[str, Proof] = field(default_factory=dict)

    def add(self, part: str, written: Written, record: Record) -> None:
        """Count an article that was written."""
        self.articles[part] += 1
        self.spans[part] += written.spans
        self.labels.update(span.label for span in record.spans)
        self.adjusted += written.adjusted
        self.settings |= dict.fromkeys(written.settings)
        self.left_out += [LeftOut.of(record, span, reason) for span, reason in written.left_out]
        # Of an article in several files, the first is the one that is read again.
        first = next(iter(written.parts))
        for name, pieces in ((first, written.proof), *written.beside.items()):
            proof = self.proofs.setdefault(name, Proof())
            for piece in pieces:
                proof.add(piece)

    def whole(self, files: Sequence[str], card: str, defined: Definitions) -> Export:
        """What has been written, for the files beside it."""
        labels = [label.name for label in defined.labels]
        return Export(sorted(self.labels), labels, files, list(self.settings), card, defined)

    def report(
        self, source: Outgoing, defined: Definitions, dealt: DealtOut | None
    ) -> ExportReport:
        """What the export has written, adjusted and left out."""
        return source.report(
            self.articles.total(),
            self.spans.total(),
            left_out=self.left_out,
            adjusted=self.adjusted,
            parts={
                name: PartCount(self.articles[name], self.spans[name])
                for name in (PARTS if dealt else ())
            },
            definitions=defined,
            split=dealt,
        )

    def take(self, other: Made) -> None:
        """Count what was written, and proved, elsewhere."""
        self.articles += other.articles
        self.spans += other.spans
        self.labels |= other.labels
        self.adjusted += other.adjusted
        self.left_out += other.left_out
        self.settings |= other.settings


def write_files(
    source: Outgoing,
    records: Iterable[Record],
    writer: Writer,
    paths: Mapping[str, Path],
    made: Made,
    first: int = 1,
) -> None:
    """Articles as the one file of a format and the tables beside it; they are counted from
    ``first`` on.
    """
    with ExitStack() as opened:
        files = {name: opened.enter_context(path.open("wb")) for name, path in paths.items()}
        for name, start in {ONE_FILE: writer.start, **writer.tables}.items():
            files[name].write(start)
        for place, record in enumerate(records):
            written = writer.write(record, first + place, ALL)
            files[ONE_FILE].write(writer.between if place else b"")
            for name, data in written.parts.items():
                files[name].write(data)
            made.add(ALL, written, record)
            source.tally.add(ALL, record, (span for span, _ in written.left_out))
        files[ONE_FILE].write(writer.end)


def append(folder: Path, parts: Mapping[str, bytes]) -> None:
    """Add to files of a folder."""
    for name, data in parts.items():
        with (folder / name).open("ab") as file:
            file.write(data)


def prove(writer: Writer, path: Path, proof: Proof) -> None:
    """Read a file again. Raises InputError where it does not give what was written."""
    read_back = Proof()
    try:
        for piece in writer.again(reading.source_of(path, _AS_WRITTEN)):
            read_back.add(piece)
    except (ValueError, LookupError, TypeError) as error:
        raise InputError(f"it cannot be read ({error})") from error
    if read_back != proof:
        raise InputError("what was read back is not what was written")


def make(
    source: Outgoing, kind: str, records: Iterable[Record], first: int, folder: Path, path: Path
) -> Made:
    """Write articles counted from ``first`` on, and prove them: to files of ``folder`` in a format
    that writes a folder, else to ``path``.
    """
    made = Made()
    if kind == JSONL:
        _write_lines(source, records, path, made)
        return made
    writer, paths = WRITERS[kind], dict[str, Path]()
    if writer.is_folder:
        for place, record in enumerate(records):
            written = writer.write(record, first + place, ALL)
            append(folder, written.parts)
            made.add(ALL, written, record)
            source.tally.add(ALL, record, (span for span, _ in written.left_out))
    else:
        paths = {name: path.with_name(path.name + name) for name in (ONE_FILE, *writer.tables)}
        write_files(source, records, writer, paths, made, first)
    for name, proof in made.proofs.items():
        prove(writer, folder / name if writer.is_folder else paths[name], proof)
    made.proofs.clear()
    return made


def _write_lines(source: Outgoing, records: Iterable[Record], path: Path, made: Made) -> None:
    with path.open("wb") as file:
        for record in records:
            file.write(jsonl.line(record, with_tokens=source.choice.tokens))
            made.articles[ALL] += 1
            made.spans[ALL] += len(record.spans)
            source.tally.add(ALL, record)
    if jsonl.prove_file(path) != (made.articles[ALL], made.spans[ALL]):
        raise InputError("what was read back is not what was written")
