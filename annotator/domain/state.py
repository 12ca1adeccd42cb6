"""One article as one annotator sees it: text, own annotations, suggestions and verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from annotator.domain.answering import waiting
from annotator.domain.edits import Edit, Key, Row, key_of
from annotator.domain.names import ProjectName
from annotator.domain.values import (
    Annotation,
    Article,
    ArticleStatus,
    Decision,
    Document,
    MutedRange,
    Status,
    Suggestion,
    UnmutedRange,
)

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class ArticleState:
    """A snapshot. Spans and muted ranges are in text order, decisions by their suggestions.

    With ``is_control`` suggestions stay hidden on purpose: none waits.
    """

    document: Document
    annotator: str
    annotations: tuple[Annotation, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    decisions: tuple[Decision, ...] = ()
    muted: tuple[MutedRange, ...] = ()
    unmuted: tuple[UnmutedRange, ...] = ()
    article_status: ArticleStatus | None = None
    is_control: bool = False

    @property
    def article_id(self) -> int:
        return self.document.article.id

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def status(self) -> Status:
        return self.article_status.status if self.article_status else Status.NEW

    @property
    def waiting(self) -> tuple[Suggestion, ...]:
        """Suggestions this annotator has not answered, in text order; none if hidden."""
        if self.is_control:
            return ()
        return waiting(
            self.suggestions,
            decided={decision.suggestion_id for decision in self.decisions},
            spans=self.annotations,
            muted=self.muted,
        )

    def decision_on(self, suggestion_id: int | None) -> Decision | None:
        """This annotator's verdict on a suggestion, if there is one."""
        return next((d for d in self.decisions if d.suggestion_id == suggestion_id), None)

    def annotation(self, annotation_id: str) -> Annotation | None:
        """The annotation with this id, if it stands in this article."""
        return next((item for item in self.annotations if item.id == annotation_id), None)

    def after(self, edit: Edit) -> ArticleState:
        """The state once ``edit`` has been committed; rows of other articles are passed over."""
        gone = {key_of(row) for row in edit.before}
        added = [
            row
            for row in edit.after
            if not isinstance(row, ProjectName) and row.article_id == self.article_id
        ]
        statuses = _changed(
            [self.article_status] if self.article_status else [], gone, added, ArticleStatus
        )
        return replace(
            self,
            annotations=tuple(
                sorted(_changed(self.annotations, gone, added, Annotation), key=_text_order)
            ),
            decisions=tuple(
                sorted(
                    _changed(self.decisions, gone, added, Decision), key=lambda d: d.suggestion_id
                )
            ),
            muted=tuple(
                sorted(_changed(self.muted, gone, added, MutedRange), key=lambda m: m.start)
            ),
            unmuted=tuple(
                sorted(_changed(self.unmuted, gone, added, UnmutedRange), key=lambda m: m.start)
            ),
            article_status=statuses[0] if statuses else None,
        )


@dataclass(frozen=True, slots=True)
class StoryPlace:
    """Which version of its story an article is: ``number`` (from 1) of ``versions``, as they came.

    ``first`` is the article that came first.
    """

    first: int
    number: int
    versions: int


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One line of the queue, for one annotator: counts of own spans and of suggestions.

    ``story`` is None where no other article tells the same.
    """

    article: Article
    status: Status
    reason: str | None
    annotations: int
    suggestions: int
    waiting: int
    story: StoryPlace | None = None


def _text_order(item: Annotation) -> tuple[int, int, str]:
    return (item.start, -item.end, item.id)


def _changed(rows: Iterable[R], gone: set[Key], added: Iterable[Row], kind: type[R]) -> list[R]:
    staying = [row for row in rows if key_of(row) not in gone]
    return staying + [row for row in added if isinstance(row, kind)]
