"""Bringing files into a project, in batches that are each committed whole."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from annotator.domain.errors import SaveError
from annotator.domain.records import Record, RecordSpan, RejectedSpan, Remark
from annotator.formats.reader import ReadOptions
from annotator.formats.registry import READERS
from annotator.operations import reading, stories
from annotator.operations.muting import Muter
from annotator.store import labels as label_store
from annotator.store.exchange import Added, add_records
from annotator.store.project import Project
from annotator.tasks import Progress

KINDS = (reading.AUTO, *READERS)
_BATCH = 900  # SQLite before 3.32 takes 999 values a statement
_REPORT = 50
_AS_FOUND = ReadOptions()
_BATCH_CHARACTERS = 10_000_000  # long articles make smaller batches, so memory stays bounded

P = TypeVar("P", RecordSpan, RejectedSpan)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. ``remarks`` name every file, line and span that needs a look."""

    added: Added = field(default_factory=Added)
    remarks: tuple[Remark, ...] = ()

    @property
    def rejections(self) -> tuple[Remark, ...]:
        """The remarks about what did not come in."""
        return tuple(remark for remark in self.remarks if remark.loss)

    @property
    def notes(self) -> tuple[Remark, ...]:
        """The remarks about what came in and should be looked at."""
        return tuple(remark for remark in self.remarks if not remark.loss)

    def to_json(self) -> dict[str, object]:
        """The report as a JSON object."""
        return {
            "articles": self.added.articles,
            "already_there": self.added.known,
            "spans": self.added.spans,
            "rejected": [remark.to_json() for remark in self.rejections],
            "notes": [remark.to_json() for remark in self.notes],
        }


def import_files(
    project: Project,
    paths: Sequence[Path],
    *,
    annotator: str,
    kind: str = reading.AUTO,
    options: ReadOptions = _AS_FOUND,
    as_annotations: bool = False,
    mute: bool = True,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring files and folders into a project; what cannot come in is in the report.

    With ``mute`` the furniture of new articles is set aside, except in records that are
    somebody's work. New articles that tell nearly the same as others come with a note.
    Raises SaveError when the project refuses; the batches before stay, and running the import
    again goes on after them.
    """
    muter = Muter(project) if mute else None
    run = _Import(project, annotator, as_annotations, muter, progress or Progress())
    run.refuse_read_only()
    before = stories.last_number(project)
    found = list(reading.find(paths))
    files = [item for item in found if isinstance(item, Path)]
    total = sum(reading.count(path, kind=kind, options=options) for path in files)
    with _seldom_collecting():
        for item in found:
            if isinstance(item, Remark):
                run.remarks.append(item)
            else:
                run.read(item, kind=kind, options=options, total=total)
        run.flush()
    run.remarks += stories.note_near_duplicates(project, after=before, progress=run.progress)
    return ImportReport(run.added, tuple(run.remarks))


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Have Python look for unreachable cycles less often: records have none, and are many.

    A tenth of the time of an import went into looking.
    """
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class _Import:
    """One import under way: the batch being filled and what has happened so far."""

    def __init__(
        self,
        project: Project,
        annotator: str,
        as_annotations: bool,
        muter: Muter | None,
        progress: Progress,
    ) -> None:
        self.added = Added()
        self.remarks: list[Remark] = []
        self._project = project
        self._annotator = annotator
        self._as_annotations = as_annotations
        self._muter = muter
        self.progress = progress
        self._batch: list[Record] = []
        self._characters = 0
        self._done = 0
        with project.reading() as connection:
            self._labels = {label.name for label in label_store.labels(connection)}

    def refuse_read_only(self) -> None:
        if self._project.read_only:
            with self._project.writing():
                pass  # says so in the project's own words

    def read(self, path: Path, *, kind: str, options: ReadOptions, total: int) -> None:
        for item in reading.read(path, kind=kind, options=options):
            if isinstance(item, Remark):
                self.remarks.append(item)
                continue
            self._batch.append(self._known_labels(item))
            self._characters += len(item.article.text)
            self._done += 1
            if len(self._batch) >= _BATCH or self._characters >= _BATCH_CHARACTERS:
                self.flush()
            if self._done % _REPORT == 0:
                self.progress.report(self._done, max(total, self._done))

    def flush(self) -> None:
        """Commit the batch."""
        if not self._batch:
            return
        parts = [self._muter.parts_of(record) for record in self._batch] if self._muter else ()
        try:
            with self._project.writing(bulk=True) as connection:
                added = add_records(
                    connection,
                    self._batch,
                    annotator=self._annotator,
                    as_annotations=self._as_annotations,
                    furniture=parts,
                )
        except SaveError as error:
            raise SaveError(f"{error} {self._so_far()}") from error
        self.added += added
        self._batch = []
        self._characters = 0

    def _so_far(self) -> str:
        if not self.added.articles:
            return "Nothing was imported."
        return (
            f"{self.added.articles} articles had been imported before and are kept; import again "
            "to go on from there."
        )

    def _known_labels(self, record: Record) -> Record:
        used = {span.label for span in record.spans} | {span.label for span in record.rejected}
        if used <= self._labels:
            return record
        return replace(
            record,
            spans=tuple(self._with_label(record, record.spans)),
            rejected=tuple(self._with_label(record, record.rejected)),
        )

    def _with_label(self, record: Record, spans: Sequence[P]) -> Iterator[P]:
        for span in spans:
            if span.label in self._labels:
                yield span
            else:
                reason = (
                    f"the span {span.start} to {span.end} was left out: the project has no label "
                    f"“{span.label}”"
                )
                self.remarks.append(Remark(record.file, record.line, reason))
