"""An article as a row of typed columns: the keys of JSON lines, the same in every row.

Data frames and data sets take the types of one row for those of all, so what varies from article to
article (keys that the program does not know, what a review says) is JSON in a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


def told_of(record: Record) -> list[dict[str, Any] | None]:
    """What the figure of each span says, None where it has none."""
    told: dict[int, dict[str, Any]] = {}  # many spans have the same one
    ids = {span.id for span in record.spans} - {None}
    figures: list[dict[str, Any] | None] = []
    for span in record.spans:
        figure = span.figure
        if figure is None:
            figures.append(None)
            continue
        said = told.get(id(figure)) or told.setdefault(id(figure), _figure(figure, None))
        figures.append(said | {"part_of": span.part_of} if span.part_of in ids else said)
    return figures


def expected(record: Record, told: Sequence[dict[str, Any] | None]) -> bytes:
    """What reading an article again must give, with what its figures say."""
    spans = [
        (*span[:4], span.entity, span.note, figure)
        for span, figure in zip(record.spans, told, strict=True)
    ]
    return orjson.dumps((record.article.text, spans))


def read_again(text: str, spans: Iterable[tuple[Any, ...]]) -> bytes:
    """What an article says that was read again, by place, label, id, entity, note and figure of
    each of its spans, and what it covers. Raises ValueError where the text says something else.
    """
    seen = []
    for *said, quote in spans:
        if text[said[0] : said[1]] != quote:
            raise ValueError(f"the text does not say “{quote}” there")
        seen.append(said)
    return orjson.dumps((text, seen))


def row(record: Record, told: Sequence[dict[str, Any] | None]) -> dict[str, Any]:
    """The article with everything that has been said of it, by the names of `COLUMNS`; ``told`` is
    what its figures say.
    """
    article, text = record.article, record.article.text
    return {
        "text": text,
        "spans": [_span(*each, text) for each in zip(record.spans, told, strict=True)],
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


def rounded(record: Record) -> list[RecordSpan]:
    """The spans of figures with a number that a double does not hold to its last digit."""
    figures = {id(span.figure): span.figure for span in record.spans if span.figure is not None}
    coarse = {
        key
        for key, figure in figures.items()
        if any(number != _double(number) for number in map(figure.to_json().get, _NUMBERS))
    }
    return [span for span in record.spans if coarse and id(span.figure) in coarse]


def _span(span: RecordSpan, told: dict[str, Any] | None, text: str) -> dict[str, Any]:
    start, end, label, key, origin, _, entity, note, _, score, gold, extra, *_ = span
    more = {**(extra or {}), **span.answered_json()} if extra or span.answered else None
    return {
        "start": start,
        "end": end,
        "label": label,
        "text": text[start:end],
        "id": key,
        "origin": origin.value if origin else None,
        "entity": entity,
        "note": note,
        "figure": told,
        "score": score,
        "gold": None if gold is None else gold.to_json(),
        FOLDED: _json(more),
    }


def _figure(figure: Figure, part_of: str | None) -> dict[str, Any]:
    told = figure.to_json()
    return {**told, **{key: _double(told[key]) for key in _NUMBERS}, "part_of": part_of}


def _double(number: object) -> float | None:
    return None if number is None else float(number)  # type: ignore[arg-type]


def _range(part: TextRange) -> dict[str, Any]:
    return {"start": part.start, "end": part.end, "rule": part.rule}


def _json(value: Mapping[str, Any] | None) -> str | None:
    return orjson.dumps(value).decode() if value else None
