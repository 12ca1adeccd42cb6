"""Copies of a project made while it is in use, checked before they count."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from annotator.domain.errors import ProjectError
from annotator.files import to_disk
from annotator.store import gate
from annotator.store.engine import reason

_JOURNAL = "-journal"


def backup_file(path: Path, copy: Path) -> Path:
    """Write a consistent copy of the project at ``path`` to ``copy`` and verify it.

    An existing ``copy`` is replaced only once the new one has been verified. Raises ProjectError.
    """
    gate.inspect(path)
    draft = copy.with_name(f".{copy.name}.{os.getpid()}.new")
    try:
        with (
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(draft)) as target,
        ):
            source.backup(target)
            verdict = target.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            raise ProjectError(f"{path} is damaged ({verdict}); restore an earlier backup.")
        to_disk(draft)
        draft.replace(copy)
        to_disk(copy.parent)
    except sqlite3.Error as error:
        raise ProjectError(f"{path} could not be backed up to {copy}: {reason(error)}") from error
    except OSError as error:
        raise ProjectError(f"{path} could not be backed up to {copy}: {error.strerror}.") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    return copy


def replace_file(path: Path, copy: Path, aside: Path) -> None:
    """Put a copy of ``copy`` in the place of the project at ``path``, which is kept as ``aside``.

    There is a whole project at ``path`` at any moment. Raises ProjectError.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.restored")
    try:
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
        shutil.copy2(path, aside)  # not every file system has links
    to_disk(aside)
    journal = path.with_name(path.name + _JOURNAL)
    if journal.exists():
        # Left by a crash, it would be played back into the file that comes in its place.
        journal.rename(aside.with_name(aside.name + _JOURNAL))
