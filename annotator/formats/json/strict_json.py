"""JSON without its loopholes: no NaN, no infinity, no key twice, nothing a database cannot hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import orjson

from annotator.domain.errors import InputError

_DIGITS = 40  # a longer number is no measurement
_DEEPEST = 64
_HALF = re.compile("[\ud800-\udfff]")
_HALF_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")
_LOOSE_COLON = re.compile(rb'"[ \t\r\n]+:')
_ODD = object()
_REAL = -1
_INSIDE = frozenset({dict, list, float})  # what has to be looked at again
_LEAST, _MOST = -(2**63), 2**64 - 1  # what the fast writer can write again


def parse(line: bytes) -> Any:
    """The value of one JSON text in UTF-8. Raises InputError, worded to follow a place."""
    value = _parse_plain(line)
    return _parse_odd(line) if value is _ODD else value


def _parse_plain(line: bytes) -> Any:
    """What the fast reader makes of a line; _ODD where it may have passed over a loophole.

    It keeps the last of two equal keys (then there are more colons than keys), and makes real
    numbers of whole ones that are too long.
    """
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return _ODD
    if not isinstance(value, dict):
        return _ODD
    keys = _keys(value)
    return value if keys == line.count(b'":') and not _LOOSE_COLON.search(line) else _ODD


def _keys(value: object) -> int:
    """How many keys a parsed value has in all; below 0 if it has a real number."""
    count, open_ = 0, [value]
    for item in open_:  # which grows meanwhile
        if type(item) is dict:
            count += len(item)
            members: Iterable[object] = item.values()
        elif type(item) is list:
            members = item
        else:
            return _REAL
        if not _INSIDE.isdisjoint(map(type, members)):  # most objects hold words and numbers alone
            open_ += [below for below in members if type(below) in _INSIDE]
    return count


def _parse_odd(line: bytes) -> Any:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"it is not UTF-8 (byte {error.start} of the line)") from None
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise InputError(f"it is not JSON ({_reason(error)}, column {error.colno})") from None
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
    members: dict[str, Any] = {}
    for key, value in pairs:
        if key in members:
            raise InputError(f"it has the key “{key[:40]}” twice")
        members[key] = value
    return members


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
    raise InputError(f"{name} is not a number that JSON knows")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_whole, parse_float=_real, parse_constant=_constant
)
