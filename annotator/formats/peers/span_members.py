"""What of a record of another tool is a span: where its members lie and what they are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from annotator.formats.datasets import folded

_FROM = (
    *("start", "begin", "startoffset", "beginoffset", "startchar", "startidx", "startindex"),
    *("startpos", "charstart", "startcharindex", "chars"),
)
_UNTIL = (
    *("end", "endoffset", "endchar", "endidx", "endindex", "endpos", "charend"),
    *("endcharindex", "chare"),
)
START = (*_FROM, "from", "offset")
END = (*_UNTIL, "to")
_LABEL = (
    *("label", "type", "entitytype", "entitygroup", "tag", "category", "class", "obj", "entity"),
    *("labels", "classname", "entitylabel", "title", "cls", "ner", "nertag", "enttype"),
)
QUOTE = ("text", "quote", "word", "surface", "mention", "string")
_NAMES = frozenset({*START, *END, *_LABEL, *QUOTE, "length"})
TAG_OF_A_TOKEN = re.compile(r"[BIESLU]-\S+")
_LOOKED_AT = 5  # members; they are alike
DEEPEST = 7


def members_of(value: list[Any] | dict[str, Any]) -> list[Any]:
    """The first members of a list, or of what an object holds; the others are like them."""
    return list(value.values() if isinstance(value, dict) else value)[:_LOOKED_AT]


def how_many(value: object, depth: int = DEEPEST) -> int:
    """How much in a value looks like a span; of tags, how many say something."""
    if _bounds(value) is not None or _has_bounds(value):
        return 1
    if not depth or not isinstance(value, list | dict):
        return 0
    if isinstance(value, dict) and not any(isinstance(x, list | dict) for x in value.values()):
        return 1  # which says in another way where it is
    members = list(value.values() if isinstance(value, dict) else value)
    if isinstance(value, list) and all(isinstance(member, str | int) for member in members):
        return sum(member not in ("O", 0) for member in members)
    return sum(how_many(member, depth - 1) for member in members)


def _has_bounds(value: object) -> bool:
    """Whether a member says from where to where it lies, whatever it is."""
    if not isinstance(value, dict):
        return False
    get = getter(value)
    return all(type(get(names)) is int for names in (_FROM, _UNTIL))


def is_a_span(record: Mapping[str, Any]) -> bool:
    """Whether a record says where it lies, what it is, and has a text just as long as that."""
    bounds, text = _bounds(record), record.get("text")
    return bounds is not None and isinstance(text, str) and bounds[1] - bounds[0] == len(text)


def places(value: object, depth: int) -> Iterator[object]:
    """What in a value looks like a span, however it is wrapped."""
    if _bounds(value) is not None or (depth < DEEPEST and _has_bounds(value)):
        yield value
    elif depth and isinstance(value, list | dict):
        for member in members_of(value):
            yield from places(member, depth - 1)


def _bounds(member: object) -> tuple[int, int, object] | None:
    """Where a member is and what it is called; None for what is no span."""
    if isinstance(member, list):
        kinds = tuple(type(item) for item in member)
        if kinds[:3] == (int, int, str):
            return member[0], member[1], member[2]
        return (member[1], member[2], member[0]) if kinds == (str, int, int) else None
    if not isinstance(member, dict):
        return None
    get = getter(_flat(member))
    start, end, label = get(START), get(END), get(_LABEL)
    size = get(("length",))
    if end is None and type(start) is int and type(size) is int:
        end = start + size
    if type(start) is not int or type(end) is not int or label is None:
        return None
    return start, end, label


def _flat(member: Mapping[str, Any]) -> dict[str, Any]:
    """A member with its place beside its label: {"span": {"begin": 0, "end": 4}, "obj": "X"}."""
    flat = dict(member)
    for key in ("span", "value", "offsets", "points", "data", "location", "pos", "position"):
        inner = flat.get(key)
        if isinstance(inner, list) and len(inner) == 1:
            inner = inner[0]
        if isinstance(inner, list) and len(inner) == 2:
            inner = dict(zip(("start", "end"), inner, strict=True))
        if isinstance(inner, dict):
            del flat[key]
            flat = {**inner, **flat}
    return flat


def getter(flat: Mapping[str, Any]) -> Callable[[tuple[str, ...]], Any]:
    """What stands under the first of some names that is there, in whatever case."""
    plain = {folded(name): value for name, value in flat.items()}
    return lambda names: next((plain[name] for name in names if name in plain), None)


def span_of(member: object) -> dict[str, Any] | None:
    """A member as our spans are; None where it does not say it plainly."""
    bounds = _bounds(member)
    if bounds is None:
        return None
    start, end, label = bounds
    if isinstance(label, list) and len(label) == 1:
        label = label[0]
    if not isinstance(label, str) or not label or TAG_OF_A_TOKEN.fullmatch(label):
        return None
    span: dict[str, Any] = {"start": start, "end": end, "label": label}
    if isinstance(member, list):
        return span if len(member) == 3 else None
    assert isinstance(member, dict)
    flat = _flat(member)
    quote = getter(flat)(QUOTE)
    rest = {key: value for key, value in flat.items() if folded(key) not in _NAMES}
    return {**rest, **span, **({"text": quote} if isinstance(quote, str) else {})}
