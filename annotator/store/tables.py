"""The tables of a project. Every rule of the domain stands here again as a constraint."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)
from sqlmodel import Field, SQLModel

from annotator.domain.values import Origin, Status, Verdict

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMES


def _one_of(column: str, values: type[Origin] | type[Status] | type[Verdict]) -> CheckConstraint:
    allowed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({allowed})", name=column)


def _bounds() -> CheckConstraint:
    return CheckConstraint('0 <= "start" AND "start" < "end"', name="bounds")


def _where_given(name: str, column: str) -> Index:
    # Without it, taking away what the column refers to would scan the whole table.
    given = text(f"{column} IS NOT NULL")
    return Index(name, column, sqlite_where=given, postgresql_where=given)


def cascading(target: str) -> ForeignKey:
    """A reference that goes with what it refers to; for tables declared in other files."""
    return _fk(target, cascade=True)


def _fk(target: str, *, cascade: bool = False) -> ForeignKey:
    return ForeignKey(target, ondelete="CASCADE" if cascade else "RESTRICT")


class ProjectRow(SQLModel, table=True):
    """One named fact about the project."""

    __tablename__ = "project"
    key: str = Field(primary_key=True)
    value: str


class LabelRow(SQLModel, table=True):
    __tablename__ = "label"
    __table_args__ = (CheckConstraint("name <> ''", name="name"),)
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_column=Column(String, nullable=False, unique=True))
    position: int
    key: str
    light: str
    dark: str
    description: str = ""


class AnnotatorRow(SQLModel, table=True):
    __tablename__ = "annotator"
    __table_args__ = (CheckConstraint("name <> ''", name="name"),)
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_column=Column(String, nullable=False, unique=True))


class ArticleRow(SQLModel, table=True):
    """What the queue shows. The text is in a table of its own, so a scan stays narrow."""

    __tablename__ = "article"
    __table_args__ = (CheckConstraint("length >= 0", name="length"),)
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(sa_column=Column(String, nullable=False, unique=True))
    sha256: str = Field(sa_column=Column(String(64), nullable=False, unique=True))
    length: int
    title: str
    source: str | None = None
    url: str | None = None
    published: str | None = None
    imported_at: str


class ArticleTextRow(SQLModel, table=True):
    """``raw``: the original bytes where they differ from the text in UTF-8, deflated by zlib."""

    __tablename__ = "article_text"
    article_id: int = Field(sa_column=Column(_fk("article.id", cascade=True), primary_key=True))
    text: str = Field(sa_column=Column(Text, nullable=False))
    encoding: str
    raw_sha256: str
    raw: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    extra: str | None = None


class SummaryRow(SQLModel, table=True):
    """What the queue filters and sorts by, narrow, so that a look at all articles is a short one.

    Everything here is derived: from the article, and from its suggestions outside muted text as
    they come and go.
    """

    __tablename__ = "article_summary"
    __table_args__ = (
        CheckConstraint("suggestions >= 0", name="suggestions"),
        Index("ix_article_summary_title_key", "title_key"),
        Index("ix_article_summary_published", "published"),
        Index("ix_article_summary_length", "length"),
        Index("ix_article_summary_source", "source"),
        Index("ix_article_summary_shuffle", "shuffle"),
        Index("ix_article_summary_suggestions", "suggestions"),
        _where_given("ix_article_summary_lowest_score", "lowest_score"),
    )
    article_id: int = Field(sa_column=Column(_fk("article.id", cascade=True), primary_key=True))
    length: int
    published: str | None = None
    source: str | None = None
    title_key: str  # folded and cut, for sorting
    shuffle: int  # from the hash of the text: an order that means nothing and never changes
    suggestions: int = 0
    lowest_score: float | None = None


class TallyRow(SQLModel, table=True):
    """What one annotator has done in one article, counted anew with every edit of it.

    ``waiting`` suggestions this annotator has not answered, ``lowest_score`` is theirs.
    """

    __tablename__ = "tally"
    __table_args__ = ({"sqlite_with_rowid": False},)
    article_id: int = Field(sa_column=Column(_fk("article.id", cascade=True), primary_key=True))
    annotator_id: int = Field(sa_column=Column(_fk("annotator.id"), primary_key=True, index=True))
    annotations: int = 0
    decisions: int = 0
    waiting: int = 0
    lowest_score: float | None = None


class AssignmentRow(SQLModel, table=True):
    """That an article is given to an annotator."""

    __tablename__ = "assignment"
    __table_args__ = ({"sqlite_with_rowid": False},)
    article_id: int = Field(sa_column=Column(_fk("article.id", cascade=True), primary_key=True))
    annotator_id: int = Field(sa_column=Column(_fk("annotator.id"), primary_key=True, index=True))


class SourceRow(SQLModel, table=True):
    """A suggester in one version."""

    __tablename__ = "suggestion_source"
    __table_args__ = (Index("uq_suggestion_source_name_version", "name", "version", unique=True),)
    id: int | None = Field(default=None, primary_key=True)
    name: str
    version: str
    names: str | None = None  # digest of the team's names; NULL where it takes none


class SuggestionRunRow(SQLModel, table=True):
    """That a suggester has been through an article, even if it found nothing."""

    __tablename__ = "suggestion_run"
    article_id: int = Field(sa_column=Column(_fk("article.id", cascade=True), primary_key=True))
    source_id: int = Field(sa_column=Column(_fk("suggestion_source.id"), primary_key=True))


class SuggestionRow(SQLModel, table=True):
    __tablename__ = "suggestion"
    __table_args__ = (
        _bounds(),
        CheckConstraint("score IS NULL OR (score >= 0 AND score <= 1)", name="score"),
    )
    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(
        sa_column=Column(_fk("article.id", cascade=True), nullable=False, index=True)
    )
    source_id: int = Field(sa_column=Column(_fk("suggestion_source.id"), nullable=False))
    label_id: int = Field(sa_column=Column(_fk("label.id"), nullable=False))
    start: int
    end: int
    rule: str | None = None
    score: float | None = None
    figure: str | None = None


class AnnotationRow(SQLModel, table=True):
    __tablename__ = "annotation"
    __table_args__ = (
        _bounds(),
        _one_of("origin", Origin),
        _where_given("ix_annotation_suggestion_id", "suggestion_id"),
        # Kept by its key alone: with row numbers every key would be on the disk twice.
        {"sqlite_with_rowid": False},
    )
    id: str = Field(primary_key=True)
    article_id: int = Field(
        sa_column=Column(_fk("article.id", cascade=True), nullable=False, index=True)
    )
    annotator_id: int = Field(sa_column=Column(_fk("annotator.id"), nullable=False))
    label_id: int = Field(sa_column=Column(_fk("label.id"), nullable=False))
    start: int
    end: int
    text: str
    origin: str
    figure: str | None = None
    entity: str | None = None
    note: str | None = None
    suggestion_id: int | None = Field(
        default=None, sa_column=Column(_fk("suggestion.id"), nullable=True)
    )


class DecisionRow(SQLModel, table=True):
    __tablename__ = "decision"
    __table_args__ = (
        _one_of("verdict", Verdict),
        CheckConstraint("verdict <> 'rejected' OR annotation_id IS NULL", name="rejected"),
        _where_given("ix_decision_annotation_id", "annotation_id"),
        {"sqlite_with_rowid": False},
    )
    suggestion_id: int = Field(
        sa_column=Column(_fk("suggestion.id", cascade=True), primary_key=True)
    )
    annotator_id: int = Field(sa_column=Column(_fk("annotator.id"), primary_key=True))
    article_id: int = Field(
        sa_column=Column(_fk("article.id", cascade=True), nullable=False, index=True)
    )
    verdict: str
    annotation_id: str | None = Field(
        default=None,
        # Deferred: an edit may write the verdict before the annotation that came of it.
        sa_column=Column(
            ForeignKey("annotation.id", deferrable=True, initially="DEFERRED"),
            nullable=True,
        ),
    )


class ArticleStatusRow(SQLModel, table=True):
    __tablename__ = "work"
    __table_args__ = (
        _one_of("status", Status),
        CheckConstraint("reason IS NULL OR status <> 'new'", name="reason"),
        Index("ix_work_annotator_id_status", "annotator_id", "status"),
        {"sqlite_with_rowid": False},
    )
    article_id: int = Field(sa_column=Column(_fk("article.id", cascade=True), primary_key=True))
    annotator_id: int = Field(sa_column=Column(_fk("annotator.id"), primary_key=True))
    status: str
    reason: str | None = None


class TimeSpentRow(SQLModel, table=True):
    """Seconds one annotator has worked on one article. They only grow, so undo leaves them."""

    __tablename__ = "time_spent"
    __table_args__ = (
        CheckConstraint("seconds >= 0", name="seconds"),
        {"sqlite_with_rowid": False},
    )
    article_id: int = Field(sa_column=Column(_fk("article.id", cascade=True), primary_key=True))
    annotator_id: int = Field(sa_column=Column(_fk("annotator.id"), primary_key=True))
    seconds: float = 0.0


class MutedRow(SQLModel, table=True):
    __tablename__ = "muted_range"
    __table_args__ = (_bounds(),)
    id: str = Field(primary_key=True)
    article_id: int = Field(
        sa_column=Column(_fk("article.id", cascade=True), nullable=False, index=True)
    )
    start: int
    end: int
    rule: str


class GuidelinesRow(SQLModel, table=True):
    """One version of the annotation guidelines, in Markdown; the highest number holds."""

    __tablename__ = "guidelines"
    __table_args__ = (CheckConstraint("version > 0", name="version"),)
    version: int | None = Field(default=None, primary_key=True)
    text: str
    at: str
    annotator_id: int = Field(sa_column=Column(_fk("annotator.id"), nullable=False))


class UnmutedRow(SQLModel, table=True):
    """A muted range somebody has unmuted; no rule mutes it again. ``rule`` had muted it."""

    __tablename__ = "unmuted_range"
    __table_args__ = (_bounds(),)
    id: str = Field(primary_key=True)
    article_id: int = Field(
        sa_column=Column(_fk("article.id", cascade=True), nullable=False, index=True)
    )
    start: int
    end: int
    rule: str


class LearntLineRow(SQLModel, table=True):
    """A line that is boilerplate at one source, folded; ``source`` is empty where none is known."""

    __tablename__ = "learnt_line"
    __table_args__ = ({"sqlite_with_rowid": False},)
    source: str = Field(primary_key=True)
    line: str = Field(primary_key=True)


class StoryRow(SQLModel, table=True):
    """An article's story, known by its article that came first; none while not looked for.

    ``signature`` are the MinHash values that near-duplicates are found by.
    """

    __tablename__ = "story"
    article_id: int = Field(sa_column=Column(_fk("article.id", cascade=True), primary_key=True))
    first_id: int | None = Field(
        default=None, sa_column=Column(_fk("article.id", cascade=True), nullable=True, index=True)
    )
    signature: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class EventRow(SQLModel, table=True):
    """Who changed what and when; written with the change and never altered."""

    __tablename__ = "event"
    id: int | None = Field(default=None, primary_key=True)
    at: str
    annotator_id: int = Field(sa_column=Column(_fk("annotator.id"), nullable=False))
    title: str
    before: str
    after: str


def table(model: type[SQLModel]) -> Table:
    """The Core table behind a model; rows are read and written through it."""
    return SQLModel.metadata.tables[str(model.__tablename__)]
