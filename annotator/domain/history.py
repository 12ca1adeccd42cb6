"""The edits that can be taken back and made again. Knows neither Qt nor the project."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from annotator.domain.edits import BulkEdit, Edit
from annotator.domain.values import Suggestion


class Move(StrEnum):
    """What is done with an edit."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


class Recorded(NamedTuple):
    """An edit as it was made, with the suggestions its rows name, as they were then.

    While the edit is undone these may go, and come back under other numbers.
    """

    edit: Edit
    suggestions: Sequence[Suggestion] = ()

    def way(self, move: Move) -> Edit:
        """The edit that makes a move."""
        return self.edit.inverse() if move is Move.UNDO else self.edit


class Step:
    """One edit of a history. It stays the same thing however often it is undone and redone.

    ``number`` is that of its event in the log, None while it waits to be committed. What was
    done before the project was opened is read only when it is wanted. ``is_bulk`` where it is a
    `BulkEdit`.
    """

    def __init__(
        self,
        title: str,
        read: Callable[[], Recorded],
        number: int | None = None,
        *,
        is_bulk: bool = False,
    ) -> None:
        self.title = title
        self.number = number
        self.is_bulk = is_bulk
        self._read = read

    @cached_property
    def recorded(self) -> Recorded:
        """The edit. Raises ProjectError where it has to be read and cannot be."""
        return self._read()

    @property
    def edit(self) -> Edit:
        """The edit alone. Raises ProjectError."""
        return self.recorded.edit


class History:
    """The steps done and those undone, across articles, newest last."""

    def __init__(self, done: Sequence[Step] = (), undone: Sequence[Step] = ()) -> None:
        self._done = list(done)
        self._undone = list(undone)

    @property
    def undo_step(self) -> Step | None:
        """What undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def redo_step(self) -> Step | None:
        """What redo would make again."""
        return self._undone[-1] if self._undone else None

    @property
    def undo_edit(self) -> Edit | None:
        """The edit that undo would take back, None too for a large one. Raises ProjectError."""
        step = self.undo_step
        return step.edit if step is not None and not step.is_bulk else None

    def next_of(self, move: Move) -> Step | None:
        """What undo or redo is about."""
        return self.undo_step if move is Move.UNDO else self.redo_step

    def move(self, move: Move, step: Step) -> None:
        """A step has been done for the first time, undone, or done again.

        A new one takes away what could be redone.
        """
        self.forget(step)
        if move is Move.DO:
            self._undone.clear()
        (self._undone if move is Move.UNDO else self._done).append(step)

    def forget(self, step: Step) -> None:
        """Drop a step that can no longer be taken back or made again."""
        self._done = [known for known in self._done if known is not step]
        self._undone = [known for known in self._undone if known is not step]


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """A ``step`` on its way to the disk, which is a ``move`` of what the history ``knows``.

    ``named`` are suggestions it needs that may have gone.
    """

    knows: Step
    move: Move
    step: Edit
    named: Sequence[Suggestion] = ()

    @property
    def title(self) -> str:
        """What undo calls it."""
        return self.knows.title

    def renumbered(self, moved: Mapping[int, int]) -> Waiting:
        """The same where suggestions have other numbers by now."""
        named = [replace(item, id=moved.get(item.id, item.id)) for item in self.named]
        return replace(self, step=self.step.renumbered(moved), named=named)


def first_time(edit: Edit, named: Sequence[Suggestion]) -> Waiting:
    """An edit that is made for the first time."""
    is_bulk = isinstance(edit, BulkEdit)
    step = Step(edit.title, lambda: Recorded(edit, named), is_bulk=is_bulk)
    return Waiting(step, Move.DO, edit, named)
