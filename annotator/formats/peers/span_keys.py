"""Spans as other tools write them in a record: under other keys, with other names, as triples.

They are read where it is plain what they say; where it is not, that is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.formats.json.json_cells import FOLDED
from annotator.formats.peers.span_members import (
    DEEPEST,
    END,
    QUOTE,
    START,
    TAG_OF_A_TOKEN,
    getter,
    how_many,
    members_of,
    places,
    span_of,
)
from annotator.formats.peers.token_records import TAGS

SPANS = "spans"
_AS_OURS = "name it “spans”, with “start”, “end” and “label” in characters of the text"
_OF_SPANS = frozenset({"entities", "ents", "ner", "denotations", "mentions", "annotations"})
"""Keys whose members are spans, in whatever way they say it."""
_TAGS = frozenset(TAGS)
_READ = frozenset(
    {SPANS, "entities", "ents", "annotations", "annotation", "denotations", "mentions", "ner"}
    | {"label", "labels", "named_entities", "entity_mentions", "tags", "highlights"}
)
SPAN_KEYS = _READ | _TAGS | {"predictions", "prediction", "results", "result"}
"""Keys under which records have spans."""
# What a record of ours has, and what is kept for other programs.
_OURS = frozenset(
    {"text", "tokens", "rejected", "meta", "muted", "unmuted", "relations", "sents", "sentences"}
    | {"brat", "doccano", "label_studio", "prodigy", "spacy", "webanno", "gate", "argilla", "bioc"}
    | {"tracks"}
)
_OF_A_NAME = re.compile(r"(?i)ner|ner_?tag|ent(?:ity)?_?(?:type|label|tag|iob)?|label")
_NUMBERS = re.compile(r"\b\d+\b")
_IN_A_CELL = re.compile(
    r"""\s*[\[{].*(?:["'](?:start|begin|start_offset|offset)["']\s*:|[\[(]\s*\d+\s*,\s*\d+\s*,)""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A record with its spans under ``spans``; ``key`` is where they stood. ``losses`` say what was
    not read, ``maybe`` how many spans there may be under keys that are kept.
    """

    record: dict[str, Any]
    key: str = SPANS
    losses: tuple[str, ...] = ()
    maybe: Mapping[str, int] = field(default_factory=dict)


def taken_over(record: dict[str, Any], text: str, *, why_tags: str | None = None) -> Taken:
    """The record as ours are, as far as it is plain which of its keys are spans of ``text``.

    ``why_tags`` is why the tags of its tokens were not read.
    """
    own = _are_ours(record.get(SPANS))
    named = _named_tokens(record)
    if named and not own:
        taken = taken_over({key: value for key, value in record.items() if key != "tokens"}, text)
        lost = () if SPANS in taken.record else (_unread("tokens", named, _AS_OURS),)
        return replace(taken, losses=(*lost, *taken.losses))
    if not own:
        record = _of_groups(_of_tracks(record))
    alike = {key: value for key, value in record.items() if _may_be(key, value, record, own)}
    known = [] if own else [key for key in alike if key.casefold() in SPAN_KEYS]
    maybe = {key: how_many(value) for key, value in alike.items() if key not in known}
    hidden = dict(_hidden(record))
    meant = (
        []
        if own or known
        else [key for key in hidden if key.split(".")[-1].casefold() in SPAN_KEYS]
    )
    maybe |= {key: count for key, count in hidden.items() if key not in meant}
    if own or not known:
        unread = [_unread(key, hidden[key], _AS_OURS) for key in meant]
        return Taken(record, losses=tuple(unread), maybe=maybe)
    spans: list[dict[str, Any]] | None = None
    why = f"{len(known)} of its keys do"
    if len(known) == 1:
        spans, why = _spans_of(record[known[0]], record, text, known[0])
    if spans is None:
        why = why_tags or f"{why}; {_AS_OURS}"
        losses = [_unread(key, how_many(record[key]), why) for key in known]
        left = {key: value for key, value in record.items() if key != SPANS}
        return Taken(left, losses=tuple(losses), maybe=maybe)
    rest = {key: value for key, value in record.items() if key not in (SPANS, known[0])}
    return Taken({**rest, SPANS: spans}, known[0], maybe=maybe)


def _named_tokens(record: Mapping[str, Any]) -> int:
    """How many tokens of a record say that they are of a name."""
    tokens = record.get("tokens")
    return sum(
        any(
            value not in (None, "", "O") and _OF_A_NAME.fullmatch(key)
            for key, value in each.items()
        )
        for each in (tokens if isinstance(tokens, list) else ())
        if isinstance(each, dict)
    )


def _of_tracks(record: dict[str, Any]) -> dict[str, Any]:
    """A record of PubAnnotation with the spans of all projects that have annotated its text."""
    tracks = record.get("tracks")
    if "denotations" in record or not isinstance(tracks, list):
        return record
    listed = [track.get("denotations") for track in tracks if isinstance(track, dict)]
    spans = [span for members in listed if isinstance(members, list) for span in members]
    return {**record, "denotations": spans} if spans else record


def _of_groups(record: dict[str, Any]) -> dict[str, Any]:
    """What spaCy makes of a document, with its entities and the spans of all its groups as one."""
    groups, ents = record.get(SPANS), record.get("ents")
    if not isinstance(groups, dict) or not isinstance(ents, list):
        return record
    listed = [ents, *(group for group in groups.values() if isinstance(group, list))]
    once: dict[Any, Any] = {}
    for member in (member for members in listed for member in members):
        place = _bounds_of(member)
        once.setdefault(place if place else len(once), member)
    rest = {key: value for key, value in record.items() if key != SPANS}
    return {**rest, "ents": list(once.values())}


def _bounds_of(member: object) -> tuple[object, ...] | None:
    span = span_of(member)
    return (span["start"], span["end"], span["label"]) if span else None


def _unread(key: str, count: int, why: str) -> str:
    return f"“{key}” looks like spans ({count:,}) and was not read: {why}"


class MayHold:
    """How many spans a file may hold under keys that are kept as they are."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, maybe: Mapping[str, int]) -> None:
        """Count those of a record."""
        self._counts.update(maybe)

    def look(self, record: Mapping[str, Any], apart: Container[str]) -> None:
        """Count those of a record whose spans are read already, from the keys ``apart``."""
        for key, value in record.items():
            if key not in apart and _may_be(key, value, record, own=False):
                self._counts[key] += how_many(value)

    def sentences(self) -> Iterator[str]:
        """What there is to say of the file, worded to follow its name."""
        for key, count in self._counts.items():
            yield f"“{key}” may hold spans ({count:,}); it is kept with its articles as it is"


def _hidden(record: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Keys that hold spans where none is read: in ``meta``, and with JSON in a text."""
    meta = record.get("meta")
    for key, value in meta.items() if isinstance(meta, dict) else ():
        if isinstance(value, list) and any(places(value, 1)):
            yield f"meta.{key}", how_many(value)
    for key, value in record.items():
        if isinstance(value, str) and is_in_a_cell(key, value):
            yield key, max(1, len(_NUMBERS.findall(value)) // 2)


def is_in_a_cell(name: str, cell: str) -> bool:
    """Whether a cell of a table, in the column ``name``, holds spans."""
    return name.casefold() in SPAN_KEYS and _IN_A_CELL.match(cell[:1000]) is not None


def are_quotes(columns: Mapping[str, Sequence[str]]) -> bool:
    """Whether the rows of a table are spans and no articles: its columns say from where to where
    each lies, and its text is as long as that. ``columns`` are its first values by their names.
    """
    get = getter(columns)
    starts, ends, texts = get(START), get(END), get(QUOTE)
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
    if key == "sentences" and isinstance(value, list):
        return any(isinstance(m, dict) and any(m.get(k) for k in SPAN_KEYS) for m in value)
    if key in _OURS or (key == SPANS and own):
        return False
    if key in _TAGS and _are_tags(value, record):
        return not (own and FOLDED in record)  # a row of ours has its spans once more as tags
    if not isinstance(value, list | dict):
        return False
    if key.casefold() in _OF_SPANS:
        return any(isinstance(member, list | dict) for member in members_of(value))
    return any(True for _ in places(value, DEEPEST))


def _are_tags(value: object, record: Mapping[str, Any]) -> bool:
    tokens = record.get("tokens")
    if not isinstance(value, list) or not isinstance(tokens, list) or len(value) != len(tokens):
        return False
    return any(
        (isinstance(tag, str) and TAG_OF_A_TOKEN.fullmatch(tag)) or (type(tag) is int and tag > 0)
        for tag in value
    )


def _spans_of(
    value: object, record: Mapping[str, Any], text: str, key: str
) -> tuple[list[dict[str, Any]] | None, str]:
    """The members of a key as our spans, or None and why not."""
    if key in _TAGS and _are_tags(value, record):
        return None, "tags of tokens are read as CoNLL alone"
    if isinstance(value, dict) and value.keys() == {"entities"}:
        value = value["entities"]
    if key.casefold() not in _READ or not isinstance(value, list):
        return None, "it does not say for certain what they are"
    spans = [span_of(member) for member in value]
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
