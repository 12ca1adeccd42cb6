"""Lets a person choose what suggests in the project, and has the articles read by it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.domain.errors import AnnotatorError
from annotator.domain.pipelines import LabelTable
from annotator.domain.wording import counted, filled
from annotator.operations.suggesting import prelabel, project_pipeline
from annotator.operations.suggesting.project_pipeline import Tried
from annotator.tasks import Progress
from annotator.ui.project.pipeline_dialog import PipelineDialog
from annotator.ui.shell.context import Context


class PipelineActions(QObject):
    """Asks, keeps what was chosen, and says what came of reading the articles again."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.session)
        self._context = context

    def ask(self) -> None:
        """Let the person choose the pipeline of the project and what its labels become."""
        workspace = self._context.session.workspace
        wish = PipelineDialog.ask(
            self._context.window, workspace.pipeline, workspace.labels, self._try_out
        )
        if wish is None:
            return
        choice = wish.choice

        def act() -> bool:
            project_pipeline.choose(workspace, choice)
            return True

        if self._context.session.attempt(act, self.tr("Suggestions")) and wish.read_now:
            self._context.tasks.run(
                self.tr("Reading the articles…"),
                lambda progress: prelabel.prelabel(workspace, progress=progress),
                self._on_read,
            )

    def _try_out(
        self,
        pipeline: str,
        labels: LabelTable,
        progress: Callable[[int, int], None],
        done: Callable[[Tried], None],
        failed: Callable[[AnnotatorError], None],
    ) -> Progress:
        project = self._context.session.workspace.project
        return self._context.tasks.start(
            lambda handle: project_pipeline.try_out(
                project, pipeline, labels=labels, progress=handle
            ),
            done=done,
            failed=failed,
            progress=progress,
            lane="pipeline",
        )

    def _on_read(self, report: prelabel.Prelabelled) -> None:
        text = filled(
            self.tr("%1 were read: %2."),
            counted(report.articles, "article"),
            counted(report.suggestions, "new suggestion"),
        )
        if report.sentences:
            self._context.banner.say(" ".join([text, *report.sentences]))
        else:
            self._context.status.advise(text)
