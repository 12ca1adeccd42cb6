"""Bundles: a file with people's work on articles. Framing, writing and reading; trusts nothing.

A line of plain text, the SHA-256 of all that follows (32 bytes), then JSON lines under gzip: a
manifest, one line an article, lines of further sections, and a last line with the counts.
docs/bundles.md says what is in them.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeAlias

import orjson

from annotator.domain.errors import InputError
from annotator.domain.work import BundledArticle, Manifest
from annotator.formats.bundles.bundle_lines import read_article, read_manifest
from annotator.formats.bundles.bundle_writing import FORMAT, article_line, manifest_line

SUFFIX = ".annwork"
_NAME = b"annwork "
_MAGIC = _NAME + b"%d\n" % FORMAT[0]
_HASH = 32
_READ = 1 << 18
_UNPACKED = 1 << 22  # unpacked at once
_LONGEST_LINE = 1 << 28
_ALWAYS = 1 << 27  # so much may come out of any file, and above it
_RATIO = 250  # times its size: texts and spans pack to a tenth or less often a fortieth
_LEVEL = 5


class Other(NamedTuple):
    """A line of a section this module does not know: its name, its values, its line."""

    section: str
    values: Mapping[str, Any]
    line: int


Line: TypeAlias = BundledArticle | Other


@dataclass(frozen=True, slots=True)
class Counts:
    """What a bundle holds."""

    articles: int = 0
    versions: int = 0
    spans: int = 0
    others: int = 0

    def plus(self, line: Line) -> Counts:
        """The same with one more line."""
        if isinstance(line, Other):
            return replace(self, others=self.others + 1)
        spans = sum(len(version.spans) for version in line.versions)
        versions = self.versions + len(line.versions)
        return Counts(self.articles + 1, versions, self.spans + spans, self.others)


class BundleWriter:
    """Writes one bundle, line by line, so that none of it need be in memory."""

    def __init__(self, file: BinaryIO, manifest: Manifest) -> None:
        self._file = file
        self._pack = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
        self._hash = hashlib.sha256()
        self._counts = Counts()
        file.write(_MAGIC + bytes(_HASH))
        self._write(manifest_line(manifest))

    def add(self, article: BundledArticle) -> None:
        """Add an article."""
        self._counts = self._counts.plus(article)
        self._write(article_line(article))

    def add_other(self, section: str, values: Mapping[str, Any]) -> None:
        """Add a line of another section; readers that do not know it pass it over."""
        self._counts = replace(self._counts, others=self._counts.others + 1)
        self._write(orjson.dumps({**values, "kind": section}))

    def finish(self) -> Counts:
        """Write the end; the file is whole now."""
        self._write(orjson.dumps({"kind": "end", **asdict(self._counts)}))
        self._put(self._pack.flush())
        self._file.seek(len(_MAGIC))
        self._file.write(self._hash.digest())
        return self._counts

    def _write(self, line: bytes) -> None:
        self._put(self._pack.compress(line + b"\n"))

    def _put(self, data: bytes) -> None:
        self._hash.update(data)
        self._file.write(data)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that is whole: its hash has been checked and its manifest read."""

    path: Path
    manifest: Manifest
    size: int

    def lines(self) -> Iterator[tuple[Line, int]]:
        """Its articles and other lines, each with how many bytes of the file have been read.

        Raises InputError at the first line that is not as it must be.
        """
        with _opened(self.path) as file:
            file.seek(len(_MAGIC) + _HASH)
            yield from _Reader(self.path.name, file, self.manifest).lines()


def open_bundle(path: Path) -> Bundle:
    """Look at a bundle: its hash and its manifest. Raises InputError in one sentence."""
    with _opened(path) as file:
        _check_frame(path, file)
        lines = _lines(path.name, file)
        first, _ = next(lines, (b"", 0))
    try:
        manifest = read_manifest(first)
    except InputError as error:
        raise _refused(path.name, 1, str(error)) from None
    return Bundle(path, manifest, path.stat().st_size)


def _opened(path: Path) -> BinaryIO:
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe would be waited on
            raise InputError(f"{path} is not a file; save the bundle as a file ending in {SUFFIX}.")
        return path.open("rb")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error


