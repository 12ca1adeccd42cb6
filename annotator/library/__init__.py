"""The program as a library: projects, and suggestions for texts, as values of a script."""

from __future__ import annotations

from annotator.library.corpus import PartReport, suggest_corpus
from annotator.library.projects import AnnotationProject, LeftOutWarning, open_project
from annotator.library.texts import suggest

__all__ = [
    "AnnotationProject",
    "LeftOutWarning",
    "PartReport",
    "open_project",
    "suggest",
    "suggest_corpus",
]
