"""A table of spans for spreadsheets: a row for each span, with its article and its figure."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from annotator.domain.errors import InputError
from annotator.domain.outgoing import Content
from annotator.domain.records import Record, RecordSpan
from annotator.formats.lines import lines
from annotator.formats.reader import ReadOptions, Source
from annotator.formats.tables.table_rows import Broken, rows
from annotator.formats.writer import ONE_FILE, Writer, Written

_ARTICLE = ("article", "title", "source", "url", "published", "status", "annotator")
_SPAN = ("start", "end", "label", "text", "origin", "entity", "note")
_FIGURE = (
    *("low", "best", "high", "qualifier", "unit", "counts", "outcome", "of", "parsed"),
    "confirmed",
)
COLUMNS = (*_ARTICLE, *_SPAN, *_FIGURE, "reason", "part_of")
"""`part_of` is the `start` of the figure in the same article that this one is among."""

# What spreadsheets take for a formula, also as full-width characters.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write(record: Record, number: int, part: str) -> Written:
    """The rows of an article; one without a span where it has none."""
    written_rows = [_row(record, span) for span in record.spans] or [_row(record, None)]
    out = io.StringIO()
    csv.writer(out).writerows(written_rows)
    return Written(
        {ONE_FILE: out.getvalue().encode()}, len(record.spans), list(map(_proof, written_rows))
    )


def looks_like(columns: Iterable[str]) -> bool:
    """Whether a table with these columns is such a one, as a spreadsheet may have saved it."""
    return {"article", "annotator", "origin", *_SPAN[:4]} <= set(columns)


def _row(record: Record, span: RecordSpan | None) -> list[str]:
    article = record.article
    status = record.status.value if record.status else None
    about = (article.uid, article.title, article.source, article.url, article.published)
    cells: list[object] = [*about, status, record.annotator]
    if span is not None:
        origin = span.origin.value if span.origin else None
        quote = article.text[span.start : span.end]
        cells += [span.start, span.end, span.label, quote, origin, span.entity, span.note]
        figure = span.figure.to_json() if span.figure else {}
        cells += [figure.get(column) for column in _FIGURE]
    cells += [None] * (len(COLUMNS) - 2 - len(cells))
    cells.append("flagged" if record.reason == "" else record.reason)
    part_of = None if span is None else span.part_of
    wholes = (other.start for other in record.spans if other.id == part_of)
    cells.append(None if part_of is None else next(wholes, None))
    return [guarded(cell) for cell in cells]


def guarded(value: object) -> str:
    """A cell as it is written: text that a spreadsheet would take for a formula is quoted."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    return f"'{value}" if value.startswith(_FORMULA) else value


def _proof(cells: Sequence[str]) -> bytes:
    return repr(list(cells)).encode()


def _again(source: Source) -> Iterator[bytes]:
    table = rows(lines(source, ReadOptions()).lines, ",")
    for place, row in enumerate(table):
        if isinstance(row, Broken):
            raise InputError(row.reason)
        if place:
            yield _proof(row.cells)


WRITER = Writer(
    name="csv",
    title="Table of spans (CSV)",
    suffix=".csv",
    write=write,
    again=_again,
    holds=frozenset(
        {Content.FIGURES, Content.ENTITIES, Content.NOTES}
        | {Content.STATUSES, Content.REASONS, Content.METADATA}
        | {Content.OVERLAPS, Content.ORIGINS, Content.ANNOTATORS}
    ),
    start=codecs.BOM_UTF8 + ",".join(COLUMNS).encode() + b"\r\n",
)
