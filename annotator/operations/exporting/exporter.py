"""Taking an annotator's work out of a project, proved by reading it again."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from annotator.domain.errors import AnnotatorError, InputError
from annotator.domain.splits import PARTS, Split
from annotator.files import replacing
from annotator.formats.bundles.definitions import (
    CARD,
    IN_FOLDER,
    REPORT,
    markdown,
)
from annotator.formats.json import jsonl
from annotator.formats.peers import spacy
from annotator.formats.writers import JSONL, SPACY, TARGETS
from annotator.operations.exporting.choice import Choice as Choice
from annotator.operations.exporting.definitions_export import account_paths, path_beside
from annotator.operations.exporting.export_report import ExportReport, PartCount
from annotator.operations.exporting.outgoing import Outgoing
from annotator.operations.exporting.splitting import Dealer
from annotator.store.project import Project
from annotator.tasks import Progress, seldom_collecting

if TYPE_CHECKING:
    from annotator.operations.exporting.account import Account

STDOUT = Path("-")
_ALL = "all"
_BUFFER = 1 << 20


def write_proved(source: Outgoing, out: Path, draft: Path) -> tuple[int, int]:
    """Fill the draft of a file of JSON lines and read it again; returns how many articles and spans
    are in it. Raises InputError and OSError.
    """
    with draft.open("wb", _BUFFER) as file:
        counts = _write_lines(source, file, prove=False)
    if jsonl.prove_file(draft) != counts:
        raise InputError("what was read back is not what was written")
    return counts


def export_jsonl(
    project: Project,
    out: Path,
    choice: Choice,
    *,
    progress: Progress | None = None,
    write: Callable[[Outgoing, Path, Path], tuple[int, int]] = write_proved,
) -> ExportReport:
    """Write one record a line to ``out``, or to standard output when that is ``-``.

    Guidelines and labels go into a file beside ``out``. ``write`` fills the draft of a file and
    proves it, and returns how many articles and spans are in it.
    Raises AnnotatorError when it cannot be written, and then an older file is as it was.
    """
    source = Outgoing(project, choice, progress or Progress(), TARGETS[JSONL])
    defined = None if out == STDOUT else source.definitions()
    if defined is None:
        counts = _write_lines(source, sys.stdout.buffer, prove=True)
        sys.stdout.buffer.flush()
        return source.report(*counts)
    with writing(out), contextlib.ExitStack() as drafts:
        beside = drafts.enter_context(replacing(path_beside(out)))
        paths = account_paths(out)
        draft = drafts.enter_context(replacing(out))
        beside.write_bytes(markdown(defined, whole=True))
        counts = write(source, out, draft)
        report = source.report(*counts, definitions=defined)
        source.account(report, out).write(paths, {out: draft, path_beside(out): beside}, drafts)
    return report


def _write_lines(source: Outgoing, file: BinaryIO, *, prove: bool) -> tuple[int, int]:
    # What goes to standard output cannot be read again, so each line is proved before.
    articles = spans = 0
    for _, record in source.records():
        line = jsonl.line(record, with_tokens=source.choice.tokens)
        if prove and jsonl.prove(line) != len(record.spans):
            raise InputError("a span was lost on the way")
        file.write(line)
        source.tally.add(_ALL, record)
        articles += 1
        spans += len(record.spans)
    return articles, spans


def export_spacy(
    project: Project,
    folder: Path,
    choice: Choice,
    *,
    split: Split,
    progress: Progress | None = None,
) -> ExportReport:
    """Write train, dev and test as DocBin files into ``folder``, with the report, guidelines and
    labels beside them.

    Raises AnnotatorError when they cannot be written.
    """
    from annotator.nlp.tokenizer import mend_tokenizer

    nlp = spacy.blank_english()
    mend_tokenizer(nlp)
    stock = spacy.StockEdges(spacy.blank_english().tokenizer)
    part = partial(spacy.Part, nlp.tokenizer, group=choice.span_key, edges=stock)
    adjusted: list[spacy.Adjustment] = []
    tokens_of = partial(spacy.tokens_of, nlp.tokenizer)
    source = Outgoing(project, choice, progress or Progress(), TARGETS[SPACY], tokens_of)
    with writing(folder), contextlib.ExitStack() as drafts:
        parts = {name: drafts.enter_context(contextlib.closing(part())) for name in PARTS}
        dealer = Dealer(project, source.wanted, split, source.choice.pseudonyms)
        for sha256, record in source.records():
            name = dealer.part(sha256, record)
            adjusted += parts[name].add(record)
            source.tally.add(name, record)
        report = source.report(
            sum(part.articles for part in parts.values()),
            sum(part.spans for part in parts.values()),
            adjusted=adjusted,
            parts={
                name: PartCount(part.articles, part.spans, part.entities)
                for name, part in parts.items()
            },
            definitions=source.definitions(),
            split=dealer.dealt(),
        )
        _write_folder(folder, parts, source.account(report, folder, split), drafts)
    return report


def _write_folder(
    folder: Path, parts: dict[str, spacy.Part], account: Account, drafts: contextlib.ExitStack
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[Path, Path] = {}
    # All are written and proved before the first takes its place.
    for name, part in parts.items():
        path = folder / f"{name}.spacy"
        files[path] = drafts.enter_context(replacing(path))
        part.write(files[path])
    if account.report.definitions is not None:
        path = folder / IN_FOLDER
        files[path] = drafts.enter_context(replacing(path))
        files[path].write_bytes(markdown(account.report.definitions))
    account.write((folder / REPORT, folder / CARD), files, drafts)


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Word what goes wrong while writing to ``out`` as an AnnotatorError."""
    try:
        with seldom_collecting():
            yield
    except InputError as error:
        raise AnnotatorError(
            f"The export to {out} was given up, since reading it again failed: {error}; report "
            "this as a bug."
        ) from error
    except OSError as error:
        raise AnnotatorError(f"{out} cannot be written: {error.strerror}.") from error
