"""The open project at work: one annotator, one history of edits, one notice of every change."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.edits import Edit, History, LabelEdit, Offering
from annotator.domain.errors import SaveError, StaleEdit
from annotator.domain.figures import POLICIES, VERBATIM, VaguePolicy
from annotator.domain.gold import refuse_reserved
from annotator.domain.state import ArticleState
from annotator.domain.values import Status, SuggestedSpan, Suggestion, Work
from annotator.store import articles, facts, names, renewing, stories, suggestions, unaided
from annotator.store.edits import apply_edit
from annotator.store.label_edits import apply_label_edit
from annotator.store.labels import labels
from annotator.store.project import Project
from annotator.store.time_spent import add_time

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
    by has changed, the project's own names, its policy or its pipeline.
    """

    articles: tuple[int, ...]
    cause: Cause
    title: str = ""
    status: bool = False
    moves: tuple[tuple[Status, Status], ...] = ()
    reading: bool = False


class Workspace:
    """A project opened by one annotator. Everything it returns has been committed."""

    def __init__(self, project: Project, annotator: str) -> None:
        """Raises ProjectError for a name that no annotator may have."""
        refuse_reserved(annotator)
        self.project = project
        self.annotator = annotator
        self.history = History()
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
                state = articles.article_state(connection, number, annotator=self.annotator)
            self._states = dict(list(self._states.items())[-2:]) | {number: state}
        return state

    def do(self, edit: Edit) -> None:
        """Commit an edit and remember it for undo; an edit that changes nothing is passed over.

        Raises SaveError or StaleEdit, and then nothing has changed.
        """
        if edit:
            named = self._suggestions_in(edit)
            self._commit(edit, Cause.EDIT, edit.title, lambda: self.history.record(edit, named))

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
            chosen = facts.fact(connection, facts.VAGUE_POLICY)
            self.pipeline = facts.fact(connection, facts.PIPELINE)
        self.policy = POLICIES.get(chosen or "", VERBATIM)

    def set_policy(self, policy: VaguePolicy) -> None:
        """Choose what vague magnitudes are worth in this project from now on.

        Articles that nobody has finished lack suggestions then, so that those that wait are read
        anew; what somebody has decided on stays as it is.
        """
        if policy == self.policy:
            return
        with self.project.writing() as connection:
            facts.set_fact(connection, facts.VAGUE_POLICY, policy.name)
            suggestions.forget_runs(connection)
        self.policy = policy
        self._tell(Change((), Cause.SUGGESTIONS, reading=True))

    def set_unaided_share(self, percent: int) -> None:
        """Hide suggestions in so many of a hundred articles from now on."""
        with self.project.writing() as connection:
            unaided.set_share(connection, percent, annotator=self.annotator)
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
            self._commit(step, cause, edit.title, moved, named)
        except StaleEdit:
            # Somebody changed those rows since; offering the step again would fail for ever.
            self.history.forget(edit)
            raise

    def _commit(
        self,
        step: Edit,
        cause: Cause,
        title: str,
        record: Callable[[], None],
        named: Sequence[Suggestion] = (),
    ) -> None:
        """Make a step true on disk; ``named`` are suggestions it needs that may have gone."""
        begun = time.monotonic()
        moved: dict[int, int] = {}
        try:
            with self.project.writing() as connection:
                moved = renewing.put_back(connection, named)
                step = step.renumbered(moved)
                if isinstance(step, LabelEdit):
                    apply_label_edit(connection, step, annotator=self.annotator)
                elif isinstance(step, Offering):
                    stories.offer(connection, step, annotator=self.annotator)
                else:
                    apply_edit(connection, step, annotator=self.annotator)
        except (SaveError, StaleEdit):
            for number in step.articles:
                self._states.pop(number, None)
            raise
        log.debug("committed in %.1f ms", (time.monotonic() - begun) * 1000)
        record()
        self.history.renumber(moved)
        if isinstance(step, LabelEdit):
            self._take_over_labels(title)
            return
        if step.names:
            with self.project.reading() as connection:
                self.names = names.book(connection)
        for number in step.articles:
            if isinstance(step, Offering) or moved:
                self._states.pop(number, None)
            elif number in self._states:
                self._states[number] = self._states[number].after(step)
        status = any(isinstance(row, Work) for row in (*step.before, *step.after))
        moves = self._moves(step)
        self._tell(Change(step.articles, cause, title, status, moves, step.names))

    def _moves(self, step: Edit) -> tuple[tuple[Status, Status], ...]:
        before, after = (
            {
                row.article_id: row.status
                for row in rows
                if isinstance(row, Work) and row.annotator == self.annotator
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
