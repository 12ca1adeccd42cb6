"""The day of the event in records of data sets of events, which is no article's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from annotator.domain import calendars
from annotator.formats import typed
from annotator.formats.datasets import DataSet, folded

KEY = "event_date"
"""Under which it is kept with the article."""


def added(
    known: DataSet | None, names: Iterable[str], value_of: Callable[[str], Any]
) -> dict[str, str]:
    """The day of the event under its key; nothing where there is none, or where the record has it
    under that very name. ``value_of`` gives what stands in a column or at a path.
    """
    if known is None or not known.event or folded(KEY) in map(folded, names):
        return {}
    values = [str(value_of(path) or "").strip() for path in known.event]
    day = _put_together(values) if len(values) > 1 else typed.day(values[0])
    return {KEY: day} if day else {}


def _put_together(values: list[str]) -> str | None:
    """A day of its year, month and day, or as much of it as is known: GTD writes 0 where it is not.

    What is no day stays as it is written.
    """
    whole = [value.partition(".")[0].lstrip("0") for value in values]
    known = whole[: next((n for n, value in enumerate(whole) if not value), len(whole))]
    if not known:
        return None
    if not all(value.isdecimal() for value in known):
        return " ".join(values)
    day = calendars.day(*map(int, [*known, "1", "1"][:3]))
    return day.isoformat()[: (4, 7, 10)[len(known) - 1]] if day else "-".join(values)


def told(known: DataSet, chosen: Mapping[str, str]) -> str:
    """What is to be said of the day of the event, behind which columns hold what."""
    if not known.event:
        return ""
    names = "”, “".join(known.event)
    is_named = len(known.event) == 1
    said = f"; “{names}” {'is' if is_named else 'are'} the day of the event, not of an article"
    if is_named and "published" not in chosen:
        return f"{said}: choose it as the date (published) to sort by it"
    return said
