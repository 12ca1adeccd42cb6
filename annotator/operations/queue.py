"""Which articles there are and where they stand, as the queue shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.domain.queueing import Hit, QueueView
from annotator.domain.state import QueueEntry
from annotator.domain.values import Status
from annotator.store import assignments, queue, search
from annotator.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Listing:
    """The queue as it was asked for: all numbers in order, the first rows, counts by status.

    ``assigned``: articles are assigned to the annotator. ``sources``: where articles come from.
    """

    view: QueueView
    numbers: Sequence[int]
    entries: Mapping[int, QueueEntry]
    hits: Mapping[int, Hit]
    counts: Mapping[Status, int]
    assigned: bool
    sources: Sequence[str]


def numbers(workspace: Workspace, view: QueueView | None = None) -> list[int]:
    """The articles of a view, in its order; without a view all that are this annotator's."""
    with workspace.project.reading() as connection:
        chosen = view or QueueView(
            mine=assignments.has_any(connection, annotator=workspace.annotator)
        )
        return queue.numbers(connection, chosen, annotator=workspace.annotator)


def listing(workspace: Workspace, view: QueueView | None, *, first: int = 60) -> Listing:
    """The articles of a view with their ``first`` rows; without a view what is shown at first."""
    with workspace.project.reading() as connection:
        assigned = assignments.has_any(connection, annotator=workspace.annotator)
        chosen = view or QueueView(mine=assigned)
        found = queue.numbers(connection, chosen, annotator=workspace.annotator)
        top = found[:first]
        return Listing(
            view=chosen,
            numbers=found,
            entries=queue.entries(connection, top, annotator=workspace.annotator),
            hits={hit.article: hit for hit in search.hits(connection, chosen.words, top)},
            counts=queue.status_counts(connection, annotator=workspace.annotator, mine=chosen.mine),
            assigned=assigned,
            sources=queue.sources(connection),
        )


def entries(workspace: Workspace, wanted: Sequence[int]) -> dict[int, QueueEntry]:
    """What the queue shows of some articles, by number."""
    with workspace.project.reading() as connection:
        return queue.entries(connection, wanted, annotator=workspace.annotator)


def rows(
    workspace: Workspace, words: str, wanted: Sequence[int]
) -> tuple[dict[int, QueueEntry], dict[int, Hit]]:
    """What the queue shows of some articles, and where what is searched for stands in them."""
    with workspace.project.reading() as connection:
        return (
            queue.entries(connection, wanted, annotator=workspace.annotator),
            {hit.article: hit for hit in search.hits(connection, words, wanted)},
        )


def counts(workspace: Workspace, *, mine: bool = False) -> dict[Status, int]:
    """How many articles stand where, for the annotator of the workspace."""
    with workspace.project.reading() as connection:
        return queue.status_counts(connection, annotator=workspace.annotator, mine=mine)
