"""Copies of a project made while it is in use, checked before they count."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from annotator.domain.errors import ProjectError
from annotator.files import to_disk
from annotator.store import gate
from annotator.store.engine import reason


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
