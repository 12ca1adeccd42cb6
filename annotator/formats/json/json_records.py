"""The records of a file of JSON or the like, and what is said of it once. Reads no single one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import chain, islice
from typing import TypeVar

from annotator.domain.dates import Order, is_doubtful, order_of
from annotator.domain.errors import InputError
from annotator.domain.records import ImportIssue, Item
from annotator.domain.wording import quoted
from annotator.formats import event_days, fields
from annotator.formats.datasets import value_at
from annotator.formats.json.jsonl_line import Line
from annotator.formats.json.nested import Value, is_message
from annotator.formats.peers.span_keys import MayHold
from annotator.formats.peers.token_records import Names, names_beside
from annotator.formats.reader import ReadOptions, Source
from annotator.formats.tables.remarks import CODEBOOK, is_codebook

V = TypeVar("V")
_LOOKED_AT = 200  # records that tell in which order the numbers of dates stand


def items(
    source: Source,
    options: ReadOptions,
    values: Iterable[Value | ImportIssue],
    names: Callable[[Source], Names] = names_beside,
) -> Iterator[Item]:
    """The records of the values of a file after the issues on each, then what there is to say of
    the file. ``names`` gives what tags mean that are numbers.
    """
    first, rest = _begun(iter(values))
    if fields.TEXT not in options.columns and first and all(map(_is_of_a_codebook, first)):
        raise InputError(CODEBOOK)
    order = order_of(_published(first, options.columns))
    reader = _Reader(source.file, options, partial(names, source), order)
    for value in chain(first, rest):
        if isinstance(value, ImportIssue):
            yield value
        else:
            yield from reader.items(value)
    yield from reader.end()


def _begun(values: Iterator[V]) -> tuple[list[V], Iterator[V]]:
    """The first values, and those behind them, which raise what ended the first."""
    first: list[V] = []
    try:
        first.extend(islice(values, _LOOKED_AT))
    except (InputError, OSError) as error:
        return first, _raised(error)
    return first, values


def _is_of_a_codebook(value: Value | ImportIssue) -> bool:
    record = value.value if isinstance(value, Value) else None
    return isinstance(record, dict) and is_codebook(record, fields.chosen(record, {}))


def _raised(error: Exception) -> Iterator[V]:
    raise error
    yield


def _published(values: Iterable[Value | ImportIssue], columns: Mapping[str, str]) -> Iterator[str]:
    """What records say of their days and those of their events, as far as they are texts."""
    for value in values:
        record = value.value if isinstance(value, Value) else None
        if isinstance(record, dict):
            known = fields.data_set(record)
            events = known.event if known and len(known.event) == 1 else ()
            for path in (fields.chosen(record, columns).get("published"), *events):
                said = fields.words_in(value_at(record, path)) if path else None
                if said:
                    yield said


class _Reader:
    """Reads the records of one file and remembers what has been said about it already."""

    def __init__(
        self, file: str, options: ReadOptions, names: Callable[[], Names], order: Order | None
    ) -> None:
        self._file = file
        self._order = order
        self._names = cache(names)
        self._columns = options.columns
        self._tells = options.tells_columns
        self._passed_over = 0
        self._doubtful_events: list[str] = []
        self._may_hold = MayHold()
        self._said: set[str] = set()

    def items(self, value: Value) -> Iterator[Item]:
        """The record of a value after the issues on it; issues alone when it is refused."""
        if self._is_empty_post(value.value):
            self._passed_over += 1
            return
        try:
            parsed = Line(
                value.value, self._columns, self._names, tells=self._tells, order=self._order
            )
        except InputError as error:
            yield self._issue(value, str(error))
            return
        record = parsed.record(self._file, value.line, value.place)
        self._may_hold.add(parsed.maybe)
        for reason in parsed.losses:
            yield self._issue(value, reason)
        for reason in parsed.notes:
            yield self._issue(value, reason, loss=False)
        for reason in parsed.once:
            if reason not in self._said:
                self._said.add(reason)
                is_of_all = reason.startswith(fields.TOLD)
                yield self._issue(
                    value._replace(place="") if is_of_all else value, reason, loss=False
                )
        event = record.article.extra.get(event_days.KEY)
        if isinstance(event, str) and is_doubtful(event):
            self._doubtful_events.append(event)
        yield record

    def end(self) -> Iterator[Item]:
        """What there is to say when all values have been read."""
        if self._passed_over:
            which = f"{self._passed_over} of its messages have no text (pictures, people joining)"
            yield ImportIssue(self._file, None, f"{which} and were skipped", loss=False)
        if self._doubtful_events:
            first = quoted(self._doubtful_events[0])
            more = fields.and_more(len(self._doubtful_events) - 1)
            reason = f"its {event_days.KEY} {first} is {fields.NO_DAY}: it stays as it is{more}"
            yield ImportIssue(self._file, None, reason, loss=False)
        for sentence in self._may_hold.sentences():
            yield ImportIssue(self._file, None, sentence, loss=False)

    def _is_empty_post(self, record: object) -> bool:
        """Whether a record of a known service is a message without words, as pictures are."""
        if not isinstance(record, dict) or record.get("text") or record.get("message"):
            return False
        return is_message(record)

    def _issue(self, value: Value, reason: str, *, loss: bool = True) -> ImportIssue:
        return ImportIssue(self._file, value.line, value.place + reason, loss=loss)
