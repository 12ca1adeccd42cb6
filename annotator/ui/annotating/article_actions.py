"""What the keys for articles do: finish, reopen, flag, skip, mute, go on, undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from annotator.domain.doubt import has_no_value
from annotator.domain.edits import BulkEdit, Edit, SuggestionBatch
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation, Decision, MutedRange, Status, UnmutedRange
from annotator.domain.wording import counted, filled
from annotator.operations import articles
from annotator.ui.annotating.seen_text import SeenText
from annotator.ui.annotating.twice import Twice
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.surface import focus_in_place, sees
from annotator.ui.shell.article_session import ArticleSession

_Placed = Annotation | MutedRange | UnmutedRange


def _tr(text: str) -> str:
    return QCoreApplication.translate("ArticleActions", text)


class ArticleActions:
    """Acts on the article in view."""

    def __init__(
        self, session: ArticleSession, view: DocumentView, seen: SeenText, twice: Twice
    ) -> None:
        self._session = session
        self._view = view
        self._seen = seen
        self.is_coming: Callable[[ArticleState], bool] = lambda state: False  # set by who asks
        self.go_back: Callable[[], object] = lambda: None  # to where the article in view was left
        self.asks = True  # before an article in which something waits is done
        self._twice = twice  # of which article, and what waits there
        session.opened.connect(twice.forget)
        session.changed.connect(twice.forget)

    def finish(self) -> None:
        """Mark the article done and open the next that needs work.

        Where spans overlap that may not, suggestions wait or text has not been on the screen, that
        is said first; a second time, once that can have been read, confirms it.
        """
        state = self._session.state
        waiting = len(state.waiting) if state else 0
        if state is not None and self._tells(state):
            return
        if self._set(Status.DONE):
            further = self._session.open_next()
            if further is None:
                return  # why the next one cannot be looked up has been said
            words = _tr("Done.") if further else _tr("Done. No articles are left to annotate.")
            if waiting:
                left = filled(_tr("%n suggestions were left undecided."), waiting)
                words = f"{words} {left}"
            self._session.said.emit(words)

    def _tells(self, state: ArticleState) -> bool:
        """Say what waits in an article, unless that was said just before."""
        told = (state.article_id, self._waits(state))
        if not told[1] or self._twice.is_meant(told):
            return False
        what = ", ".join(told[1])
        words = _tr("%1; {done} once more marks the article done.")
        if self._twice.is_hasty(told):
            words = _tr("Too quick to have been read: %1; {done} once more marks the article done.")
        else:
            what = what[:1].upper() + what[1:]
        self._twice.tell(told)
        self._session.say(words, what)
        return True

    def _waits(self, state: ArticleState) -> list[str]:
        """What keeps an article from being done, in words."""
        waits: list[str] = []
        overlaps, count = len(state.contradictions), len(state.waiting)
        if overlaps:
            words = _tr("%1 of spans here may not overlap ({next_overlap} goes to them)")
            waits.append(filled(self._session.spelt(words), counted(overlaps, "pair")))
        if self.asks and count:
            one, many = _tr("a suggestion waits here"), _tr("%n suggestions wait here")
            waits.append(one if count == 1 else filled(many, count))
        if self.asks and self.is_coming(state):
            waits.append(_tr("suggestions for this article are still being computed"))
        without = sum(has_no_value(item.span) for item in state.annotations)
        if self.asks and without:
            one, many = _tr("a figure has no value"), _tr("%n figures have no value")
            waits.append(one if without == 1 else filled(many, without))
        if self.asks and self._seen.is_unread(state):
            waits.append(_tr("some of the text has not been on the screen"))
        return waits

    def reopen(self) -> None:
        """Put the article back into work."""
        self._set(Status.IN_PROGRESS)

    def skip(self) -> None:
        """Leave the article aside and open the next that needs work."""
        if self._set(Status.SKIPPED):
            further = self._session.open_next()
            if further is not None:
                none = _tr("Skipped. No articles are left to annotate.")
                self._session.said.emit(_tr("Skipped.") if further else none)

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
            self._session.say(_tr("These lines are muted; {mute} unmutes the one at the cursor."))
            return
        workspace = self._session.workspace
        self._session.attempt(
            lambda: articles.toggle_muted(workspace, article=article, offset=token.start)
        )

    def toggle_fold(self) -> None:
        """Open the folded lines at the cursor, or fold them again."""
        if not self._view.folds.toggle():
            self._session.say(_tr("Nothing is folded here; {fold_muted} folds muted text."))

    def show(self, edit: Edit) -> None:
        """Go to where an edit has happened: its article, and its span if one is left to see, else
        its text; to where the article was left if it was done to all of it.
        """
        if isinstance(edit, SuggestionBatch | BulkEdit):
            return  # it was done from here, whatever articles it touches
        if edit.articles and self._session.article not in edit.articles:
            self._session.open(edit.articles[0])
            self.go_back()
        rows = (*edit.before, *edit.after)
        touched: set[str | int] = {row.id for row in rows if isinstance(row, Annotation)}
        touched |= {row.suggestion_id for row in rows if isinstance(row, Decision)}
        mark = self._view.marks.first_of(touched)
        places = [(row.start, row.end) for row in rows if isinstance(row, _Placed)]
        if mark is not None:
            focus_in_place(self._view, mark.id)
        elif places:
            (start, end), here = min(places), self._view.place[1]
            at = here if start <= here < end else start
            self._view.cursor_at.place(at)
            self._view.cursor_moved(reveal=not sees(self._view, at, at + 1))

    def _set(self, status: Status) -> bool:
        article, workspace = self._session.article, self._session.workspace
        if article is None:
            return False

        def act() -> bool:
            articles.set_status(workspace, article=article, status=status)
            return True

        return bool(self._session.attempt(act))
