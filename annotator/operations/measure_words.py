"""One measure in words, in JSON and in the cells of a table."""

from __future__ import annotations

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


def in_json(measured: Measured) -> dict[str, object]:
    """The measure as a JSON object."""
    held = {"value": measured.value, "low": measured.low, "high": measured.high}
    return held | ({"why": measured.why} if measured.why else {})


def cells(measured: Measured) -> tuple[object, ...]:
    """Value, bounds and reason, each for a cell."""
    return (measured.value, measured.low, measured.high, measured.why)
