"""ZIP files opened with care: what may be read out of one, and how much of it."""

from __future__ import annotations

import io
import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO

from annotator.domain.errors import InputError
from annotator.formats.reader import Source

MAGIC = b"PK\x03\x04"
MOST_MEMBERS = 10_000
MOST_BYTES = 200_000_000
MOST_RATIO = 100
_FROM_HERE = 1_000_000  # bytes; below it a ratio says nothing
_DAMAGE = (
    *(zipfile.BadZipFile, EOFError, zlib.error, lzma.LZMAError, struct.error),
    *(NotImplementedError, ValueError),
)
# An entry in the list of members up to its name, with the length of that and where its member is.
# Both have flags that say whether the name is UTF-8; where it is not, the library reads no member.
_ENTRY = re.compile(rb"PK\x01\x02.{24}(..).{12}(.{4})", re.DOTALL)
_SAYS_UTF8 = 0x08  # bit 11 of the flags

_DRIVE = re.compile(r"\A[A-Za-z]:")
_DEVICE = re.compile(r"(?i)\A(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)")


@contextmanager
def opened(source: Source) -> Iterator[zipfile.ZipFile]:
    """The archive. Raises InputError where it is none, is damaged or is too large, and OSError."""
    try:
        with source.open() as file, _archive(file) as archive:
            refuse_bombs(archive)
            yield archive
    except _DAMAGE:
        raise InputError("it is a damaged archive") from None


def _archive(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except UnicodeDecodeError:
        file.seek(0)
        data = bytearray(file.read(MOST_BYTES))
        for entry in _ENTRY.finditer(bytes(data)):
            size, member = (int.from_bytes(number, "little") for number in entry.groups())
            name = data[entry.end() : entry.end() + size]
            if name != name.decode("utf-8", "ignore").encode() and member + 7 < len(data):
                data[entry.start() + 9] &= ~_SAYS_UTF8
                data[member + 7] &= ~_SAYS_UTF8
        return zipfile.ZipFile(io.BytesIO(data))


def refuse_bombs(archive: zipfile.ZipFile) -> None:
    """Raise InputError for an archive that unpacks to more than anybody means."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise InputError(f"it holds more than {MOST_MEMBERS:,} files; split it")
    whole = sum(member.file_size for member in members)
    if whole > MOST_BYTES:
        raise InputError(f"it unpacks to more than {MOST_BYTES // 1_000_000} MB; split it")
    packed = sum(member.compress_size for member in members)
    if whole > _FROM_HERE and whole > MOST_RATIO * max(1, packed):
        raise InputError(f"it unpacks to more than {MOST_RATIO} times its size, as no text does")


def names_of(source: Source) -> frozenset[str]:
    """The names of what is in it; none where it is no archive. Raises OSError."""
    if not source.head.startswith(MAGIC):
        return frozenset()
    try:
        with opened(source) as archive:
            return frozenset(archive.namelist())
    except InputError:
        return frozenset()


def content(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo) -> bytes:
    """What one member holds. Raises InputError, worded to follow its name."""
    try:
        return archive.read(name)
    except NotImplementedError:
        raise InputError("it is packed in a way that is not known; pack it as ZIP again") from None
    except RuntimeError:
        raise InputError("it is locked with a password") from None
    except (*_DAMAGE, OSError):
        raise InputError("it is damaged in its archive") from None


def why_not(member: zipfile.ZipInfo) -> str | None:
    """Why a member is not read; None where it may be."""
    name = member.filename
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or _DRIVE.match(name):
        return "its name leads out of the archive"
    if any(_DEVICE.match(part) for part in path.parts):
        return "it is named like a device"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "it is a link and not a file"
    if member.flag_bits & 1:
        return "it is locked with a password"
    return None


def is_passed_over(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a folder, hidden, or something a computer has added by itself."""
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
    return not parts or member.is_dir() or hidden or "__MACOSX" in parts
