"""DocBin files read without spaCy's documents: from whoever they are, they can do no harm.

Source of the layout: ``DocBin.to_bytes`` and ``SpanGroup.to_bytes`` of spaCy 3. spacy.py writes
them.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from srsly.msgpack import loads
from srsly.msgpack.exceptions import UnpackException

from annotator.domain.errors import InputError
from annotator.domain.records import Item, Record
from annotator.formats.peers import docbin_said
from annotator.formats.peers.docbin_columns import Column, columns, inflate
from annotator.formats.peers.docbin_said import UID
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder, text_of

KEPT = "spacy"
"""The key under which is kept what has no place in a project."""

_ORTH, _ENT_IOB, _ENT_TYPE, _ENT_KB_ID = 65, 77, 78, 452
_BEGIN, _INSIDE = 3, 1
_SPAN = struct.Struct(">QQQllll")
_LISTS = ("flags", "cats", "span_groups", "user_data")
_DAMAGED = "it is not a DocBin file, or it is damaged; write it again with spaCy"
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
    with TemporaryFile() as raw:
        with source.open() as file:
            inflate(file, raw)
        doc_bin = _unpacked(raw)
        for number, doc in enumerate(doc_bin.docs(), 1):
            place = f"document {number}: "
            try:
                if isinstance(doc, str):
                    raise InputError(doc)
                builder = RecordBuilder(doc.text, file=source.file, place=place)
                metadata, user_data = _read(builder, doc, doc_bin)
            except InputError as error:
                yield source.issue(f"{place}{error}")
                continue
            for item in builder.items(metadata):
                if isinstance(item, Record) and docbin_said.is_ours(user_data):
                    item, losses = docbin_said.restored(item, user_data)
                    yield from (source.issue(f"{place}{reason}") for reason in losses)
                yield item


class _Doc(NamedTuple):
    """A document: its text, where its tokens are, and what else the file says of it, packed."""

    text: str
    starts: list[int]
    ends: list[int]
    rows: npt.NDArray[np.uint64]
    cats: Any
    groups: Any
    user_data: Any


@dataclass(frozen=True, slots=True)
class _Bin:
    """A file: what each of its tokens has, and its columns."""

    attrs: list[int]
    lengths: list[int]
    strings: Mapping[int, str]
    columns: Mapping[str, Column]

    def column(self, rows: npt.NDArray[np.uint64], attribute: int) -> list[int] | None:
        """The values of an attribute; None where the file does not hold it."""
        if attribute not in self.attrs:
            return None
        return [int(value) for value in rows[:, self.attrs.index(attribute)]]

    def docs(self) -> Iterator[_Doc | str]:
        """The documents, one after the other; of one that cannot be read, why.

        Raises InputError where all that follows is damaged, and OSError.
        """
        width = len(self.attrs)
        tokens, spaces = self.columns["tokens"].bytes(), self.columns["spaces"].bytes()
        lists = [self._members(name) for name in _LISTS]
        for length in self.lengths:
            flat = np.frombuffer(tokens.read(length * 8 * width), dtype="uint64")
            is_spaced = np.frombuffer(spaces.read(length), dtype=bool)
            flags, *more = (next(members, None) for members in lists)
            if isinstance(flags, dict) and flags.get("has_unknown_spaces"):
                is_spaced = np.ones(length, dtype=bool)
            try:
                yield self._doc(flat.reshape(length, width), is_spaced, more)
            except InputError as error:
                yield str(error)

    def _members(self, name: str) -> Iterator[Any]:
        try:
            yield from self.columns[name].members() if name in self.columns else ()
        except _UNPACKING:
            raise InputError(_DAMAGED) from None

    def _doc(
        self, rows: npt.NDArray[np.uint64], spaces: npt.NDArray[np.bool_], more: list[Any]
    ) -> _Doc:
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
        return _Doc("".join(pieces), starts, ends, rows, *more)

    def string(self, key: int) -> str:
        """The text a number stands for. Raises InputError where the file does not hold it."""
        if key == 0:
            return ""
        try:
            return self.strings[key]
        except KeyError:
            raise InputError("one of its texts is missing") from None


def _unpacked(raw: IO[bytes]) -> _Bin:
    from spacy.strings import get_string_id

    try:
        known = columns(raw)
        attrs = [int(attribute) for attribute in known["attrs"].value()]
        strings = {int(get_string_id(text)): text for text in known["strings"].value()}
        lengths = np.frombuffer(known["lengths"].value(), dtype="int32").tolist()
        count = sum(lengths)
        sizes = (count * 8 * len(attrs), count)
        if (
            _ORTH not in attrs
            or min(lengths, default=0) < 0
            or (known["tokens"].size, known["spaces"].size) != sizes
        ):
            raise InputError(_DAMAGED)
        return _Bin(attrs, lengths, strings, known)
    except (*_UNPACKING, AttributeError):
        raise InputError(_DAMAGED) from None


def _read(builder: RecordBuilder, doc: _Doc, doc_bin: _Bin) -> tuple[Metadata, Mapping[str, Any]]:
    """Take the spans of a document in; returns what else it says, and its user data."""
    uid, user_data = _user_data(builder, doc)
    is_ours = docbin_said.is_ours(user_data)
    seen: _Seen = {}
    for first, last, label, entity in _entities(doc, doc_bin):
        _take(builder, doc, seen, (first, last, label, entity), "")
    kept: dict[str, Any] = {}
    names: dict[str, list[list[object]]] = {}
    for name, first, end, label, entity in _grouped(builder, doc_bin, doc.groups):
        if is_ours and name == docbin_said.REJECTED:
            continue
        _take(builder, doc, seen, (first, end - 1, label, entity), name)
        names.setdefault(name, []).append([first, end, label])
    if len(names) > 1:
        kept["spans"] = names
        builder.warn(f"its {len(names)} span groups are one set of spans here")
    if isinstance(doc.cats, dict) and doc.cats and _is_json(doc.cats, 0):
        kept["cats"] = doc.cats
    unknown = docbin_said.rest(user_data) if is_ours else user_data
    if unknown:
        kept["user_data"] = unknown
    return Metadata(uid=uid, extra={KEPT: kept} if kept else {}), user_data


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
    builder: RecordBuilder, doc_bin: _Bin, packed: Any
) -> Iterator[tuple[str, int, int, str, str | None]]:
    """Name of the group, first token, token behind the last, label and entry of each span."""
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


def _user_data(builder: RecordBuilder, doc: _Doc) -> tuple[str | None, dict[str, Any]]:
    """The article's name, and what else somebody has put there; JSON alone is kept of that."""
    packed = doc.user_data
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
                f"“{parts}” of its user data was left out: it is not a text, a number or a list"
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
