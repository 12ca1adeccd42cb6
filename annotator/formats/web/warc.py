"""WARC: what a crawler has fetched, an article a page. warcio takes the file apart."""

from __future__ import annotations

import gzip
import io
import logging
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from annotator.domain.errors import InputError
from annotator.domain.records import ImportIssue, Item
from annotator.formats.reader import LIMIT_BYTES, Reader, ReadOptions, Source
from annotator.formats.text_stream import stream
from annotator.formats.web import html

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_GZIP = b"\x1f\x8b"
_MOST_RECORDS = 100_000
_FETCHED = ("response", "resource", "conversion")  # the last holds the words of a page alone
_ABOUT = ("warcinfo", "request", "metadata")  # what is said of the crawl and of what was fetched
_MOST_NAMED = 5
# Over heads without what each has, the library trips.
_FAILURES = (EOFError, ValueError, AttributeError, TypeError, LookupError)


def looks_like(source: Source) -> bool:
    """Whether it begins with the head of a record, packed or not."""
    head = source.head
    if head.startswith(_GZIP):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(head)) as packed:
                head = packed.read(16)
        except (OSError, EOFError):
            return False
    return head.startswith(b"WARC/")


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The pages of a crawl, with their addresses. Raises InputError and OSError."""
    others: Counter[str] = Counter()
    unnamed: list[int] = []
    number = 0
    with source.open() as file:
        try:
            for number, record in enumerate(_records(file), 1):
                if number > _MOST_RECORDS:
                    raise InputError(f"it has more than {_MOST_RECORDS:,} records; split it")
                if not record.rec_type:
                    unnamed.append(number)
                elif record.rec_type not in (*_FETCHED, *_ABOUT):
                    others[f"of type “{record.rec_type}”"] += 1
                if record.rec_type not in _FETCHED:
                    continue
                head = record.http_headers or record.rec_headers
                kind = (head.get_header("Content-Type") or "").split(";")[0].strip().lower()
                status = record.http_headers and record.http_headers.get_statuscode()
                if kind not in _PAGES or (status and not status.startswith("2")):
                    others[kind if status in (None, "200") else f"answers “{status}”"] += 1
                    continue
                yield from _page(source, number, record)
        except _DamagedError:
            yield source.issue(f"it is damaged after record {number}")
    if unnamed:
        yield source.issue(_without_type(unnamed))
    if others:
        what = ", ".join(f"{count} {kind or 'unnamed'}" for kind, count in others.most_common(5))
        yield source.issue(f"records that are not pages were skipped: {what}", loss=False)


def _without_type(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers[:_MOST_NAMED]))
    more = len(numbers) - _MOST_NAMED
    which = f"{named} and {more} more" if more > 0 else named
    have = "s {} have" if len(numbers) > 1 else " {} has"
    return f"record{have.format(which)} no WARC-Type, so it is not known what was fetched; left out"


class _DamagedError(Exception):
    """The library cannot go on."""


def _records(file: BinaryIO) -> Iterator[Any]:
    """The records, as the library takes them apart. Raises _DamagedError."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    logging.getLogger("warcio").setLevel(logging.CRITICAL)

    class Records(ArchiveIterator):  # type: ignore[misc]
        INC_RECORD = ""  # it would write the bytes behind a record to the terminal

    try:
        records = Records(file)
        yield from iter(lambda: next(records, None), None)
    except (ArchiveLoadFailed, *_FAILURES) as error:
        raise _DamagedError from error


def _page(source: Source, number: int, record: object) -> Iterator[Item]:
    try:
        data = record.content_stream().read(LIMIT_BYTES + 1)  # type: ignore[attr-defined]
    except (*_FAILURES, OSError, zlib.error) as error:
        raise _DamagedError from error
    head = record.rec_headers  # type: ignore[attr-defined]
    url = head.get_header("WARC-Target-URI")
    file = f"{source.file}, record {number}"
    page = Source(file, source.name, lambda: io.BytesIO(data), source.decode)
    try:
        text_stream = stream(page, declared=html.declared_in(data))
        yield from html.items(page, text_stream, raw=lambda: data, url=url)
    except InputError as error:
        yield ImportIssue(file, None, f"{error}: {url}", loss=False)


READER = Reader(
    name="warc",
    title="Crawl (WARC)",
    suffixes=frozenset({".warc", ".warc.gz"}),
    read=read,
    looks_like=looks_like,
)
