"""Where one annotator's work differs from gold, to learn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.boundaries import line_around
from annotator.domain.conflicts import Kind, compare
from annotator.domain.gold import GOLD, Comment, GoldSpan, Ruling
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Annotation, Article, Document

_AROUND = 60  # code points of context to each side


@dataclass(frozen=True, slots=True)
class GoldDifference:
    """A passage ``[start, end)`` where an annotator and gold differ; either may have nothing there.

    ``ruling`` decided it, None where the rule did. ``before``, ``words``, ``after`` are the text.
    """

    article: Article
    start: int
    end: int
    kind: Kind
    own: tuple[SpanContent, ...]
    gold: tuple[SpanContent, ...]
    before: str
    words: str
    after: str
    ruling: Ruling | None = None
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """All differences of one annotator: in how many signed-off articles, and how many spans."""

    annotator: str
    articles: int
    agreed: int
    differences: tuple[GoldDifference, ...]

    @property
    def kinds(self) -> dict[str, int]:
        """How many differences are of which kind, the most first."""
        counts = Counter(difference.kind.value for difference in self.differences)
        return dict(counts.most_common())

    @property
    def reasons(self) -> dict[str, int]:
        """How many differences have which reason, the most first."""
        rulings = [difference.ruling for difference in self.differences]
        reasons = [ruling.reason for ruling in rulings if ruling is not None]
        counts = Counter(reason.value for reason in reasons if reason is not None)
        return dict(counts.most_common())


def differences(
    document: Document,
    own: Sequence[Annotation],
    gold: Sequence[GoldSpan],
    rulings: Sequence[Ruling],
    comments: Sequence[Comment],
) -> tuple[list[GoldDifference], int]:
    """Where an annotator's spans of an article differ from its gold, in text order, and how many
    of them are in gold."""
    comparison = compare({"own": own, GOLD: gold})
    differing = []
    for item in comparison.conflicts:
        by_supporter = {who: v.spans for v in item.options for who in v.supporters}
        ruling = next((r for r in rulings if r.meets(item) and r.rule is None), None)
        said = tuple(c for c in comments if ruling is not None and c.ruling_id == ruling.id)
        before, words, after = context(document.text, item.start, item.end)
        differing.append(
            GoldDifference(
                document.article,
                item.start,
                item.end,
                item.kind,
                by_supporter["own"],
                by_supporter[GOLD],
                before,
                words,
                after,
                ruling,
                said,
            )
        )
    return differing, len(comparison.agreed)


def context(text: str, start: int, end: int, around: int = _AROUND) -> tuple[str, str, str]:
    """A passage with what stands around it in its line, in whole words: before, words, after."""
    first, last = line_around(text, start)
    last = max(last, end)
    left, right = max(first, start - around), min(last, end + around)
    if left > first:
        left = min(start, text.find(" ", left, start) + 1 or left)
    if right < last:
        right = max(end, text.rfind(" ", end, right))
    before, after = text[left:start], text[end:right]
    return (
        ("…" if left > first else "") + before,
        text[start:end],
        after + ("…" if right < last else ""),
    )
