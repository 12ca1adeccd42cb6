"""Parquet tables of annotated articles: a row an article, typed columns, spans as lists of structs.

Rows are gathered as lines of JSON and packed at the end, since a table cannot be added to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from annotator.domain.records import Record
from annotator.files import replacing
from annotator.formats import article_rows
from annotator.formats.article_rows import Shape
from annotator.formats.peers.spacy import adjustment
from annotator.formats.reader import Source
from annotator.formats.tables import parquet
from annotator.formats.writer import ONE_FILE, Writer, Written, json_lines

if TYPE_CHECKING:
    from pyarrow import Array, DataType

_ROWS = 500  # that are in memory at once, and lie together in the file
_SAID = ("start", "end", "label", "id", "entity", "note", "figure", "text")
_ROUNDED = "a number of its figure is written as the nearest double"


def write(record: Record, number: int, part: str) -> Written:
    """A line of JSON with the columns of the row."""
    told = article_rows.told_of(record)
    row = article_rows.row(record, told)
    return Written(
        {ONE_FILE: orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)},
        len(record.spans),
        [article_rows.expected(record, told)],
        [adjustment(record, span, _ROUNDED) for span in article_rows.rounded(record)],
    )


def pack(path: Path, columns: Mapping[str, Shape] = article_rows.COLUMNS) -> None:
    """Make the table of the lines of JSON in a file, in its place. Raises OSError."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = pyarrow.schema([(name, _type(shape)) for name, shape in columns.items()])
    with (
        path.open("rb") as lines,
        replacing(path) as draft,
        ParquetWriter(draft, schema) as table,
    ):
        while rows := [orjson.loads(line) for line in islice(lines, _ROWS)]:
            table.write_table(pyarrow.Table.from_pylist(rows, schema))


def _type(shape: Shape) -> DataType:
    import pyarrow

    match shape:
        case str():
            return pyarrow.type_for_alias(shape)
        case [member]:
            return pyarrow.list_(_type(member))
        case dict():
            return pyarrow.struct([(name, _type(member)) for name, member in shape.items()])
    raise AssertionError(shape)


def again(source: Source) -> Iterator[bytes]:
    """Proof of a table, and of the lines that become one."""
    if not parquet.looks_like(source):
        said = itemgetter(*_SAID)
        for row in json_lines(source):
            yield article_rows.read_again(row["text"], map(said, row["spans"]))
        return
    from pyarrow.parquet import ParquetFile

    with source.open() as file:
        for batch in ParquetFile(file).iter_batches(_ROWS, columns=["text", "spans"]):
            texts, spans = batch.columns
            members = spans.flatten()
            told = zip(*(_values(members.field(name)) for name in _SAID), strict=True)
            sizes = spans.value_lengths().to_pylist()
            for text, size in zip(texts.to_pylist(), sizes, strict=True):
                yield article_rows.read_again(text, islice(told, size))


def _values(column: Array) -> list[Any]:
    """The values of a column. Most have few, and those of a struct are made one by one."""
    if column.null_count == len(column):
        return [None] * len(column)
    if not column.null_count or column.type.num_fields == 0:
        return list(column.to_pylist())
    there = iter(column.drop_null().to_pylist())
    return [next(there) if is_there else None for is_there in column.is_valid().to_pylist()]


WRITER = Writer(
    name="parquet",
    title="Parquet table",
    suffix=".parquet",
    write=write,
    again=again,
    holds=article_rows.HOLDS,
    pack=pack,
    needs="pyarrow",
)
