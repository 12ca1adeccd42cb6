"""Taking an annotator's work out in the formats of other programs, proved by reading it again."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from annotator.domain.errors import AnnotatorError, InputError
from annotator.domain.guidelines import Definitions
from annotator.domain.records import Record
from annotator.domain.splits import PARTS, DealtOut, Split
from annotator.files import replacing, to_disk
from annotator.formats.bundles.definitions import CARD, IN_FOLDER, REPORT, markdown
from annotator.formats.peers.spacy import Adjustment
from annotator.formats.reader import ReadOptions
from annotator.formats.writer import ONE_FILE, Export, Writer, Written
from annotator.formats.writers import JSONL, SPACY, TARGETS, WRITERS
from annotator.operations.defining import definitions
from annotator.operations.exporting.definitions_export import account_paths, path_beside
from annotator.operations.exporting.export_report import ExportReport, LeftOut, PartCount
from annotator.operations.exporting.exporter import (
    Choice,
    Outgoing,
    export_jsonl,
    export_spacy,
    writing,
)
from annotator.operations.exporting.splitting import Dealer
from annotator.operations.importing import reading
from annotator.store.project import Project
from annotator.tasks import Progress

_AS_WRITTEN = ReadOptions(encoding="utf-8")  # so that nothing is found out
_ALL = "all"


class _Proof:
    """What reading a file must give, or gives."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, piece: bytes) -> None:
        self._hash.update(len(piece).to_bytes(8, "big") + piece)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Proof) and self._hash.digest() == other._hash.digest()

    __hash__ = None  # type: ignore[assignment]


@dataclass(slots=True)
class _Made:
    """What has been written so far."""

    articles: Counter[str] = field(default_factory=Counter)
    spans: Counter[str] = field(default_factory=Counter)
    labels: set[str] = field(default_factory=set)
    adjusted: list[Adjustment] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    settings: dict[tuple[str, str, str], None] = field(default_factory=dict)
    proofs: dict[str, _Proof] = field(default_factory=dict)

    def add(self, part: str, written: Written, record: Record) -> None:
        self.articles[part] += 1
        self.spans[part] += written.spans
        self.adjusted += written.adjusted
        self.settings |= dict.fromkeys(written.settings)
        self.left_out += [LeftOut.of(record, span, reason) for span, reason in written.left_out]
        # Of an article in several files, the first is the one that is read again.
        proof = self.proofs.setdefault(next(iter(written.parts)), _Proof())
        for piece in written.proof:
            proof.add(piece)

    def whole(self, files: Sequence[str], card: str, defined: Definitions) -> Export:
        """What has been written, for the files beside it."""
        labels = [label.name for label in defined.labels]
        return Export(sorted(self.labels), labels, files, list(self.settings), card, defined)

    def report(
        self, source: Outgoing, defined: Definitions, dealt: DealtOut | None
    ) -> ExportReport:
        return ExportReport(
            articles=self.articles.total(),
            spans=self.spans.total(),
            left_out=(*source.left_out, *self.left_out),
            adjusted=(*source.adjusted, *self.adjusted),
            overlaps=tuple(source.overlaps),
            dropped=source.dropped,
            parts={
                name: PartCount(self.articles[name], self.spans[name])
                for name in (PARTS if dealt else ())
            },
            definitions=defined,
            split=dealt,
            dataset_version=source.choice.dataset_version,
        )


def export(
    project: Project,
    out: Path,
    choice: Choice,
    *,
    kind: str,
    split: Split,
    progress: Progress | None = None,
) -> ExportReport:
    """Write ``out`` in any format: “jsonl”, “spacy” or a key of ``WRITERS``.

    Raises AnnotatorError when it cannot be written, InputError for a format there is not.
    """
    if kind == JSONL:
        return export_jsonl(project, out, choice, progress=progress)
    if kind == SPACY:
        return export_spacy(project, out, choice, split=split, progress=progress)
    if kind not in WRITERS:
        known = ", ".join(TARGETS)
        raise InputError(f"“{kind}” is no format of an export; choose one of {known}")
    return export_peer(project, out, choice, kind=kind, split=split, progress=progress)


def export_peer(
    project: Project,
    out: Path,
    choice: Choice,
    *,
    kind: str,
    split: Split,
    progress: Progress | None = None,
) -> ExportReport:
    """Write ``out`` in the format ``kind``, a key of ``WRITERS``: a file, or a new folder.

    Guidelines and labels go beside the file, or into the folder.

    Raises AnnotatorError when it cannot be written; then an older file is as it was.
    """
    writer = WRITERS[kind]
    _refuse_lacking(writer)
    source = Outgoing(project, choice, progress or Progress(), TARGETS[kind])
    defined = definitions(project)
    with writing(out):
        if writer.is_folder:
            return _to_folder(source, writer, out, split, defined)
        return _to_file(source, writer, out, defined)


