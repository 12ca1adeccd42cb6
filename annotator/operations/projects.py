"""Making, copying and putting back whole projects."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator import resources
from annotator.domain.errors import ProjectError
from annotator.files import put_new
from annotator.operations.importing import import_files
from annotator.places import login_name
from annotator.store import gate
from annotator.store.project import Project, create_project, open_project


def locate(target: str) -> str | Path:
    """The project meant by what a person typed: a URL, a path, or a path without its suffix."""
    if gate.is_url(target):
        return target
    path = Path(target)
    longer = path.with_name(path.name + gate.SUFFIX)
    return longer if not path.exists() and longer.is_file() else path


@contextmanager
def opened(target: str) -> Iterator[Project]:
    """The project a person named, closed again when the block ends. Raises ProjectError."""
    project = open_project(locate(target))
    try:
        yield project
    finally:
        project.close()


def new(target: str) -> str:
    """Make an empty project with the default labels; returns its path or URL.

    A path without a suffix gets one. Raises ProjectError if it exists or cannot be made.
    """
    if not gate.is_url(target) and not Path(target).suffix:
        target += gate.SUFFIX
    create_project(target).close()
    return target


def make_sample(path: Path, *, annotator: str | None = None) -> None:
    """Make the sample project with the seed articles. A half-made one never stands at ``path``.

    Raises ProjectError if something is at ``path`` already or it cannot be made.
    """
    if path.exists():
        raise ProjectError(f"{path} exists already; open it or choose another name.")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".sample-") as folder:
            draft = Path(folder, path.name)
            project = create_project(draft)
            try:
                person = annotator or login_name()
                report = import_files(project, [resources.seeds()], annotator=person)
            finally:
                project.close()
            if report.rejections:
                raise ProjectError(f"The sample could not be made: {report.rejections[0]}.")
            put_new(draft, path)
    except FileExistsError:
        raise ProjectError(f"{path} exists already; open it or choose another name.") from None
    except OSError as error:
        raise ProjectError(f"{path} cannot be made: {error.strerror}.") from error
