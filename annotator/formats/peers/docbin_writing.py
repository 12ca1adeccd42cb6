"""DocBin files in flat memory, byte for byte those of spaCy's ``DocBin.to_bytes``.

spaCy keeps all documents and packs them three times over. Here each column of the file is gathered
in a temporary one. Source of the layout: ``spacy.tokens.DocBin`` of spaCy 3. docbin.py reads files
of whoever they are from.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from srsly import msgpack_dumps as dumps
from srsly.msgpack import Packer, Unpacker

from annotator.domain.errors import AnnotatorError, InputError
from annotator.formats.peers.docbin_columns import MOST_BYTES, Cursor, inflate, unpacker

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_COLUMNS = ("ORTH", "ENT_IOB", "ENT_TYPE")  # of a token, in their order
_NUMBERS = [65, 77, 78]
_ENTRY = 452  # ENT_KB_ID: a column more, in files in which an entity has one
_INSIDE = 1
_SPAN = struct.Struct(">QQQllll")
_LISTS = ("cats", "flags", "span_groups", "user_data")
_BLOCK = 1 << 20
_TOO_LARGE = "It is too large for one DocBin file: export fewer articles."
_ROWS = 1 << 15


def _head(numbers: list[int]) -> bytes:
    return b"".join([b"\x8a", *map(dumps, ("version", "0.1", "attrs", numbers, "tokens"))])


_HEADS = {len(numbers): _head(numbers) for numbers in (_NUMBERS, [*_NUMBERS, _ENTRY])}


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
        self._entries: dict[int, int] = {}  # by the number of the token in the file
        self._tokens = 0

    def close(self) -> None:
        """Remove what was gathered."""
        self._files.close()

    def packed(self, user_data: Mapping[Any, Any]) -> bytes:
        """User data as the file has it."""
        return bytes(self._pack(user_data))

    def add(self, doc: Doc) -> None:
        """Add a document, with its spans, entities and user data. Raises OSError."""
        rows = doc.to_array([*_COLUMNS, "NORM", "SPACY", "ENT_KB_ID"]).reshape(-1, 6)
        self._columns["tokens"].write(rows[:, :3].tobytes())
        self._columns["spaces"].write(rows[:, 4].astype(bool).tobytes())
        self._lengths.append(len(rows))
        for place in np.flatnonzero(rows[:, 5]).tolist():
            self._entries[self._tokens + place] = int(rows[place, 5])
        self._tokens += len(rows)
        for number in {*rows[:, 0].tolist(), *rows[:, 3].tolist()} - self._words.keys():
            self._words[number] = doc.vocab.strings[number]
        groups: dict[bytes, list[str]] = {}
        for name, group in doc.spans.items():
            self._labels.update(span.label_ for span in group)
            self._labels.update(span.kb_id_ for span in group)
            packed = {"name": group.name, "attrs": group.attrs, "spans": list(map(_packed, group))}
            groups.setdefault(self._pack(packed), []).append(name)
        flags = {"has_unknown_spaces": doc.has_unknown_spaces}
        values = (doc.cats, flags, self._pack(groups), self.packed(doc.user_data))
        for column, value in zip(_LISTS, values, strict=True):
            self._columns[column].write(self._pack(value))

    def write(self, path: Path) -> None:
        """Write the file. Raises OSError, and AnnotatorError if it would be too large."""
        if sum(column.tell() for column in self._columns.values()) > MOST_BYTES:
            raise AnnotatorError(_TOO_LARGE)
        count = len(self._lengths)
        lengths = np.asarray(self._lengths, dtype="int32").tobytes()
        # Tags and lemmas, which no token has, are named among the strings as well.
        strings = sorted({*self._words.values(), *self._labels, *([""] if count else [])})
        with path.open("wb") as file:
            deflate = zlib.compressobj()
            for block in self._token_blocks():
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

    def _token_blocks(self) -> Iterator[bytes]:
        if not self._entries:
            yield from self._blocks(_HEADS[3], "tokens")
            return
        yield _HEADS[4] + _bytes_head(self._tokens * 8 * 4)
        column, at = self._columns["tokens"], 0
        column.seek(0)
        while block := column.read(_ROWS * 8 * 3):
            rows = np.frombuffer(block, dtype="uint64").reshape(-1, 3)
            entries = [self._entries.get(place, 0) for place in range(at, at + len(rows))]
            yield np.column_stack([rows, np.asarray(entries, dtype="uint64")]).tobytes()
            at += len(rows)

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
        with path.open("rb") as file:
            inflate(file, raw)
        width = _width(raw)
        tokens, end = _bytes_at(raw, len(_HEADS[width]))
        spaces, end = _bytes_at(raw, end + len(dumps("spaces")))
        groups = unpacker(Cursor(raw, end))
        known = {groups.unpack(): groups.unpack() for _ in range(4)}  # the first four behind spaces
        _begin(groups, "span_groups")
        user_data = unpacker(Cursor(raw, end + groups.tell()))
        lengths = np.frombuffer(known["lengths"], dtype="int32").tolist()
        for _ in lengths:
            user_data.skip()
        _begin(user_data, "user_data")
        strings = {int(get_string_id(text)): text for text in known["strings"]}
        loose = unpacker()
        for length in lengths:
            flat = np.frombuffer(tokens.read(length * 8 * width), dtype="uint64")
            rows = flat.reshape(-1, width).tolist()
            places = _placed(rows, spaces.read(length), strings)
            read: dict[str, list[_Told]] = {}
            for group, names in _unpacked(loose, groups.unpack()).items():
                for name in names:
                    spans = _unpacked(loose, group)["spans"]
                    read[name] = list(_group(spans, places, strings))
            text = "".join(word + blank for _, _, word, blank in places)
            entities = list(_entities(rows, places, strings))
            yield Read(user_data.unpack(), text, read, entities)


_Told: TypeAlias = tuple[int, int, str, str]
"""Start, end, label and entry of a span."""


class Read(NamedTuple):
    """What was read of a document: its user data, packed; its text; the spans of its groups and
    its entities.
    """

    user_data: bytes
    text: str
    groups: Mapping[str, list[_Told]]
    entities: list[_Told]


def _width(raw: IO[bytes]) -> int:
    """How many columns the tokens of a file have, which begins so."""
    for width, head in _HEADS.items():
        raw.seek(0)
        if raw.read(len(head)) == head:
            return width
    raise InputError("it does not begin as it should")


def _group(
    spans: Sequence[bytes], places: list[tuple[int, int, str, str]], strings: Mapping[int, str]
) -> Iterator[_Told]:
    for span in spans:
        _, entry, label, first, end, _, _ = _SPAN.unpack(span)
        yield places[first][0], places[end - 1][1], strings[label], strings.get(entry, "")


def _placed(
    rows: list[list[int]], spaces: bytes, strings: Mapping[int, str]
) -> list[tuple[int, int, str, str]]:
    """Start, end and words of each token, and the blank behind it."""
    places = []
    at = 0
    for (word, *_), space in zip(rows, spaces, strict=True):
        said = strings[word]
        end = at + len(said)
        places.append((at, end, said, " " if space else ""))
        at = end + space
    return places


def _unpacked(loose: Unpacker, data: bytes) -> Any:
    loose.feed(data)
    return loose.unpack()


def _entities(
    rows: list[list[int]], places: list[tuple[int, int, str, str]], strings: Mapping[int, str]
) -> Iterator[_Told]:
    start = end = label = entry = 0
    for (_, kind, of, *known), (first, last, _, _) in zip(rows, places, strict=True):
        if label and kind != _INSIDE:
            yield start, end, strings[label], strings[entry] if entry else ""
        if kind != _INSIDE:
            start, label, entry = first, of, known[0] if known else 0
        end = last
    if label:
        yield start, end, strings[label], strings[entry] if entry else ""


def _bytes_at(raw: IO[bytes], at: int) -> tuple[Cursor, int]:
    """What reads the bytes that are packed at a place, and the place behind them."""
    raw.seek(at)
    width = {0xC4: 1, 0xC5: 2, 0xC6: 4}[raw.read(1)[0]]
    start = at + 1 + width
    return Cursor(raw, start), start + int.from_bytes(raw.read(width), "big")


def _begin(values: Unpacker, name: str) -> None:
    if values.unpack() != name:
        raise InputError(f"it has no {name}")
    values.read_array_header()


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
    raise AnnotatorError(_TOO_LARGE)


def _list_head(count: int) -> bytes:
    if count < 16:
        return bytes([0x90 | count])
    return struct.pack(">BH", 0xDC, count) if count < 1 << 16 else struct.pack(">BI", 0xDD, count)