def _to_folder(
    source: Outgoing, writer: Writer, out: Path, split: Split, defined: Definitions
) -> ExportReport:
    made = _Made()
    with _new_folder(out) as folder:
        dealer = Dealer(source.project, source.wanted, split) if writer.splits else None
        _write_folder(source, writer, folder, dealer, made)
        report = made.report(source, defined, dealer.dealt() if dealer else None)
        account = source.account(report, out, split if dealer else None)
        names, card = sorted(path.name for path in folder.iterdir()), account.card()
        beside = writer.beside(made.whole(names, card, defined))
        _append(folder, {CARD: card.encode("utf-8", "replace"), **beside})
        (folder / IN_FOLDER).write_bytes(markdown(defined))
        for name, proof in made.proofs.items():
            _prove(writer, folder / name, proof)
        files = {path.name: path for path in folder.iterdir()}
        (folder / REPORT).write_bytes(account.json(files))
    return report


def _to_file(source: Outgoing, writer: Writer, out: Path, defined: Definitions) -> ExportReport:
    made = _Made()
    with ExitStack() as drafts:
        files: dict[Path, Path] = {}

        def put(path: Path, data: bytes) -> None:
            files[path] = drafts.enter_context(replacing(path))
            files[path].write_bytes(data)

        put(path_beside(out), markdown(defined))
        paths = account_paths(out)
        files[out] = draft = drafts.enter_context(replacing(out))
        with draft.open("wb") as file:
            _write_file(source, writer, file, made)
        if writer.pack is not None:
            writer.pack(draft)
        _prove(writer, draft, made.proofs.get(ONE_FILE, _Proof()))
        report = made.report(source, defined, None)
        account = source.account(report, out)
        beside = writer.beside(made.whole((), account.card(), defined))
        for suffix, data in beside.items():
            put(path_beside(out, suffix), data)
        account.write(paths, files, drafts)
    return report


def _refuse_lacking(writer: Writer) -> None:
    if writer.needs and find_spec(writer.needs) is None:
        raise AnnotatorError(
            f"{writer.title} needs {writer.needs}, which is not installed; install "
            f"annotator[{writer.name}], or choose another format."
        )


def _write_file(source: Outgoing, writer: Writer, file: BinaryIO, made: _Made) -> None:
    file.write(writer.start)
    for number, (_, record) in enumerate(source.records(), 1):
        written = writer.write(record, number, _ALL)
        file.write((writer.between if number > 1 else b"") + written.parts[ONE_FILE])
        made.add(_ALL, written, record)
        made.labels.update(span.label for span in record.spans)
        source.tally.add(_ALL, record, (span for span, _ in written.left_out))
    file.write(writer.end)


def _write_folder(
    source: Outgoing, writer: Writer, folder: Path, dealer: Dealer | None, made: _Made
) -> None:
    for number, (sha256, record) in enumerate(source.records(), 1):
        part = dealer.part(sha256, record) if dealer else _ALL
        written = writer.write(record, number, part)
        _append(folder, written.parts)
        made.add(part, written, record)
        source.tally.add(part, record, (span for span, _ in written.left_out))
        made.labels.update(span.label for span in record.spans)


def _append(folder: Path, parts: Mapping[str, bytes]) -> None:
    for name, data in parts.items():
        with (folder / name).open("ab") as file:
            file.write(data)


def _prove(writer: Writer, path: Path, proof: _Proof) -> None:
    read_back = _Proof()
    for piece in writer.again(reading.source_of(path, _AS_WRITTEN)):
        read_back.add(piece)
    if read_back != proof:
        raise InputError("what was read back is not what was written")


@contextmanager
def _new_folder(out: Path) -> Iterator[Path]:
    """A folder to write to, which becomes ``out`` when the block ends.

    Raises AnnotatorError if ``out`` holds anything, since old files would be taken for new ones.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise AnnotatorError(f"{out} is there already and not empty; choose a new folder.")
    draft = out.with_name(f".{out.name}.{os.getpid()}.new")
    draft.mkdir(parents=True)
    try:
        yield draft
        for path in draft.iterdir():
            to_disk(path)
        if out.exists():
            out.rmdir()
        draft.replace(out)
        to_disk(out.absolute().parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
