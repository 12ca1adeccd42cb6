"""Parquet tables of annotated articles: a row an article, typed columns, spans as lists of structs.

Rows are gathered as lines of JSON and packed at the end, since a table cannot be added to.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from annotator.domain.records import Record
from annotator.files import replacing
from annotator.formats import article_rows
from annotator.formats.article_rows import Shape
from annotator.formats.json import jsonl
from annotator.formats.peers.spacy import adjustment
from annotator.formats.reader import Source
from annotator.formats.tables import parquet
from annotator.formats.writer import ONE_FILE, Writer, Written, by_reader

if TYPE_CHECKING:
    from pyarrow import DataType, Schema

_ROWS = 500  # that are in memory at once, and lie together in the file
_ROUNDED = "a number of its figure is written as the nearest double"

_of_table = by_reader(parquet.READER, article_rows.fingerprint)
_of_lines = by_reader(jsonl.READER, article_rows.fingerprint)


def write(record: Record, number: int, part: str) -> Written:
    """A line of JSON with the columns of the row."""
    return Written(
        {ONE_FILE: orjson.dumps(article_rows.row(record), option=orjson.OPT_APPEND_NEWLINE)},
        len(record.spans),
        [article_rows.fingerprint(record.article.text, record.spans)],
        [adjustment(record, span, _ROUNDED) for span in article_rows.rounded(record)],
    )


def pack(path: Path) -> None:
    """Make the table of the lines of JSON in a file, in its place. Raises OSError."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = _schema()
    with (
        path.open("rb") as lines,
        replacing(path) as draft,
        ParquetWriter(draft, schema) as table,
    ):
        while rows := [orjson.loads(line) for line in islice(lines, _ROWS)]:
            table.write_table(pyarrow.Table.from_pylist(rows, schema))


def _schema() -> Schema:
    import pyarrow

    return pyarrow.schema([(name, _type(shape)) for name, shape in article_rows.COLUMNS.items()])


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


def _again(source: Source) -> Iterator[bytes]:
    """Proof of a table, and of the lines that become one."""
    return (_of_table if parquet.looks_like(source) else _of_lines)(source)


WRITER = Writer(
    name="parquet",
    title="Parquet table",
    suffix=".parquet",
    write=write,
    again=_again,
    holds=article_rows.HOLDS,
    pack=pack,
    needs="pyarrow",
)
