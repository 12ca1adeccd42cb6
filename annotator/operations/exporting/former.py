"""What an export may write over: what an earlier one has written, as it is since."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from annotator.domain.errors import AnnotatorError
from annotator.domain.splits import PARTS
from annotator.files import may_replace
from annotator.formats.bundles.definitions import (
    CARD,
    IN_FOLDER,
    LABELLING,
    REPORT,
    REPORT_MARK,
    SUFFIX,
)
from annotator.formats.writers import SPACY, TARGETS, WRITERS
from annotator.operations.exporting.definitions_export import account_paths, path_beside

_LABEL_STUDIO = "label-studio"


def refuse_strange(kind: str, out: Path, *, force: bool = False) -> None:
    """Raise AnnotatorError where an export in the format ``kind`` to ``out`` would write over what
    no export has written, or somebody has changed since; with ``force`` only where it never may.

    A report of an earlier export says by their hashes which files are as it wrote them. Nothing is
    lost with an empty file. Raises OSError too.
    """
    if kind == SPACY:
        report = out / REPORT
        _refuse(report, [out / name for name in _names_of_documents()], force=force)
    elif TARGETS[kind].suffix:
        may_replace(out)
        report, card = account_paths(out)
        tables = WRITERS[kind].tables if kind in WRITERS else ()
        suffixes = [SUFFIX, *tables, *([LABELLING] if kind == _LABEL_STUDIO else ())]
        beside = [path_beside(out, suffix) for suffix in suffixes]
        _refuse(report, [out, *beside, card], force=force)
    elif out.exists() and (not out.is_dir() or any(out.iterdir())):
        # Old files in it would be taken for new ones.
        raise AnnotatorError(f"{out} is there already and not empty; choose a new folder.")


def is_there(kind: str, out: Path) -> bool:
    """Whether an export to ``out`` takes the place of another, or of what is no export."""
    if kind == SPACY:
        return any(os.path.lexists(out / name) for name in _names_of_documents())
    return os.path.lexists(out)


def _names_of_documents() -> list[str]:
    return [*(f"{name}.spacy" for name in PARTS), IN_FOLDER, CARD, REPORT]


def _refuse(report: Path, paths: list[Path], *, force: bool) -> None:
    written = _written(report)
    for path in paths if not force else ():
        is_own = path == report and written is not None
        if os.path.exists(path) and not is_own and not _is_as_it_was(path, (written or {})):
            raise AnnotatorError(
                f"{path} is there already and is not as an export has written it; choose another "
                "name, or replace it with --force."
            )


def _written(report: Path) -> Mapping[str, Any] | None:
    """What a report says of the files of its export; None where it is no report of one."""
    try:
        data = report.read_bytes()
        said = orjson.loads(data) if data.startswith(REPORT_MARK) else None
    except (FileNotFoundError, NotADirectoryError, orjson.JSONDecodeError):
        return None
    files = said.get("files") if isinstance(said, dict) else None
    return files if isinstance(files, dict) else None


def _is_as_it_was(path: Path, written: Mapping[str, Any]) -> bool:
    if not path.is_file():
        return False
    size = path.stat().st_size
    match written.get(path.name):
        case {"sha256": str(digest), "bytes": int(count)} if count == size:
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == digest
    return size == 0
