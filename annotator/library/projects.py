"""A project opened to be read: its articles, whose work there is, gold, exports."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.domain.gold import GOLD
from annotator.domain.records import Record
from annotator.domain.splits import Split
from annotator.domain.values import NewArticle, Status
from annotator.operations.exporting import export_formats
from annotator.operations.exporting.choice import Choice
from annotator.operations.exporting.export_report import ExportReport
from annotator.operations.exporting.outgoing import Outgoing
from annotator.operations.exporting.outgoing_records import records
from annotator.store.articles import article_rows
from annotator.store.articles.snapshots import annotators
from annotator.store.file import file_format
from annotator.store.project import Project
from annotator.store.project import open_project as open_in_store
from annotator.tasks import Progress

_BATCH = 200  # articles


class LeftOutWarning(UserWarning):
    """Something of a project was not given out, since it is damaged or lies in muted text."""


def open_project(target: str | PathLike[str]) -> AnnotationProject:
    """The project at a path, or at the URL of a server; close it, or open it in a ``with``.

    Raises ProjectError.
    """
    return AnnotationProject(open_in_store(file_format.locate(str(target))))


class AnnotationProject:
    """A project that is read while others may work in it. Nothing of it is changed."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._project.close()

    @property
    def annotators(self) -> tuple[str, ...]:
        """The names of those who have worked in it, in alphabetical order."""
        with self._project.reading() as connection:
            return tuple(annotators(connection))

    def articles(self) -> Iterator[NewArticle]:
        """Every article with its whole text and what came with it, in the order of import.

        What is damaged is passed over and named by a `LeftOutWarning`.
        """
        with self._project.reading() as connection:
            numbers = article_rows.numbers(connection)
        for at in range(0, len(numbers), _BATCH):
            wanted = [(number, "") for number in numbers[at : at + _BATCH]]
            for item in records(self._project, wanted):
                for missing in item.left_out:
                    warnings.warn(str(missing), LeftOutWarning, stacklevel=2)
                if item.record is not None:
                    yield item.record.article

    def annotations(
        self, annotator: str, *, done_only: bool = True, keep_muted: bool = False
    ) -> Iterator[Record]:
        """The articles an annotator has finished, each with the spans made in it.

        Offsets are code points, half open, into ``record.article.text``, which is without muted
        parts unless ``keep_muted``. ``annotator`` may be “best”: gold where there is gold, else the
        work of one who has finished. What cannot be given out is named by a `LeftOutWarning`.

        Raises ProjectError for a name nobody has worked under.
        """
        dealt = self.dealt(annotator, done_only=done_only, keep_muted=keep_muted)
        yield from (record for _, record in dealt)

    def gold(self, *, done_only: bool = True, keep_muted: bool = False) -> Iterator[Record]:
        """The articles a review has signed off, with their gold spans; see `annotations`.

        Without ``done_only`` also those under review.
        """
        return self.annotations(GOLD, done_only=done_only, keep_muted=keep_muted)

    def dealt(
        self, annotator: str, *, done_only: bool = True, keep_muted: bool = False
    ) -> Iterator[tuple[str, Record]]:
        """The `annotations`, each behind the hash that says which part of a `Split` it goes to."""
        choice = _choice(annotator, done_only, keep_muted)
        outgoing = Outgoing(self._project, choice, Progress(), target=None)
        yield from outgoing.records()
        for missing in outgoing.left_out:
            warnings.warn(str(missing), LeftOutWarning, stacklevel=2)

    def export(
        self,
        out: str | PathLike[str],
        annotator: str,
        *,
        format: str = "jsonl",
        done_only: bool = True,
        keep_muted: bool = False,
        split: str = "80:10:10",
        seed: int = 0,
        force: bool = False,
    ) -> ExportReport:
        """Write a file or a folder as the command ``export`` does, proved by reading it again.

        ``annotator`` may be “gold” or “best”, ``format`` whatever the command takes; ``split`` and
        ``seed`` say how articles are dealt out where the format has parts. What an earlier export
        has written is replaced; other files only with ``force``. The report's ``sentences()`` say
        what was left out.

        Raises AnnotatorError, and then an older file is as it was.
        """
        return export_formats.export(
            self._project,
            Path(out),
            _choice(annotator, done_only, keep_muted),
            kind=format,
            split=Split.parse(split, seed=seed),
            force=force,
        )


def _choice(annotator: str, done_only: bool, keep_muted: bool) -> Choice:
    return Choice(annotator, (Status.DONE,) if done_only else tuple(Status), keep_muted)
