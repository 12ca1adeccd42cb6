"""What leaves a project: an annotator's article as a record, whole or without its muted parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from annotator.domain.figures import Place
from annotator.domain.offsets import Shifts
from annotator.domain.records import Record, RecordSpan, RejectedSpan, flat
from annotator.domain.same_text import OF_THE_PLACE
from annotator.domain.span_keys import given_back
from annotator.domain.spans import has_overlap, joined, meets
from annotator.domain.values import Status

S = TypeVar("S", RecordSpan, RejectedSpan)


class Content(Enum):
    """What a record can hold beside its text and spans; not every format has a place for it.

    The values say in words how much of it there is: of one, and of many.
    """

    FIGURES = ("{n} figure value", "{n} figure values")
    ENTITIES = ("{n} entity", "{n} entities")
    NOTES = ("{n} note", "{n} notes")
    REJECTED = ("{n} rejected suggestion", "{n} rejected suggestions")
    STATUSES = (
        "{n} article's status (unfinished, skipped or flagged)",
        "the status of {n} articles (unfinished, skipped or flagged)",
    )
    REASONS = ("{n} flag with its reason", "{n} flags with their reasons")
    METADATA = (
        "{n} article's title, source, address or date",
        "the title, source, address or date of {n} articles",
    )
    EXTRA = ("{n} article's further columns or keys", "further columns or keys of {n} articles")
    MUTED = ("{n} article's muted ranges", "the muted ranges of {n} articles")
    GOLD = ("the sources of {n} gold span", "the sources of {n} gold spans")
    OVERLAPS = ("{n} span that overlaps a longer one", "{n} spans that overlap longer ones")
    SCORES = ("the score of {n} suggestion", "the scores of {n} suggestions")
    RELATIONS = (
        "{n} relation from an imported file",
        "{n} relations from imported files",
    )
    ORIGINS = (
        "how the spans of {n} article came to be, and their ids",
        "how the spans of {n} articles came to be, and their ids",
    )
    ANNOTATORS = ("whose work {n} article is", "whose work {n} articles are")
    ANSWERS = (
        "which suggestions {n} span was the answer to",
        "which suggestions {n} spans were the answer to",
    )
    TIME = ("the time spent on {n} article", "the time spent on {n} articles")

    def counted(self, count: int) -> str:
        """So much of it, in words."""
        one, many = self.value
        return (one if count == 1 else many).format(n=f"{count:,}")


_AMOUNTS: dict[Content, Callable[[Record], int]] = {
    Content.FIGURES: lambda record: sum(span.figure is not None for span in record.spans),
    Content.ENTITIES: lambda record: sum(span.entity is not None for span in record.spans),
    Content.NOTES: lambda record: sum(span.note is not None for span in record.spans),
    Content.REJECTED: lambda record: len(record.rejected),
    Content.STATUSES: lambda record: record.status not in (None, Status.DONE),
    Content.REASONS: lambda record: record.flagged,
    Content.METADATA: lambda record: any(
        getattr(record.article, fact) for fact in ("title", "source", "url", "published")
    ),
    Content.EXTRA: lambda record: (
        _is_told(record.article.extra) or any(s.extra for s in record.spans)
    ),
    Content.MUTED: lambda record: bool(record.muted or record.unmuted),
    Content.GOLD: lambda record: sum(span.gold is not None for span in record.spans),
    Content.OVERLAPS: lambda record: len(flat(record.spans)[1]) if has_overlap(record.spans) else 0,
    Content.SCORES: lambda record: (
        sum(span.score is not None for span in record.spans)
        + sum(span.score is not None for span in record.rejected)
    ),
    Content.RELATIONS: lambda record: sum(map(_relations, record.article.extra.items())),
    Content.ORIGINS: lambda record: any(span.id or span.origin for span in record.spans),
    Content.ANSWERS: lambda record: sum(bool(span.answered) for span in record.spans),
    Content.TIME: lambda record: record.seconds > 0,
    Content.ANNOTATORS: lambda record: record.annotator is not None,
}


def _is_told(extra: Mapping[str, Any]) -> bool:
    """Whether further keys came with an article, beside what an import notes of where it stood:
    its file and, behind that, the place in it. A key of that name before them came with it.
    """
    keys = list(extra)
    noted = keys.index("file") if "file" in extra else len(keys)
    return noted > 0 or bool(extra.keys() - OF_THE_PLACE)


def _relations(kept: tuple[str, object]) -> int:
    """How many relations lie under a key of an article, as the readers of formats keep them."""
    key, value = kept
    if isinstance(value, Mapping):
        of_work = value.get("annotation")  # Label Studio's
        results = of_work.get("result") if isinstance(of_work, Mapping) else None
        listed = value.get("relations")
        related = [
            result
            for result in (results if isinstance(results, list) else ())
            if isinstance(result, Mapping) and result.get("type") == "relation"
        ]
        return len(related) + (len(listed) if isinstance(listed, list) else 0)
    lines = value if key == "brat" and isinstance(value, list) else ()
    return sum(str(line).startswith(("R", "*")) for line in lines)


def without_place(
    record: Record, holds: Set[Content], keeps: Set[str] = frozenset()
) -> Iterator[tuple[Content, int]]:
    """How much of a record a format drops that has a place for ``holds`` alone, and for what is
    kept with articles and spans under the keys ``keeps``.
    """
    if keeps:
        record = _without_keys(record, keeps)
    for kind, amount in _AMOUNTS.items():
        if kind not in holds and (count := amount(record)):
            yield kind, int(count)


def _without_keys(record: Record, keys: Set[str]) -> Record:
    def rest(extra: Mapping[str, Any] | None) -> dict[str, Any]:
        return {key: value for key, value in (extra or {}).items() if key not in keys}

    article = replace(record.article, extra=rest(record.article.extra))
    spans = tuple(s._replace(extra=rest(s.extra)) if s.extra else s for s in record.spans)
    return replace(record, article=article, spans=spans)


def whole_record(record: Record) -> Record:
    """A record whose spans are as a project keeps them, so that they name their wholes and have the
    keys that came with the article.
    """
    rest, spans = given_back(record.article.extra, named_wholes(record.spans))
    if rest is not record.article.extra:
        record = replace(record, article=replace(record.article, extra=rest))
    return replace(record, spans=spans)


def named_wholes(spans: Sequence[RecordSpan]) -> list[RecordSpan]:
    """The spans of a record, those that are part of another figure with the ``id`` of its span."""
    return [
        span
        if span.figure is None or span.figure.part_of is None
        else span._replace(
            figure=replace(span.figure, part_of=None), part_of=_whole(span.figure.part_of, spans)
        )
        for span in spans
    ]


def _whole(place: Place, spans: Sequence[RecordSpan]) -> str | None:
    """The id of the figure that stands at a place."""
    start, end = place
    return next((s.id for s in spans if s.figure and s.start < end and start < s.end), None)


def placed_wholes(spans: Sequence[RecordSpan]) -> list[RecordSpan]:
    """The spans of a record as projects keep them: figures know the place of their whole."""
    places = {span.id: (span.start, span.end) for span in spans if span.id}
    return [
        span._replace(figure=replace(span.figure, part_of=places.get(span.part_of)), part_of=None)
        if span.figure is not None and span.part_of is not None
        else span
        for span in spans
    ]


def rejected(spans: Iterable[RejectedSpan]) -> tuple[RejectedSpan, ...]:
    """Rejected suggestions in text order, each of a suggester once, with the score it had last."""
    last = {(span.span.place, span.source): span for span in spans}
    return tuple(
        sorted(last.values(), key=lambda span: (span.start, -span.end, span.label, span.source))
    )


def source_text(name: str, version: str) -> str:
    """A suggester as records name it: ``name@version``, or the name where it has no version."""
    return f"{name}@{version}" if version else name


def source_parts(text: str) -> tuple[str, str]:
    """Name and version of a suggester as records name it."""
    name, _, version = text.rpartition("@")
    return (name, version) if name else (text, "")


@dataclass(frozen=True, slots=True)
class Unmuted:
    """A record without its muted parts, and the spans that lay in them."""

    record: Record
    left_out: tuple[RecordSpan, ...]


def without_muted(record: Record) -> Unmuted:
    """Cut the muted parts out of the text and move every offset accordingly.

    A span that shares a code point with a muted part is left out, never cut.
    """
    parts = joined(record.muted)
    text = record.article.text
    kept: list[str] = []
    at = 0
    for start, end in parts:
        kept.append(text[at:start])
        at = end
    kept.append(text[at:])
    muted = [span for span in record.spans if meets(parts, span.start, span.end)]
    cut = replace(
        record,
        article=replace(record.article, text="".join(kept)),
        spans=_moved(record.spans, parts),
        rejected=_moved(record.rejected, parts),
        muted=(),
        unmuted=(),
    )
    return Unmuted(cut, tuple(muted))


def _placed(item: S, at: Callable[[int], int], parts: Sequence[tuple[int, int]]) -> S:
    if isinstance(item, RecordSpan):
        if item.answered:
            item = _without_cut(item, parts)
        return item.moved(at)
    span = item.span
    return replace(item, span=replace(span, start=at(span.start), end=at(span.end)))


def _without_cut(span: RecordSpan, parts: Sequence[tuple[int, int]]) -> RecordSpan:
    """The span without the suggestions it was the answer to that lie in what is cut out."""
    suggestion = span.suggestion
    if suggestion is not None and meets(parts, suggestion.start, suggestion.end):
        suggestion = None
    answers = tuple(item for item in span.answers if not meets(parts, item.start, item.end))
    return span._replace(suggestion=suggestion, answers=answers)


def _moved(spans: Sequence[S], parts: Sequence[tuple[int, int]]) -> tuple[S, ...]:
    at = Shifts((start, end, 0) for start, end in parts).offset
    return tuple(
        _placed(span, at, parts) for span in spans if not meets(parts, span.start, span.end)
    )
