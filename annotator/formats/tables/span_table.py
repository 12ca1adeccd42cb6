"""A table of spans for spreadsheets: a row for each span, with its article and its figure; beside
it a table of figures, a row for each.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from annotator.domain.errors import InputError
from annotator.domain.labels import FIGURE
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

FIGURES = ".figures.csv"
"""What follows the name of the table of spans in that of the table of figures."""
FIGURE_COLUMNS = (*COLUMNS, "id", "whole")
"""`whole` is the text of the figure that this one is among."""

_START = codecs.BOM_UTF8 + ",".join(COLUMNS).encode() + b"\r\n"
_FIGURES_START = codecs.BOM_UTF8 + ",".join(FIGURE_COLUMNS).encode() + b"\r\n"

# What spreadsheets take for a formula, also as full-width characters.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write(record: Record, number: int, part: str) -> Written:
    """The rows of an article; one without a span where it has none."""
    written_rows = [_row(record, span) for span in record.spans] or [_row(record, None)]
    figures = [
        [*_row(record, span), *map(guarded, (span.id, _whole_text(record, span)))]
        for span in record.spans
        if span.figure is not None or span.label == FIGURE
    ]
    parts, beside = {ONE_FILE: _csv(written_rows)}, {}
    if figures:
        parts[FIGURES], beside[FIGURES] = _csv(figures), list(map(_proof, figures))
    proof = list(map(_proof, written_rows))
    return Written(parts, len(record.spans), proof, beside=beside)


def is_figures(name: str, head: bytes) -> bool:
    """Whether a file of this name that begins so is the table of figures of an export."""
    return name.endswith(FIGURES) and head.startswith(_FIGURES_START[: len(head)])


def looks_like(columns: Iterable[str]) -> bool:
    """Whether a table with these columns is such a one, as a spreadsheet may have saved it."""
    return {"article", "annotator", "origin", *_SPAN[:4]} <= set(columns)


def _csv(table: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue().encode()


def _whole(record: Record, span: RecordSpan) -> RecordSpan | None:
    """The figure that the one of a span is among."""
    if span.part_of is None:
        return None
    return next((other for other in record.spans if other.id == span.part_of), None)


def _whole_text(record: Record, span: RecordSpan) -> str | None:
    whole = _whole(record, span)
    return record.article.text[whole.start : whole.end] if whole else None


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
    whole = None if span is None else _whole(record, span)
    cells.append(None if whole is None else whole.start)
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
    title="Tables of spans and of figures (CSV)",
    suffix=".csv",
    write=write,
    again=_again,
    holds=frozenset(
        {Content.FIGURES, Content.ENTITIES, Content.NOTES}
        | {Content.STATUSES, Content.REASONS, Content.METADATA}
        | {Content.OVERLAPS, Content.ORIGINS, Content.ANNOTATORS}
    ),
    start=_START,
    tables={FIGURES: _FIGURES_START},
)
