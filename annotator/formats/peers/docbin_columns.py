"""The columns of a DocBin file, found in what it unpacks to without reading that whole.

Source of the layout: ``DocBin.to_bytes`` of spaCy 3.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from srsly.msgpack import Unpacker

from annotator.domain.errors import InputError

MOST_BYTES = 4_000_000_000
"""What a file may unpack to; no larger one is written."""
_MOST_RATIO = 100
_BLOCK = 1 << 20
_BYTES_HEADS = {0xC4: 1, 0xC5: 2, 0xC6: 4}


@dataclass(slots=True)
class Cursor:
    """Reads on from a place in a file that others read as well."""

    file: IO[bytes]
    at: int

    def read(self, size: int) -> bytes:
        """At most so many bytes. Raises OSError."""
        self.file.seek(self.at)
        data = self.file.read(size)
        self.at += len(data)
        return data


def unpacker(file: Cursor | None = None) -> Unpacker:
    """What unpacks one value after the other."""
    return Unpacker(file, raw=False, use_list=False, strict_map_key=False, max_buffer_size=0)


def inflate(packed: IO[bytes], raw: IO[bytes]) -> None:
    """Unpack a file into another, which lies on the disk.

    Raises OSError, and InputError for what is damaged, cut off, or would fill the disk.
    """
    inflated = zlib.decompressobj()
    taken = made = 0
    try:
        while not inflated.eof and (block := packed.read(_BLOCK)):
            taken += len(block)
            limit = min(MOST_BYTES, max(taken * _MOST_RATIO, 1 << 20))
            while block and not inflated.eof:
                made += raw.write(inflated.decompress(block, _BLOCK))
                block = inflated.unconsumed_tail
                if made > limit:
                    size = limit // 1_000_000
                    raise InputError(f"it would fill more than {size} MB when unpacked; split it")
        raw.write(inflated.flush())
    except zlib.error:
        raise InputError(
            "it is not a DocBin file, or it is damaged; write it again with spaCy"
        ) from None
    if not inflated.eof:
        raise InputError("it is cut off")


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column lies: bytes of ``size``, or with ``size`` None a packed value."""

    file: IO[bytes]
    at: int
    size: int | None

    def bytes(self) -> Cursor:
        """What reads its bytes."""
        return Cursor(self.file, self.at)

    def value(self) -> Any:
        """Its value, whole. Raises what msgpack raises."""
        if self.size is not None:
            return self.bytes().read(self.size)
        return unpacker(self.bytes()).unpack()

    def members(self) -> Iterator[Any]:
        """Its members one after the other; none for what is no list. Raises what msgpack does."""
        values = unpacker(self.bytes())
        try:
            count = values.read_array_header()
        except ValueError:
            return
        for _ in range(count):
            yield values.unpack()


def columns(raw: IO[bytes]) -> dict[str, Column]:
    """The columns of an unpacked file. Raises what msgpack raises, and OSError."""
    head = unpacker(Cursor(raw, 0))
    count, at = head.read_map_header(), head.tell()
    by_name: dict[str, Column] = {}
    for _ in range(count):
        key = unpacker(Cursor(raw, at))
        name, at = key.unpack(), at + key.tell()
        begin = Cursor(raw, at).read(5)
        width = _BYTES_HEADS.get(begin[0])
        if width is not None:
            size = int.from_bytes(begin[1 : 1 + width], "big")
            by_name[name] = Column(raw, at + 1 + width, size)
            at += 1 + width + size
        else:
            value = unpacker(Cursor(raw, at))
            value.skip()
            by_name[name] = Column(raw, at, None)
            at += value.tell()
    return by_name
