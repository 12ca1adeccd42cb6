"""JSON without its loopholes: no NaN, no infinity, no key twice, nothing a database cannot hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from annotator.domain.errors import InputError

_DIGITS = 40  # a longer number is no measurement
_DEEPEST = 64
_HALF = re.compile("[\ud800-\udfff]")
_HALF_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")
_LEAST, _MOST = -(2**63), 2**64 - 1  # what the fast writer can write again


def parse(line: bytes) -> Any:
    """The value of one JSON text in UTF-8. Raises InputError, worded to follow a place."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"it is not UTF-8 (byte {error.start} of the line)") from None
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise InputError(f"it is no JSON ({_reason(error)}, column {error.colno})") from None
    except RecursionError:
        raise InputError("it is nested too deeply") from None
    # Halves come from escapes alone, and most lines have none.
    if _HALF_ESCAPE.search(line):
        _refuse_halves(value)
    return value


def refuse_deep(value: object) -> None:
    """Raise InputError for a parsed value nested too deeply to be written again."""
    layer = [value]
    for _ in range(_DEEPEST):
        layer = [below for item in layer for below in _inside(item)]
        if not layer:
            return
    raise InputError("it is nested too deeply")


def _refuse_halves(value: object) -> None:
    layer = [value]
    while layer:
        for item in layer:
            if isinstance(item, str) and _HALF.search(item):
                raise InputError("it holds half a character (a surrogate without the other)")
        layer = [below for item in layer for below in _inside(item)]


def _inside(item: object) -> list[object]:
    if isinstance(item, dict):
        return [*item, *item.values()]
    return item if isinstance(item, list) else []


def _reason(error: json.JSONDecodeError) -> str:
    return error.msg[0].lower() + error.msg[1:]


def _object(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise InputError(f"it has the key “{key[:40]}” twice")
        found[key] = value
    return found


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS or not _LEAST <= int(digits) <= _MOST:
        raise InputError(f"it has a number of {len(digits)} digits")
    return int(digits)


def _real(digits: str) -> float:
    number = float(digits)
    if len(digits) > _DIGITS or number in (float("inf"), float("-inf")):
        raise InputError("it has a number that is too large or too long")
    return number


def _constant(name: str) -> None:
    raise InputError(f"{name} is no JSON number")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_whole, parse_float=_real, parse_constant=_constant
)
