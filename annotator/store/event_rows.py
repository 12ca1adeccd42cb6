"""Reads the rows of an event of the log again, as `mapping.event_text` has written them."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from annotator.domain.edits import Row
from annotator.domain.figures import Figure
from annotator.domain.span_content import SpanContent
from annotator.store.edit_json import ROWS
from annotator.store.mapping import stored_name

_KINDS = {stored_name(name): kind for name, kind in ROWS.items()}


def event_rows(text: str) -> tuple[Row, ...]:
    """The rows of one side of an event. Raises KeyError, TypeError or ValueError for others."""
    return tuple(_value(_KINDS[record["kind"]], record) for record in json.loads(text))


def _value(kind: Any, record: dict[str, Any]) -> Any:
    """A value of a dataclass; what its span says stands beside the rest."""
    values = {}
    for name, hint, is_needed in _members(kind):
        if hint is SpanContent:
            values[name] = _value(SpanContent, record)
        elif stored_name(name) in record:
            values[name] = _member(hint, record[stored_name(name)])
        elif is_needed:
            values[name] = None  # which the log leaves out
    return kind(**values)


def _member(hint: Any, value: Any) -> Any:
    options = [option for option in get_args(hint) if option is not type(None)]
    if get_origin(hint) is tuple:
        return tuple(_member(options[0], item) for item in value)
    hint = options[0] if options else hint
    if hint is Figure:
        return Figure.from_json(value)
    if is_dataclass(hint):
        return _value(hint, value)
    return hint(value) if isinstance(hint, type) and issubclass(hint, Enum) else value


@cache
def _members(kind: Any) -> list[tuple[str, Any, bool]]:
    """The members of a dataclass: name, type, and whether it must be given."""
    hints = get_type_hints(kind)
    return [(item.name, hints[item.name], item.default is MISSING) for item in fields(kind)]
