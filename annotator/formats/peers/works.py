"""What one person or program made of one text, as files of other tools say it, and its record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.domain.values import Status
from annotator.formats.json import json_values
from annotator.formats.json.json_values import Value
from annotator.formats.reader import ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.units import are_utf16


class WorkSpan(NamedTuple):
    """A span as a file has it: nothing of it is checked."""

    start: object
    end: object
    label: object
    quote: object = None
    entity: str | None = None
    score: float | None = None


@dataclass(slots=True)
class Work:
    """A text with the spans of one ``annotator``, or as one program suggested them.

    With ``utf16`` offsets count UTF-16 units; ``untouched`` says that nobody has been at it.
    ``losses`` say what is left out, ``notes`` what may be looked at.
    """

    text: object
    spans: list[WorkSpan] = field(default_factory=list)
    annotator: str | None = None
    suggested_by: str | None = None
    status: Status | None = None
    uid: str | None = None
    title: str | None = None
    source: str | None = None
    published: str | None = None
    url: str | None = None
    raw: Callable[[], bytes] | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    utf16: bool = False
    untouched: bool = False
    losses: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


Works: TypeAlias = Callable[[Mapping[str, Any]], Iterable[Work]]


def are_counted_in_utf16(text: str, spans: Iterable[WorkSpan], *, otherwise: bool = True) -> bool:
    """Whether the offsets of spans count UTF-16 units, as programs in browsers do; ``otherwise``
    where both counts fit equally well.
    """
    places = (
        (start, end, quote if isinstance(quote, str) else None)
        for start, end, _, quote, *_ in spans
        if type(start) is int and type(end) is int
    )
    return are_utf16(text, places, otherwise=otherwise)


def items_of(source: Source, work: Work, *, line: int | None, place: str = "") -> Iterator[Item]:
    """The issues and the record of a work. Raises InputError where it has no text."""
    builder = RecordBuilder(work.text, file=source.file, line=line, place=place)
    if work.utf16:
        builder.count_in_utf16()
    for reason in work.losses:
        builder.warn_loss(reason)
    for reason in work.notes:
        builder.warn(reason)
    for span in work.spans:
        builder.add(
            span.start,
            span.end,
            span.label,
            quote=span.quote,
            entity=span.entity,
            score=span.score,
        )
    yield from builder.items(
        Metadata(
            uid=work.uid,
            title=work.title,
            source=work.source,
            published=work.published,
            url=work.url,
            raw=work.raw,
            status=work.status,
            annotator=work.annotator,
            suggested_by=work.suggested_by,
            untouched=work.untouched,
            extra=work.extra,
        )
    )


def read_json(works: Works, source: Source, options: ReadOptions) -> Iterator[Item]:
    """The works of each record of a file in JSON. What is wrong in one comes as an issue.

    Raises InputError and OSError.
    """
    yield from json_values.items(source, options, partial(_record, works))


def _record(
    works: Works, source: Source, item: Value, columns: Mapping[str, str]
) -> Iterator[Item]:
    if not isinstance(item.value, dict):
        raise InputError("it is not a JSON object")
    for work in works(item.value):
        yield from items_of(source, work, line=item.line, place=item.place)
