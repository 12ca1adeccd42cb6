"""Copies of a project made while it is in use, checked before they count."""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from itertools import chain
from pathlib import Path

from annotator.domain.errors import ProjectError
from annotator.files import numbered, put_new, to_disk
from annotator.store.engine import reason
from annotator.store.file import file_format
from annotator.store.file.shape import refuse_foreign

_JOURNAL = "-journal"


def backup_file(path: Path, copy: Path) -> Path:
    """Write a consistent copy of the project at ``path`` to ``copy`` and verify it.

    Raises ProjectError, also if there is something at ``copy`` already.
    """
    return _back_up(path, [copy])


def backup_beside(path: Path, copy: Path) -> Path:
    """As `backup_file`, under the next name that is free; an equal copy made before will do."""
    return _back_up(path, numbered(copy))


def _back_up(path: Path, names: Iterable[Path]) -> Path:
    file_format.inspect(path)
    candidates = iter(names)
    copy = next(candidates)
    draft = copy.with_name(f".{copy.name}.{os.getpid()}.new")
    try:
        _copy(path, draft)
        for name in chain([copy], candidates):
            with contextlib.suppress(FileExistsError):
                put_new(draft, name)
                to_disk(name.absolute().parent)
                return name
            if name.is_file() and filecmp.cmp(draft, name, shallow=False):
                return name
    except sqlite3.Error as error:
        raise ProjectError(f"{path} could not be backed up to {copy}: {reason(error)}") from error
    except OSError as error:
        raise ProjectError(f"{path} could not be backed up to {copy}: {error.strerror}.") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    raise ProjectError(f"{copy} exists already; choose another name.")


def _copy(path: Path, draft: Path) -> None:
    with (
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(draft)) as target,
    ):
        refuse_foreign(source, path)
        source.backup(target)
        verdict = target.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise ProjectError(f"{path} is damaged ({verdict}); restore an earlier backup.")
    to_disk(draft)


def replace_file(path: Path, copy: Path, aside: Path) -> None:
    """Put a copy of ``copy`` in the place of the project at ``path``, which is kept as ``aside``.

    There is a whole project at ``path`` at any moment. Raises ProjectError.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.restored")
    try:
        draft.unlink(missing_ok=True)  # of a process of the same number that was killed
        backup_file(copy, draft)
        _set_aside(path, aside)
        draft.replace(path)
        to_disk(path.absolute().parent)
    except OSError as error:
        raise ProjectError(f"{path} cannot be replaced: {error.strerror}.") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _set_aside(path: Path, aside: Path) -> None:
    try:
        os.link(path, aside)
    except FileExistsError:
        raise
    except OSError:
        # Not every file system has links.
        with path.open("rb") as original, aside.open("xb") as copy:
            shutil.copyfileobj(original, copy)
    to_disk(aside)
    journal = path.with_name(path.name + _JOURNAL)
    if journal.exists():
        # Left by a crash, it would be played back into the file that comes in its place.
        journal.rename(aside.with_name(aside.name + _JOURNAL))
