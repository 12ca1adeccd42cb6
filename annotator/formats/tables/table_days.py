"""The days in the columns of a table: each column read in one order, what is doubtful told once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotator.domain.calendars import serial_day
from annotator.domain.dates import Order, is_doubtful
from annotator.domain.islamic import islamic_day
from annotator.domain.wording import quoted
from annotator.formats import fields, typed
from annotator.formats.typed import Cast


@dataclass(slots=True)
class _Doubt:
    said: str
    line: int
    count: int = 1


class DayColumns:
    """Reads the days of a table's columns, and the other cells that are kept with their type.

    ``published`` is the column of the article's own day; ``orders`` says in which order the numbers
    of dates stand in a column, where its cells tell.
    """

    def __init__(
        self, published: str | None, casts: Mapping[str, Cast], orders: Mapping[str, Order | None]
    ) -> None:
        self._published = published
        self._order = orders.get(published) if published else None
        told = {name: typed.days(name, order) for name, order in orders.items() if order}
        self._casts = {**casts, **{name: told[name] for name in told if typed.is_of_days(name)}}
        self._doubts: dict[str, _Doubt] = {}
        self._islamic: dict[str, _Doubt] = {}
        self._counted: tuple[str, str] | None = None

    def published(self, said: str, line: int) -> str:
        """The article's day in the form that sorts; what is no certain day as it stands."""
        day = str(fields.day_of(said, order=self._order))
        if self._published and not fields.is_day(day):
            islamic = islamic_day(said)
            if islamic is None:
                _count(self._doubts, self._published, said, line)
            else:
                _count(self._islamic, islamic.told(), said, line)
        if self._counted is None and serial_day(said):
            self._counted = said, day
        return day

    def other(self, name: str, value: str, line: int) -> str | int | float:
        """The cell of another column with its type."""
        cast = self._casts.get(name)
        if cast is None:
            return value
        kept = cast(value)
        if kept == value and typed.is_of_days(name) and is_doubtful(value):
            _count(self._doubts, name, value, line)
        return kept

    def notes(self) -> Iterator[tuple[int | None, str]]:
        """What there is to say of each column, with the line of its first."""
        if self._counted is not None:
            said, day = self._counted
            yield None, f"numbers in its column “{self._published}” were read as the days that " \
                f"spreadsheets count: {said} is {day}"  # fmt: skip
        for told, doubt in list(self._islamic.items())[:1]:
            more = fields.and_more(sum(other.count for other in self._islamic.values()) - 1)
            where = f"in its column “{self._published}”"
            yield doubt.line, f"{quoted(doubt.said)} {where} {told}{more}"
        for name, doubt in self._doubts.items():
            last = " and is sorted last" if name == self._published else ""
            more = fields.and_more(doubt.count - 1)
            yield (
                doubt.line,
                f"{quoted(doubt.said)} in its column “{name}” is {fields.NO_DAY}: it stays as it is"
                f"{last}{more}",
            )


def _count(doubts: dict[str, _Doubt], name: str, said: str, line: int) -> None:
    doubt = doubts.get(name)
    if doubt is None:
        doubts[name] = _Doubt(said, line)
    else:
        doubt.count += 1
