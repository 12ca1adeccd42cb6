"""Spans for a corpus in parts that know nothing of each other: each is made once, and by anybody.

A part is a range of bytes of a JSON lines file, or some row groups of a Parquet file. What it gives
is a file that is there when it is whole, with a report beside it, so that a run goes on where one
was stopped.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from annotator.domain.errors import InputError
from annotator.domain.records import ImportIssue
from annotator.files import replacing
from annotator.nlp.suggesters.registry import Suggester
from annotator.operations.suggesting.suggest_records import Stream
from annotator.operations.suggesting.suggested_table import with_spans

PART_BYTES = 16_000_000
"""Bytes of a part, if not one line or row group is longer: some 4,000 articles, five minutes."""
PLAN = "corpus.json"
_TABLES = (".parquet", ".pq")


@dataclass(frozen=True, slots=True)
class Part:
    """``[start, end)`` of a file, in bytes or row groups, and the file it becomes."""

    source: Path
    start: int
    end: int
    target: Path

    @property
    def is_table(self) -> bool:
        """Whether it is of a Parquet file."""
        return self.source.suffix in _TABLES

    @property
    def report(self) -> Path:
        """The file with what came of it."""
        return self.target.with_suffix(".report.json")


@dataclass(frozen=True, slots=True)
class PartReport:
    """What came of a part; ``problems`` are sentences on what was left out, or has no spans."""

    target: str
    records: int
    spans: int
    source: str | None
    version: str | None
    problems: tuple[str, ...] = ()


def parts_of(sources: Iterable[Path], folder: Path, part_bytes: int) -> list[Part]:
    """The parts of some files, in order; the same whenever it is asked.

    Raises InputError for a file that cannot be read.
    """
    parts: list[Part] = []
    for source in sources:
        try:
            bounds = _groups(source, part_bytes) if source.suffix in _TABLES else None
            cuts = list(_cuts(source, part_bytes)) if bounds is None else bounds
        except OSError as error:
            raise InputError(f"{source} cannot be read: {error.strerror}.") from error
        for start, end in cuts:
            name = f"{len(parts):06d}{source.suffix}"
            parts.append(Part(source.absolute(), start, end, folder.absolute() / name))
    return parts


def _cuts(source: Path, part_bytes: int) -> Iterator[tuple[int, int]]:
    """Ranges of bytes of whole lines."""
    size, start = source.stat().st_size, 0
    with source.open("rb") as file:
        while start < size:
            file.seek(start + part_bytes - 1)
            file.readline()
            end = min(file.tell(), size)
            yield start, end
            start = end


def _groups(source: Path, part_bytes: int) -> list[tuple[int, int]]:
    import pyarrow.parquet

    try:
        metadata = pyarrow.parquet.ParquetFile(source).metadata
    except pyarrow.ArrowException as error:
        raise InputError(f"{source} is no Parquet file, or damaged.") from error
    bounds: list[tuple[int, int]] = []
    start = size = 0
    for number in range(metadata.num_row_groups):
        size += metadata.row_group(number).total_byte_size
        if size >= part_bytes or number + 1 == metadata.num_row_groups:
            bounds.append((start, number + 1))
            start, size = number + 1, 0
    return bounds


def begin(folder: Path, parts: Iterable[Part], **terms: str | int) -> None:
    """Note in the folder what the parts in it are made of and by what.

    Raises InputError where it was begun with other files or other ``terms``.
    """
    plan = {
        **terms,
        "parts": [[str(part.source), part.start, part.end, part.target.name] for part in parts],
    }
    path = folder / PLAN
    try:
        folder.mkdir(parents=True, exist_ok=True)
        known = orjson.loads(path.read_bytes()) if path.exists() else None
        if known is None:
            with replacing(path) as draft:
                draft.write_bytes(orjson.dumps(plan, option=orjson.OPT_INDENT_2))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read or written ({error}).") from error
    if known is not None and known != plan:
        other = [key for key in plan if not isinstance(known, dict) or known.get(key) != plan[key]]
        raise InputError(
            f"{folder} was begun with other {' and '.join(other)}; go on with those, or choose a "
            "new folder."
        )


def suggest_part(part: Part, suggester: Suggester, *, policy: str) -> PartReport:
    """Make a part, unless it is there. Raises InputError where it cannot be read or written."""
    if part.target.exists() and part.report.exists():
        known = orjson.loads(part.report.read_bytes())
        return PartReport(**{**known, "problems": tuple(known["problems"])})
    make = _make_table if part.is_table else _make_lines
    try:
        with replacing(part.report) as beside, replacing(part.target) as draft:
            report = make(part, suggester, policy, draft)
            beside.write_bytes(orjson.dumps(report, option=orjson.OPT_INDENT_2))
    except OSError as error:
        raise InputError(f"{part.target} cannot be made: {error.strerror}.") from error
    return report


def _make_lines(part: Part, suggester: Suggester, policy: str, draft: Path) -> PartReport:
    with part.source.open("rb") as file:
        file.seek(part.start)
        data = file.read(part.end - part.start)
    issues: list[ImportIssue] = []
    stream = Stream(str(part.source), policy=policy, problem=issues.append, suggester=suggester)
    with draft.open("wb") as out:
        done = stream.run(io.BytesIO(data), out.write)
    before = _lines_before(part) if issues else 0
    problems = tuple(
        f"{ImportIssue(issue.file, before + (issue.line or 1), issue.reason)}" for issue in issues
    )
    said = suggester.name, suggester.version
    return PartReport(part.target.name, done.records, done.spans, *said, problems)


def _lines_before(part: Part) -> int:
    left, count = part.start, 0
    with part.source.open("rb") as file:
        while left and (block := file.read(min(left, 1 << 20))):
            count += block.count(b"\n")
            left -= len(block)
    return count


def _make_table(part: Part, suggester: Suggester, policy: str, draft: Path) -> PartReport:
    import pyarrow.parquet

    try:
        file = pyarrow.parquet.ParquetFile(part.source)
        table = file.read_row_groups(range(part.start, part.end))
        made, spans, faults = with_spans(table, suggester, policy)
        pyarrow.parquet.write_table(made, draft)
    except pyarrow.ArrowException as error:
        raise InputError(f"{part.source} is damaged, or no such table: {error}") from error
    rows = sum(file.metadata.row_group(number).num_rows for number in range(part.start))
    problems = tuple(f"{part.source}, row {rows + row + 1}: {why}" for row, why in faults)
    said = suggester.name, suggester.version
    return PartReport(part.target.name, made.num_rows, spans, *said, problems)
