"""Which articles there are and where they stand, as the queue shows them."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.state import QueueEntry
from annotator.domain.values import Status
from annotator.store import articles
from annotator.workspace import Workspace


def numbers(workspace: Workspace, *, words: str = "") -> list[int]:
    """The articles whose title or text holds every one of ``words``, in import order."""
    with workspace.project.reading() as connection:
        return articles.queue_ids(connection, annotator=workspace.annotator, words=words)


def entries(workspace: Workspace, wanted: Sequence[int]) -> dict[int, QueueEntry]:
    """What the queue shows of some articles, by number."""
    with workspace.project.reading() as connection:
        return articles.queue_entries(connection, wanted, annotator=workspace.annotator)


def counts(workspace: Workspace) -> dict[Status, int]:
    """How many articles stand where, for the annotator of the workspace."""
    with workspace.project.reading() as connection:
        return articles.status_counts(connection, annotator=workspace.annotator)
