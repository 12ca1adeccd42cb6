"""The table of a team's own names."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey
from sqlmodel import Field, SQLModel

from annotator.store.tables import AnnotatorRow, LabelRow

assert LabelRow.metadata is AnnotatorRow.metadata  # the tables its keys refer to are known


class ProjectNameRow(SQLModel, table=True):
    """A name, or a word of a word list where ``word_list`` is not empty.

    Without a label and a list it is a name that is never a span. ``variants`` are its other
    spellings, separated by ``|``.
    """

    __tablename__ = "project_name"
    __table_args__ = (
        CheckConstraint("spelling <> ''", name="spelling"),
        CheckConstraint("label_id IS NULL OR word_list = ''", name="kind"),
        {"sqlite_with_rowid": False},
    )
    word_list: str = Field(primary_key=True)
    spelling: str = Field(primary_key=True)
    label_id: int | None = Field(
        default=None,
        sa_column=Column(ForeignKey("label.id", ondelete="RESTRICT"), nullable=True),
    )
    variants: str
    at: str
    annotator_id: int = Field(
        sa_column=Column(ForeignKey("annotator.id", ondelete="RESTRICT"), nullable=False)
    )
