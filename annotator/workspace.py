"""The open project at work: one annotator, one history of edits, one notice of every change."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum

from annotator.domain.edits import Edit, History, LabelEdit, SuggestionBatch
from annotator.domain.errors import AnnotatorError, SaveError, StaleEdit, Unreached
from annotator.domain.figures import POLICIES, VERBATIM, VaguePolicy
from annotator.domain.gold import refuse_reserved
from annotator.domain.state import ArticleState
from annotator.domain.values import ArticleStatus, Status, SuggestedSpan, Suggestion
from annotator.store import project_settings
from annotator.store.articles import article_rows, stories
from annotator.store.definitions import control_share, names
from annotator.store.definitions.label_edits import apply_label_edit
from annotator.store.definitions.labels import labels
from annotator.store.edits import apply_edit
from annotator.store.project import Project
from annotator.store.work import renewing, suggestions
from annotator.store.work.time_spent import add_time

log = logging.getLogger(__name__)


class Cause(StrEnum):
    """What brought a change about."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    SUGGESTIONS = "suggestions"
    IMPORT = "import"
    LABELS = "labels"


@dataclass(frozen=True, slots=True)
class Change:
    """That something has been committed: to which articles, by what, under which title.

    ``status`` says whether it has changed where articles stand, ``moves`` from where to where
    for the annotator of the workspace, where that is known. ``reading``: what suggestions are read
    by has changed, the project's own names, its policy or its pipeline. Without ``saved`` it is
    shown, but waits to be committed.
    """

    articles: tuple[int, ...]
    cause: Cause
    title: str = ""
    status: bool = False
    moves: tuple[tuple[Status, Status], ...] = ()
    reading: bool = False
    saved: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """A ``step`` that could not be committed yet; ``edit`` is what undo knows it by.

    ``named`` are suggestions it needs that may have gone.
    """

    edit: Edit
    step: Edit
    cause: Cause
    named: Sequence[Suggestion] = ()

    def renumbered(self, moved: Mapping[int, int]) -> Waiting:
        """The same where suggestions have other numbers by now."""
        named = [replace(item, id=moved.get(item.id, item.id)) for item in self.named]
        edit, step = self.edit.renumbered(moved), self.step.renumbered(moved)
        return Waiting(edit, step, self.cause, named)


