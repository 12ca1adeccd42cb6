"""The guidelines and what reviewers found missing in them: shown, written, gone back to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMessageBox

from annotator.domain.changes import Change, Part
from annotator.domain.gold import Gap
from annotator.domain.guidelines import Guidelines
from annotator.domain.state import ArticleState
from annotator.domain.wording import counted, filled
from annotator.operations import guidelines
from annotator.operations.unsaved import Unsaved
from annotator.ui.guidelines.guidelines_panel import GuidelinesPanel
from annotator.ui.guidelines.put_back import PutBack
from annotator.ui.shell.action_rows import Mode
from annotator.ui.shell.context import Context
from annotator.ui.shell.drafts import Typed
from annotator.ui.shell.room import OpenRoom


class OpenGuidelines(OpenRoom):
    """Keeps the panel of the guidelines; a new version can put articles back into the queue."""

    def __init__(self, panel: GuidelinesPanel, context: Context) -> None:
        super().__init__(context)
        self._panel = panel
        self._session = context.session
        self.join(context.session.all_saved, self.show)
        self.join(panel.written, self.write)
        self.join(panel.restored, self.restore)
        self.join(panel.opened, self.show)
        self.join(panel.gap_requested, self.go_to_gap)
        self.bind(
            {
                "guidelines": lambda: context.right.toggle(panel),
                "guidelines_versions": lambda: self._shown().begin_choosing(),
                "guidelines_changes": lambda: self._shown().show_last_change(),
                "guidelines_restore": lambda: self._shown().chooser.restore.click(),
                "guidelines_edit": lambda: self._shown().begin_editing(),
            }
        )
        self._back = PutBack(context, lambda: self._shown())
        self.show()

    def show_article(self, state: ArticleState) -> None:
        self._back.arrive(state.article_id)

    def enter(self, mode: Mode) -> None:
        self._back.show(self._session.article)

    def typed(self) -> list[Typed]:
        return self._panel.typed()

    def go_on(self, kept: Unsaved) -> None:
        if kept.guidelines is not None:
            self.context.right.show_panel(self._panel)
            self._panel.go_on(kept.guidelines)

    def close(self) -> None:
        super().close()
        self._back.close()
        self._panel.forget()
        self.context.right.show_mode(self.context.table.mode)

    def _shown(self) -> GuidelinesPanel:
        """The panel, shown beside the text."""
        if not self._panel.isVisible():
            self.context.right.show_panel(self._panel)
        return self._panel

    def show(self) -> None:
        """Show the version that holds, and the gaps as they are now."""
        project = self._session.workspace.project
        versions = self._session.look(lambda: guidelines.all_versions(project))
        if versions is None:
            return
        gaps = self._session.look(lambda: guidelines.gaps(project)) or []
        panel = self._panel
        if not panel.editing:
            panel.show_versions(versions, editable=not project.read_only)
        panel.show_gaps(gaps, new=len(guidelines.since(gaps, versions[0])))

    def write(self, text: str) -> None:
        """Let a text hold from now on; where it answers gaps, offer to annotate those anew."""
        self._write(text, typed=text)

    def restore(self, version: Guidelines) -> None:
        """Let an older version hold again, as a new one."""
        current = self._write(version.text)
        if current is not None and current.version != version.version:
            old = str(version.version) if version.version else self.tr("as shipped")
            text = self.tr("Version %1 was restored as version %2.")
            text = filled(text, old, current.version)
            self._session.said.emit(text)

    def _write(self, text: str, *, typed: str = "") -> Guidelines | None:
        workspace = self._session.workspace
        project = workspace.project
        before = self._session.look(lambda: guidelines.current(project))
        current = self._session.attempt(
            lambda: guidelines.write(workspace, text), self.tr("The new guidelines"), text=typed
        )
        if before is not None and current is not None and current.version != before.version:
            gaps = self._session.look(lambda: guidelines.gaps(project)) or []
            answered = guidelines.since(gaps, before)
            if answered and self._wants_back(answered):
                self._put_back(answered)
        self.show()
        return current

    def go_to_gap(self, gap: Gap) -> None:
        """Show where a gap was found."""
        ruling = gap.ruling
        self.context.go_to(ruling.article_id, (ruling.start, ruling.end))
        self.context.surface.setFocus()

    def follow(self, change: Change) -> None:
        self._back.follow(change)
        is_seen = self._panel.isVisible()  # gaps are counted when it is opened
        if Part.GUIDELINES in change.parts or (is_seen and Part.GOLD in change.parts):
            self.show()

    def _wants_back(self, gaps: Sequence[Gap]) -> bool:
        count = len({gap.ruling.article_id for gap in gaps})
        text = self.tr(
            "%1 found in %2 since the last version. Reopen these articles for their annotators, so "
            "that they are annotated by the new version? Gold stays until it is decided again; "
            "one undo reverts this."
        )
        text = filled(text, counted(len(gaps), "guideline gap"), counted(count, "article"))
        answer = QMessageBox.question(self.context.window, self.tr("New guidelines"), text)
        return answer == QMessageBox.StandardButton.Yes

    def _put_back(self, gaps: Sequence[Gap]) -> None:
        workspace = self._session.workspace
        count = self._session.attempt(
            lambda: guidelines.put_back(workspace, gaps), self.tr("Reopen articles")
        )
        if count is not None:
            text = filled(self.tr("Reopened: %n."), counted(count, "piece of work"))
            self._session.said.emit(text)
