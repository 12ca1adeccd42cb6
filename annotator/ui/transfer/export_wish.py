"""What a person asks for in the export dialog: looked at before, and done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.domain.splits import Split
from annotator.formats.writers import Target
from annotator.operations.exporting import licence as licences
from annotator.operations.exporting import preflight
from annotator.operations.exporting.export_formats import export
from annotator.operations.exporting.export_report import ExportReport
from annotator.operations.exporting.exporter import Choice
from annotator.operations.exporting.preflight_words import Preflight
from annotator.operations.exporting.pseudonym_key import KeyFiles, with_pseudonyms
from annotator.store.project import Project
from annotator.tasks import Progress
from annotator.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ExportWish:
    """``files`` are those of the pseudonyms, None where people keep their names."""

    kind: Target
    out: Path
    choice: Choice
    split: Split
    files: KeyFiles | None = None

    def check(self, project: Project, progress: Progress) -> Preflight:
        """What it would do; nothing is written. Raises AnnotatorError."""
        asked = project, self.choice, self.split, self.files, self.out
        choice, split = with_pseudonyms(*asked, keep=False)
        return preflight.check(project, choice, kind=self.kind.name, split=split, progress=progress)

    def run(self, workspace: Workspace, progress: Progress) -> ExportReport:
        """Do it, and keep the licence in the project. What is there is replaced, since the person
        was asked. Raises AnnotatorError.
        """
        project = workspace.project
        choice, split = with_pseudonyms(project, self.choice, self.split, self.files, self.out)
        if not project.read_only:
            licences.choose(workspace, choice.licence or "")
        return export(
            *(project, self.out, choice),
            kind=self.kind.name,
            split=split,
            progress=progress,
            force=True,
        )
