"""CSV, TSV and tables with other delimiters: one article a row, its columns by name or as told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice

from annotator.domain.dates import Order
from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.domain.wording import counted
from annotator.formats import authors, event_days, fields, typed
from annotator.formats.datasets import DataSet, value_at
from annotator.formats.json import strict_json
from annotator.formats.json.json_values import Value
from annotator.formats.json.jsonl import count
from annotator.formats.lines import first_lines, lines
from annotator.formats.peers import label_studio
from annotator.formats.peers.inline_tags import marks_names
from annotator.formats.peers.span_keys import are_quotes, is_in_a_cell
from annotator.formats.reader import FIELDS, Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.tables import span_table
from annotator.formats.tables.remarks import why_none
from annotator.formats.tables.table_days import DayColumns
from annotator.formats.tables.table_rows import DELIMITERS, Broken, Row, delimiter_of, rows
from annotator.formats.tables.table_shape import Table, is_gdelt, table_of
from annotator.formats.web.fragment import has_markup, headline_of, words_of

_SAMPLE_LINES = 200
_LONGEST_NAME = 64
_NAMED = 12
_GDELT = ("globaleventid", "sqldate")
_DECLARED = re.compile(r"sep=(.)\s*$")
_SPANS = (
    "its rows are spans and not articles, and the texts of the articles are not in it; export the "
    "articles with their spans, best as JSON lines, and import those"
)
_ONE_COLUMN = (
    "its one column “{}” reads as names, codes or remarks and not as articles: "
    f"{fields.ASKING} column holds the texts if it is this one"
)
_MARKED = (
    "its texts mark names by tags, which are not read out of a table and stay in the texts: put "
    "each text with its tags into a text file of its own and import those"
)
_OUR_SPANS = (
    "it is this program’s table of spans, which does not hold the texts of the articles; export "
    "them as JSON lines and import those"
)


def look(source: Source, options: ReadOptions) -> Table:
    """What columns a table has, with their first values and the guess what they hold.

    Raises InputError where it is no table, and OSError.
    """
    sample = list(islice(lines(source, options).lines, _SAMPLE_LINES))
    return _look(sample, source.suffix)


def _look(sample: Sequence[str], suffix: str) -> Table:
    declared = _DECLARED.match(sample[0]) if sample else None
    body = sample[1:] if declared else sample
    delimiter = declared[1] if declared else delimiter_of(body, suffix)
    return table_of([row.cells for row in rows(body, delimiter) if isinstance(row, Row)], delimiter)


def looks_like(source: Source) -> bool:
    """Whether its first line names a text and something else, and the next are rows alike."""
    sample = first_lines(source)[:_SAMPLE_LINES]
    if len(sample) < 2 or not any(delimiter in sample[0] for delimiter in DELIMITERS):
        return False
    if sample[0].lstrip()[:1] in "{[<#":
        return False
    delimiter = delimiter_of(sample, source.suffix)
    row_cells = [row.cells for row in rows(sample, delimiter) if isinstance(row, Row)]
    if len(row_cells) < 2 or len(row_cells[0]) < 2 or max(map(len, row_cells[0])) > _LONGEST_NAME:
        return False
    alike = sum(len(row) == len(row_cells[0]) for row in row_cells)
    is_named = fields.TEXT in fields.guess(row_cells[0], boldly=False)
    return is_named and alike > 0.7 * len(row_cells)


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The articles of a table; a row that is none comes as an issue. Raises InputError, OSError."""
    text_lines = lines(source, options)
    if text_lines.note:
        yield source.issue(text_lines.note, loss=False)
    sample = list(islice(text_lines.lines, _SAMPLE_LINES))
    table = _look(sample, source.suffix)
    if span_table.looks_like(column.name for column in table.columns):
        raise InputError(_OUR_SPANS)
    if are_quotes({column.name: column.values for column in table.columns}):
        raise InputError(_SPANS)
    why = why_none(table)
    if why and options.columns.get(fields.TEXT) not in [column.name for column in table.columns]:
        raise InputError(why)
    skipped = 1 if sample and _DECLARED.match(sample[0]) else 0
    body = rows(chain(sample[skipped:], text_lines.lines), table.delimiter, line=1 + skipped)

    def again() -> Iterator[Row | Broken]:
        return rows(lines(source, options).lines, table.delimiter)

    yield from articles(source, options, table, body, again, encoding=text_lines.encoding)


