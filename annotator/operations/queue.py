"""Which articles there are and where they stand, as the queue shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.queueing import QueueView
from annotator.domain.state import QueueEntry
from annotator.domain.values import Status
from annotator.store import assignments, queue, search
from annotator.store.search import Hit
from annotator.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Listing:
    """The queue as it was asked for: all numbers in order, and the counts by status."""

    view: QueueView
    numbers: tuple[int, ...] | list[int]
    counts: dict[Status, int]


def numbers(workspace: Workspace, view: QueueView | None = None) -> list[int]:
    """The articles of a view, in its order; without a view all that are this annotator's."""
    with workspace.project.reading() as connection:
        chosen = view or QueueView(
            mine=assignments.has_any(connection, annotator=workspace.annotator)
        )
        return queue.numbers(connection, chosen, annotator=workspace.annotator)


def listing(workspace: Workspace, view: QueueView) -> Listing:
    """The articles of a view with the counts of all that may be shown."""
    with workspace.project.reading() as connection:
        return Listing(
            view,
            queue.numbers(connection, view, annotator=workspace.annotator),
            queue.status_counts(connection, annotator=workspace.annotator, mine=view.mine),
        )


def entries(workspace: Workspace, wanted: Sequence[int]) -> dict[int, QueueEntry]:
    """What the queue shows of some articles, by number."""
    with workspace.project.reading() as connection:
        return queue.entries(connection, wanted, annotator=workspace.annotator)


def hits(workspace: Workspace, words: str, wanted: Sequence[int]) -> dict[int, Hit]:
    """Where what is searched for stands in some articles, by number."""
    if not words.strip():
        return {}
    with workspace.project.reading() as connection:
        return {hit.article: hit for hit in search.hits(connection, words, wanted)}


def counts(workspace: Workspace, *, mine: bool = False) -> dict[Status, int]:
    """How many articles stand where, for the annotator of the workspace."""
    with workspace.project.reading() as connection:
        return queue.status_counts(connection, annotator=workspace.annotator, mine=mine)


def sources(workspace: Workspace) -> list[str]:
    """Where the articles come from, in alphabetical order."""
    with workspace.project.reading() as connection:
        return queue.sources(connection)


def has_assigned(workspace: Workspace) -> bool:
    """Whether articles are assigned to the annotator of the workspace."""
    with workspace.project.reading() as connection:
        return assignments.has_any(connection, annotator=workspace.annotator)
