"""Looks at a project file before any database library may: what is it, can it be opened?

Plain standard library, since the window asks before SQLModel is imported.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

from annotator.domain.errors import ProjectError
from annotator.files import is_folder_name

APPLICATION_ID = 0x414E4F54  # "ANOT" in the header of every project file
SCHEMA = 9  # raised by one with every migration, kept in PRAGMA user_version
SUFFIX = ".annot"
_MAGIC = b"SQLite format 3\x00"
_HEADER = struct.Struct(">60xI4xI")


def is_url(project: str) -> bool:
    """Whether a project is named by a database URL and not by a path."""
    return "://" in project


def locate(project: str) -> str | Path:
    """The project meant by what a person typed: a URL, a path, or a path without its suffix."""
    if is_url(project):
        return project
    path = Path(project)
    if os.path.exists(path) or is_folder_name(path):
        return path
    longer = path.with_name(path.name + SUFFIX)
    return longer if os.path.isfile(longer) else path


def inspect(path: Path) -> int:
    """The schema number of a project file.

    Raises ProjectError when there is no file, when it is empty or something else, or when a
    newer version of the program made it.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe would be waited on
            raise ProjectError(f"{path} is no file; choose a file ending in {SUFFIX}.")
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise ProjectError(
            f"There is no project at {path}; make one with “annotator new”."
        ) from None
    except OSError as error:
        raise ProjectError(f"{path} cannot be opened: {error.strerror}.") from error
    if not header:
        raise ProjectError(f"{path} is empty, so it is no project; restore a backup of it.")
    if not header.startswith(_MAGIC) or len(header) < 100:
        raise ProjectError(f"{path} is no annotation project; choose a file ending in {SUFFIX}.")
    schema, application = _HEADER.unpack_from(header)
    if application != APPLICATION_ID:
        raise ProjectError(
            f"{path} is a database of another program; choose a file ending in {SUFFIX}."
        )
    if schema > SCHEMA:
        raise ProjectError(
            f"{path} was made by a newer version of the program (project format {schema}, this "
            f"version reads up to {SCHEMA}); update the program."
        )
    return int(schema)


def is_read_only(path: Path) -> bool:
    """Whether nothing may be written to the file or beside it (where the journal goes)."""
    return not (_writable(path) and _writable(path.parent))


def _writable(path: Path) -> bool:
    # The mode bits count even for the superuser: who takes them all away means it.
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK)