def articles(
    source: Source,
    options: ReadOptions,
    table: Table,
    body: Iterable[Row | Broken],
    again: Callable[[], Iterable[Row | Broken]],
    *,
    encoding: str,
    place: str = "",
) -> Iterator[Item]:
    """The articles of a table's rows, the header's among them. Raises InputError.

    ``again`` gives the rows once more; ``place`` goes before every issue.
    """
    names = [column.name for column in table.columns]
    columns, lacking = _there(options.columns, names)
    chosen = _chosen(table, names, columns if table.guess.get(fields.TEXT) else options.columns)
    for need, name in lacking.items():
        place_of = f"it is from “{chosen[need]}”" if need in chosen else "none is taken"
        said = f"it has no column “{name}” for the {need}: {place_of}"
        yield source.issue(place + said, loss=False)
    known = fields.data_set(names) if table.has_header else None
    is_plain = known is None and (fields.is_sure(chosen[fields.TEXT]) or len(names) == 1)
    asked = fields.TEXT in options.columns
    if options.tells_columns or not (is_plain or asked):
        told = fields.told(chosen, known)
        yield source.issue(place + told, loss=False)
    days = DayColumns(chosen.get("published"), table.casts, _orders(table, names, again))
    reader = _Rows(source, names, chosen, encoding, days, known, table.delimiter, place)
    is_first = table.has_header
    for row in body:
        if is_first and isinstance(row, Row):
            is_first = False
        else:
            yield from reader.items(row)
    for line, said in days.notes():
        yield source.issue(place + said, line=line, loss=False)


def _orders(
    table: Table, names: Sequence[str], again: Callable[[], Iterable[Row | Broken]]
) -> Mapping[str, Order | None]:
    """In which order dates stand in each column where the first rows, or else all, tell."""
    unsure = [name for name, order in table.orders.items() if order is None]
    if not unsure:
        return table.orders
    cells: dict[str, set[str]] = {name: set() for name in unsure}
    places = [(cells[name], names.index(name)) for name in unsure]
    for row in again():
        if isinstance(row, Row):
            for seen, place in places:
                seen.update(row.cells[place : place + 1])
    return {**table.orders, **typed.orders(cells.items())}


