"""The records of a file of JSON or the like, and what is said of it once. Reads no single one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import chain, islice
from typing import TypeVar

from annotator.domain.dates import Order, order_of
from annotator.domain.errors import InputError
from annotator.domain.records import ImportIssue, Item
from annotator.formats import fields
from annotator.formats.datasets import value_at
from annotator.formats.json.jsonl_line import Line
from annotator.formats.json.nested import Value, is_message
from annotator.formats.peers.span_keys import MayHold
from annotator.formats.peers.token_records import Names, names_beside
from annotator.formats.reader import ReadOptions, Source

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


def _raised(error: Exception) -> Iterator[V]:
    raise error
    yield


def _published(values: Iterable[Value | ImportIssue], columns: Mapping[str, str]) -> Iterator[str]:
    """What records say of their days, as far as they are texts."""
    for value in values:
        record = value.value if isinstance(value, Value) else None
        if isinstance(record, dict):
            path = fields.chosen(record, columns).get("published")
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
        record = parsed.record(self._file, value.line)
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
        yield record

    def end(self) -> Iterator[Item]:
        """What there is to say when all values have been read."""
        if self._passed_over:
            which = f"{self._passed_over} of its messages have no text (pictures, who has joined)"
            yield ImportIssue(self._file, None, f"{which} and were passed over", loss=False)
        for sentence in self._may_hold.sentences():
            yield ImportIssue(self._file, None, sentence, loss=False)

    def _is_empty_post(self, record: object) -> bool:
        """Whether a record of a known service is a message without words, as pictures are."""
        if not isinstance(record, dict) or record.get("text") or record.get("message"):
            return False
        return is_message(record)

    def _issue(self, value: Value, reason: str, *, loss: bool = True) -> ImportIssue:
        return ImportIssue(self._file, value.line, value.place + reason, loss=loss)
