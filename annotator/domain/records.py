"""An article with everything one annotator made of it, on its way into or out of a project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from annotator.domain.figures import Figure
from annotator.domain.span_content import HasSpan, SpanContent
from annotator.domain.spans import flatten
from annotator.domain.values import NewArticle, Origin, Status, TextRange, is_flagged


class SpanGold(NamedTuple):
    """How a reviewed span came to be: by what, who holds it, who answers for it, and when."""

    source: str
    supporters: tuple[str, ...]
    reviewer: str
    at: str

    def to_json(self) -> dict[str, object]:
        """As exports have it."""
        return {
            "source": self.source,
            "from": list(self.supporters),
            "reviewer": self.reviewer,
            "at": self.at,
        }


class RecordSpan(NamedTuple):
    """A span of a record. A tuple, since files bring millions: it is made four times as fast.

    ``id`` and ``origin`` are None where the record does not say.

    ``rule`` and ``score`` are a suggester's, for spans that become suggestions. ``gold`` is there
    on its way out of a review alone. ``extra`` are keys that the program does not know.
    """

    start: int
    end: int
    label: str
    id: str | None = None
    origin: Origin | None = None
    figure: Figure | None = None
    entity: str | None = None
    note: str | None = None
    rule: str | None = None
    score: float | None = None
    gold: SpanGold | None = None
    extra: Mapping[str, Any] | None = None


def flat(spans: Iterable[RecordSpan]) -> tuple[list[RecordSpan], list[RecordSpan]]:
    """`flatten` for formats in which spans cannot overlap: of the same words what a person said
    first stands before what a machine said first and a person accepted.
    """
    return flatten(spans, last=lambda span: span.origin is Origin.ACCEPTED)


@dataclass(frozen=True, slots=True)
class RejectedSpan(HasSpan):
    """A suggestion the annotator said no to; ``source`` says whose it was."""

    span: SpanContent
    source: str


@dataclass(frozen=True, slots=True)
class Record:
    """One article as it is exchanged. Offsets are code points into ``article.text``.

    ``status`` is None where the record does not say; ``reason`` is that of a flag, empty where it
    has none. ``suggested_by`` names the program, as
    "NAME@VERSION", whose suggestions the spans are in any case; None where people may have made
    them. ``gold``, on its way out alone, says of a reviewed article between whom it was, by which
    rule and by whom. ``file`` and ``line`` are where it was read.
    """

    article: NewArticle
    spans: tuple[RecordSpan, ...] = ()
    rejected: tuple[RejectedSpan, ...] = ()
    muted: tuple[TextRange, ...] = ()
    unmuted: tuple[TextRange, ...] = ()
    status: Status | None = None
    reason: str | None = None
    annotator: str | None = None
    gold: Mapping[str, object] | None = None
    suggested_by: str | None = None
    file: str = ""
    line: int | None = None

    @property
    def flagged(self) -> bool:
        """Whether the article is marked as doubtful."""
        return is_flagged(self.status, self.reason)


@dataclass(frozen=True, slots=True)
class ImportIssue:
    """One sentence about a place in a file. ``loss`` says that something did not come in."""

    file: str
    line: int | None
    reason: str
    loss: bool = True

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}: {self.reason}"

    def to_json(self) -> Mapping[str, object]:
        """The issue as a JSON object of a report."""
        return {"file": self.file, "line": self.line, "reason": self.reason}


Item: TypeAlias = Record | ImportIssue
"""What reading a file yields, in the order of the file."""
