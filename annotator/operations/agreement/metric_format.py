"""One measure in words, in JSON and in the cells of a table."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.domain.agreement import Measured


def said(measured: Measured) -> str:
    """A value to read, or why there is none."""
    return f"n/a ({measured.why})" if measured.value is None else shown(measured)


def shown(measured: Measured) -> str:
    """A value to read: two digits with its interval, or n/a."""
    if measured.value is None:
        return "n/a"
    if measured.low is None or measured.high is None:
        return f"{measured.value:.2f}"
    return f"{measured.value:.2f} ({measured.low:.2f}–{measured.high:.2f})"


def lacking(measured: Measured) -> str:
    """Why a value has no interval; "" where it has one, or where there is no value."""
    return "" if measured.value is None else measured.why


def without_interval(measures: Iterable[Measured]) -> str:
    """A sentence that says why values of a report have no interval; "" where all have one."""
    reasons = [why for why in dict.fromkeys(map(lacking, measures)) if why]
    return f"Values without an interval: {'; '.join(reasons)}." if reasons else ""


def in_json(measured: Measured) -> dict[str, object]:
    """The measure as a JSON object."""
    values = {"value": measured.value, "low": measured.low, "high": measured.high}
    return values | ({"why": measured.why} if measured.why else {})


def cells(measured: Measured) -> tuple[object, ...]:
    """Value, bounds and why there is no value or no interval, each for a cell."""
    return (measured.value, measured.low, measured.high, measured.why)
