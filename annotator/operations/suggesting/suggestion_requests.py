"""Suggestions for single articles as they are read; whole projects are prelabelled elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.changes import Part
from annotator.domain.pipelines import LabelCount
from annotator.domain.values import Document, SuggestedSpan
from annotator.operations.suggesting.project_pipeline import reader_of
from annotator.store.articles import article_rows, muting
from annotator.store.definitions.pipeline import pipeline
from annotator.store.work import renewing, suggestions
from annotator.workspace import Workspace

_NEAR = 200  # articles looked through; where all have suggestions, nobody waits for a search


def lacking(workspace: Workspace, *, first: int, ahead: int) -> list[Document]:
    """Articles without suggestions or with those of older names or rules: ``first``, and behind."""
    with workspace.project.reading() as connection:
        numbers = suggestions.articles_without_run(
            connection,
            names=workspace.names.digest,
            reader=reader_of(pipeline(connection)),
            since=first,
            until=first + _NEAR,
            limit=ahead + 1,
        )
        return [article_rows.document(connection, number) for number in numbers]


def document(workspace: Workspace, article: int) -> Document:
    """One article with its text."""
    with workspace.project.reading() as connection:
        return article_rows.document(connection, article)


def has_read(workspace: Workspace, article: int, source: str) -> bool:
    """Whether a suggester has been through an article."""
    with workspace.project.reading() as connection:
        return suggestions.read_by(connection, article, source)


def keep(
    workspace: Workspace,
    article: int,
    sha256: str,
    spans: Sequence[SuggestedSpan],
    *,
    source: str,
    version: str,
    names: str | None = None,
    stands_in: bool = False,
) -> tuple[LabelCount, ...]:
    """Commit suggestions for an article, unless its text is no longer the one they are for.

    Those in muted text are left out; those found with other names of the team give way. What only
    stands in for the project's own suggester (``stands_in``) takes no other's place, and the
    article goes on lacking suggestions. Returns how many have a label that was deleted in the
    project, and get no place.
    """
    with workspace.project.reading() as connection:
        current = article_rows.document(connection, article).article.sha256
        outside = muting.outside_muted(connection, {article: spans})
        keeps = stands_in and suggestions.read_by_another(connection, article, source)
        without_label = suggestions.without_label(connection, outside)
    if current != sha256 or keeps:
        return ()
    workspace.add_suggestions(outside, source=source, version=version, names=names)
    if stands_in:
        with workspace.changing(Part.SUGGESTIONS, (article,)) as connection:
            suggestions.forget_run(connection, article, source)
    return without_label


def forget_waiting(workspace: Workspace, article: int) -> bool:
    """Drop what a suggester found in an article and nobody has decided on, to be done anew."""
    with workspace.changing(Part.SUGGESTIONS, [article]) as connection:
        renewing.drop_waiting(connection, [article])
    return True
