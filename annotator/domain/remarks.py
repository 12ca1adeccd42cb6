"""What annotators write for the reviewer beside their spans: notes, flags, and what they skip."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.values import Article, ArticleStatus


@dataclass(frozen=True, slots=True)
class SpanNote:
    """What an annotator noted on a span ``[start, end)`` of theirs, in code points."""

    annotator: str
    start: int
    end: int
    label: str
    quote: str
    note: str

    def meets(self, start: int, end: int) -> bool:
        """Whether the span shares text with a range."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Remarks:
    """All that was written about one article: ``statuses`` are those that flag or skip it."""

    notes: tuple[SpanNote, ...] = ()
    statuses: tuple[ArticleStatus, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """An article that somebody has flagged or skipped, with who did and why."""

    article: Article
    statuses: tuple[ArticleStatus, ...]
