"""From named rows to domain values, whoever reads them: SQLAlchemy, or SQLite before that is there.

Plain standard library, since the window paints before SQLModel is imported.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Protocol

from annotator.domain.figures import readable_figure
from annotator.domain.span_content import SpanContent
from annotator.domain.values import (
    Annotation,
    Article,
    ArticleStatus,
    Decision,
    MutedRange,
    Origin,
    Status,
    Suggestion,
    UnmutedRange,
    Verdict,
)

# Looked up, a member of an enumeration is there in a third of the time it takes to be asked for.
_origin = cache(Origin)


class NamedRow(Protocol):
    """A row that is asked by the names of its columns; labels and people stand in it by name."""

    def __getitem__(self, name: str, /) -> Any: ...


def article_of(row: NamedRow) -> Article:
    """An article."""
    facts = (row["source"], row["url"], row["published"])
    return Article(row["id"], row["uid"], row["title"], row["sha256"], row["length"], *facts)


def span_of(row: NamedRow) -> SpanContent:
    """What the span of an annotation or of gold says."""
    figure = readable_figure(row["figure"])
    return SpanContent(row["start"], row["end"], row["label"], figure, row["entity"], row["note"])


def annotation_of(row: NamedRow) -> Annotation:
    """An annotation."""
    return Annotation(
        id=row["id"],
        article_id=row["article_id"],
        annotator=row["annotator"],
        span=span_of(row),
        text=row["text"],
        origin=_origin(row["origin"]),
        suggestion_id=row["suggestion_id"],
    )


def suggestion_of(row: NamedRow) -> Suggestion:
    """A suggestion; ``source`` and ``version`` are those of its suggester."""
    figure = readable_figure(row["figure"])
    return Suggestion(
        id=row["id"],
        article_id=row["article_id"],
        span=SpanContent(row["start"], row["end"], row["label"], figure),
        source=row["source"],
        version=row["version"],
        rule=row["rule"],
        score=row["score"],
    )


def decision_of(row: NamedRow) -> Decision:
    """A verdict."""
    return Decision(
        suggestion_id=row["suggestion_id"],
        article_id=row["article_id"],
        annotator=row["annotator"],
        verdict=Verdict(row["verdict"]),
        annotation_id=row["annotation_id"],
    )


def status_of(row: NamedRow) -> ArticleStatus:
    """Where an annotator stands with an article."""
    return ArticleStatus(row["article_id"], row["annotator"], Status(row["status"]), row["reason"])


def muted_of(row: NamedRow) -> MutedRange:
    """A muted range."""
    return MutedRange(row["id"], row["article_id"], row["start"], row["end"], row["rule"])


def unmuted_of(row: NamedRow) -> UnmutedRange:
    """A range somebody has unmuted."""
    return UnmutedRange(row["id"], row["article_id"], row["start"], row["end"], row["rule"])
