"""What searching keeps beside the full-text index."""

from __future__ import annotations

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel

from annotator.store.tables import cascading


class SignsRow(SQLModel, table=True):
    """The signs of an article, which no index of words knows: every run of them once.

    On a server the folded words of title and text follow, since there is no index of them.
    """

    __tablename__ = "article_signs"
    article_id: int = Field(sa_column=Column(cascading("article.id"), primary_key=True))
    signs: str = Field(sa_column=Column(Text, nullable=False))
