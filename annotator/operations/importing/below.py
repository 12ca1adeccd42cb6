"""Where a file lies below what a person has named, which tells files of one name apart."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePath

from annotator.domain.records import ImportIssue
from annotator.files import shown
from annotator.operations.importing.finding import File


def base_of(paths: Sequence[File | ImportIssue]) -> str:
    """What the paths of files are told from: the one folder that was named, or else the folder
    around all that was; empty where there is none.
    """
    named = [path for path in paths if isinstance(path, Path)]
    if len(named) == 1 and named[0].is_dir():
        return shown(named[0])
    try:
        return shown(os.path.commonpath([path.parent for path in named]))
    except ValueError:  # on other drives, or none
        return ""


def below(file: str, base: str) -> str:
    """A file as it is called below a folder, with “/” between the parts; its name where it is not
    there.
    """
    path, folder = PurePath(file), PurePath(base)
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return path.name
