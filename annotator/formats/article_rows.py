"""An article as a row of typed columns: the keys of JSON lines, the same in every row.

Data frames and data sets take the types of one row for those of all, so what varies from article to
article (keys that the program does not know, what a review says) is JSON in a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import orjson

from annotator.domain.figures import Figure
from annotator.domain.outgoing import Content
from annotator.domain.records import Record, RecordSpan
from annotator.domain.values import TextRange
from annotator.formats.json.json_cells import FOLDED

Shape: TypeAlias = "str | list[Shape] | dict[str, Shape]"
"""The type of a column: the name of a plain one, a list of one, or columns by their names."""

_NUMBERS = ("low", "best", "high", "of")
_FIGURE: dict[str, Shape] = {
    **dict.fromkeys(("low", "best", "high"), "float64"),
    **dict.fromkeys(("qualifier", "unit", "counts", "outcome"), "string"),
    "of": "float64",
    "parsed": "bool",
    "confirmed": "bool",
    "part_of": "string",
}
_PLACE: dict[str, Shape] = {"start": "int64", "end": "int64", "label": "string"}
_RANGE: dict[str, Shape] = {"start": "int64", "end": "int64", "rule": "string"}
_GOLD: dict[str, Shape] = {
    "source": "string",
    "from": ["string"],
    "reviewer": "string",
    "at": "string",
}
COLUMNS: dict[str, Shape] = {
    "text": "string",
    "spans": [
        {
            **_PLACE,
            **dict.fromkeys(("text", "id", "origin", "entity", "note"), "string"),
            "figure": _FIGURE,
            "score": "float64",
            "gold": _GOLD,
            FOLDED: "string",
        }
    ],
    "rejected": [
        {**_PLACE, "source": "string", "score": "float64", "rule": "string", "figure": _FIGURE}
    ],
    "muted": [_RANGE],
    "unmuted": [_RANGE],
    "meta": {
        **dict.fromkeys(("id", "title", "source", "url", "published", "status"), "string"),
        "flagged": "bool",
        "status_reason": "string",
        "seconds": "float64",
        FOLDED: "string",
    },
    "_annotator_id": "string",
    FOLDED: "string",
}
HOLDS = frozenset(Content)
"""What a row has a place for."""


def fingerprint(text: str, spans: Iterable[RecordSpan]) -> bytes:
    """What an article is with its spans and what each of them says, whatever their order."""
    told = [
        (
            *(span.start, span.end, span.label, span.entity or "", span.note or ""),
            "" if span.figure is None else repr(_figure(span.figure, None)),
        )
        for span in spans
    ]
    return repr((text, sorted(told))).encode("utf-8", "surrogatepass")


def row(record: Record) -> dict[str, Any]:
    """The article with everything that has been said of it, by the names of `COLUMNS`."""
    article, text = record.article, record.article.text
    ids = {span.id for span in record.spans} - {None}
    return {
        "text": text,
        "spans": [_span(span, text, ids) for span in record.spans],
        "rejected": [
            {
                **dict(zip(_PLACE, (span.start, span.end, span.label), strict=True)),
                "source": span.source,
                "score": span.score,
                "rule": span.rule,
                "figure": span.span.figure and _figure(span.span.figure, None),
            }
            for span in record.rejected
        ],
        "muted": list(map(_range, record.muted)),
        "unmuted": list(map(_range, record.unmuted)),
        "meta": {
            "id": article.uid,
            **record.about(),
            "seconds": record.seconds or None,
            FOLDED: _json({"gold": record.gold} if record.gold is not None else None),
        },
        "_annotator_id": record.annotator,
        FOLDED: _json(article.extra),
    }


def rounded(record: Record) -> Iterator[RecordSpan]:
    """The spans of figures with a number that a double does not hold to its last digit."""
    for span in record.spans:
        if span.figure is not None:
            numbers = span.figure.to_json()
            if any(numbers[key] != _double(numbers[key]) for key in _NUMBERS):
                yield span


def _span(span: RecordSpan, text: str, ids: set[str | None]) -> dict[str, Any]:
    part_of = span.part_of if span.part_of in ids else None
    return {
        "start": span.start,
        "end": span.end,
        "label": span.label,
        "text": text[span.start : span.end],
        "id": span.id,
        "origin": span.origin.value if span.origin else None,
        "entity": span.entity,
        "note": span.note,
        "figure": None if span.figure is None else _figure(span.figure, part_of),
        "score": span.score,
        "gold": None if span.gold is None else span.gold.to_json(),
        FOLDED: _json({**(span.extra or {}), **_answered(span)}),
    }


def _answered(span: RecordSpan) -> dict[str, Any]:
    """The suggestions that a span was the answer to, as JSON lines have them."""
    told: dict[str, Any] = {}
    if span.suggestion is not None:
        told["suggestion"] = span.suggestion.to_json(span.key)
    if span.answers:
        told["answers"] = [item.to_json(span.key) for item in span.answers]
    return told


def _figure(figure: Figure, part_of: str | None) -> dict[str, Any]:
    told = figure.to_json()
    return {**told, **{key: _double(told[key]) for key in _NUMBERS}, "part_of": part_of}


def _double(number: object) -> float | None:
    return None if number is None else float(number)  # type: ignore[arg-type]


def _range(part: TextRange) -> dict[str, Any]:
    return {"start": part.start, "end": part.end, "rule": part.rule}


def _json(value: Mapping[str, Any] | None) -> str | None:
    return orjson.dumps(value).decode() if value else None