def _check_frame(path: Path, file: BinaryIO) -> None:
    magic = file.read(len(_MAGIC))
    if magic != _MAGIC:
        if magic.startswith(_NAME):
            raise InputError(
                f"{path.name} was made by a newer version of the program; update the program."
            )
        raise InputError(f"{path.name} is not a bundle of work; choose a file ending in {SUFFIX}.")
    said, actual = file.read(_HASH), hashlib.sha256()
    while data := file.read(_READ):
        actual.update(data)
    if actual.digest() != said:
        raise InputError(f"{path.name} is damaged or was changed on its way; have it sent again.")
    file.seek(len(_MAGIC) + _HASH)


class _Reader:
    def __init__(self, name: str, file: BinaryIO, manifest: Manifest) -> None:
        self._name = name
        self._file = file
        self._manifest = manifest

    def lines(self) -> Iterator[tuple[Line, int]]:
        counts = Counts()
        hashes: set[str] = set()
        ended = False
        for number, (line, read) in enumerate(_lines(self._name, self._file), 1):
            if number == 1:
                continue
            try:
                item = self._item(line, number)
                if ended:
                    raise InputError("something follows its last line")
                if isinstance(item, Counts):
                    ended = item == counts
                    if not ended:
                        raise InputError("it does not hold as much as its last line says")
                    continue
                if isinstance(item, BundledArticle):
                    if item.sha256 in hashes:
                        raise InputError("it has one article twice")
                    hashes.add(item.sha256)
            except InputError as error:
                raise _refused(self._name, number, str(error)) from None
            counts = counts.plus(item)
            yield item, read
        if not ended:
            raise InputError(f"{self._name} ends too early; have it sent again.")

    def _item(self, line: bytes, number: int) -> Line | Counts:
        values = parsed(line)
        kind = values.get("kind")
        if kind == "article":
            return read_article(values, self._manifest)
        if kind == "end":
            return _read_counts(values)
        if not isinstance(kind, str) or not kind or len(kind) > 40 or kind == "manifest":
            raise InputError("it does not say what it is")
        return Other(kind, values, number)


def parsed(line: bytes) -> dict[str, Any]:
    """A line as a JSON object. Raises InputError."""
    try:
        values = orjson.loads(line)
    except orjson.JSONDecodeError:
        raise InputError("the line is not JSON, or its JSON is nested too deeply") from None
    if not isinstance(values, dict):
        raise InputError("it is not a JSON object")
    return values


def _read_counts(end: Mapping[str, Any]) -> Counts:
    values = [end.get(key) for key in ("articles", "versions", "spans", "others")]
    if not all(type(value) is int for value in values):
        raise InputError("its last line has no counts")
    return Counts(*(value for value in values if value is not None))


def _lines(name: str, file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """The lines, without their ends, each with how many bytes have been read until then."""
    rest: list[bytes] = []
    length = 0
    for data, read in _unpacked(name, file):
        head, *others = data.split(b"\n")
        rest.append(head)
        length += len(head)
        if length > _LONGEST_LINE:
            raise InputError(f"{name} has a line that is too long to be anybody's work.")
        for other in others:
            yield b"".join(rest), read
            rest, length = [other], len(other)
    if length:
        raise InputError(f"{name} ends too early; have it sent again.")


def _unpacked(name: str, file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    unpack = zlib.decompressobj(31)
    read = made = 0
    try:
        while data := file.read(_READ):
            read += len(data)
            while data and not unpack.eof:
                out = unpack.decompress(data, _UNPACKED)
                data = unpack.unconsumed_tail
                made += len(out)
                if made > _ALWAYS and made > _RATIO * read:
                    raise InputError(f"{name} unpacks to far more than anybody's work; delete it.")
                yield out, read
    except zlib.error:
        raise InputError(f"{name} cannot be unpacked; have it sent again.") from None
    if not unpack.eof or unpack.unused_data:
        raise InputError(f"{name} is not packed as a bundle is; have it sent again.")


def _refused(name: str, line: int, reason: str) -> InputError:
    return InputError(f"{name}, line {line}: {reason}; nothing was merged, have it made again.")


def read_all(bundle: Bundle) -> Counts:
    """Read a bundle to its end. Raises InputError where it is not as it must be."""
    return count(line for line, _ in bundle.lines())


def count(lines: Iterable[Line]) -> Counts:
    """What some lines hold."""
    return reduce(Counts.plus, lines, Counts())
