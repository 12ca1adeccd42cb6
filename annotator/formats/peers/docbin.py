"""DocBin files read without spaCy's documents: from whoever they are, they can do no harm.

Source of the layout: ``DocBin.to_bytes`` and ``SpanGroup.to_bytes`` of spaCy 3. spacy.py writes
them.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from srsly.msgpack import loads
from srsly.msgpack.exceptions import UnpackException

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.peers.spacy import UID
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder, list_of, text_of

KEPT = "spacy"
"""The key under which is kept what has no place in a project."""

_MOST_BYTES = 200_000_000
_MOST_RATIO = 100
_ORTH, _ENT_IOB, _ENT_TYPE, _ENT_KB_ID = 65, 77, 78, 452
_BEGIN, _INSIDE = 3, 1
_SPAN = struct.Struct(">QQQllll")
_UNPACKING = (ValueError, TypeError, KeyError, IndexError, OverflowError, UnpackException)

_Seen: TypeAlias = dict[tuple[int, int, str], dict[str, str | None]]
"""For each place and label the entity that each group says, "" being the entities."""


def looks_like(source: Source) -> bool:
    """Whether it is packed as a DocBin is. Raises OSError."""
    if source.head[:1] != b"\x78":
        return False
    try:
        start = zlib.decompressobj().decompress(source.head, 400)
    except zlib.error:
        return False
    return b"\xa7version" in start[:40] and b"\xa5attrs" in start


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The documents of a file. Raises InputError and OSError."""
    doc_bin = _unpacked(_inflated(source.bytes(limit=_MOST_BYTES)))
    for number in range(len(doc_bin.bounds)):
        try:
            doc = doc_bin.doc(number)
            builder = RecordBuilder(doc.text, file=source.file, place=f"document {number + 1}: ")
            metadata = _read(builder, doc, doc_bin, number)
        except InputError as error:
            yield source.issue(f"document {number + 1}: {error}")
            continue
        yield from builder.items(metadata)


def _inflated(data: bytes) -> bytes:
    limit = min(_MOST_BYTES, max(len(data) * _MOST_RATIO, 1 << 20))
    inflate = zlib.decompressobj()
    try:
        inflated = inflate.decompress(data, limit)
    except zlib.error:
        raise InputError("it is no DocBin file, or a damaged one") from None
    if inflate.unconsumed_tail:
        raise InputError(f"it would fill more than {limit // 1_000_000} MB when unpacked; split it")
    if not inflate.eof:
        raise InputError("it is cut off")
    return inflated


class _Doc(NamedTuple):
    text: str
    starts: list[int]
    ends: list[int]
    rows: npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Bin:
    """An unpacked file: its columns, and its tokens one under the other."""

    attrs: list[int]
    tokens: npt.NDArray[np.uint64]
    spaces: npt.NDArray[np.bool_]
    bounds: list[tuple[int, int]]
    strings: Mapping[int, str]
    flags: Sequence[Any]
    cats: Sequence[Any]
    groups: Sequence[Any]
    user_data: Sequence[Any]

    def column(self, rows: npt.NDArray[np.uint64], attribute: int) -> list[int] | None:
        """The values of an attribute; None where the file does not hold it."""
        if attribute not in self.attrs:
            return None
        return [int(value) for value in rows[:, self.attrs.index(attribute)]]

    def doc(self, number: int) -> _Doc:
        """The text and tokens of a document. Raises InputError."""
        first, end = self.bounds[number]
        rows, spaces = self.tokens[first:end], self.spaces[first:end]
        flags = self.flags[number] if number < len(self.flags) else {}
        if isinstance(flags, dict) and flags.get("has_unknown_spaces"):
            spaces = np.ones(len(rows), dtype=bool)
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for word, space in zip(self.column(rows, _ORTH) or [], spaces, strict=False):
            token = self.string(word)
            starts.append(at)
            ends.append(at + len(token))
            pieces += (token, " " if space else "")
            at = ends[-1] + bool(space)
        return _Doc("".join(pieces), starts, ends, rows)

    def string(self, key: int) -> str:
        """The text a number stands for. Raises InputError where the file does not hold it."""
        if key == 0:
            return ""
        try:
            return self.strings[key]
        except KeyError:
            raise InputError("one of its texts is missing") from None


