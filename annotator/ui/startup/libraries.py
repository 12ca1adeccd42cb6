"""Which libraries of the system the window lacks, and in which of Debian's packages they are."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from annotator.domain.errors import AnnotatorError

_MISSING = re.compile(r"(lib\S+\.so[.\d]*): cannot open shared object file")
# Those of PySide6 itself are found by other ways than `ldd` knows.
_NOT_FOUND = re.compile(r"^\s*(lib(?!shiboken|pyside|Qt)\S+\.so[.\d]*) => not found", re.MULTILINE)
# Debian calls a package by the name and number of its library; these are older than that custom.
_NAMED_OTHERWISE = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
}
# All that the window lacks is told at once, though Qt loads one after the other.
_LOADED = (
    "QtCore.abi3.so",
    "QtGui.abi3.so",
    "QtWidgets.abi3.so",
    "Qt/plugins/platforms/libqxcb.so",
)


def missing_library(error: ImportError) -> AnnotatorError:
    """In one sentence, what kept Qt from being loaded."""
    said = _MISSING.search(str(error))
    if said is None:
        return AnnotatorError(f"The window cannot be shown: {error}; install the program again.")
    return lacking({said[1], *missing_of(*_LOADED)})


def lacking(sonames: Iterable[str]) -> AnnotatorError:
    """That the window needs libraries of the system, and how one gets them."""
    names = sorted(sonames)
    packages = " ".join(sorted({package_of(name) for name in names}))
    what, them = (
        (f"{names[0]}, which this system lacks", "it")
        if len(names) == 1
        else (f"{len(names)} libraries that this system lacks", "them")
    )
    return AnnotatorError(
        f"The window needs {what}; install {them} with “sudo apt install {packages}” (so called on "
        "Debian and Ubuntu)."
    )


def missing_of(*files: str) -> set[str]:
    """The libraries that files of PySide6 need and the system does not have."""
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None or shutil.which("ldd") is None:
        return set()
    paths = [str(Path(spec.origin).parent / file) for file in files]
    told = subprocess.run(["ldd", *paths], capture_output=True, text=True, check=False)
    return set(_NOT_FOUND.findall(told.stdout))


def package_of(soname: str) -> str:
    """The package of Debian with a library: ``libxcb-cursor0`` for ``libxcb-cursor.so.0``."""
    name, _, number = soname.partition(".so.")
    name = name.lower().replace("_", "-")
    return _NAMED_OTHERWISE.get(soname, f"{name}{'-' if name[-1].isdigit() else ''}{number}")
