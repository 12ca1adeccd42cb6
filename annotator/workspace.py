"""The open project at work: one annotator, one history of edits, one notice of every change."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import reduce
from operator import or_

from annotator.domain.changes import TERMS, Change, Part, moves_of, parts_of
from annotator.domain.edits import Edit, LabelEdit, PersonEdit, SuggestionBatch
from annotator.domain.errors import AnnotatorError, SaveError, StaleEdit, Unreached
from annotator.domain.gold import refuse_reserved
from annotator.domain.history import History, Move, Step, Waiting, first_time
from annotator.domain.identity import Identity
from annotator.domain.state import ArticleState
from annotator.domain.values import SuggestedSpan, Suggestion
from annotator.store import project_settings
from annotator.store.articles import article_rows, stories
from annotator.store.definitions import names, pipeline
from annotator.store.definitions.label_edits import apply_label_edit
from annotator.store.definitions.labels import labels
from annotator.store.edits import apply_edit
from annotator.store.events import is_there
from annotator.store.project import Project, Transaction
from annotator.store.watching import Watch
from annotator.store.work import person_ids, renewing, undo_steps
from annotator.store.work.people import apply_person_edit
from annotator.store.work.time_spent import add_time

log = logging.getLogger(__name__)


class Workspace:
    """A project opened by one annotator.

    Everything it returns has been committed, but for what waits: see `keeping`.
    """

    def __init__(self, project: Project, annotator: str, identity: Identity | None = None) -> None:
        """The first change notes ``identity``. Raises ProjectError for a name nobody may have."""
        refuse_reserved(annotator)
        self.project = project
        self.annotator = annotator
        self.identity = identity and replace(identity, name=annotator)
        self._unnoted = (self.identity,) if self.identity else ()
        self.history = History()
        self.waiting: list[Waiting] = []  # in the order in which it was done
        self.failure: AnnotatorError | None = None  # why the first of it waits
        self._keeps = False
        self._tried: tuple[Step, Move, int] | None = None  # the event of what was not answered
        self._listeners: list[Callable[[Change], None]] = []
        self._states: dict[int, ArticleState] = {}
        self.post: Callable[[Callable[[], None]], None] = lambda call: call()
        self._gathering = threading.local()
        self._is_closed = False
        self._watch: Watch | None = None
        self._read(Part.LABELS | TERMS)
        self.read_history()

    def listen(self, listener: Callable[[Change], None]) -> None:
        """Call ``listener`` after every change, on the thread that `post` brings it to."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Let go of the project; nothing is left to save."""
        self._is_closed = True
        self._listeners.clear()
        if self._watch is not None:
            self._watch.close()
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
            self._wait(first_time(edit, [s for s in suggestions if s.id in edit.suggestions]))

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
        self.history.forget(dropped.knows)
        self._forget(dropped.step)
        self._tell(Change(parts_of(dropped.step), dropped.step.articles, saved=False))

    def do(self, edit: Edit, named: Sequence[Suggestion] | None = None) -> None:
        """Commit an edit and remember it for undo; an edit that changes nothing is passed over.

        ``named`` are the suggestions its verdicts are about, where they have been looked up.
        Raises SaveError or StaleEdit, and then nothing has changed.
        """
        if edit:
            named = self.suggestions_in(edit) if named is None else named
            self._commit(first_time(edit, named))

    def undo(self) -> Edit | None:
        """Take back the newest edit; returns it, None when there is none."""
        return self._replay(self.history.undo_step, Move.UNDO)

    def redo(self) -> Edit | None:
        """Make the edit again that was undone last; returns it, None when there is none."""
        return self._replay(self.history.redo_step, Move.REDO)

    def add_suggestions(
        self,
        spans: Mapping[int, Sequence[SuggestedSpan]],
        *,
        source: str,
        version: str,
        names: str | None = None,
    ) -> int:
        """Commit what a suggester found, by article; returns how many were new.

        ``names`` is the digest of the project's names it worked with, None if it takes none.
        What was found with other names gives way.
        """
        with self.changing(Part.SUGGESTIONS, tuple(spans)) as connection:
            return renewing.renew(connection, spans, source=source, version=version, names=names)

    def add_time(self, number: int, seconds: float) -> None:
        """Add to the time this annotator has spent on an article."""
        if seconds > 0 and not self.project.read_only:
            with self.changing(Part.TIME) as connection:
                add_time(connection, number, annotator=self.annotator, seconds=seconds)

    @contextmanager
    def changing(
        self,
        parts: Part,
        articles: Sequence[int] | None = (),
        *,
        title: str = "",
        bulk: bool = False,
    ) -> Iterator[Transaction]:
        """One transaction on ``parts`` of the project, announced once it is on the disk.

        The only door to the project beside `do`. ``articles`` are those it may touch, None where
        that may be any; ``bulk`` is for many rows. Raises SaveError, and then nothing has changed
        and nobody is told.
        """
        with self.project.writing(bulk=bulk) as connection:
            person_ids.note(connection, self._unnoted)
            yield connection
        self._unnoted = ()
        self._announce(Change(parts, None if articles is None else tuple(articles), title))

    @contextmanager
    def announcing_once(self) -> Iterator[None]:
        """What this thread commits in the block is announced as one change when it ends."""
        if getattr(self._gathering, "changes", None) is not None:
            yield  # within a larger block
            return
        changes: list[Change] = []
        self._gathering.changes = changes
        try:
            yield
        finally:
            self._gathering.changes = None
            if changes:
                self._announce(reduce(or_, changes))

    def _announce(self, change: Change) -> None:
        gathered: list[Change] | None = getattr(self._gathering, "changes", None)
        if gathered is None:
            self.post(lambda: self.take_over(change))
        else:
            gathered.append(change)

    def take_over(self, change: Change) -> None:
        """Let what is at hand follow a change that has been committed, and tell the listeners."""
        if self._is_closed:
            return
        known = {label.name for label in self.labels}
        change = self._followed(change)
        if not known <= {label.name for label in self.labels}:
            self.read_history()  # merging a label takes steps away
        for number in [number for number in self._states if change.concerns(number)]:
            del self._states[number]
        self._tell(change)

    def news(self) -> Change | None:
        """What others have committed since this was asked last, to be given to `take_over`.

        For any one thread. Suggestions that are at hand already are no news. Raises ProjectError.
        """
        if self._watch is None:
            self._watch = Watch(self.project)
        change = self._watch.news()
        if change is None or change.articles is None or change.parts != Part.SUGGESTIONS:
            return change
        at_hand = dict(self._states)
        with self.project.reading() as connection:
            same = {
                number
                for number in set(change.articles) & at_hand.keys()
                if article_rows.article_state(connection, number, annotator=self.annotator)
                == at_hand[number]
            }
        left = tuple(number for number in change.articles if number not in same)
        return replace(change, articles=left) if left else None

    def _followed(self, change: Change) -> Change:
        """The change, once what is at hand of labels and terms is as it left them."""
        known = self.names
        try:
            self._read(change.parts)
        except Unreached as error:  # it is committed all the same, and must not be done twice
            log.warning("after “%s”: %s", change.title, error)
        if self.names == known:
            return change
        return replace(change, parts=change.parts | Part.NAMES)  # which change with labels too

    def _read(self, parts: Part) -> None:
        if not parts & (Part.LABELS | TERMS):
            return
        with self.project.reading() as connection:
            self.labels = labels(connection)
            self.names = names.book(connection)
            self.policy = project_settings.policy(connection)
            self.pipeline = pipeline.pipeline(connection)

    def suggestions_in(self, edit: Edit) -> list[Suggestion]:
        """The suggestions that the rows of an edit name."""
        wanted = sorted(edit.suggestions)
        states = [self.article(number) for number in edit.articles] if wanted else []
        items = (state.suggestion(number) for state in states for number in wanted)
        return [item for item in items if item is not None]

    def _replay(self, known: Step | None, move: Move) -> Edit | None:
        """Make a move of a known step; returns its edit.

        What the project refuses is forgotten: somebody has changed what it needs, and offering
        it again would fail for ever.
        """
        if known is None:
            return None
        try:
            edit, named = known.recorded
            self._commit(Waiting(known, move, known.recorded.way(move), named))
        except Unreached:
            raise
        except (StaleEdit, SaveError):
            self.history.forget(known)
            raise
        return edit

    def _commit(self, waiting: Waiting) -> None:
        """Make a step true on disk, behind what waits; in `keeping` it may have to wait itself."""
        try:
            self.save_waiting()
            # What an edit names was there a moment ago.
            written = self._write(waiting, looks=waiting.move is not Move.DO)
        except AnnotatorError as error:
            if not self._keeps or not (self.waiting or isinstance(error, Unreached)):
                raise
            self.failure = error
            self._wait(waiting)
            return
        self.history.move(waiting.move, waiting.knows)
        self._show(written.step)
        self._told(written)

    def _wait(self, waiting: Waiting) -> None:
        """Show a step as if it were committed, and keep it until it is."""
        self.waiting.append(waiting)
        self.history.move(waiting.move, waiting.knows)
        self._show(waiting.step)
        self._tell(Change(parts_of(waiting.step), waiting.step.articles, saved=False))

    def _write(self, waiting: Waiting, *, looks: bool = True) -> Waiting:
        """Commit a step; as it is with the numbers that suggestions have now.

        ``looks`` whether those it names are still there.
        """
        known, move = waiting.knows, waiting.move
        begun = time.monotonic()
        moved: dict[int, int] = {}
        tried = self._tried[2] if self._tried and self._tried[:2] == (known, move) else 0
        event = 0
        try:
            with self.project.writing() as connection:
                person_ids.note(connection, self._unnoted)
                if tried and is_there(connection, tried):
                    event = tried  # committed, and only the answer was lost
                else:
                    if looks:
                        moved = renewing.put_back(connection, waiting.named)
                        waiting = waiting.renumbered(moved) if moved else waiting
                    event = self._apply(connection, waiting.step)
                    undo_steps.note(
                        connection, event, move, known, waiting.named, annotator=self.annotator
                    )
        except Unreached:
            self._tried = (known, move, event or tried)
            raise  # what is at hand is all there is to look at meanwhile
        except (SaveError, StaleEdit):
            self._forget(waiting.step)
            raise
        self._unnoted = ()
        log.debug("committed in %.1f ms", (time.monotonic() - begun) * 1000)
        if move is Move.DO:
            known.number = event
        if moved:
            self.waiting = [other.renumbered(moved) for other in self.waiting]
            self._forget(waiting.step)
        return waiting

    def _apply(self, connection: Transaction, step: Edit) -> int:
        """Make a step true in a transaction; returns the number of its event."""
        if isinstance(step, LabelEdit):
            return apply_label_edit(connection, step, annotator=self.annotator)
        if isinstance(step, SuggestionBatch):
            return stories.offer(connection, step, annotator=self.annotator)
        if isinstance(step, PersonEdit):
            return apply_person_edit(connection, step, annotator=self.annotator)
        return apply_edit(connection, step, annotator=self.annotator)

    def _show(self, step: Edit) -> None:
        """Let the articles at hand be as they are after a step."""
        for number in step.articles:
            if _has_rows(step) and number in self._states:
                self._states[number] = self._states[number].after(step)

    def _forget(self, step: Edit) -> None:
        for number in step.articles:
            self._states.pop(number, None)

    def read_history(self) -> None:
        """What can be undone and redone as the project has it, and what waits behind it."""
        try:
            with self.project.reading() as connection:
                kept = undo_steps.history(connection, self.project, annotator=self.annotator)
                self.history = kept
        except Unreached as error:
            log.warning("what can be undone: %s", error)
        for waiting in self.waiting:
            self.history.move(waiting.move, waiting.knows)

    def _told(self, written: Waiting) -> None:
        """Tell the listeners of what has been committed."""
        step, title = written.step, written.title
        change = Change(parts_of(step), step.articles, title, moves=moves_of(step, self.annotator))
        is_wide = isinstance(step, LabelEdit | PersonEdit)
        change = self._followed(replace(change, articles=None) if is_wide else change)
        if is_wide:
            self._states.clear()
        elif isinstance(step, SuggestionBatch):
            self._forget(step)
        self._tell(change)

    def _tell(self, change: Change) -> None:
        for listener in list(self._listeners):
            listener(change)


def _has_rows(step: Edit) -> bool:
    """Whether an article at hand can be shown after a step without being read again."""
    return not isinstance(step, LabelEdit | SuggestionBatch | PersonEdit)
