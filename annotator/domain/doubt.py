"""Which suggestions a person should look at before they are accepted with others, and why.

The one definition of “doubtful”: where one lies, accepting a stretch of text stops.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from annotator.domain.answering import COPIED
from annotator.domain.labels import FIGURE
from annotator.domain.span_content import SpanContent
from annotator.domain.state import ArticleState
from annotator.domain.text_order import differing
from annotator.domain.values import Annotation, Decision, Suggestion, Verdict

LOW_SCORE = 0.7
"""A calibrated score below this is low: three of ten such suggestions are wrong, or more."""


class Doubt(StrEnum):
    """Why a suggestion is doubtful, in words."""

    SCORE = "its score is low"
    VALUE = "its value is not parsed"
    PERSON = "you have decided otherwise on the same words"
    RIVAL = "another suggestion says otherwise of its words"
    SAME_LABEL = "a span of yours with its label shares its words"


class Said:
    """What a person has said of words in an article: their labels, and what was rejected.

    It is shown each state of the article in turn, and follows edits without looking at all spans.
    """

    def __init__(self) -> None:
        self._state: ArticleState | None = None
        self._labelled: dict[str, Counter[str]] = {}
        self._rejected: Counter[tuple[str, str]] = Counter()
        self._known: dict[int, Doubt | None] = {}  # by the numbers of suggestions, in this state

    def follow(self, state: ArticleState) -> None:
        """Take over the state, of the same article or of another."""
        before, self._state = self._state, state
        self._known.clear()
        if before is None or before.document is not state.document:
            self._labelled, self._rejected = {}, Counter()
            self._count(state.annotations, state.decisions, 1)
            return
        annotations = differing(before.annotations, state.annotations)
        decisions = differing(before.decisions, state.decisions)
        for sign, own, rows in zip((-1, 1), annotations, decisions, strict=True):
            self._count(own, rows, sign)

    def doubt(self, item: Suggestion) -> Doubt | None:
        """Why a suggestion is doubtful; None where it is not.

        A person contradicts one who has given the same words another label in this article, or
        has rejected the same words with the same label.
        """
        if item.id not in self._known:  # every painting asks for all on the screen
            self._known[item.id] = self._why(item)
        return self._known[item.id]

    def _why(self, item: Suggestion) -> Doubt | None:
        span = item.span
        assert self._state is not None
        words = self._state.text[span.start : span.end]
        labels = self._labelled.get(words)
        if labels and (len(labels) > 1 or span.label not in labels):
            return Doubt.PERSON
        if self._rejected and self._rejected[words, span.label]:
            return Doubt.PERSON
        if self._has_rival(item):
            return Doubt.RIVAL
        if not self._state.overlap_rule.is_flat and any(
            other.label == span.label for other in self._state.annotations_on(span.start, span.end)
        ):
            return Doubt.SAME_LABEL
        if has_no_value(span):
            return Doubt.VALUE
        return Doubt.SCORE if item.score is not None and item.score < LOW_SCORE else None

    def _has_rival(self, item: Suggestion) -> bool:
        """Whether another that waits may not stand beside it, and neither comes first by a person's
        word: what one has said in another version of the article goes before what a program says.
        """
        assert self._state is not None
        allows = self._state.overlap_rule.allows
        beside = self._state.waiting_on(item.start, item.end)
        rivals = [other for other in beside if other.id != item.id and not allows(other, item)]
        is_copied = {other.source == COPIED for other in rivals}
        return True in is_copied if item.source == COPIED else is_copied == {False}

    def _count(self, own: Iterable[Annotation], rows: Iterable[Decision], sign: int) -> None:
        for span in own:
            labels = self._labelled.setdefault(span.text, Counter())
            labels[span.label] += sign
            if not labels[span.label]:
                del labels[span.label]
        assert self._state is not None
        for row in rows:
            item = self._state.suggestion(row.suggestion_id)
            if row.verdict is Verdict.REJECTED and item is not None:
                self._rejected[self._state.text[item.start : item.end], item.label] += sign


def has_no_value(span: SpanContent) -> bool:
    """Whether a span is a FIGURE of which nobody has read or typed a value."""
    return span.label == FIGURE and (span.figure is None or not span.figure.parsed)


def doubts(state: ArticleState, items: Iterable[Suggestion]) -> dict[int, Doubt]:
    """The reasons why some of an article's suggestions are doubtful, by their numbers."""
    said = Said()
    said.follow(state)
    reasons = ((item.id, said.doubt(item)) for item in items)
    return {number: doubt for number, doubt in reasons if doubt is not None}
