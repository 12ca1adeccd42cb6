"""Moving a project between a file and a server."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotator.files import with_ending
from annotator.store.check import counts
from annotator.store.copying import copy_records
from annotator.store.file import file_format
from annotator.store.file.backup import backup_file
from annotator.store.project import Project, create_project, open_project
from annotator.tasks import Progress


@dataclass(frozen=True, slots=True)
class Copied:
    """Where a copy is, and what it holds."""

    target: str
    articles: int
    annotations: int


def copy(project: Project, target: str, *, progress: Progress | None = None) -> Copied:
    """Copy a project, which may be in use, to a new file or into an empty database.

    A path without a suffix gets one. Raises ProjectError where there is a project already, and
    Cancelled; then nothing is made.
    """
    progress = progress or Progress()
    if not file_format.is_url(target):
        target = str(with_ending(Path(target), file_format.SUFFIX))
    with _still(project) as source, source.reading() as rows:
        made = create_project(
            target, fill=lambda connection: copy_records(rows, connection, progress.report)
        )
    try:
        with made.reading() as connection:
            articles, annotations = counts(connection)
    finally:
        made.close()
    return Copied(target, articles, annotations)


@contextmanager
def _still(project: Project) -> Iterator[Project]:
    """The project as it is now, so that nobody who works in its file has to wait meanwhile."""
    if project.path is None:  # a server lets others write while it is read
        yield project
        return
    with tempfile.TemporaryDirectory(prefix="annotator-copy-") as folder:
        still = open_project(backup_file(project.path, Path(folder, project.path.name)))
        try:
            yield still
        finally:
            still.close()
