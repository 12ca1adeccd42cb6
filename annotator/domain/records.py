"""An article with everything one annotator made of it, on its way into or out of a project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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


class AnsweredSuggestion(NamedTuple):
    """A suggestion that a span was the answer to; ``source`` is “NAME@VERSION”."""

    start: int
    end: int
    label: str
    source: str
    rule: str | None = None
    score: float | None = None
    figure: Figure | None = None

    def moved(self, at: Callable[[int], int]) -> AnsweredSuggestion:
        """The same in a text where ``at`` says what lies where."""
        return self._replace(start=at(self.start), end=at(self.end))

    def to_json(self, span: tuple[int, int, str]) -> dict[str, object]:
        """As exports have it with a span: its place and label where they are others."""
        place: dict[str, object] = {}
        if self[:3] != span:
            place = {"start": self.start, "end": self.end, "label": self.label}
        figure = {} if self.figure is None else {"figure": self.figure.to_json()}
        known = {"source": self.source, "rule": self.rule, "score": self.score}
        given = {key: value for key, value in known.items() if value is not None}
        return {**place, **given, **figure}


class RecordSpan(NamedTuple):
    """A span of a record. A tuple, since files bring millions: it is made four times as fast.

    ``id`` and ``origin`` are None where the record does not say.

    ``part_of`` is the ``id`` of the span whose figure this one's is among; the place that a Figure
    has for it is none of the record's.

    ``rule`` and ``score`` are a suggester's, for spans that become suggestions or came from one.
    ``suggestion`` is the one it came from, ``answers`` are others it was the answer to. ``gold`` is
    there where a review has decided it. ``extra`` are keys that the program does not know.
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
    part_of: str | None = None
    suggestion: AnsweredSuggestion | None = None
    answers: tuple[AnsweredSuggestion, ...] = ()

    def moved(self, at: Callable[[int], int]) -> RecordSpan:
        """The same, with what it was the answer to, in a text where ``at`` says what lies where."""
        span = self._replace(start=at(self.start), end=at(self.end))
        if self.suggestion is None and not self.answers:
            return span
        suggestion = self.suggestion and self.suggestion.moved(at)
        return span._replace(
            suggestion=suggestion, answers=tuple(item.moved(at) for item in self.answers)
        )

    @property
    def answered(self) -> tuple[AnsweredSuggestion, ...]:
        """Every suggestion it was the answer to."""
        return self.answers if self.suggestion is None else (self.suggestion, *self.answers)

    def answered_json(self) -> dict[str, Any]:
        """The suggestions it was the answer to, as exports have them."""
        told: dict[str, Any] = {}
        if self.suggestion is not None:
            told["suggestion"] = self.suggestion.to_json(self.key)
        if self.answers:
            told["answers"] = [item.to_json(self.key) for item in self.answers]
        return told

    @property
    def key(self) -> tuple[int, int, str]:
        """What it covers and is labelled; a person says that once of a text."""
        return self[:3]

    @property
    def more(self) -> tuple[Figure | None, str | None, str | None]:
        """What a person has said of it besides."""
        return self.figure, self.entity, self.note


def adds_to(more: Iterable[object], known: Iterable[object]) -> bool:
    """Whether ``more`` of a span says anything that ``known`` of the same one does not."""
    return any(new is not None and new != old for new, old in zip(more, known, strict=True))


def each_once(
    spans: Iterable[RecordSpan],
) -> tuple[tuple[RecordSpan, ...], list[RecordSpan], list[RecordSpan]]:
    """The spans, of the same words and label one alone, with what any of them says; then those that
    stand there again, and of these the ones that contradict an earlier one.
    """
    first: dict[tuple[int, int, str], RecordSpan] = {}
    again: list[RecordSpan] = []
    others: list[RecordSpan] = []
    for span in spans:
        known = first.setdefault(span.key, span)
        if known is not span:
            both, turned = _joined(known, span), _joined(span, known)
            first[span.key] = both
            again.append(span)
            if (both.more, both.extra) != (turned.more, turned.extra):
                others.append(span)
    return tuple(first.values()), again, others


def _joined(one: RecordSpan, other: RecordSpan) -> RecordSpan:
    """The one, with what it leaves open as the other says it."""
    return one._replace(
        figure=one.figure or other.figure,
        entity=one.entity or other.entity,
        note=one.note or other.note,
        extra={**(other.extra or {}), **(one.extra or {})} or None,
        suggestion=one.suggestion or other.suggestion,
        answers=one.answers or other.answers,
    )


def flat(spans: Iterable[RecordSpan]) -> tuple[list[RecordSpan], list[RecordSpan]]:
    """`flatten` for formats in which spans cannot overlap: of the same words what a person said
    first stands before what a machine said first and a person accepted.
    """
    return flatten(spans, last=lambda span: span.origin is Origin.ACCEPTED)


@dataclass(frozen=True, slots=True)
class RejectedSpan(HasSpan):
    """A suggestion the annotator said no to; ``source`` says whose it was, with which ``score``;
    ``rule`` names what in it found the span.
    """

    span: SpanContent
    source: str
    score: float | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One article as it is exchanged. Offsets are code points into ``article.text``.

    ``status`` is None where the record does not say; ``reason`` is that of a flag, empty where it
    has none. ``suggested_by`` names the program, as "NAME@VERSION", whose suggestions the spans are
    in any case; None where people may have made them. ``reader`` names the kind of file where that
    holds somebody's work; ``untouched`` says that nobody has been at this article all the same,
    ``finished`` that the file says it is finished, in its own words. ``seconds`` have been spent on
    it. ``gold`` says of a reviewed article between whom it was, by which rule and by whom. ``file``
    and ``line`` are where it was read; ``place`` goes before what is said of it where the line does
    not tell it, as “record 3: ”.
    """

    article: NewArticle
    spans: tuple[RecordSpan, ...] = ()
    rejected: tuple[RejectedSpan, ...] = ()
    muted: tuple[TextRange, ...] = ()
    unmuted: tuple[TextRange, ...] = ()
    status: Status | None = None
    reason: str | None = None
    annotator: str | None = None
    seconds: float = 0.0
    gold: Mapping[str, object] | None = None
    suggested_by: str | None = None
    untouched: bool = False
    finished: bool = False
    reader: str = ""
    file: str = ""
    line: int | None = None
    place: str = ""

    @property
    def where(self) -> str:
        """Where it was read, in words."""
        line = "" if self.line is None else f", line {self.line}"
        place = self.place.removesuffix(": ")
        return f"{self.file}{line}{', ' if place else ''}{place}"

    @property
    def flagged(self) -> bool:
        """Whether the article is marked as doubtful."""
        return is_flagged(self.status, self.reason)

    def about(self) -> dict[str, object]:
        """What is known of its article and how it stands, as exports have it."""
        article = self.article
        return {
            "title": article.title,
            "source": article.source,
            "url": article.url,
            "published": article.published,
            "status": (self.status or Status.NEW).value,
            "flagged": self.flagged,
            "status_reason": self.reason or None,
        }

    def note(self, reason: str) -> ImportIssue:
        """A sentence about it, of which nothing is lost."""
        return ImportIssue(self.file, self.line, self.place + reason, loss=False)


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
