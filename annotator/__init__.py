"""Annotate actors, locations and figures in news about armed conflict.

As a library it opens projects, gives what is in them, writes exports and suggests spans for texts
(docs/library.md). That is loaded when it is first asked for, so that the program starts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.version import VERSION

if TYPE_CHECKING:
    from annotator.library import (
        AnnotationProject,
        LeftOutWarning,
        PartReport,
        open_project,
        suggest,
        suggest_corpus,
    )

__version__ = VERSION
__all__ = [
    "AnnotationProject",
    "LeftOutWarning",
    "PartReport",
    "__version__",
    "open_project",
    "suggest",
    "suggest_corpus",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from annotator import library

    return getattr(library, name)
