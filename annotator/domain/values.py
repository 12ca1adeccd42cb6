"""The nouns of the program as frozen values: articles, labels, annotations, suggestions."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import product
from typing import Any

from annotator.domain.span_content import HasSpan, SpanContent


class Origin(StrEnum):
    """How an annotation came to be."""

    MANUAL = "manual"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    IMPORTED = "imported"
    PROPAGATED = "propagated"


class Verdict(StrEnum):
    """What an annotator decided about a suggestion."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class Status(StrEnum):
    """Where one annotator stands with one article."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    SKIPPED = "skipped"
    FLAGGED = "flagged"


def is_flagged(status: Status | None, reason: str | None) -> bool:
    """Whether an article that stands so is marked as doubtful."""
    return status is Status.FLAGGED or reason is not None


MUTED_BY_HAND = "manual"
"""The rule of a range that somebody has muted."""

_DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"  # in their order


def new_id() -> str:
    """A fresh random identifier: 16 URL-safe characters, 96 bits."""
    return secrets.token_urlsafe(12)


def new_ids() -> Iterator[str]:
    """Fresh identifiers for many rows, without end: 12 characters, the first 9 (54 bits) random.

    The other 3 are counted; after 262,144 another 9 are drawn. So an index takes them page after
    page instead of everywhere, and a span costs 8 bytes less on the disk.
    """
    while True:
        common = secrets.token_urlsafe(7)[:9]
        for counted in product(_DIGITS, repeat=3):
            yield common + "".join(counted)


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of span. Colours are ``#RRGGBB`` fills for a light and for a dark page."""

    name: str
    key: str
    light: str
    dark: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """What is known about an article, without its text. ``length`` is in code points."""

    id: int
    uid: str
    title: str
    sha256: str
    length: int
    source: str | None = None
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its immutable text."""

    article: Article
    text: str


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article on its way into a project: normalised text and what came with it.

    ``raw`` holds the bytes it was read from where they differ from the text in UTF-8.
    ``extra`` are unknown keys of the source record, kept to be written out again.
    """

    text: str
    title: str
    source: str | None = None
    url: str | None = None
    published: str | None = None
    uid: str | None = None
    raw: bytes | None = None
    encoding: str = "utf-8"
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Annotation(HasSpan):
    """A span one annotator vouches for; ``text`` is what its article says there."""

    id: str
    article_id: int
    annotator: str
    span: SpanContent
    text: str
    origin: Origin
    suggestion_id: int | None = None

    def with_span(self, **changes: Any) -> Annotation:
        """The same where the span says something else, by the names of `SpanContent`."""
        return replace(self, span=replace(self.span, **changes))


@dataclass(frozen=True, slots=True)
class SuggestedSpan(HasSpan):
    """A span a suggester proposes for a text, before it is stored.

    ``rule`` names what in the suggester found it (model, gazetteer entry, rule). ``score`` is a
    calibrated probability or None.
    """

    span: SpanContent
    rule: str | None = None
    score: float | None = None

    def __reduce__(self) -> tuple[type[SuggestedSpan], tuple[object, ...]]:
        return SuggestedSpan, (self.span, self.rule, self.score)


@dataclass(frozen=True, slots=True)
class Suggestion(HasSpan):
    """A machine's proposal kept in the project. It is nobody's word until it is accepted."""

    id: int
    article_id: int
    span: SpanContent
    source: str
    version: str
    rule: str | None = None
    score: float | None = None

    @property
    def says(self) -> tuple[int, int, int, str]:
        """What makes it the same whatever its number: article, start, end, label."""
        return (self.article_id, *self.span.place)


@dataclass(frozen=True, slots=True)
class Decision:
    """One annotator's verdict on one suggestion, with the annotation that came of it."""

    suggestion_id: int
    article_id: int
    annotator: str
    verdict: Verdict
    annotation_id: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleStatus:
    """One annotator's standing with one article; ``reason`` says why it is flagged.

    An article that is done or skipped may be flagged too: it has a reason then, which is empty
    where none was given.
    """

    article_id: int
    annotator: str
    status: Status
    reason: str | None = None

    @property
    def flagged(self) -> bool:
        """Whether it is marked as doubtful."""
        return is_flagged(self.status, self.reason)


@dataclass(frozen=True, slots=True)
class TextRange:
    """A part of a text, ``[start, end)`` in code points, that ``rule`` mutes or had muted."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class ArticleRange:
    """A range of the text of one article, as the project keeps it."""

    id: str
    article_id: int
    start: int
    end: int
    rule: str

    @property
    def range(self) -> TextRange:
        """The same without the article it belongs to."""
        return TextRange(self.start, self.end, self.rule)


@dataclass(frozen=True, slots=True)
class MutedRange(ArticleRange):
    """A part of the text set aside; ``rule`` says by what."""


@dataclass(frozen=True, slots=True)
class UnmutedRange(ArticleRange):
    """A part somebody has unmuted that ``rule`` had set aside; no rule sets it aside again."""
