"""Parquet tables, an article a row: read as the same records in JSON would be. pyarrow takes the
file apart, where it is installed (docs/formats.md says why it need not be).
"""

from __future__ import annotations

import base64
import math
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.json import json_records
from annotator.formats.json.json_cells import FOLDED
from annotator.formats.json.json_values import Value
from annotator.formats.peers.token_records import Names, names_beside, names_in
from annotator.formats.reader import Reader, ReadOptions, Source

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetFile

_MAGIC = b"PAR1"
_BATCH = 200
_LARGEST = 500_000_000  # bytes that rows which lie together unpack to; they are read at once
_MOST_RATIO = 100
_LACKING = (
    "it is a Parquet table, and pyarrow, which reads them, is not installed; save it as JSON lines "
    "or CSV and import that"
)


def looks_like(source: Source) -> bool:
    """Whether it begins as a Parquet file does."""
    return source.head.startswith(_MAGIC)


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The articles of a table; a row that is none comes as an issue. Raises InputError, OSError."""
    rows = (
        Value(record, None, f"record {number}: ")
        for number, record in enumerate(records(source), 1)
    )
    yield from json_records.items(source, options, rows, _names)


def records(source: Source) -> Iterator[dict[str, Any]]:
    """Its rows, with values as JSON has them; what is empty is left out, but for a key that
    says that the row is one of ours.

    Raises InputError and OSError.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise InputError(_LACKING) from error
    with source.open() as file:
        try:
            table = pyarrow.parquet.ParquetFile(file)
            _refuse_large(table, file.seek(0, os.SEEK_END))
            for batch in table.iter_batches(batch_size=_BATCH):
                for row in _plain_times(batch).to_pylist():
                    values = {name: _plain(given) for name, given in row.items()}
                    yield {
                        name: value
                        for name, value in values.items()
                        if value is not None or name == FOLDED
                    }
        except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
            raise InputError("it is a damaged Parquet file") from error


def count(source: Source) -> int:
    """How many rows it says it has. Raises what pyarrow raises."""
    import pyarrow.parquet

    with source.open() as file:
        return int(pyarrow.parquet.ParquetFile(file).metadata.num_rows)


def _names(source: Source) -> Names:
    """What tags mean that are numbers, by what the file says of itself, or what lies beside it."""
    import pyarrow.parquet

    with source.open() as file:
        said = pyarrow.parquet.ParquetFile(file).schema_arrow.metadata or {}
    names = dict(names_beside(source))
    with suppress(InputError):
        names |= names_in(said.get(b"huggingface", b""))
    return names


def _refuse_large(table: ParquetFile, size: int) -> None:
    groups = (table.metadata.row_group(n) for n in range(table.metadata.num_row_groups))
    sizes = [group.total_byte_size for group in groups]
    if max(sizes, default=0) > _LARGEST or sum(sizes) > max(_LARGEST, _MOST_RATIO * size):
        raise InputError(f"it unpacks to more than {_LARGEST // 1_000_000} MB; split it")


def _plain_times(batch: RecordBatch) -> RecordBatch:
    """The rows with times to the microsecond, as Python has them."""
    import pyarrow

    columns = [
        column.cast(pyarrow.timestamp("us", tz=column.type.tz), safe=False)
        if pyarrow.types.is_timestamp(column.type)
        else column
        for column in batch.columns
    ]
    return pyarrow.RecordBatch.from_arrays(columns, names=batch.schema.names)


def _plain(value: Any) -> Any:
    """A value as JSON has it; None for what is none."""
    if isinstance(value, Mapping):
        return {str(key): _plain(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_plain(member) for member in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime):
        is_day = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if is_day else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal | timedelta):
        return str(value)
    if isinstance(value, bytes):
        return _text(value)
    return value if not isinstance(value, int) or abs(value) < 2**63 else str(value)


def _text(data: bytes) -> str:
    """Text that was written as bytes, as older programs do; other bytes as Base64."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return base64.b64encode(data).decode("ascii")


READER = Reader(
    name="parquet",
    title="Parquet table",
    suffixes=frozenset({".parquet", ".pq"}),
    read=read,
    looks_like=looks_like,
    count=count,
    holds_work=True,
)
