"""Many articles done at once: what waits in them is said first, and one undo takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.doubt import has_no_value
from annotator.domain.edits import Edit
from annotator.domain.errors import InputError, quoted
from annotator.domain.overlap_rule import OverlapRule
from annotator.domain.queueing import QueueView
from annotator.domain.values import ArticleStatus, Status
from annotator.domain.wording import counted
from annotator.store.definitions import overlap_rule
from annotator.store.project import Project
from annotator.store.queue import finishing as store
from annotator.store.queue import queue_listing
from annotator.store.queue.finishing import Standing
from annotator.workspace import Workspace

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Finishing:
    """Articles to be done, and what waits in them. ``already`` were done before; ``waiting`` are
    suggestions nobody has decided on, in so many articles; ``overlaps`` pairs of spans that may not
    stand together; ``valueless`` figures nobody has given a value.
    """

    edit: Edit
    articles: int = 0
    already: int = 0
    waiting: int = 0
    articles_waiting: int = 0
    overlaps: int = 0
    valueless: int = 0

    @property
    def waits(self) -> list[str]:
        """What keeps them from being done, in words."""
        waits = []
        if self.overlaps:
            waits.append(f"{counted(self.overlaps, 'pair')} of spans may not overlap")
        if self.waiting:
            verb = "waits" if self.waiting == 1 else "wait"
            where = counted(self.articles_waiting, "article")
            waits.append(f"{counted(self.waiting, 'suggestion')} {verb} in {where}")
        if self.valueless:
            waits.append(f"{counted(self.valueless, 'figure')} without a value")
        return waits

    def to_json(self) -> dict[str, object]:
        """As a JSON object of a report."""
        return {
            "articles": self.articles,
            "already_done": self.already,
            "suggestions_waiting": self.waiting,
            "overlaps": self.overlaps,
            "figures_without_value": self.valueless,
        }


def look(project: Project, numbers: Sequence[int], *, annotator: str) -> Finishing:
    """What it would be to mark articles done for an annotator; changes nothing."""
    with project.reading() as connection:
        rule = overlap_rule.rule(connection)
        rows = store.standing(connection, numbers, annotator=annotator)
        return _looked(list(rows), rule, annotator)


def _looked(rows: Sequence[Standing], rule: OverlapRule, annotator: str) -> Finishing:
    left = [row for row in rows if row.status is None or row.status.status is not Status.DONE]
    before = tuple(row.status for row in left if row.status is not None)
    after = tuple(
        ArticleStatus(row.number, annotator, Status.DONE, _flag(row.status)) for row in left
    )
    return Finishing(
        Edit(f"Done: {counted(len(left), 'article')}", before, after),
        articles=len(left),
        already=len(rows) - len(left),
        waiting=sum(row.waiting for row in left),
        articles_waiting=sum(row.waiting > 0 for row in left),
        overlaps=sum(len(rule.contradictions(row.spans)) for row in left),
        valueless=sum(has_no_value(span.span) for row in left for span in row.spans),
    )


def _flag(status: ArticleStatus | None) -> str | None:
    """The reason of a flag, which stays."""
    return (status.reason or "") if status is not None and status.flagged else None


def finish(workspace: Workspace, looked: Finishing) -> Edit:
    """Mark articles done, as one step that undo takes back. Raises SaveError or StaleEdit."""
    workspace.do(looked.edit)
    return looked.edit


def begun(project: Project, *, annotator: str) -> list[int]:
    """The articles that an annotator has in progress, in import order."""
    view = QueueView(statuses=(Status.IN_PROGRESS,))
    with project.reading() as connection:
        return queue_listing.numbers(connection, view, annotator=annotator)


def numbers_of(project: Project, uids: Sequence[str]) -> list[int]:
    """The articles with these ids. Raises InputError where there are none of some."""
    with project.reading() as connection:
        known = store.by_ids(connection, uids)
    strangers = [uid for uid in dict.fromkeys(uids) if uid not in known]
    if strangers:
        named = quoted(strangers, _NAMED)
        raise InputError(f"There is no article with the id {named}; annotator search shows ids.")
    return list(dict.fromkeys(known[uid] for uid in uids))