class Workspace:
    """A project opened by one annotator.

    Everything it returns has been committed, but for what waits: see `keeping`.
    """

    def __init__(self, project: Project, annotator: str) -> None:
        """Raises ProjectError for a name that no annotator may have."""
        refuse_reserved(annotator)
        self.project = project
        self.annotator = annotator
        self.history = History()
        self.waiting: list[Waiting] = []  # in the order in which it was done
        self.failure: AnnotatorError | None = None  # why the first of it waits
        self._keeps = False
        self._listeners: list[Callable[[Change], None]] = []
        self._states: dict[int, ArticleState] = {}
        with project.reading() as connection:
            self.labels = labels(connection)
            self.names = names.book(connection)
        self.read_terms()

    def listen(self, listener: Callable[[Change], None]) -> None:
        """Call ``listener`` after every change, on the thread that made it."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Let go of the project; nothing is left to save."""
        self._listeners.clear()
        self.project.close()

    def article(self, number: int) -> ArticleState:
        """The article as this annotator sees it; kept at hand until something else changes it."""
        state = self._states.get(number)
        if state is None:
            with self.project.reading() as connection:
                state = article_rows.article_state(connection, number, annotator=self.annotator)
            for step in self.waiting_for(number):
                state = state.after(step)
            self._states = dict(list(self._states.items())[-2:]) | {number: state}
        return state

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """In this block an edit that the project does not take yet waits instead of failing.

        It is shown, and can be undone, as if it were committed.
        """
        before, self._keeps = self._keeps, True
        try:
            yield
        finally:
            self._keeps = before

    def waiting_for(self, number: int) -> list[Edit]:
        """The steps that wait and touch the rows of an article, in their order."""
        steps = (waiting.step for waiting in self.waiting)
        return [step for step in steps if _has_rows(step) and number in step.articles]

    def wait_for(self, edits: Sequence[Edit], suggestions: Sequence[Suggestion]) -> None:
        """Take over edits that could not be committed before, with the suggestions they name."""
        for edit in edits:
            named = [item for item in suggestions if item.id in edit.suggestions]
            self.waiting.append(Waiting(edit, edit, Cause.EDIT, named))
            self.history.record(edit, named)
            self._show(edit)
            self._tell(Change(edit.articles, Cause.EDIT, saved=False))

    def save_waiting(self) -> None:
        """Commit what waits, in order.

        Raises Unreached where the project still does not answer, StaleEdit or SaveError where the
        first one no longer fits; that and what is behind it goes on waiting.
        """
        while self.waiting:
            written = self._write(self.waiting[0])
            del self.waiting[0]
            self._told(written)

    def drop_waiting(self, dropped: Waiting) -> None:
        """Let go of a step that waits; the articles are shown without it."""
        self.waiting.remove(dropped)
        self.history.forget(dropped.edit)
        self._forget(dropped.step)
        self._tell(Change(dropped.step.articles, dropped.cause, saved=False))

    def do(self, edit: Edit) -> None:
        """Commit an edit and remember it for undo; an edit that changes nothing is passed over.

        Raises SaveError or StaleEdit, and then nothing has changed.
        """
        if edit:
            named = self._suggestions_in(edit)
            waiting = Waiting(edit, edit, Cause.EDIT)
            self._commit(waiting, lambda: self.history.record(edit, named), named)

    def undo(self) -> Edit | None:
        """Take back the newest edit; returns it, None when there is none."""
        edit = self.history.undo_edit
        if edit is not None:
            self._replay(edit, edit.inverse(), Cause.UNDO, self.history.undone)
        return edit

    def redo(self) -> Edit | None:
        """Make the edit again that was undone last; returns it, None when there is none."""
        edit = self.history.redo_edit
        if edit is not None:
            self._replay(edit, edit, Cause.REDO, self.history.redone)
        return edit

    def add_suggestions(
        self,
        found: Mapping[int, Sequence[SuggestedSpan]],
        *,
        source: str,
        version: str,
        names: str | None = None,
    ) -> int:
        """Commit what a suggester found, by article; returns how many were new.

        ``names`` is the digest of the project's names it worked with, None if it takes none.
        What was found with other names gives way.
        """
        with self.project.writing() as connection:
            count = renewing.renew(connection, found, source=source, version=version, names=names)
        self.refresh(found, Cause.SUGGESTIONS)
        return count

    def reload_labels(self) -> None:
        """Take over labels that have changed.

        Where one is gone, what was done before can no longer be undone: its rows may name it.
        """
        before = {label.name for label in self.labels}
        self._take_over_labels("")
        if not before <= {label.name for label in self.labels}:
            self.history = History()

    def read_terms(self) -> None:
        """Take over what the project suggests with, and what vague magnitudes are worth in it."""
        with self.project.reading() as connection:
            chosen = project_settings.fact(connection, project_settings.VAGUE_POLICY)
            self.pipeline = project_settings.fact(connection, project_settings.PIPELINE)
        self.policy = POLICIES.get(chosen or "", VERBATIM)

    def set_policy(self, policy: VaguePolicy) -> None:
        """Choose what vague magnitudes are worth in this project from now on.

        Articles that nobody has finished lack suggestions then, so that those that wait are read
        anew; what somebody has decided on stays as it is.
        """
        if policy == self.policy:
            return
        with self.project.writing() as connection:
            project_settings.set_fact(connection, project_settings.VAGUE_POLICY, policy.name)
            suggestions.forget_runs(connection)
        self.policy = policy
        self._tell(Change((), Cause.SUGGESTIONS, reading=True))

    def set_unaided_share(self, percent: int) -> None:
        """Hide suggestions in so many of a hundred articles from now on."""
        with self.project.writing() as connection:
            control_share.set_share(connection, percent, annotator=self.annotator)
        self.refresh(list(self._states), Cause.SUGGESTIONS)

    def add_time(self, number: int, seconds: float) -> None:
        """Add to the time this annotator has spent on an article."""
        if seconds > 0 and not self.project.read_only:
            with self.project.writing() as connection:
                add_time(connection, number, annotator=self.annotator, seconds=seconds)

    def refresh(self, numbers: Mapping[int, object] | Sequence[int], cause: Cause) -> None:
        """Drop what is at hand of some articles and tell the listeners."""
        for number in numbers:
            self._states.pop(number, None)
        self._tell(Change(tuple(numbers), cause, status=cause is Cause.IMPORT))

    def _take_over_labels(self, title: str) -> None:
        numbers, known = tuple(self._states), self.names
        with self.project.reading() as connection:
            self.labels = labels(connection)
            self.names = names.book(connection)
        self._states.clear()
        self._tell(Change(numbers, Cause.LABELS, title, reading=self.names != known))

    def _suggestions_in(self, edit: Edit) -> list[Suggestion]:
        """The suggestions the verdicts of an edit are about."""
        wanted = edit.suggestions
        if not wanted:
            return []
        states = [self.article(number) for number in edit.articles]
        return [item for state in states for item in state.suggestions if item.id in wanted]

    def _replay(self, edit: Edit, step: Edit, cause: Cause, moved: Callable[[], None]) -> None:
        try:
            named = self.history.suggestions_of(step)
            self._commit(Waiting(edit, step, cause, named), moved)
        except StaleEdit:
            # Somebody changed those rows since; offering the step again would fail for ever.
            self.history.forget(edit)
            raise

    def _commit(
        self, waiting: Waiting, record: Callable[[], None], named: Sequence[Suggestion] = ()
    ) -> None:
        """Make a step true on disk, behind what waits; in `keeping` it may have to wait itself.

        ``named`` are suggestions that may go while it waits.
        """
        try:
            self.save_waiting()
            written = self._write(waiting)
        except AnnotatorError as error:
            if not self._keeps or not (self.waiting or isinstance(error, Unreached)):
                raise
            self.failure = error
            self.waiting.append(replace(waiting, named=waiting.named or named))
            record()
            self._show(waiting.step)
            self._tell(Change(waiting.step.articles, waiting.cause, saved=False))
            return
        record()
        self._show(written.step)
        self._told(written)

    def _write(self, waiting: Waiting) -> Waiting:
        """Commit a step; as it is with the numbers that suggestions have now."""
        step = waiting.step
        begun = time.monotonic()
        moved: dict[int, int] = {}
        try:
            with self.project.writing() as connection:
                moved = renewing.put_back(connection, waiting.named)
                step = step.renumbered(moved)
                if isinstance(step, LabelEdit):
                    apply_label_edit(connection, step, annotator=self.annotator)
                elif isinstance(step, SuggestionBatch):
                    stories.offer(connection, step, annotator=self.annotator)
                else:
                    apply_edit(connection, step, annotator=self.annotator)
        except Unreached:
            raise  # what is at hand is all there is to look at meanwhile
        except (SaveError, StaleEdit):
            self._forget(step)
            raise
        log.debug("committed in %.1f ms", (time.monotonic() - begun) * 1000)
        if moved:
            self.history.renumber(moved)
            self.waiting = [other.renumbered(moved) for other in self.waiting]
            self._forget(step)
        return replace(waiting, step=step)

    def _show(self, step: Edit) -> None:
        """Let the articles at hand be as they are after a step."""
        for number in step.articles:
            if _has_rows(step) and number in self._states:
                self._states[number] = self._states[number].after(step)

    def _forget(self, step: Edit) -> None:
        for number in step.articles:
            self._states.pop(number, None)

    def _told(self, written: Waiting) -> None:
        """Tell the listeners of what has been committed."""
        step, title = written.step, written.edit.title
        try:
            if isinstance(step, LabelEdit):
                self._take_over_labels(title)
                return
            if step.names:
                with self.project.reading() as connection:
                    self.names = names.book(connection)
        except Unreached as error:  # it is committed all the same, and must not be done twice
            log.warning("after “%s”: %s", title, error)
        if isinstance(step, SuggestionBatch):
            self._forget(step)
        status = any(isinstance(row, ArticleStatus) for row in (*step.before, *step.after))
        moves = self._moves(step)
        self._tell(Change(step.articles, written.cause, title, status, moves, step.names))

    def _moves(self, step: Edit) -> tuple[tuple[Status, Status], ...]:
        before, after = (
            {
                row.article_id: row.status
                for row in rows
                if isinstance(row, ArticleStatus) and row.annotator == self.annotator
            }
            for rows in (step.before, step.after)
        )
        return tuple(
            (before.get(article, Status.NEW), after.get(article, Status.NEW))
            for article in sorted(before.keys() | after.keys())
        )

    def _tell(self, change: Change) -> None:
        for listener in list(self._listeners):
            listener(change)


def _has_rows(step: Edit) -> bool:
    """Whether an article at hand can be shown after a step without being read again."""
    return not isinstance(step, LabelEdit | SuggestionBatch)
