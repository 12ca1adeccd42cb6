"""Choosing the share of articles that people annotate without suggestions."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.changes import Part
from annotator.domain.control_share import MOST
from annotator.domain.errors import InputError
from annotator.store.definitions import control_share as store
from annotator.store.project import Project
from annotator.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ControlShare:
    """The share in percent, and in how many of the project's articles suggestions stay hidden."""

    share: int
    articles: int

    def to_json(self) -> dict[str, object]:
        """The choice as a JSON object."""
        return {"share": self.share, "articles": self.articles}


def chosen(project: Project) -> ControlShare:
    """What the project has chosen; 0 where nobody has."""
    with project.reading() as connection:
        return ControlShare(store.share(connection), len(store.control_articles(connection)))


def choose(workspace: Workspace, percent: int) -> ControlShare:
    """Hide suggestions in so many of a hundred articles from now on.

    What has been annotated and decided stays. Raises InputError for what is no share, and
    SaveError.
    """
    if not 0 <= percent <= MOST:
        raise InputError(f"{percent} is no share; give a whole number from 0 to {MOST}.")
    with workspace.changing(Part.CONTROL_SHARE, None) as connection:
        store.set_share(connection, percent, annotator=workspace.annotator)
    return chosen(workspace.project)


def would_be(project: Project, percent: int) -> int:
    """In how many articles a share of so many percent would hide suggestions."""
    with project.reading() as connection:
        return len(store.below(connection, percent))
