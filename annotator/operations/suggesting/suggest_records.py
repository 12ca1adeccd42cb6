"""Spans for JSON lines as a stream: the same records come out in the same order, with spans.

Knows no project. A line that cannot be read is left out and named; a text no suggester gets
through comes out without spans and is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from annotator.domain.errors import InputError
from annotator.domain.figures import VERBATIM
from annotator.domain.names import NO_NAMES, NameBook
from annotator.domain.outgoing import named_wholes
from annotator.domain.pipelines import left_out
from annotator.domain.records import ImportIssue, RecordSpan
from annotator.domain.text import text_hash
from annotator.domain.values import SuggestedSpan
from annotator.files import may_replace, to_disk
from annotator.formats.json import json_values, strict_json
from annotator.formats.json.json_stream import LIMIT_BYTES
from annotator.formats.json.json_values import BOM
from annotator.nlp.processes.batches import suggest_batches, suggest_here
from annotator.nlp.processes.messages import Fault, Loaded, Spans
from annotator.nlp.suggesters.registry import DEFAULT, Suggester
from annotator.operations.suggesting.arriving import arriving
from annotator.tasks import Progress


@dataclass(slots=True)
class Suggested:
    """What came of a stream. ``replaced`` records had spans of their own; ``left_out`` counts spans
    by the pipeline's label where the label map has no other for it.
    """

    records: int = 0
    spans: int = 0
    resumed: int = 0
    replaced: int = 0
    problems: int = 0
    source: str | None = None
    version: str | None = None
    note: str | None = None
    left_out: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """The report as one JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Line:
    """A record and the number of its line."""

    number: int
    record: dict[str, Any]


class Stream:
    """One run over the lines of a file: reads, has them suggested for, and writes."""

    def __init__(
        self,
        source: str,
        *,
        pipeline: str = DEFAULT,
        jobs: int = 1,
        policy: str = VERBATIM.name,
        names: NameBook = NO_NAMES,
        problem: Callable[[ImportIssue], None],
        progress: Progress | None = None,
        total: int = 0,
        suggester: Suggester | None = None,
    ) -> None:
        """``source`` names the input in problems; ``problem`` hears of them as they come up.

        With a ``suggester`` that is loaded, texts are read by that in this process.

        ``names`` are a team's own, laid over the shipped ones. ``progress`` counts
        records, out of ``total`` if that is known.
        """
        self.report = Suggested()
        self._source = source
        self._pipeline = pipeline
        self._jobs = jobs
        self._policy = policy
        self._names = names
        self._problem = problem
        self._progress = progress or Progress()
        self._total = total
        self._suggester = suggester

    def run(
        self, lines: BinaryIO, write: Callable[[bytes], object], *, written: Iterable[str] = ()
    ) -> Suggested:
        """Read ``lines`` to their end and write each record.

        ``written`` are the texts of the records that an earlier run has written: they are passed
        over. Raises InputError when they are not from this input, and SuggesterError.
        """
        fresh = self._fresh(lines, iter(written))
        items = ((line, line.record["text"]) if line else None for line in fresh)
        if self._suggester is not None:
            check = self._progress.check
            batches = suggest_here(items, self._suggester, policy=self._policy, check=check)
        else:
            batches = suggest_batches(
                items,
                pipeline=self._pipeline,
                jobs=self._jobs,
                policy=self._policy,
                names=self._names,
                check=self._progress.check,
            )
        with closing(batches):
            for batch in batches:
                self._note(batch.suggester)
                for label, count in left_out(batch.labels).items():
                    self.report.left_out[label] = self.report.left_out.get(label, 0) + count
                write(b"".join(self._line(*outcome, batch.suggester) for outcome in batch.outcomes))
                self._progress.report(self.report.records + self.report.resumed, self._total)
        return self.report

    def _fresh(self, lines: BinaryIO, written: Iterator[str]) -> Iterator[Line | None]:
        for line in self._records(lines):
            if line is None:
                yield None
                continue
            text = next(written, None)
            if text is None:
                yield line
                continue
            if text != line.record["text"]:
                raise InputError(
                    f"The output was not written from {self._source}: line {line.number} has "
                    "another text; leave out --resume or name another output."
                )
            self.report.resumed += 1
        if next(written, None) is not None:
            raise InputError(f"The output holds more records than {self._source} has.")

    def _records(self, lines: BinaryIO) -> Iterator[Line | None]:
        """The records; None where nothing more has come yet, though more may."""
        number = 0
        for line in arriving(json_values.bounded_lines(lines)):
            number += line is not None
            if line is None:
                yield None
            elif line is json_values.TOO_LONG:
                self._refuse(number, f"the line is longer than {LIMIT_BYTES // 1_000_000} MB")
            elif line.strip():
                try:
                    yield Line(number, _record(line.removeprefix(BOM) if number == 1 else line))
                except InputError as error:
                    self._refuse(number, str(error))

    def _refuse(self, number: int, reason: str) -> None:
        self.report.problems += 1
        self._problem(ImportIssue(self._source, number, reason))

    def _note(self, suggester: Loaded) -> None:
        self.report.source, self.report.version = suggester.name, suggester.version
        self.report.note = suggester.note

    def _line(self, line: Line, outcome: Spans | Fault, suggester: Loaded) -> bytes:
        record = line.record
        self.report.records += 1
        if isinstance(outcome, Fault):
            record.pop("spans", None)
            self._refuse(line.number, outcome.sentence.rstrip("."))
        else:
            self.report.replaced += bool(record.get("spans"))
            self.report.spans += len(outcome)
            record["spans"] = spans_of(record, outcome, suggester)
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


