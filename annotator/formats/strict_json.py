"""JSON without its loopholes: no NaN, no infinity, no key twice, nothing a database cannot hold."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from annotator.domain.errors import InputError

_DIGITS = 40  # a longer number is no measurement
_DEEPEST = 64
_LEAST, _MOST = -(2**63), 2**64 - 1  # what the fast writer can write again


def parse(line: bytes) -> Any:
    """The value of one JSON text in UTF-8. Raises InputError, worded to follow a place."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"it is not UTF-8 (byte {error.start} of the line)") from None
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise InputError(f"it is no JSON ({_reason(error)}, column {error.colno})") from None
    except RecursionError:
        raise InputError("it is nested too deeply") from None


def refuse_surrogates(text: str, what: str) -> None:
    """Raise InputError if half a character stands alone in ``text``, as ``\\ud83d`` may bring."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"{what} holds half a character (a lone surrogate at {error.start})"
        ) from None


def refuse_odd(value: object) -> None:
    """Raise InputError for a parsed value that is too deep or has half a character in it."""
    layer: list[object] = [value]
    for _ in range(_DEEPEST):
        below: list[object] = []
        for item in layer:
            if isinstance(item, str):
                refuse_surrogates(item, "a text")
            elif isinstance(item, dict):
                below += [*item, *item.values()]
            elif isinstance(item, list):
                below += item
        if not below:
            return
        layer = below
    raise InputError("it is nested too deeply")


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
