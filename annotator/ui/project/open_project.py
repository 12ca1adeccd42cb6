"""What can be set in an open project: labels, names, policy, control share, assignments."""

from __future__ import annotations

from annotator.domain.wording import filled
from annotator.operations import control_share, figures
from annotator.operations.reviewing import assigning
from annotator.ui.project.assign_dialog import AssignDialog
from annotator.ui.project.control_share_dialog import ControlShareDialog
from annotator.ui.project.labels_dialog import LabelsDialog
from annotator.ui.project.name_actions import NameActions
from annotator.ui.project.pipeline_actions import PipelineActions
from annotator.ui.project.policy_dialog import PolicyDialog
from annotator.ui.shell.action_rows import ANNOTATE
from annotator.ui.shell.context import Context
from annotator.ui.shell.room import OpenRoom


class OpenSettings(OpenRoom):
    """The dialogs that change what a project is worked on by."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        names = NameActions(context.session, context.surface)
        pipelines = PipelineActions(context)
        self.bind(
            {
                "labels": self._ask_labels,
                "names": names.ask,
                "policy": self._ask_policy,
                "unaided": self._ask_control_share,
                "pipeline": pipelines.ask,
            }
        )
        self.bind(
            {
                "remember": names.remember,
                "never_name": names.never,
                "assign": self._ask_assignment,
            },
            ANNOTATE,
        )

    def _ask_labels(self) -> None:
        """Let the person change the labels of the project."""
        context = self.context
        LabelsDialog.ask(context.window, context.session.workspace, context.table.action_with)

    def _ask_policy(self) -> None:
        """Let the person choose what vague magnitudes are worth in the project."""
        workspace = self.context.session.workspace
        policy = PolicyDialog.ask(self.context.window, workspace.policy)
        if policy is not None:
            title = filled(self.tr("Approximate numbers: %1"), policy.title)
            self.context.session.attempt(lambda: figures.choose_policy(workspace, policy), title)

    def _ask_control_share(self) -> None:
        """Ask for the share of articles without suggestions, and hide them there from now on."""
        session = self.context.session
        project = session.workspace.project
        now = session.look(lambda: control_share.chosen(project))
        if now is None:
            return
        share = ControlShareDialog.ask(
            self.context.window,
            now.share,
            lambda share: session.look(lambda: control_share.would_be(project, share)),
        )
        if share is not None:
            title = filled(self.tr("Articles without suggestions: %1 %"), share)
            session.attempt(lambda: self._choose_control_share(share), title)

    def _choose_control_share(self, share: int) -> None:
        control_share.choose(self.context.session.workspace, share)
        text = self.tr("Suggestions are now shown in every article.")
        if share:
            text = filled(self.tr("Suggestions are now hidden in %1 % of the articles."), share)
        self.context.status.advise(text)

    def _ask_assignment(self) -> None:
        """Ask to whom articles go, and deal them out."""
        session = self.context.session
        workspace = session.workspace
        standing = session.look(lambda: assigning.standing(workspace.project))
        if standing is None:
            return
        people = list(dict.fromkeys([*standing.known, workspace.annotator]))
        wish = AssignDialog.ask(self.context.window, people, standing.people, standing.articles)
        if wish is not None:
            self.context.tasks.run(
                self.tr("Assigning…"),
                lambda progress: assigning.assign(
                    workspace, to=wish.people, overlap=wish.overlap, again=wish.again
                ),
                self._on_assigned,
            )

    def _on_assigned(self, report: assigning.Assigned) -> None:
        shares = ", ".join(f"{name} {count:,}" for name, count in report.people.items())
        text = self.tr("Articles newly assigned: %1. Assigned in all: %2.")
        self.context.status.advise(filled(text, report.added, shares))
