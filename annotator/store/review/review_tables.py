"""The tables of reviews: gold, rulings, where articles stand, what was said about rulings."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String
from sqlmodel import Field, SQLModel

from annotator.domain.conflicts import Kind
from annotator.domain.gold import GoldSource, Outcome, Reason, ReviewStatus, Rule
from annotator.store.tables import AnnotatorRow, ArticleRow, LabelRow

# The tables that the keys below refer to are known.
assert AnnotatorRow.metadata is ArticleRow.metadata is LabelRow.metadata


def _one_of(column: str, values: type[StrEnum], *, or_none: bool = False) -> CheckConstraint:
    allowed = ", ".join(f"'{value}'" for value in values)
    unless = f"{column} IS NULL OR " if or_none else ""
    return CheckConstraint(f"{unless}{column} IN ({allowed})", name=column)


def _bounds() -> CheckConstraint:
    return CheckConstraint('0 <= "start" AND "start" < "end"', name="bounds")


def _of_article(*, key: bool = False, index: bool = True) -> Column[int]:
    target = ForeignKey("article.id", ondelete="CASCADE")
    if key:
        return Column(target, primary_key=True)
    return Column(target, nullable=False, index=index)


def _of_person() -> Column[int]:
    return Column(ForeignKey("annotator.id", ondelete="RESTRICT"), nullable=False)


def _of_ruling() -> Column[str]:
    # Deferred: an edit may take a ruling away before what refers to it.
    target = ForeignKey("ruling.id", deferrable=True, initially="DEFERRED")
    return Column(target, nullable=True, index=True)


class RulingRow(SQLModel, table=True):
    """A decision on a conflict. ``versions`` is JSON, with labels by their numbers."""

    __tablename__ = "ruling"
    __table_args__ = (
        _bounds(),
        _one_of("kind", Kind),
        _one_of("outcome", Outcome),
        _one_of("rule", Rule, or_none=True),
        _one_of("reason", Reason, or_none=True),
        CheckConstraint("(outcome = 'chosen') = (chosen IS NOT NULL)", name="chosen"),
        {"sqlite_with_rowid": False},
    )
    id: str = Field(primary_key=True)
    article_id: int = Field(sa_column=_of_article())
    start: int
    end: int
    kind: str
    versions: str
    outcome: str
    chosen: int | None = None
    rule: str | None = None
    reason: str | None = None
    comment: str | None = None
    reviewer_id: int = Field(sa_column=_of_person())
    at: str


class GoldSpanRow(SQLModel, table=True):
    """A span that has been decided. ``chosen_from`` is JSON: the names of who holds it."""

    __tablename__ = "gold_span"
    __table_args__ = (
        _bounds(),
        _one_of("source", GoldSource),
        Index("uq_gold_span_place", "article_id", "start", "end", "label_id", unique=True),
        {"sqlite_with_rowid": False},
    )
    id: str = Field(primary_key=True)
    article_id: int = Field(sa_column=_of_article(index=False))
    label_id: int = Field(
        sa_column=Column(ForeignKey("label.id", ondelete="RESTRICT"), nullable=False)
    )
    start: int
    end: int
    text: str
    source: str
    chosen_from: str
    figure: str | None = None
    entity: str | None = None
    note: str | None = None
    ruling_id: str | None = Field(default=None, sa_column=_of_ruling())
    reviewer_id: int = Field(sa_column=_of_person())
    at: str


class ReviewRow(SQLModel, table=True):
    """Where an article stands in review; ``annotators`` is JSON: between whom."""

    __tablename__ = "review"
    __table_args__ = (
        _one_of("status", ReviewStatus),
        _one_of("rule", Rule),
        {"sqlite_with_rowid": False},
    )
    article_id: int = Field(sa_column=_of_article(key=True))
    status: str = Field(index=True)
    annotators: str
    rule: str
    reviewer_id: int = Field(sa_column=_of_person())
    at: str


class CommentRow(SQLModel, table=True):
    """Something said about a ruling, which may be one of another project."""

    __tablename__ = "comment"
    __table_args__ = (CheckConstraint("text <> ''", name="text"), {"sqlite_with_rowid": False})
    id: str = Field(primary_key=True)
    article_id: int = Field(sa_column=_of_article())
    ruling_id: str = Field(sa_column=Column(String, nullable=False, index=True))
    author_id: int = Field(sa_column=_of_person())
    text: str
    at: str


class ReceivedFeedbackRow(SQLModel, table=True):
    """Where one annotator's work differs from the gold of another project; ``content`` is JSON.

    Of an annotator and an article the newest alone is kept.
    """

    __tablename__ = "received_feedback"
    __table_args__ = ({"sqlite_with_rowid": False},)
    article_id: int = Field(sa_column=_of_article(key=True))
    annotator_id: int = Field(
        sa_column=Column(ForeignKey("annotator.id", ondelete="RESTRICT"), primary_key=True)
    )
    at: str
    content: str
