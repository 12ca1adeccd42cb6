"""DocBin files in flat memory, byte for byte those of spaCy's ``DocBin.to_bytes``.

spaCy keeps all documents and packs them three times over. Here each column of the file is gathered
in a temporary one. Source of the layout: ``spacy.tokens.DocBin`` of spaCy 3. docbin.py reads files
of whoever they are from.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import numpy as np
from srsly import msgpack_dumps as dumps
from srsly.msgpack import Packer, Unpacker

from annotator.domain.errors import AnnotatorError, InputError

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_COLUMNS = ("ORTH", "ENT_IOB", "ENT_TYPE")  # of a token, in their order
_NUMBERS = [65, 77, 78]
_INSIDE = 1
_SPAN = struct.Struct(">QQQllll")
_LISTS = ("cats", "flags", "span_groups", "user_data")
_BLOCK = 1 << 20
_HEAD = b"".join([b"\x8a", *map(dumps, ("version", "0.1", "attrs", _NUMBERS, "tokens"))])


class DocBinFile:
    """The documents of one file, gathered until they are written; ``close`` lets go of them."""

    def __init__(self) -> None:
        self._files = ExitStack()
        self._columns: dict[str, IO[bytes]] = {
            name: self._files.enter_context(TemporaryFile())  # noqa: SIM115 - it is one
            for name in ("tokens", "spaces", *_LISTS)
        }
        self._pack = Packer(use_bin_type=True).pack  # made anew, it takes longer than all it packs
        self._lengths: list[int] = []
        self._words: dict[int, str] = {}
        self._labels: set[str] = set()

    def close(self) -> None:
        """Remove what was gathered."""
        self._files.close()

    def add(self, doc: Doc) -> None:
        """Add a document, with its spans, entities and user data. Raises OSError."""
        rows = doc.to_array([*_COLUMNS, "NORM", "SPACY"]).reshape(-1, 5)
        self._columns["tokens"].write(rows[:, :3].tobytes())
        self._columns["spaces"].write(rows[:, 4].astype(bool).tobytes())
        self._lengths.append(len(rows))
        for number in {*rows[:, 0].tolist(), *rows[:, 3].tolist()} - self._words.keys():
            self._words[number] = doc.vocab.strings[number]
        groups: dict[bytes, list[str]] = {}
        for name, group in doc.spans.items():
            self._labels.update(span.label_ for span in group)
            packed = {"name": group.name, "attrs": group.attrs, "spans": list(map(_packed, group))}
            groups.setdefault(self._pack(packed), []).append(name)
        flags = {"has_unknown_spaces": doc.has_unknown_spaces}
        values = (doc.cats, flags, self._pack(groups), self._pack(doc.user_data))
        for column, value in zip(_LISTS, values, strict=True):
            self._columns[column].write(self._pack(value))

    def write(self, path: Path) -> None:
        """Write the file. Raises OSError, and AnnotatorError if it would be too large."""
        count = len(self._lengths)
        lengths = np.asarray(self._lengths, dtype="int32").tobytes()
        # Tags and lemmas, which no token has, are named among the strings as well.
        strings = sorted({*self._words.values(), *self._labels, *([""] if count else [])})
        with path.open("wb") as file:
            deflate = zlib.compressobj()
            for block in self._blocks(_HEAD, "tokens"):
                file.write(deflate.compress(block))
            for block in self._blocks(dumps("spaces"), "spaces"):
                file.write(deflate.compress(block))
            for value in ("lengths", lengths, "strings", strings):
                file.write(deflate.compress(dumps(value)))
            for name in _LISTS:
                file.write(deflate.compress(dumps(name) + _list_head(count)))
                for block in _blocks(self._columns[name]):
                    file.write(deflate.compress(block))
            file.write(deflate.flush())

    def _blocks(self, head: bytes, name: str) -> Iterator[bytes]:
        column = self._columns[name]
        yield head + _bytes_head(column.tell())
        yield from _blocks(column)


def documents(path: Path) -> Iterator[Read]:
    """The documents of a file that a `DocBinFile` has written.

    Raises OSError, and InputError for a file that is not whole.
    """
    from spacy.strings import get_string_id

    with TemporaryFile() as raw:
        _inflate(path, raw)
        raw.seek(0)
        if raw.read(len(_HEAD)) != _HEAD:
            raise InputError("it does not begin as it should")
        tokens, end = _bytes_at(raw, len(_HEAD))
        spaces, end = _bytes_at(raw, end + len(dumps("spaces")))
        groups = _unpacker(_Cursor(raw, end))
        known = {groups.unpack(): groups.unpack() for _ in range(4)}  # the first four behind spaces
        _begin(groups, "span_groups")
        user_data = _unpacker(_Cursor(raw, end + groups.tell()))
        lengths = np.frombuffer(known["lengths"], dtype="int32").tolist()
        for _ in lengths:
            user_data.skip()
        _begin(user_data, "user_data")
        strings = {int(get_string_id(text)): text for text in known["strings"]}
        packed = _unpacker()
        for length in lengths:
            flat = np.frombuffer(tokens.read(length * 8 * len(_COLUMNS)), dtype="uint64")
            rows = flat.reshape(-1, len(_COLUMNS)).tolist()
            places = _placed(rows, spaces.read(length), strings)
            spans = [
                (places[first][0], places[end - 1][1], strings[label])
                for group in _unpacked(packed, groups.unpack())
                for span in _unpacked(packed, group)["spans"]
                for _, _, label, first, end, _, _ in [_SPAN.unpack(span)]
            ]
            notes = _unpacked(packed, user_data.unpack())
            text = "".join(word + blank for _, _, word, blank in places)
            yield Read(notes, text, spans, list(_entities(rows, places, strings)))


class Read(NamedTuple):
    """What was read of a document: its user data, its text, its spans and its entities, each with
    start, end and label."""

    user_data: Mapping[str, Any]
    text: str
    spans: list[tuple[int, int, str]]
    entities: list[tuple[int, int, str]]


def _placed(
    rows: list[list[int]], spaces: bytes, strings: Mapping[int, str]
) -> list[tuple[int, int, str, str]]:
    """Start, end and words of each token, and the blank behind it."""
    places = []
    at = 0
    for (word, _, _), space in zip(rows, spaces, strict=True):
        said = strings[word]
        end = at + len(said)
        places.append((at, end, said, " " if space else ""))
        at = end + space
    return places


def _unpacked(unpacker: Unpacker, data: bytes) -> Any:
    unpacker.feed(data)
    return unpacker.unpack()


def _entities(
    rows: list[list[int]], places: list[tuple[int, int, str, str]], strings: Mapping[int, str]
) -> Iterator[tuple[int, int, str]]:
    start = end = label = 0
    for (_, kind, of), (first, last, _, _) in zip(rows, places, strict=True):
        if label and kind != _INSIDE:
            yield start, end, strings[label]
        if kind != _INSIDE:
            start, label = first, of
        end = last
    if label:
        yield start, end, strings[label]


def _unpacker(file: _Cursor | None = None) -> Unpacker:
    return Unpacker(file, raw=False, use_list=False, max_buffer_size=0)


@dataclass(slots=True)
class _Cursor:
    """Reads on from a place in a file that others read as well."""

    file: IO[bytes]
    at: int

    def read(self, size: int) -> bytes:
        self.file.seek(self.at)
        data = self.file.read(size)
        self.at += len(data)
        return data


def _inflate(path: Path, raw: IO[bytes]) -> None:
    inflate = zlib.decompressobj()
    with path.open("rb") as file:
        try:
            while block := file.read(_BLOCK):
                raw.write(inflate.decompress(block))
        except zlib.error:
            raise InputError("it is damaged") from None
    if not inflate.eof:
        raise InputError("it is cut off")


def _bytes_at(raw: IO[bytes], at: int) -> tuple[_Cursor, int]:
    """What reads the bytes that are packed at a place, and the place behind them."""
    raw.seek(at)
    width = {0xC4: 1, 0xC5: 2, 0xC6: 4}[raw.read(1)[0]]
    start = at + 1 + width
    return _Cursor(raw, start), start + int.from_bytes(raw.read(width), "big")


def _begin(unpacker: Unpacker, name: str) -> None:
    if unpacker.unpack() != name:
        raise InputError(f"it has no {name}")
    unpacker.read_array_header()


def _packed(span: Span) -> bytes:
    place = (span.start, span.end, span.start_char, span.end_char)
    return _SPAN.pack(span.id, span.kb_id, span.label, *place)


def _blocks(column: IO[bytes]) -> Iterator[bytes]:
    column.seek(0)
    while block := column.read(_BLOCK):
        yield block


def _bytes_head(size: int) -> bytes:
    if size < 1 << 8:
        return struct.pack(">BB", 0xC4, size)
    if size < 1 << 16:
        return struct.pack(">BH", 0xC5, size)
    if size < 1 << 32:
        return struct.pack(">BI", 0xC6, size)
    raise AnnotatorError("It is too large for one DocBin file: export fewer articles.")


def _list_head(count: int) -> bytes:
    if count < 16:
        return bytes([0x90 | count])
    return struct.pack(">BH", 0xDC, count) if count < 1 << 16 else struct.pack(">BI", 0xDD, count)
