"""The tables that let work travel between projects: what a version has seen, versions kept aside,
and whose opening of a project the time was spent in.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Text
from sqlmodel import Field, SQLModel

_KINDS = "kind IN ('diverged', 'unplaced')"


def _of_article() -> Column[int]:
    return Column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)


def _of_annotator() -> Column[int]:
    return Column(ForeignKey("annotator.id", ondelete="RESTRICT"), primary_key=True)


class WorkVersionRow(SQLModel, table=True):
    """The version of one annotator's work in one article, raised by every edit of it.

    ``writer`` made the edit ``stamp``; ``seen`` are the last edits of other writers before, as
    ``writer:stamp`` with a space behind each.
    """

    __tablename__ = "work_version"
    __table_args__ = (
        CheckConstraint("stamp > 0", name="stamp"),
        {"sqlite_with_rowid": False},
    )
    article_id: int = Field(sa_column=_of_article())
    annotator_id: int = Field(sa_column=_of_annotator())
    writer: str
    stamp: int
    seen: str = ""


class SavedVersionRow(SQLModel, table=True):
    """A version of somebody's work that is not shown, or the spans of one that had no place.

    ``content`` is JSON as in a bundle; ``came`` says when and in what it came.
    """

    __tablename__ = "kept_version"
    __table_args__ = (
        CheckConstraint(_KINDS, name="kind"),
        {"sqlite_with_rowid": False},
    )
    article_id: int = Field(sa_column=_of_article())
    annotator_id: int = Field(sa_column=_of_annotator())
    key: str = Field(sa_column=Column(String(32), primary_key=True))
    kind: str
    content: str = Field(sa_column=Column(Text, nullable=False))
    came: str = ""


class TimeShareRow(SQLModel, table=True):
    """Seconds one annotator has worked on one article in one opening of a project.

    Their sum is what `time_spent` says. What was spent before this was kept has no writer.
    """

    __tablename__ = "time_share"
    __table_args__ = (
        CheckConstraint("seconds >= 0", name="seconds"),
        {"sqlite_with_rowid": False},
    )
    article_id: int = Field(sa_column=_of_article())
    annotator_id: int = Field(sa_column=_of_annotator())
    writer: str = Field(primary_key=True)
    seconds: float = 0.0


class UndoStepRow(SQLModel, table=True):
    """That an event of the log did, undid or redid the edit of the event ``of``.

    What the log does not say of an edit stands beside it when it is done: the ``suggestions`` it
    names, and the whole ``edit`` where it is more than rows. Old steps are dropped.
    """

    __tablename__ = "undo_step"
    __table_args__ = (
        CheckConstraint("move IN ('do', 'undo', 'redo')", name="move"),
        Index("ix_undo_step_annotator_id_event_id", "annotator_id", "event_id"),
    )
    event_id: int = Field(
        sa_column=Column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    )
    annotator_id: int = Field(
        sa_column=Column(ForeignKey("annotator.id", ondelete="RESTRICT"), nullable=False)
    )
    move: str
    of: int
    suggestions: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    edit: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