def _there(
    columns: Mapping[str, str], names: Sequence[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The columns a person named that a table has, and those that it lacks."""
    lacking = {n: c for n, c in columns.items() if n in FIELDS and c and c not in names}
    return {n: c for n, c in columns.items() if n not in lacking}, lacking


def _chosen(table: Table, names: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    asked = {need: name for need, name in columns.items() if need in FIELDS}
    chosen = {need: name for need, name in {**table.guess, **asked}.items() if name}
    for need, name in chosen.items():
        if name not in names:
            raise InputError(f"it has no column “{name}” for the {need}")
    if fields.TEXT not in chosen:
        known = fields.data_set(names) or (fields.data_set(_GDELT) if is_gdelt(table) else None)
        if known is not None and known.without:
            raise InputError(known.without)
        if len(names) == 1:
            raise InputError(_ONE_COLUMN.format(names[0]))
        shown = "”, “".join(names[:_NAMED])
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        raise InputError(
            "none of its columns is named as the text of an article; "
            f"{fields.ASKING} one it is: “{shown}”{more}"
        )
    return chosen


class _Rows:
    """Reads the rows of one table."""

    def __init__(
        self,
        source: Source,
        names: Sequence[str],
        chosen: Mapping[str, str],
        encoding: str,
        days: DayColumns,
        known: DataSet | None,
        delimiter: str,
        place: str,
    ) -> None:
        self._source = source
        self._names = names
        self._chosen = chosen
        self._encoding = encoding
        self._is_tabbed = delimiter == "\t"
        self._place = place
        self._days = days
        self._known = known
        self._has_said_tags = False
        self._has_said_marks = False
        self._with_spans: set[str] = set()
        self._is_short_form = {"annotation_id", "annotator"} <= set(names)

    def _issue(self, reason: str, line: int) -> Item:
        return self._source.issue(self._place + reason, line=line)

    def items(self, row: Row | Broken) -> Iterator[Item]:
        """The record of a row after the issues on it; issues alone when it is refused."""
        note = None
        if isinstance(row, Broken):
            # Tables with tabs are often written without any quoting.
            cells = row.text.rstrip("\r\n").split("\t")
            if not self._is_tabbed or len(cells) != len(self._names):
                yield self._issue(row.reason, row.line)
                return
            note = f"{row.reason}, so its quotes were read as they are"
            row = Row(row.line, cells)
        extra_cells = row.cells[len(self._names) :]
        if any(cell.strip() for cell in extra_cells):
            yield self._issue(self._other_width(row), row.line)
            return
        values = dict(zip(self._names, row.cells, strict=False))
        try:
            if self._is_short_form:
                yield from self._short_form(row, values)
                return
            given = values.get(self._chosen[fields.TEXT]) or ""
            has_tags = has_markup(given)
            text = words_of(given) if has_tags else given
            builder = RecordBuilder(text, file=self._source.file, line=row.line, place=self._place)
        except InputError as error:
            yield self._issue(str(error), row.line)
            return
        if note:
            builder.warn(note)
        if has_tags and not self._has_said_tags:
            self._has_said_tags = True
            builder.warn("HTML tags and entities were removed from its texts")
        if not self._has_said_marks and marks_names(given):
            self._has_said_marks = True
            builder.warn_loss(_MARKED)
        self._note_spans(builder, values)
        if len(row.cells) < len(self._names):
            builder.warn(self._other_width(row))
        metadata = self._metadata(values, row.line)
        raw = partial(given.encode, "utf-8", "surrogatepass") if has_tags else None
        yield from builder.items(replace(metadata, raw=raw))

    def _other_width(self, row: Row) -> str:
        """That a row has more or fewer cells than the table has columns."""
        columns = counted(len(self._names), "column")
        return f"it has {counted(len(row.cells), 'cell')} where the table has {columns}"

    def _note_spans(self, builder: RecordBuilder, values: Mapping[str, str]) -> None:
        """Say of each column once that spans are in it, which tables do not bring."""
        for name in values.keys() - self._with_spans - set(self._chosen.values()):
            if is_in_a_cell(name, values[name]):
                self._with_spans.add(name)
                builder.warn_loss(
                    f"the column “{name}” holds spans, which are not read out of a table; they are "
                    "kept with the articles as they are: import them as JSON lines"
                )

    def _metadata(self, values: Mapping[str, str], line: int) -> Metadata:
        used = set(self._chosen.values())
        named = {need: values.get(name, "").strip() for need, name in self._chosen.items()}
        named |= {n: headline_of(named[n]) for n in ("title", "source") if n in named}
        named["source"] = named.get("source") or (self._known and self._known.publisher) or ""
        if named.get("published"):
            named["published"] = self._days.published(named["published"], line)
        extra = {
            name: self._days.other(name, value.replace("\0", "\ufffd"), line)
            for name, value in values.items()
            if name not in used and value
        }
        given = {**values, **extra}
        extra |= event_days.added(self._known, extra, lambda path: value_at(given, path))
        extra |= authors.added(self._known, extra, lambda path: value_at(given, path))
        return replace(Metadata.of(named), encoding=self._encoding, extra=extra)

    def _short_form(self, row: Row, values: Mapping[str, str]) -> Iterator[Item]:
        """A row of Label Studio's tables, in which spans are JSON in a cell."""
        task: dict[str, object] = {}
        for name, value in values.items():
            is_list = value.startswith("[{") and name != self._chosen[fields.TEXT]
            task[name] = strict_json.parse(value.encode()) if is_list else value
        task_value = Value(task, row.line, "")
        yield from label_studio.short(self._source, task_value, self._chosen)


READER = Reader(
    name="csv",
    title="Table (CSV, TSV)",
    suffixes=frozenset({".csv", ".tsv", ".tab", ".psv"}),
    read=read,
    looks_like=looks_like,
    count=count,
)
