"""The guidelines and what reviewers found missing in them: shown, written, gone back to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from annotator.domain.changes import Change, Part
from annotator.domain.gold import Gap
from annotator.domain.guidelines import Guidelines
from annotator.domain.wording import counted
from annotator.operations import guidelines
from annotator.ui.shell.action_rows import Mode
from annotator.ui.shell.article_session import Session
from annotator.ui.shell.main_window import MainWindow


class GuidelineLoop(QObject):
    """Keeps the panel of the guidelines; a new version can put articles back into the queue."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__(session)
        self._session = session
        self._window = window
        session.all_saved.connect(self.show)
        session.articles_changed.connect(self._on_changed)

    def show(self) -> None:
        """Show the version that holds, and the gaps as they are now."""
        project = self._session.workspace.project
        found = self._session.look(lambda: guidelines.all_versions(project))
        if found is None:
            return
        gaps = self._session.look(lambda: guidelines.gaps(project)) or []
        panel = self._window.guidelines
        if not panel.editing:
            panel.show_versions(found, editable=not project.read_only)
        panel.show_gaps(gaps, new=len(guidelines.since(gaps, found[0])))

    def write(self, text: str) -> None:
        """Let a text hold from now on; where it answers gaps, offer to annotate those anew."""
        self._write(text, typed=text)

    def restore(self, version: Guidelines) -> None:
        """Let an older version hold again, as a new one."""
        held = self._write(version.text)
        if held is not None and held.version != version.version:
            old = str(version.version) if version.version else self.tr("as shipped")
            words = self.tr("Version %1 was restored as version %2.")
            words = words.replace("%1", old).replace("%2", str(held.version))
            self._session.said.emit(words)

    def _write(self, text: str, *, typed: str = "") -> Guidelines | None:
        workspace = self._session.workspace
        project = workspace.project
        before = self._session.look(lambda: guidelines.current(project))
        held = self._session.attempt(
            lambda: guidelines.write(workspace, text), self.tr("The new guidelines"), text=typed
        )
        if before is not None and held is not None and held.version != before.version:
            gaps = self._session.look(lambda: guidelines.gaps(project)) or []
            answered = guidelines.since(gaps, before)
            if answered and self._wants_back(answered):
                self._put_back(answered)
        self.show()
        return held

    def go_to(self, gap: Gap) -> None:
        """Show where a gap was found."""
        ruling, window = gap.ruling, self._window
        if window.mode is Mode.ANNOTATE:
            self._session.open(ruling.article_id)
            window.view.reveal(ruling.start, ruling.end)
        else:
            window.review.open(ruling.article_id, at=ruling.start)
        window.view.setFocus()

    def _on_changed(self, change: Change) -> None:
        is_seen = self._window.guidelines.isVisible()  # gaps are counted when it is opened
        if Part.GUIDELINES in change.parts or (is_seen and Part.GOLD in change.parts):
            self.show()

    def _wants_back(self, gaps: Sequence[Gap]) -> bool:
        count = len({gap.ruling.article_id for gap in gaps})
        words = self.tr(
            "%1 found in %2 since the last version. Reopen these articles for their annotators, so "
            "that they are annotated by the new version? Gold stays until it is decided again; "
            "one undo reverts this."
        )
        words = words.replace("%1", counted(len(gaps), "guideline gap"))
        words = words.replace("%2", counted(count, "article"))
        answer = QMessageBox.question(self._window, self.tr("New guidelines"), words)
        return answer == QMessageBox.StandardButton.Yes

    def _put_back(self, gaps: Sequence[Gap]) -> None:
        workspace = self._session.workspace
        count = self._session.attempt(
            lambda: guidelines.put_back(workspace, gaps), self.tr("Reopen articles")
        )
        if count is not None:
            words = self.tr("Reopened: %n.").replace("%n", counted(count, "piece of work"))
            self._session.said.emit(words)
