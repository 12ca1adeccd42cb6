"""Where the files that travel with the program are: checkout, wheel and frozen build alike."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _root(folder: str) -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / folder
    packed = _PACKAGE / f"_{folder}"
    return packed if packed.is_dir() else _PACKAGE.parent / folder


def resource(*parts: str) -> Path:
    """The path of a file or folder below ``resources/``; it need not exist."""
    return _root("resources").joinpath(*parts)


def seeds() -> Path:
    """The folder of the sample articles."""
    return _root("seeds")
