"""Taking an annotator's work out in the formats of other programs, proved by reading it again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from annotator.domain.errors import AnnotatorError, InputError
from annotator.domain.guidelines import Definitions
from annotator.domain.splits import Split
from annotator.files import replacing, to_disk
from annotator.formats.bundles.definitions import CARD, IN_FOLDER, REPORT, markdown
from annotator.formats.writer import ONE_FILE, Writer
from annotator.formats.writers import JSONL, SPACY, TARGETS, WRITERS
from annotator.operations.exporting import former, side_by_side
from annotator.operations.exporting.definitions_export import account_paths, path_beside
from annotator.operations.exporting.export_report import ExportReport
from annotator.operations.exporting.exporter import (
    STDOUT,
    Choice,
    export_jsonl,
    export_spacy,
    write_proved,
    writing,
)
from annotator.operations.exporting.made import ALL, Made, Proof, append, prove, write_files
from annotator.operations.exporting.outgoing import Outgoing
from annotator.operations.exporting.splitting import Dealer
from annotator.store.project import Project
from annotator.tasks import Progress


def export(
    project: Project,
    out: Path,
    choice: Choice,
    *,
    kind: str,
    split: Split,
    progress: Progress | None = None,
    jobs: int = 1,
    force: bool = False,
) -> ExportReport:
    """Write ``out`` in any format: “jsonl”, “spacy” or a key of ``WRITERS``; by ``jobs`` processes
    where `side_by_side.can_help`. With ``force`` also over files that no export has written.

    Raises AnnotatorError when it cannot be written, InputError for a format there is not.
    """
    if kind in TARGETS and out != STDOUT:
        with writing(out):
            former.refuse_strange(kind, out, force=force)
    jobs = jobs if side_by_side.can_help(kind) else 1
    if kind == JSONL:
        write = partial(_write_lines, jobs=jobs)
        return export_jsonl(project, out, choice, progress=progress, write=write)
    if kind == SPACY:
        return export_spacy(project, out, choice, split=split, progress=progress)
    if kind not in WRITERS:
        known = ", ".join(TARGETS)
        raise InputError(f"“{kind}” is no format of an export; choose one of {known}")
    return export_peer(project, out, choice, kind=kind, split=split, progress=progress, jobs=jobs)


def _write_lines(source: Outgoing, out: Path, draft: Path, *, jobs: int) -> tuple[int, int]:
    if side_by_side.is_worth_it(source, jobs):
        return side_by_side.write_lines(source, out, draft, jobs)
    return write_proved(source, out, draft)


def export_peer(
    project: Project,
    out: Path,
    choice: Choice,
    *,
    kind: str,
    split: Split,
    progress: Progress | None = None,
    jobs: int = 1,
) -> ExportReport:
    """Write ``out`` in the format ``kind``, a key of ``WRITERS``: a file, or a new folder.

    Guidelines and labels go beside the file, or into the folder.

    Raises AnnotatorError when it cannot be written; then an older file is as it was.
    """
    writer = WRITERS[kind]
    _refuse_lacking(writer)
    source = Outgoing(project, choice, progress or Progress(), TARGETS[kind])
    defined = source.definitions()
    with writing(out):
        if writer.is_folder:
            return _to_folder(source, writer, out, split, defined, jobs)
        return _to_file(source, writer, out, defined, jobs)


def _to_folder(
    source: Outgoing, writer: Writer, out: Path, split: Split, defined: Definitions, jobs: int
) -> ExportReport:
    made = Made()
    with _new_folder(out) as folder:
        dealt = source.project, source.wanted, split
        dealer = Dealer(*dealt, source.choice.pseudonyms) if writer.splits else None
        if side_by_side.is_worth_it(source, jobs):
            side_by_side.write_folder(source, writer.name, folder, made, jobs)
        else:
            _write_folder(source, writer, folder, dealer, made)
        if writer.pack is not None:
            for path in sorted(folder.iterdir()):
                writer.pack(path)
        report = made.report(source, defined, dealer.dealt() if dealer else None)
        account = source.account(report, out, split if dealer else None)
        names, card = sorted(path.name for path in folder.iterdir()), account.card()
        beside = writer.beside(made.whole(names, card, defined))
        append(folder, {CARD: card.encode("utf-8", "replace"), **beside})
        (folder / IN_FOLDER).write_bytes(markdown(defined))
        for name, proof in made.proofs.items():
            prove(writer, folder / name, proof)
        files = {path.name: path for path in folder.iterdir()}
        (folder / REPORT).write_bytes(account.json(files))
    return report


def _to_file(
    source: Outgoing, writer: Writer, out: Path, defined: Definitions, jobs: int
) -> ExportReport:
    made = Made()
    with ExitStack() as drafts:
        files: dict[Path, Path] = {}

        def put(path: Path, data: bytes) -> None:
            files[path] = drafts.enter_context(replacing(path))
            files[path].write_bytes(data)

        put(path_beside(out), markdown(defined))
        paths = account_paths(out)
        written = {ONE_FILE: out, **{name: path_beside(out, name) for name in writer.tables}}
        files |= {path: drafts.enter_context(replacing(path)) for path in written.values()}
        parts = {name: files[path] for name, path in written.items()}
        if side_by_side.is_worth_it(source, jobs):
            side_by_side.write_file(source, writer.name, out, parts, made, jobs)
        else:
            write_files(source, (record for _, record in source.records()), writer, parts, made)
            if writer.pack is not None:
                writer.pack(files[out])
            for name, path in parts.items():
                prove(writer, path, made.proofs.get(name, Proof()))
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
            "annotator[parquet], or choose another format."
        )


def _write_folder(
    source: Outgoing, writer: Writer, folder: Path, dealer: Dealer | None, made: Made
) -> None:
    for number, (sha256, record) in enumerate(source.records(), 1):
        part = dealer.part(sha256, record) if dealer else ALL
        written = writer.write(record, number, part)
        append(folder, written.parts)
        made.add(part, written, record)
        source.tally.add(part, record, (span for span, _ in written.left_out))


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
