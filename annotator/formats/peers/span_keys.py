"""Spans as other tools write them in a record: under other keys, with other names, as triples.

They are read where it is plain what they say; where it is not, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SPANS = "spans"
_OF_SPANS = frozenset({"entities", "ents", "ner", "denotations", "mentions", "annotations"})
"""Keys whose members are spans, in whatever way they say it."""
_TAGS = frozenset({"tags", "ner_tags", "ner", "labels", "iob", "bio", "bio_tags", "iob_tags"})
_READ = frozenset(
    {SPANS, "entities", "ents", "annotations", "annotation", "denotations", "mentions", "ner"}
    | {"label", "labels", "named_entities", "entity_mentions", "tags", "highlights"}
)
_KNOWN = _READ | _TAGS | {"predictions", "prediction", "results", "result"}
SPAN_KEYS = _KNOWN
"""Keys under which records have spans."""
# What a record of ours has, and what is kept for other programs.
_OURS = frozenset(
    {"text", "tokens", "rejected", "meta", "muted", "unmuted", "relations", "sents", "sentences"}
    | {"brat", "doccano", "label_studio", "prodigy", "spacy", "webanno"}
)
_START = (
    *("start", "begin", "startoffset", "beginoffset", "startchar", "startidx", "startindex"),
    *("startpos", "charstart", "from", "offset", "startcharindex"),
)
_END = (
    *("end", "endoffset", "endchar", "endidx", "endindex", "endpos", "charend", "to"),
    "endcharindex",
)
_LABEL = (
    *("label", "type", "entitytype", "entitygroup", "tag", "category", "class", "obj", "entity"),
    *("labels", "classname", "entitylabel", "title"),
)
_QUOTE = ("text", "quote", "word", "surface", "mention", "string")
_NON_WORD = re.compile(r"[\W_]+")
_TAG = re.compile(r"[BIESLU]-\S+")
_LOOKED_AT = 5  # members; they are alike
_DEEPEST = 4
_AS_OURS = "name it “spans”, with “start”, “end” and “label” in characters of the text"
_IN_A_CELL = re.compile(
    r"""\s*[\[{].*(?:["'](?:start|begin|start_offset|offset)["']\s*:|[\[(]\s*\d+\s*,\s*\d+\s*,)""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A record with its spans under ``spans``; ``key`` is where they stood. ``losses`` say what was
    not read, ``notes`` what may be looked at.
    """

    record: dict[str, Any]
    key: str = SPANS
    losses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def taken_over(record: dict[str, Any], text: str, *, why_tags: str | None = None) -> Taken:
    """The record as ours are, as far as it is plain which of its keys are spans of ``text``.

    ``why_tags`` is why the tags of its tokens were not read.
    """
    own = _are_ours(record.get(SPANS))
    alike = [key for key, value in record.items() if _may_be(key, value, record, own)]
    known = [key for key in alike if key in _KNOWN]
    hidden = [] if own else list(_hidden(record))
    notes = [f"“{key}” may hold spans; it is kept with the article as it is" for key in alike]
    if own or not known:
        unread = [f"“{key}” looks like spans and was not read; {_AS_OURS}" for key in hidden]
        return Taken(record, losses=tuple(unread), notes=tuple(notes))
    spans: list[dict[str, Any]] | None = None
    why = f"{len(known)} of its keys do"
    if len(known) == 1:
        spans, why = _spans_of(record[known[0]], record, text, known[0])
    if spans is None:
        why = why_tags or f"{why}; {_AS_OURS}"
        losses = [f"“{key}” looks like spans and was not read: {why}" for key in known]
        left = {key: value for key, value in record.items() if key != SPANS}
        return Taken(left, losses=tuple(losses))
    rest = {key: value for key, value in record.items() if key not in (SPANS, known[0])}
    return Taken({**rest, SPANS: spans}, known[0])


def _hidden(record: Mapping[str, Any]) -> Iterator[str]:
    """Known keys of spans where none is read: in ``meta``, and with JSON in a text."""
    meta = record.get("meta")
    for key, value in meta.items() if isinstance(meta, dict) else ():
        if key in _KNOWN and isinstance(value, list) and any(_places(value, 1)):
            yield f"meta.{key}"
    yield from (
        key for key, value in record.items() if isinstance(value, str) and is_in_a_cell(key, value)
    )


def is_in_a_cell(name: str, cell: str) -> bool:
    """Whether a cell of a table, in the column ``name``, holds spans."""
    return name.casefold() in _KNOWN and _IN_A_CELL.match(cell[:1000]) is not None


def are_quotes(columns: Mapping[str, Sequence[str]]) -> bool:
    """Whether the rows of a table are spans and no articles: its columns say from where to where
    each lies, and its text is as long as that. ``columns`` are its first values by their names.
    """
    get = _getter(columns)
    starts, ends, texts = get(_START), get(_END), get(_QUOTE)
    if starts is None or ends is None or texts is None:
        return False
    rows = [
        (int(start), int(end), len(text))
        for start, end, text in zip(starts, ends, texts, strict=False)
        if start.isdecimal() and end.isdecimal()
    ]
    return bool(rows) and all(end - start == size for start, end, size in rows)


def _are_ours(spans: object) -> bool:
    """Whether these are spans as our records have them, some at least."""
    if not isinstance(spans, list) or not spans:
        return False
    return isinstance(spans[0], dict) and not spans[0].keys().isdisjoint(("start", "token_start"))


def _may_be(key: str, value: object, record: Mapping[str, Any], own: bool) -> bool:
    if key in _OURS or (key == SPANS and own):
        return False
    if key in _TAGS and _are_tags(value, record):
        return True
    if not isinstance(value, list | dict):
        return False
    if key in _OF_SPANS:
        return any(isinstance(member, list | dict) for member in _members(value))
    return any(True for _ in _places(value, _DEEPEST))


def _are_tags(value: object, record: Mapping[str, Any]) -> bool:
    tokens = record.get("tokens")
    if not isinstance(value, list) or not isinstance(tokens, list) or len(value) != len(tokens):
        return False
    return any(
        (isinstance(tag, str) and _TAG.fullmatch(tag)) or (type(tag) is int and tag > 0)
        for tag in value
    )


def _places(value: object, depth: int) -> Iterator[object]:
    """What in a value looks like a span, however it is wrapped."""
    if _bounds(value) is not None:
        yield value
    elif depth and isinstance(value, list | dict):
        for member in _members(value):
            yield from _places(member, depth - 1)


def _members(value: list[Any] | dict[str, Any]) -> list[Any]:
    return list(value.values() if isinstance(value, dict) else value)[:_LOOKED_AT]


def _spans_of(
    value: object, record: Mapping[str, Any], text: str, key: str
) -> tuple[list[dict[str, Any]] | None, str]:
    """The members of a key as our spans, or None and why not."""
    if key in _TAGS and _are_tags(value, record):
        return None, "tags of tokens are read as CoNLL alone"
    if isinstance(value, dict) and value.keys() == {"entities"}:
        value = value["entities"]
    if key not in _READ or not isinstance(value, list):
        return None, "it does not say for certain what they are"
    spans = [_span(member) for member in value]
    sound = [span for span in spans if span is not None]
    if len(sound) < len(spans):
        return None, f"number {spans.index(None) + 1} says in another way where it is, or what"
    if not all("text" in span for span in sound):
        tokens = record.get("tokens")
        if isinstance(tokens, list) and tokens and isinstance(tokens[0], str):
            return None, "its numbers may count tokens"
        if 2 * sum(_cuts(text, span["end"]) for span in sound) > len(sound):
            return None, "they end inside words, so their numbers count otherwise"
        if key == "ner":  # which counts tokens where GLiNER writes it, and characters elsewhere
            fits = [_cuts(text, span["start"]) or _cuts(text, span["end"]) for span in sound]
            if any(fits) or any(span["end"] - span["start"] < 3 for span in sound):
                return None, "its numbers may count tokens"
    return sound, ""


def _cuts(text: str, end: int) -> bool:
    return 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum()


def _bounds(member: object) -> tuple[int, int, object] | None:
    """Where a member is and what it is called; None for what is no span."""
    if isinstance(member, list):
        kinds = tuple(type(item) for item in member)
        if kinds[:3] == (int, int, str):
            return member[0], member[1], member[2]
        return (member[1], member[2], member[0]) if kinds == (str, int, int) else None
    if not isinstance(member, dict):
        return None
    get = _getter(_flat(member))
    start, end, label = get(_START), get(_END), get(_LABEL)
    size = get(("length",))
    if end is None and type(start) is int and type(size) is int:
        end = start + size
    if type(start) is not int or type(end) is not int or label is None:
        return None
    return start, end, label


def _flat(member: Mapping[str, Any]) -> dict[str, Any]:
    """A member with its place beside its label: {"span": {"begin": 0, "end": 4}, "obj": "X"}."""
    flat = dict(member)
    for key in ("span", "value", "offsets", "points", "data", "location"):
        inner = flat.get(key)
        if isinstance(inner, list) and len(inner) == 1:
            inner = inner[0]
        if isinstance(inner, list) and len(inner) == 2:
            inner = dict(zip(("start", "end"), inner, strict=True))
        if isinstance(inner, dict):
            del flat[key]
            flat = {**inner, **flat}
    return flat


def _getter(flat: Mapping[str, Any]) -> Callable[[tuple[str, ...]], Any]:
    plain = {_NON_WORD.sub("", name.casefold()): value for name, value in flat.items()}
    return lambda names: next((plain[name] for name in names if name in plain), None)


def _span(member: object) -> dict[str, Any] | None:
    """A member as our spans are; None where it does not say it plainly."""
    bounds = _bounds(member)
    if bounds is None:
        return None
    start, end, label = bounds
    if isinstance(label, list) and len(label) == 1:
        label = label[0]
    if not isinstance(label, str) or not label or _TAG.fullmatch(label):
        return None
    span: dict[str, Any] = {"start": start, "end": end, "label": label}
    if isinstance(member, list):
        return span if len(member) == 3 else None
    assert isinstance(member, dict)
    flat = _flat(member)
    quote = _getter(flat)(_QUOTE)
    used = {*_START, *_END, *_LABEL, *_QUOTE, "length"}
    rest = {k: v for k, v in flat.items() if _NON_WORD.sub("", k.casefold()) not in used}
    return {**rest, **span, **({"text": quote} if isinstance(quote, str) else {})}
