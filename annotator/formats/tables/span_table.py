"""A table of spans for spreadsheets: a row for each span, with its article and its figure; beside
it a table of figures, a row for each.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import orjson

from annotator.domain.figures import Figure
from annotator.domain.labels import FIGURE
from annotator.domain.outgoing import Content
from annotator.domain.records import Record
from annotator.formats.reader import Source
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

_LONGEST = 2**31 - 1  # characters of a cell
# What spreadsheets take for a formula, also as full-width characters.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write(record: Record, number: int, part: str) -> Written:
    """The rows of an article; one without a span where it has none."""
    table, figures = _rows(record)
    parts, beside = {ONE_FILE: _csv(table)}, {}
    if figures:
        parts[FIGURES], beside[FIGURES] = _csv(figures), list(map(orjson.dumps, figures))
    return Written(parts, len(record.spans), list(map(orjson.dumps, table)), beside=beside)


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


def _rows(record: Record) -> tuple[list[list[str]], list[list[str]]]:
    """The rows of the table of spans, and of that of figures. What several rows have in common is
    made once.
    """
    article, text = record.article, record.article.text
    status = record.status.value if record.status else None
    about = (article.uid, article.title, article.source, article.url, article.published)
    head = list(map(guarded, (*about, status, record.annotator)))
    reason = guarded("flagged" if record.reason == "" else record.reason)
    nothing = [""] * len(_FIGURE)
    if not record.spans:
        return [[*head, *[""] * len(_SPAN), *nothing, reason, ""]], []
    wholes = {span.id: span for span in reversed(record.spans) if span.id is not None}
    told: dict[int, list[str]] = {}  # of figures; many spans have the same one
    table: list[list[str]] = []
    figures: list[list[str]] = []
    for span in record.spans:
        start, end, label, key, origin, figure, entity, note, *_ = span
        cells = nothing
        if figure is not None:
            cells = told.get(id(figure)) or told.setdefault(id(figure), _cells(figure))
        whole = wholes.get(span.part_of) if span.part_of is not None else None
        row = [
            *head,
            *(str(start), str(end), guarded(label), guarded(text[start:end])),
            *(origin.value if origin else "", guarded(entity), guarded(note)),
            *cells,
            *(reason, "" if whole is None else str(whole.start)),
        ]
        table.append(row)
        if figure is not None or label == FIGURE:
            quote = text[whole.start : whole.end] if whole is not None else None
            figures.append([*row, guarded(key), guarded(quote)])
    return table, figures


def _cells(figure: Figure) -> list[str]:
    said = figure.to_json()
    return [guarded(said[column]) for column in _FIGURE]


def guarded(value: object) -> str:
    """A cell as it is written: text that a spreadsheet would take for a formula is quoted."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    return f"'{value}" if value.startswith(_FORMULA) else value


def _again(source: Source) -> Iterator[bytes]:
    csv.field_size_limit(_LONGEST)
    with source.open() as file, io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
        table = csv.reader(text, strict=True)
        try:
            next(table)
            yield from map(orjson.dumps, table)
        except (csv.Error, StopIteration) as error:
            raise ValueError(str(error)) from None


WRITER = Writer(
    name="csv",
    title="Tables of spans and of figures (CSV)",
    suffix=".csv",
    write=write,
    again=_again,
    limits=(
        "The tables do not hold the texts of the articles, so no program can read the work from "
        "them again; take it out in another format too.",
    ),
    holds=frozenset(
        {Content.FIGURES, Content.ENTITIES, Content.NOTES}
        | {Content.STATUSES, Content.REASONS, Content.METADATA}
        | {Content.OVERLAPS, Content.ORIGINS, Content.ANNOTATORS}
    ),
    start=_START,
    tables={FIGURES: _FIGURES_START},
)