@contextmanager
def resumable(out: Path, *, resume: bool) -> Iterator[tuple[BinaryIO, Iterator[str]]]:
    """A file to write records to that becomes ``out`` when the block ends well.

    Until then it is ``out`` with “.part” behind its name, and stays so if the block raises. With
    ``resume`` it is continued, and the second value gives the texts it holds. Raises InputError.
    """
    try:
        may_replace(out)
        part = out.with_name(out.name + ".part")
        if not resume and part.exists():
            raise InputError(
                f"{part} holds what a stopped run has written; go on with --resume or delete it."
            )
        moved = resume and not part.exists() and out.exists()
        if moved:
            out.replace(part)
        with part.open("ab") as file:
            file.truncate(_whole_lines(part))
            begun = file.tell()
            try:
                yield file, _texts(part, begun)
            except BaseException:
                # Refused before anything was written: all shall be as it was.
                if file.tell() == begun:
                    file.close()
                    if moved:
                        part.replace(out)
                    elif not begun:
                        part.unlink()
                raise
        to_disk(part)
        part.replace(out)
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error.strerror}.") from error


def _whole_lines(path: Path) -> int:
    """The length of a file in bytes without a last line that has no end."""
    with path.open("rb") as file:
        return sum(len(line) for line in file if line.endswith(b"\n"))


def _texts(path: Path, size: int) -> Iterator[str]:
    read = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            read += len(line)
            if read > size:
                return
            try:
                text = orjson.loads(line)["text"]
            except (ValueError, KeyError, TypeError):
                raise InputError(
                    f"{path}, line {number}: no record of a run stands there; leave out --resume."
                ) from None
            yield text


def _record(line: bytes) -> dict[str, Any]:
    record = strict_json.parse(line)
    strict_json.refuse_deep(record)
    if not isinstance(record, dict):
        raise InputError("it is not a JSON object")
    if not isinstance(record.get("text"), str):
        raise InputError("it has no “text” with words in it")
    return record


def spans_of(record: Mapping[str, Any], spans: Spans, suggester: Loaded) -> list[dict[str, Any]]:
    starts, ends = _token_edges(record.get("tokens"))
    rows = []
    parts = _parts(spans, record["text"])
    for span in spans:
        row = _span(span, record["text"])
        start, end, label = span.span.place
        if start in starts and end in ends:
            row |= {"token_start": starts[start], "token_end": ends[end]}
        row["source"] = suggester.name
        rows.append(row | parts.get((start, end, label), {}))
    return rows


def _parts(spans: Spans, text: str) -> dict[tuple[int, int, str], dict[str, Any]]:
    """What is said of spans whose figure is among another's, and the ids of those, by places."""
    if all(span.figure is None or span.figure.part_of is None for span in spans):
        return {}
    hashed = text_hash(text)[:16]
    named = named_wholes(
        [
            RecordSpan(*span.span.place, f"{hashed}-{span.start}", figure=span.figure)
            for span in spans
            if span.figure is not None
        ]
    )
    wholes = {span.part_of for span in named}
    more: dict[tuple[int, int, str], dict[str, Any]] = {}
    for span in named:
        place = (span.start, span.end, span.label)
        if span.id in wholes:
            more[place] = {"id": span.id}
        if span.part_of is not None and span.figure is not None:
            figure = span.figure.to_json() | {"part_of": span.part_of}
            more[place] = more.get(place, {}) | {"figure": figure}
    return more


def _span(span: SuggestedSpan, text: str) -> dict[str, Any]:
    start, end, label = span.span.place
    row: dict[str, Any] = {"start": start, "end": end, "label": label, "text": text[start:end]}
    if span.figure is not None:
        row["figure"] = span.figure.to_json()
        row["figure"].pop("part_of", None)  # the id of a span says it in a record
    if span.rule is not None:
        row["rule"] = span.rule
    if span.score is not None:
        row["score"] = span.score
    return row


def _token_edges(tokens: object) -> tuple[dict[int, int], dict[int, int]]:
    """Where the record's own tokens start and end, by their number; empty without sound ones."""
    if not isinstance(tokens, list) or not all(isinstance(token, dict) for token in tokens):
        return {}, {}
    numbered = list(enumerate(tokens))
    starts = {token.get("start"): place for place, token in numbered}
    ends = {token.get("end"): place for place, token in numbered}
    return starts, ends