def _unpacked(data: bytes) -> _Bin:
    from spacy.strings import get_string_id

    try:
        unpacked = loads(data, raw=False)
        attrs = [int(attribute) for attribute in unpacked["attrs"]]
        known = {int(get_string_id(text)): text for text in unpacked["strings"]}
        lengths = [int(length) for length in np.frombuffer(unpacked["lengths"], dtype="int32")]
        flat = np.frombuffer(unpacked["tokens"], dtype="uint64")
        tokens = flat.reshape((flat.size // len(attrs), len(attrs)))
        spaces = np.frombuffer(unpacked["spaces"], dtype=bool)
        if _ORTH not in attrs or min(lengths, default=0) < 0 or sum(lengths) != len(tokens):
            raise InputError("it is no DocBin file, or a damaged one")
        if len(spaces) != len(tokens):
            raise InputError("it is no DocBin file, or a damaged one")
        return _Bin(
            attrs=attrs,
            tokens=tokens,
            spaces=spaces,
            bounds=list(pairwise(accumulate(lengths, initial=0))),
            strings=known,
            flags=list_of(unpacked.get("flags")),
            cats=list_of(unpacked.get("cats")),
            groups=list_of(unpacked.get("span_groups")),
            user_data=list_of(unpacked.get("user_data")),
        )
    except (*_UNPACKING, ZeroDivisionError, AttributeError):
        raise InputError("it is no DocBin file, or a damaged one") from None


def _read(builder: RecordBuilder, doc: _Doc, doc_bin: _Bin, number: int) -> Metadata:
    """Take the spans of a document in; returns what else it says."""
    seen: _Seen = {}
    for first, last, label, entity in _entities(doc, doc_bin):
        _take(builder, doc, seen, (first, last, label, entity), "")
    kept: dict[str, Any] = {}
    names: dict[str, list[list[object]]] = {}
    for name, first, end, label, entity in _grouped(builder, doc_bin, number):
        _take(builder, doc, seen, (first, end - 1, label, entity), name)
        names.setdefault(name, []).append([first, end, label])
    if len(names) > 1:
        kept["spans"] = names
        builder.warn(f"its {len(names)} span groups are one set of spans here")
    cats = doc_bin.cats[number] if number < len(doc_bin.cats) else None
    if isinstance(cats, dict) and cats and _is_json(cats, 0):
        kept["cats"] = cats
    uid, user_data = _user_data(builder, doc_bin, number)
    if user_data:
        kept["user_data"] = user_data
    return Metadata(uid=uid, extra={KEPT: kept} if kept else {})


def _take(
    builder: RecordBuilder,
    doc: _Doc,
    seen: _Seen,
    span: tuple[int, int, str, str | None],
    group: str,
) -> None:
    """Take a span in, unless another of its groups, or the entities, say the same of its words."""
    first, last, label, entry = span
    entity = entry or None
    if not 0 <= first <= last < len(doc.starts):
        builder.warn_loss(
            f"the span of tokens {first} to {last + 1} ({label}) was left out: there are none"
        )
        return
    place = doc.starts[first], doc.ends[last], label
    known = seen.setdefault(place, {})
    if not known or group in known or entity not in (None, *known.values()):
        builder.add(*place, entity=entity)
    known[group] = entity


def _entities(doc: _Doc, doc_bin: _Bin) -> Iterator[tuple[int, int, str, str | None]]:
    """First and last token, label and knowledge base entry of each entity."""
    tags = doc_bin.column(doc.rows, _ENT_IOB)
    types = doc_bin.column(doc.rows, _ENT_TYPE)
    entries = doc_bin.column(doc.rows, _ENT_KB_ID)
    if types is None:
        return
    first: int | None = None
    for place, kind in enumerate([*types, 0]):
        before = types[place - 1] if place else 0
        goes_on = kind != 0 and kind == before and (tags is None or tags[place] == _INSIDE)
        if first is not None and not goes_on:
            entry = doc_bin.string(entries[first]) if entries else None
            yield first, place - 1, doc_bin.string(before), entry
            first = None
        if kind and first is None:
            first = place


def _grouped(
    builder: RecordBuilder, doc_bin: _Bin, number: int
) -> Iterator[tuple[str, int, int, str, str | None]]:
    """Name of the group, first token, token behind the last, label and entry of each span."""
    packed = doc_bin.groups[number] if number < len(doc_bin.groups) else b""
    if not packed:
        return
    try:
        groups = loads(packed, raw=False, strict_map_key=False)
        # Older files hold a list of groups, newer ones the keys of each.
        pairs = list(groups.items()) if isinstance(groups, dict) else [(g, []) for g in groups]
        for data, keys in pairs:
            group = loads(data, raw=False)
            for span in group["spans"]:
                _, entry, label, first, end, _, _ = _SPAN.unpack(span)
                name = str(keys[0] if keys else group["name"])
                yield name, first, end, doc_bin.string(label), doc_bin.strings.get(entry) or None
    except (*_UNPACKING, struct.error, AttributeError):
        builder.warn_loss("its span groups were left out: they are damaged")


def _user_data(
    builder: RecordBuilder, doc_bin: _Bin, number: int
) -> tuple[str | None, dict[str, Any]]:
    """The article's name, and what else somebody has put there; JSON alone is kept of that."""
    packed = doc_bin.user_data[number] if number < len(doc_bin.user_data) else None
    if not isinstance(packed, bytes):
        return None, {}
    try:
        user_data = loads(packed, raw=False, use_list=False, strict_map_key=False)
    except _UNPACKING:
        builder.warn_loss("its user data was left out: it is damaged")
        return None, {}
    if not isinstance(user_data, dict):
        return None, {}
    uid = text_of(user_data.pop(UID, None))
    kept: dict[str, Any] = {}
    for key, value in user_data.items():
        # An extension attribute has a key of four parts: "._.", name, start, end.
        parts = [str(part) for part in key if part is not None] if isinstance(key, tuple) else [key]
        if _is_json(value, 0):
            kept[" ".join(map(str, parts))] = value
        else:
            builder.warn_loss(
                f"“{parts}” of its user data was left out: it is no text, number or list"
            )
    return uid, kept


def _is_json(value: object, depth: int) -> bool:
    if depth > 32:
        return False
    if isinstance(value, dict):
        return all(
            isinstance(key, str) and _is_json(item, depth + 1) for key, item in value.items()
        )
    if isinstance(value, list | tuple):
        return all(_is_json(item, depth + 1) for item in value)
    if isinstance(value, float):
        return value == value and value not in (float("inf"), float("-inf"))
    return value is None or isinstance(value, str | int | bool)


READER = Reader(
    name="spacy",
    title="spaCy DocBin",
    suffixes=frozenset({".spacy", ".docbin"}),
    read=read,
    looks_like=looks_like,
    holds_work=True,
)
