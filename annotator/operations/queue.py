"""Which articles there are and where they stand, as the queue shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.domain.queueing import Hit, QueueView
from annotator.domain.state import QueueEntry
from annotator.domain.values import Status
from annotator.store.articles import search
from annotator.store.articles.snapshots import annotators
from annotator.store.queue import assignments, queue_listing
from annotator.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Listing:
    """The queue as it was asked for: all numbers in order, the first rows, counts by status.

    ``also_flagged`` articles are counted with another status, and flagged as well.
    ``assigned``: articles are assigned to the annotator. ``sources``: where articles come from;
    ``reasons``: why articles are flagged; ``people``: everybody who annotates in the project.
    """

    view: QueueView
    numbers: Sequence[int]
    entries: Mapping[int, QueueEntry]
    hits: Mapping[int, Hit]
    counts: Mapping[Status, int]
    also_flagged: int
    assigned: bool
    sources: Sequence[str]
    reasons: Sequence[str] = ()
    people: Sequence[str] = ()


def numbers(workspace: Workspace, view: QueueView | None = None) -> list[int]:
    """The articles of a view, in its order; without a view all that are this annotator's."""
    with workspace.project.reading() as connection:
        chosen = view or QueueView(
            mine=assignments.has_any(connection, annotator=workspace.annotator)
        )
        return queue_listing.numbers(connection, chosen, annotator=workspace.annotator)


def listing(workspace: Workspace, view: QueueView | None, *, first: int = 60) -> Listing:
    """The articles of a view with their ``first`` rows; without a view what is shown at first."""
    with workspace.project.reading() as connection:
        own = assignments.has_any(connection, annotator=workspace.annotator)
        chosen = view or QueueView(mine=own)
        whose = chosen.person or workspace.annotator
        numbers_shown = queue_listing.numbers(connection, chosen, annotator=workspace.annotator)
        top = numbers_shown[:first]
        assigned = assignments.has_any(connection, annotator=whose) if chosen.person else own
        return Listing(
            view=chosen,
            numbers=numbers_shown,
            entries=queue_listing.entries(connection, top, annotator=whose),
            hits={hit.article: hit for hit in search.hits(connection, chosen.words, top)},
            counts=queue_listing.status_counts(connection, annotator=whose, mine=chosen.mine),
            also_flagged=queue_listing.also_flagged(connection, annotator=whose, mine=chosen.mine),
            assigned=assigned,
            sources=queue_listing.sources(connection),
            reasons=queue_listing.flag_reasons(connection, annotator=whose),
            people=annotators(connection),
        )


def entries(workspace: Workspace, wanted: Sequence[int]) -> dict[int, QueueEntry]:
    """What the queue shows of some articles, by number."""
    with workspace.project.reading() as connection:
        return queue_listing.entries(connection, wanted, annotator=workspace.annotator)


def rows(
    workspace: Workspace, view: QueueView, wanted: Sequence[int]
) -> tuple[dict[int, QueueEntry], dict[int, Hit]]:
    """What the queue shows of some articles, and where what is searched for stands in them."""
    with workspace.project.reading() as connection:
        return (
            queue_listing.entries(connection, wanted, annotator=view.person or workspace.annotator),
            {hit.article: hit for hit in search.hits(connection, view.words, wanted)},
        )


def places(view: QueueView, text: str) -> list[tuple[int, int]]:
    """Where what a view searches for stands in a text, in code points, half open."""
    return search.places(view.words, text)


def counts(workspace: Workspace, view: QueueView) -> dict[Status, int]:
    """How many articles stand where, for the annotator a view is about."""
    with workspace.project.reading() as connection:
        annotator = view.person or workspace.annotator
        return queue_listing.status_counts(connection, annotator=annotator, mine=view.mine)


def also_flagged(workspace: Workspace, view: QueueView) -> int:
    """How many of the articles that `counts` counts as done, skipped or begun are flagged too."""
    with workspace.project.reading() as connection:
        annotator = view.person or workspace.annotator
        return queue_listing.also_flagged(connection, annotator=annotator, mine=view.mine)
