"""What the keys for articles do: finish, reopen, flag, skip, mute, go on, undo."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.domain.edits import Edit, SuggestionBatch
from annotator.domain.state import Contradiction
from annotator.domain.values import Annotation, Decision, Status
from annotator.domain.wording import counted, filled
from annotator.operations import articles
from annotator.ui.document_view import DocumentView
from annotator.ui.shell.article_session import ArticleSession


def _tr(text: str) -> str:
    return QCoreApplication.translate("ArticleActions", text)


class ArticleActions:
    """Acts on the article in view."""

    def __init__(self, session: ArticleSession, view: DocumentView) -> None:
        self._session = session
        self._view = view
        self._warned: tuple[Contradiction, ...] = ()

    def finish(self) -> None:
        """Mark the article done and open the next that needs work.

        Where spans overlap that may not, that is said first; done once more, it is done.
        """
        state = self._session.state
        if state is not None and self._warned != state.contradictions:
            self._warned = state.contradictions
            if self._warned:
                words = _tr(
                    "%1 of spans here may not overlap: F7 goes to them. Enter once more marks the "
                    "article done as it is."
                )
                self._session.said.emit(filled(words, counted(len(self._warned), "pair")))
                return
        waiting = len(state.waiting) if state else 0
        if self._set(Status.DONE):
            further = self._session.open_next()
            if further is None:
                return  # why the next one cannot be looked up has been said
            words = _tr("Done.") if further else _tr("Done. No articles are left to annotate.")
            if waiting:
                left = filled(_tr("%n suggestions were left undecided."), waiting)
                words = f"{words} {left}"
            self._session.said.emit(words)

    def reopen(self) -> None:
        """Put the article back into work."""
        self._set(Status.IN_PROGRESS)

    def skip(self) -> None:
        """Leave the article aside and open the next that needs work."""
        if self._set(Status.SKIPPED):
            self._session.open_next()

    def flag(self, reason: str | None) -> None:
        """Mark the article as doubtful, with the reason; None takes the flag off."""
        article, workspace = self._session.article, self._session.workspace
        if article is None:
            return

        def act() -> bool:
            if reason is None:
                articles.unflag(workspace, article=article)
            else:
                articles.flag(workspace, article=article, reason=reason)
            return True

        if self._session.attempt(act):
            said = _tr("The flag is removed.") if reason is None else _tr("Flagged.")
            state = self._session.state
            if reason is not None and state is not None and state.status is not Status.FLAGGED:
                said = filled(_tr("Flagged; it stays %s."), state.status.value)
            self._session.said.emit(said)

    def toggle_muted(self) -> None:
        """Mute or unmute the paragraph under the cursor."""
        article, token = self._session.article, self._view.cursor_at.token
        if article is None or token is None:
            return
        if self._view.folds.at_cursor:
            self._view.folds.toggle()
            self._session.said.emit(_tr("These lines are muted; M unmutes the one at the cursor."))
            return
        workspace = self._session.workspace
        self._session.attempt(
            lambda: articles.toggle_muted(workspace, article=article, offset=token.start)
        )

    def toggle_fold(self) -> None:
        """Open the folded lines at the cursor, or fold them again."""
        if not self._view.folds.toggle():
            self._session.said.emit(_tr("Nothing is folded here; Ctrl+M folds muted text."))

    def undo(self) -> None:
        """Take back the newest edit and show where it was."""
        edit = self._session.attempt(self._session.workspace.undo)
        if edit is not None:
            self._show(edit)
            self._session.said.emit(filled(_tr("Undone: %s"), edit.title))

    def redo(self) -> None:
        """Make the edit undone last again and show where it is."""
        edit = self._session.attempt(self._session.workspace.redo)
        if edit is not None:
            self._show(edit)
            self._session.said.emit(filled(_tr("Redone: %s"), edit.title))

    def _show(self, edit: Edit) -> None:
        """Go to where an edit has happened: its article, and its span if one is left to see."""
        if isinstance(edit, SuggestionBatch):
            return  # it was done here, whatever articles it offers something to
        if edit.articles and self._session.article not in edit.articles:
            self._session.open(edit.articles[0])
        rows = (*edit.before, *edit.after)
        touched: set[str | int] = {row.id for row in rows if isinstance(row, Annotation)}
        touched |= {row.suggestion_id for row in rows if isinstance(row, Decision)}
        seen = [mark.id for mark in self._view.marks if mark.id in touched]
        if seen:
            self._view.focus_mark(seen[0])

    def _set(self, status: Status) -> bool:
        article, workspace = self._session.article, self._session.workspace
        if article is None:
            return False

        def act() -> bool:
            articles.set_status(workspace, article=article, status=status)
            return True

        return bool(self._session.attempt(act))
