"""Many intentions as one step: they are done on a copy, and what has come of it is one edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.edits import Edit, combined
from annotator.domain.history import History
from annotator.domain.state import ArticleState
from annotator.domain.values import Suggestion
from annotator.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Prepared:
    """An edit that has been worked out, with the suggestions it decides on. ``refused`` says of
    each span that had to stay as it is why, in a sentence.
    """

    edit: Edit
    named: Sequence[Suggestion]
    count: int  # spans it concerns
    refused: tuple[str, ...] = ()


class OneStep(Workspace):
    """A workspace that commits nothing. Whatever is done with it is gathered into one edit, which
    the workspace it is of may do. For any one thread.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.__dict__.update(workspace.__dict__)
        self.history = History()
        self.waiting = list(workspace.waiting)
        self._states = dict(workspace._states)
        self._edits: list[Edit] = []
        self._named: dict[int, Suggestion] = {}

    def article(self, number: int) -> ArticleState:
        """The article as it is after what has been done here."""
        is_at_hand = number in self._states
        state = super().article(number)
        if not is_at_hand:
            for edit in self._edits:
                state = state.after(edit) if number in edit.articles else state
            self._states[number] = state
        return state

    def do(self, edit: Edit, named: object = None) -> None:
        """Gather an edit."""
        if edit:
            self._named |= {item.id: item for item in self.suggestions_in(edit)}
            self._edits.append(edit)
            self._show(edit)

    def edit(self, title: str) -> Edit:
        """All that has been done, as one edit."""
        return combined(title, self._edits)

    @property
    def named(self) -> list[Suggestion]:
        """The suggestions that have been decided on."""
        return list(self._named.values())
