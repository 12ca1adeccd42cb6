"""One article as one annotator sees it: text, own annotations, suggestions and verdicts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar

from annotator.domain.answering import order_of, waiting
from annotator.domain.edits import Edit, Row, key_of
from annotator.domain.names import ProjectName
from annotator.domain.overlap_rule import FLAT, OverlapRule
from annotator.domain.spans import is_overlapping
from annotator.domain.text_order import FEW, changed, longest, meeting
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
    is_flagged,
)

R = TypeVar("R", bound=Row)
Contradiction: TypeAlias = tuple[Annotation, Annotation]
_ID, _NUMBER, _START = attrgetter("id"), attrgetter("suggestion_id"), attrgetter("start")


@dataclass(frozen=True, slots=True)
class _Suggestions:
    """What is looked up of the suggestions of an article: no edit changes them."""

    by_number: Mapping[int, Suggestion]
    longest: int  # in code points


@dataclass(slots=True)
class _Kept:
    """What a state has been asked once; None until then."""

    waiting: tuple[Suggestion, ...] | None = None
    spans: tuple[Annotation | Suggestion, ...] | None = None
    suggestions: _Suggestions | None = None
    contradictions: tuple[Contradiction, ...] | None = None
    longest_own: int | None = None  # at least as many code points as the longest annotation


@dataclass(frozen=True, slots=True)
class ArticleState:
    """A snapshot. Spans and muted ranges are in text order, decisions by their suggestions.

    With ``is_control`` suggestions stay hidden on purpose: none waits. ``overlap_rule`` is the
    project's.
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
    overlap_rule: OverlapRule = FLAT
    _kept: _Kept = field(default_factory=lambda: _Kept(), init=False, repr=False, compare=False)

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
        kept = self._kept
        if kept.waiting is None:
            kept.waiting = self._waiting_of(
                self.suggestions, self.annotations, {row.suggestion_id for row in self.decisions}
            )
        return kept.waiting

    @property
    def spans(self) -> tuple[Annotation | Suggestion, ...]:
        """What is drawn: own annotations and waiting suggestions, in text order, the longer
        first.
        """
        kept = self._kept
        if kept.spans is None:
            both = (self.annotations, self.waiting)
            if all(both):
                kept.spans = tuple(sorted([*both[0], *both[1]], key=_place))
            else:  # each is in this order already
                kept.spans = both[0] or both[1]
        return kept.spans

    def annotations_on(self, start: int, end: int) -> list[Annotation]:
        """Own annotations that share a code point with a range, in text order."""
        return meeting(self.annotations, start, end, longest=self._longest_own)

    def waiting_on(self, start: int, end: int) -> list[Suggestion]:
        """Waiting suggestions that share a code point with a range, in text order."""
        return meeting(self.waiting, start, end, longest=self._known.longest)

    def spans_on(self, start: int, end: int) -> list[Annotation | Suggestion]:
        """Those of ``spans`` that share a code point with a range."""
        return meeting(self.spans, start, end, longest=self.longest)

    @property
    def longest(self) -> int:
        """How many code points none of ``spans`` exceeds."""
        return max(self._longest_own, self._known.longest)

    def suggestion(self, number: int) -> Suggestion | None:
        """The suggestion with this number, answered or not."""
        return self._known.by_number.get(number)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Each two own annotations that the project does not let stand together, in text order."""
        kept = self._kept
        if kept.contradictions is None:
            overlap = is_overlapping(self.annotations)
            kept.contradictions = (
                tuple(self.overlap_rule.contradictions(self.annotations)) if overlap else ()
            )
        return kept.contradictions

    def decision_on(self, suggestion_id: int | None) -> Decision | None:
        """This annotator's verdict on a suggestion, if there is one."""
        if suggestion_id is None:
            return None
        at = bisect_left(self.decisions, suggestion_id, key=_NUMBER)
        decisions = self.decisions[at : at + 1]
        return decisions[0] if decisions and decisions[0].suggestion_id == suggestion_id else None

    def annotation(self, annotation_id: str) -> Annotation | None:
        """The annotation with this id, if it stands in this article."""
        return next((item for item in self.annotations if item.id == annotation_id), None)

    def after(self, edit: Edit) -> ArticleState:
        """The state once ``edit`` has been committed; rows of other articles are passed over."""
        gone, added = self._own_rows(edit.before), self._own_rows(edit.after)

        def rows_after(rows: tuple[R, ...], kind: type[R], order: Callable[[R], Any]) -> Any:
            return changed(
                rows,
                gone=[row for row in gone if isinstance(row, kind)],
                added=[row for row in added if isinstance(row, kind)],
                order=order,
                same=key_of,
            )

        status = (self.article_status,) if self.article_status else ()
        statuses = rows_after(status, ArticleStatus, lambda row: 0)
        state = replace(
            self,
            annotations=rows_after(self.annotations, Annotation, _text_order),
            decisions=rows_after(self.decisions, Decision, _NUMBER),
            muted=rows_after(self.muted, MutedRange, _START),
            unmuted=rows_after(self.unmuted, UnmutedRange, _START),
            article_status=statuses[0] if statuses else None,
        )
        state._take_over(self, gone, added)
        return state

    def _own_rows(self, rows: Iterable[Row]) -> list[Any]:
        own = (row for row in rows if not isinstance(row, ProjectName))
        return [row for row in own if row.article_id == self.article_id]

    def _waiting_of(
        self,
        suggestions: Iterable[Suggestion],
        annotations: Sequence[Annotation],
        decided: Collection[int],
    ) -> tuple[Suggestion, ...]:
        """Those of some suggestions that wait beside some annotations."""
        if self.is_control:
            return ()
        return waiting(
            suggestions,
            decided=decided,
            spans=annotations,
            muted=self.muted,
            rule=self.overlap_rule,
        )

    def _waiting_among(self, suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
        """The same for a few suggestions, looking at what shares words with them alone."""
        beside = {
            item.id: item
            for span in suggestions
            for item in self.annotations_on(span.start, span.end)
        }
        decided = {span.id for span in suggestions if self.decision_on(span.id) is not None}
        return self._waiting_of(suggestions, sorted(beside.values(), key=_text_order), decided)

    @property
    def _known(self) -> _Suggestions:
        if self._kept.suggestions is None:
            self._kept.suggestions = _Suggestions(
                {item.id: item for item in self.suggestions},
                longest([item.span for item in self.suggestions]),
            )
        return self._kept.suggestions

    @property
    def _longest_own(self) -> int:
        if self._kept.longest_own is None:
            self._kept.longest_own = longest([item.span for item in self.annotations])
        return self._kept.longest_own

    def _take_over(self, before: ArticleState, gone: Sequence[Row], added: Sequence[Row]) -> None:
        """Keep what is known of the state before, as far as these rows do not change it."""
        known, kept = before._kept, self._kept
        kept.suggestions = known.suggestions
        rows = [*gone, *added]
        if len(rows) > FEW:
            return
        new = [row for row in added if isinstance(row, Annotation)]
        old = [row for row in gone if isinstance(row, Annotation)]
        kept.longest_own = max(before._longest_own, longest(new))
        if known.contradictions == () and not any(
            self.overlap_rule.contradictions(self.annotations_on(item.start, item.end))
            for item in new
        ):
            kept.contradictions = ()
        if known.waiting is None:
            return
        touched = self._touched(rows)
        were, are = before._waiting_among(touched), self._waiting_among(touched)
        kept.waiting = changed(known.waiting, gone=were, added=are, order=order_of, same=_ID)
        if known.spans is not None:
            kept.spans = changed(
                known.spans, gone=[*old, *were], added=[*new, *are], order=drawn_order, same=_ID
            )

    def _touched(self, rows: Iterable[Row]) -> list[Suggestion]:
        """The suggestions of which rows may say otherwise whether they wait."""
        touched: dict[int, Suggestion] = {}
        for row in rows:
            if isinstance(row, Decision):
                item = self.suggestion(row.suggestion_id)
                touched |= {item.id: item} if item is not None else {}
            elif isinstance(row, Annotation | MutedRange):
                reach = self._known.longest
                on = meeting(self.suggestions, row.start, row.end, longest=reach)
                touched |= {item.id: item for item in on}
        return list(touched.values())


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

    @property
    def flagged(self) -> bool:
        """Whether it is marked as doubtful, wherever it stands."""
        return is_flagged(self.status, self.reason)


def _text_order(item: Annotation) -> tuple[int, int, str]:
    return (item.start, -item.end, item.id)


def _place(item: Annotation | Suggestion) -> tuple[int, int]:
    span = item.span
    return span.start, -span.end


def drawn_order(item: Annotation | Suggestion) -> tuple[Any, ...]:
    """Where a span stands among those drawn; own ones before suggestions of the same place."""
    if isinstance(item, Annotation):
        return item.start, -item.end, 0, item.id
    return item.start, -item.end, 1, order_of(item)
