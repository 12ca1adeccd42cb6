"""Where tests have their projects: files, or databases of a server. Migrations run once."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from postgres_server import Address

from annotator.store.project import create_project


def put_empty_project(place: Path | Address) -> None:
    """Make an empty project: a file, or a database of a server."""
    if isinstance(place, Address):
        place.server.make_project(place.database)
    else:
        place.write_bytes(_file())


def put_nothing(place: Path | Address) -> Path | Address:
    """Let a project be made at ``place``: a server needs an empty database for it."""
    if isinstance(place, Address):
        place.server.make(place.database)
    return place


def is_there(place: Path | Address) -> bool:
    """Whether a project has been made at ``place``."""
    return place.is_made if isinstance(place, Address) else place.exists()


def copy_project(place: Path | Address, copy: Path | Address) -> None:
    """Copy a project that may be open, though nobody writes to it."""
    if isinstance(place, Address):
        place.server.make(copy.database, template=place.database)  # type: ignore[union-attr]
    else:
        shutil.copy(place, copy)


@cache
def _file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "empty.annot")
        create_project(path).close()
        return path.read_bytes()
