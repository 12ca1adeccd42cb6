"""The values in a record of JSON: numbers, labels, tokens. What is wrong is refused in words that
follow a place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.domain.errors import InputError
from annotator.domain.values import Origin
from annotator.formats.json import strict_json

FOLDED = "extra_json"
"""A key that holds others as JSON in a text: so tables of ours have them."""


def unfolded(record: dict[str, Any]) -> dict[str, Any]:
    """A record with the keys that it holds as JSON in a text."""
    folded = record.get(FOLDED)
    if FOLDED not in record or not isinstance(folded, str | None):
        return record
    made = _made(record)
    rest = {key: value for key, value in record.items() if key not in made}
    try:
        inner = strict_json.parse(folded.encode()) if folded else {}
    except InputError:
        return record
    return {**inner, **rest} if isinstance(inner, dict) else record


def _made(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys that a table of ours makes anew of each article."""
    if "ner_tags" in record:
        return (FOLDED, "id", "ner_tags")
    return (FOLDED, "uid") if record.get("uid") == record.get("id") else (FOLDED,)


def with_text(record: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """A record with a text and tokens that say where they are; whether the text was rebuilt."""
    tokens = record.get("tokens")
    if "text" in record or not isinstance(tokens, list) or not tokens:
        return record, False
    text, placed = "", []
    for token in tokens:
        if not isinstance(token, dict) or not isinstance(token.get("text"), str):
            return record, False
        placed.append({**token, "start": len(text), "end": len(text) + len(token["text"])})
        text += token["text"] + (" " if token.get("ws", True) is True else "")
    text = text.rstrip(" ")
    return {**record, "text": text, "tokens": placed}, True


def token_number(member: Mapping[str, Any], key: str) -> int:
    """The number of a token, counted from 0. Raises InputError."""
    place = whole_number(member, key)
    if place < 0:
        raise InputError("it names tokens that the record does not have")
    return place


def whole_number(member: Mapping[str, Any], key: str) -> int:
    """A whole number under a key. Raises InputError."""
    value = member.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise InputError(f"its “{key}” is not a whole number")
    return value


def label_of(member: Mapping[str, Any]) -> str:
    """The label of a span. Raises InputError."""
    label = member.get("label")
    if not isinstance(label, str) or not label:
        raise InputError("it has no label")
    return label


def origin_of(value: object) -> Origin | None:
    """How an annotation came to be; None for what is none of the ways there are."""
    return Origin(value) if isinstance(value, str) and value in set(Origin) else None
