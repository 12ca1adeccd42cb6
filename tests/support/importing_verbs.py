"""What tests do to bring files in, with the choices that most of them need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.domain.records import ImportIssue
from annotator.operations.importing.finding import File
from annotator.operations.importing.importer import ImportChoices, ImportReport, bring_in
from annotator.store.project import Project
from annotator.tasks import Progress
from annotator.workspace import Workspace


def import_files(
    project: Project,
    paths: Sequence[File | ImportIssue],
    *,
    annotator: str,
    progress: Progress | None = None,
    **choices: object,
) -> ImportReport:
    """Bring files in as ``annotator``; ``choices`` are fields of `ImportChoices`."""
    wanted = replace(ImportChoices(), **choices)  # type: ignore[arg-type]
    return bring_in(Workspace(project, annotator), paths, choices=wanted, progress=progress)
