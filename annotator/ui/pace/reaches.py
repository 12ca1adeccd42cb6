"""What each key of the reading pace would accept now, looked up in what the surface shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from annotator.domain.doubt import Doubt, Said
from annotator.domain.overlap_rule import FLAT
from annotator.domain.pace import Ahead, Reach, ahead, stretch
from annotator.domain.spans import joined
from annotator.domain.state import ArticleState
from annotator.domain.values import Suggestion
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.marks import Emphasis
from annotator.ui.document_view.surface import on_screen

_START = attrgetter("start")


class Place(NamedTuple):
    """A part of the text, ``[start, end)`` in code points."""

    start: int
    end: int


class Reaches:
    """The stretches of text around the place of the reader. Computed when somebody asks."""

    def __init__(self, view: DocumentView) -> None:
        self._view = view
        self.state: ArticleState | None = None
        self._said = Said()
        self._known: dict[Reach, Ahead] = {}
        self._seen: list[tuple[int, int]] = []  # what has been on the screen, in text order

    def forget(self) -> None:
        """The place, the article or its spans are others now."""
        self._known.clear()

    def show(self, state: ArticleState | None) -> None:
        """Look at this article from now on."""
        if state is None or self.state is None or state.article_id != self.state.article_id:
            self._seen = []
        self.state = state
        if state is not None:
            self._said.follow(state)
        self.forget()

    def ahead(self, reach: Reach) -> Ahead:
        """What a key would accept, and where it would stop."""
        self.note_seen()
        if reach not in self._known:
            rule = self.state.overlap_rule if self.state is not None else FLAT
            self._known[reach] = ahead(self._items(reach), self._said.doubt, self._seen, rule)
        return self._known[reach]

    def place(self) -> tuple[int, int]:
        """Where the reader is: the focused span, the selection or the word at the cursor."""
        mark, cursor = self._view.focused, self._view.cursor_at
        if mark is not None:
            return mark.start, mark.end
        if cursor.selection is not None:
            return cursor.selection
        return (cursor.token.start, cursor.token.end) if cursor.token else (0, 0)

    def emphasis(self) -> Emphasis:
        """How the surface shows it: this sentence more than its paragraph and what is above."""
        known = {reach: self.ahead(reach) for reach in Reach}
        near, *others = (_ids(reached) for reached in known.values())
        far = frozenset[int]().union(*others)
        stops = {reached.stop.id for reached in known.values() if reached.stop and reached.doubt}
        shown = self._waiting(*on_screen(self._view))
        doubtful = {item.id for item in shown if self._said.doubt(item) is not None}
        return Emphasis(near, far - near, frozenset(stops | doubtful))

    def first_from(self, offset: int) -> Suggestion | None:
        """The first suggestion that waits from a place on."""
        waiting = self.state.waiting if self.state is not None else ()
        first = bisect_left(waiting, offset, key=_START)
        return waiting[first] if first < len(waiting) else None

    def doubtful(self) -> tuple[Suggestion, ...]:
        """Every doubtful suggestion that waits, in text order."""
        waiting = self._waiting(0, len(self._view.text))
        return tuple(item for item in waiting if self._said.doubt(item) is not None)

    def doubt(self, item: Suggestion) -> Doubt | None:
        """Why a suggestion is doubtful; None where it is not."""
        return self._said.doubt(item)

    def _items(self, reach: Reach) -> Sequence[Suggestion]:
        return self._waiting(*stretch(self._view.text, reach, *self.place()))

    def note_seen(self) -> bool:
        """What is on the screen now has been on it; whether any of it is new there."""
        first, last = on_screen(self._view)
        if any(start <= first and last <= end for start, end in self._seen):
            return False
        self._seen = joined([*(Place(*place) for place in self._seen), Place(first, last)])
        self._known.clear()
        return True

    def _waiting(self, start: int, end: int) -> Sequence[Suggestion]:
        """The suggestions that begin in a stretch, in text order."""
        waiting = self.state.waiting if self.state is not None else ()
        first, last = (bisect_left(waiting, at, key=_START) for at in (start, end))
        return waiting[first:last]


def _ids(reached: Ahead) -> frozenset[int]:
    return frozenset(item.id for item in reached.accepted)
