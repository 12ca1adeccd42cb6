"""What a person said of an article, as the user data of a spaCy document, written and read.

The entities, the span groups and the tokens of a document have no place for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.domain.gold import GOLD as REVIEWED
from annotator.domain.outgoing import Content
from annotator.domain.records import Record, RecordSpan
from annotator.formats.json.jsonl_line import Line

UID = "uid"
"""The key of the article's name in ``doc.user_data``."""
ANNOTATOR, GOLD = "annotator", "gold"
"""The keys of whose spans they are, and of what a review says of them."""
SPANS, FIGURES, REJECTED, META = "spans", "figures", "rejected", "meta"
"""The keys of what is known of spans, of the values of figures, of suggestions that were rejected
(which is the name of their span group as well), and of the article."""
EXTENSION = "figure"
"""The attribute of a span that gives the value of its figure, where scripts register it."""

HOLDS = frozenset(
    {Content.GOLD, Content.OVERLAPS, Content.ANNOTATORS, Content.FIGURES, Content.ENTITIES}
    | {Content.NOTES, Content.REJECTED, Content.SCORES, Content.ANSWERS}
    | {Content.STATUSES, Content.REASONS, Content.METADATA, Content.TIME}
)
"""What a document has a place for, beside its text and spans with labels."""

_PLACE = ("start", "end", "label")
_FIGURE_KEY = ("._.", EXTENSION)
_RESTORED = (ANNOTATOR, SPANS, FIGURES, REJECTED, META)


def said(record: Record) -> dict[Any, Any]:
    """The user data of the document of a record."""
    article = record.article
    known: dict[Any, Any] = {UID: article.uid, ANNOTATOR: record.annotator}
    if record.gold is not None:
        known[GOLD] = _gold(record)
    known[META] = {
        **record.about(),
        "seconds": record.seconds or None,
    }
    known[SPANS] = [
        {**_place(span.key), "note": span.note, "score": span.score, **span.answered_json()}
        for span in record.spans
        if span.note is not None or span.score is not None or span.answered
    ]
    known[REJECTED] = [
        {
            **_place(item.span.place),
            "source": item.source,
            "score": item.score,
            **({} if item.rule is None else {"rule": item.rule}),
            **({} if item.span.figure is None else {"figure": item.span.figure.to_json()}),
        }
        for item in record.rejected
    ]
    known[FIGURES] = []
    ids = {span.id for span in record.spans} - {None}
    for span in record.spans:
        if span.figure is not None:
            part_of = {"part_of": span.part_of} if span.part_of in ids else {}
            value = {**span.figure.to_json(), **part_of}
            known[FIGURES].append({**_place(span.key), "id": span.id, **value})
            # As spaCy keeps the attributes of spans that scripts register.
            known[(*_FIGURE_KEY, span.start, span.end)] = value
    return known


def is_ours(user_data: Mapping[str, Any]) -> bool:
    """Whether it says what this program does, and so that its rejected spans are none."""
    lists = (user_data.get(key) for key in (SPANS, FIGURES, REJECTED))
    return isinstance(user_data.get(META), dict) and all(isinstance(it, tuple) for it in lists)


def restored(record: Record, user_data: Mapping[str, Any]) -> tuple[Record, Sequence[str]]:
    """The record of a document of this program with what its user data says, and why what is not
    sound of that was left out.
    """
    told = _lists_of(user_data)
    more = {_key(span): span for span in told[SPANS]}
    figures = {_key(span): span for span in told[FIGURES]}
    annotator = told[ANNOTATOR]
    line = Line(
        {
            "text": record.article.text,
            "spans": [
                _whole(span, more.get(span.key, {}), figures.get(span.key)) for span in record.spans
            ],
            "rejected": told[REJECTED],
            "meta": {**told[META], "id": record.article.uid},
            "_annotator_id": None if annotator == REVIEWED else annotator,
        },
        {},
        dict,
    )
    known = line.record(record.file, record.line or 0)
    article = replace(known.article, raw=record.article.raw, extra=record.article.extra)
    return replace(known, article=article, line=record.line), line.losses


def rest(user_data: Mapping[str, Any]) -> dict[str, Any]:
    """What of it `restored` does not read."""
    attribute = " ".join([*_FIGURE_KEY, ""])
    return {
        key: value
        for key, value in user_data.items()
        if key not in _RESTORED and not key.startswith(attribute)
    }


def _lists_of(value: Any) -> Any:
    """What msgpack has read, with lists for its tuples."""
    if isinstance(value, Mapping):
        return {key: _lists_of(member) for key, member in value.items()}
    return list(map(_lists_of, value)) if isinstance(value, tuple) else value


def _place(place: tuple[int, int, str]) -> dict[str, Any]:
    return dict(zip(_PLACE, place, strict=True))


def _key(span: Any) -> tuple[Any, ...]:
    return tuple(span.get(key) for key in _PLACE) if isinstance(span, dict) else ()


def _whole(span: RecordSpan, more: dict[str, Any], figure: dict[str, Any] | None) -> Any:
    """A span as JSON lines have it."""
    known = {**more, **_place(span.key), "entity": span.entity}
    if figure is None:
        return known
    value = {key: member for key, member in figure.items() if key not in (*_PLACE, "id")}
    return {**known, "id": figure.get("id"), "figure": value}


def _gold(record: Record) -> dict[str, Any]:
    spans = [
        {**_place(span.key), **span.gold.to_json()}
        for span in record.spans
        if span.gold is not None
    ]
    return {**(record.gold or {}), "spans": spans}
