"""What a writer of a peer's format is, and what every one of them must prove.

jsonl.py and spacy.py write in their own ways: lines to a pipe, and files of one piece.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import orjson

from annotator.domain.guidelines import Definitions
from annotator.domain.outgoing import Content
from annotator.domain.records import Record, RecordSpan
from annotator.domain.tokens import bounds_cut_at
from annotator.formats.peers.spacy import Adjustment, adjustment
from annotator.formats.reader import Source

ONE_FILE = ""
"""The name of the file of a format that writes only one."""

BETWEEN = b",\n"
"""What parts the members of a list of JSON."""
_METADATA = ("uid", "title", "source", "url", "published")
BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Written:
    """An article in a format: what is added to which file, how many spans it holds, the proof of
    it, what had to be adjusted, and what it cannot hold (spans, or anything by its name), each
    with the reason. ``proof`` is what reading it again must give, ``beside`` what reading further
    files must, ``settings`` what the files beside it must know of.
    """

    parts: Mapping[str, bytes]
    spans: int
    proof: Sequence[bytes]
    adjusted: Sequence[Adjustment] = ()
    left_out: Sequence[tuple[RecordSpan | str, str]] = ()
    settings: Sequence[tuple[str, str, str]] = ()
    beside: Mapping[str, Sequence[bytes]] = field(default_factory=dict)


Write: TypeAlias = Callable[[Record, int, str], Written]
Place: TypeAlias = tuple[int, int, str]
Again: TypeAlias = Callable[[Source], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Export:
    """What a folder holds: which labels are used, of the project's ``labels``; the names of its
    files; the settings that its articles need; the card of the data set, in Markdown; what labels
    mean.
    """

    used: Sequence[str]
    labels: Sequence[str]
    files: Sequence[str]
    settings: Sequence[tuple[str, str, str]]
    card: str = ""
    definitions: Definitions | None = None


def _no_files(export: Export) -> Mapping[str, bytes]:
    return {}


@dataclass(frozen=True, slots=True)
class Writer:
    """How one kind of file is written. ``write`` gets a record, its number from 1 and its part of
    the split; ``again`` reads a written file as proof.

    ``holds`` is what it has a place for beside texts and spans with labels, ``keeps`` the keys of
    articles and spans that it writes as they came. With ``tokens`` it parts texts into tokens, so
    that spans must fall on their edges. ``suffix`` is how the one file ends; empty for a format
    that writes a folder. ``start``, ``between`` and ``end`` go around the articles of the one file.
    ``beside`` gives further files of a folder, or by what follows its name, of the one file.
    ``tables`` are files beside the one file to which articles add, by what follows its name, with
    how each begins. ``limits`` are sentences: what it loses of every article. ``pack`` makes
    each file, in its place, of what has been gathered there; ``needs`` is a library that must be
    installed for it.
    """

    name: str
    title: str
    write: Write
    again: Again
    holds: Set[Content] = frozenset()
    keeps: Set[str] = frozenset()
    tokens: bool = False
    suffix: str = ""
    splits: bool = False
    start: bytes = b""
    between: bytes = b""
    end: bytes = b""
    beside: Callable[[Export], Mapping[str, bytes]] = field(default=_no_files)
    tables: Mapping[str, bytes] = field(default_factory=dict)
    limits: Sequence[str] = ()
    pack: Callable[[Path], None] | None = None
    needs: str = ""

    @property
    def is_folder(self) -> bool:
        """Whether it writes a folder and not a file."""
        return not self.suffix


def fingerprint(text: str, places: Iterable[Place | tuple[int, int, str, str]]) -> bytes:
    """What an article is as far as its text and its spans go, whatever their order."""
    return orjson.dumps((text, sorted(places)))


def places_of(spans: Iterable[RecordSpan]) -> list[Place]:
    """Where spans lie and what they are called."""
    return [span[:3] for span in spans]


def whole_text(source: Source) -> str:
    """All of a file in UTF-8 that was written here. Raises ValueError and OSError."""
    with source.open() as file:
        return file.read().decode()


def json_lines(source: Source) -> Iterator[Any]:
    """The values of JSON lines that were written here. Raises ValueError and OSError."""
    with source.open() as file:
        yield from map(orjson.loads, file)


def members(source: Source, start: bytes, end: bytes) -> Iterator[Any]:
    """The members of a list of JSON that was written here, one a line between ``start`` and
    ``end``. Raises ValueError where it is none, and OSError.
    """
    with source.open() as file:
        is_begun = file.read(len(start)) == start
        last = b""
        for line in file:
            if last or not line.endswith(BETWEEN):
                last += line
            else:
                yield orjson.loads(line.removesuffix(BETWEEN))
    if not is_begun or not last.endswith(end):
        raise ValueError("it is not whole")
    if member := last.removesuffix(end):
        yield orjson.loads(member)


def _without_blanks(label: str) -> str:
    return BLANKS.sub("_", label)


def one_word(
    record: Record,
    spans: Sequence[RecordSpan],
    word: Callable[[str], str] = _without_blanks,
) -> tuple[list[RecordSpan], list[Adjustment]]:
    """The spans with labels that are one word each, as ``word`` gives it, and what was adjusted."""
    names = {label: word(label) for label in {span.label for span in spans}}
    if all(name == label for label, name in names.items()):
        return list(spans), []
    adjusted = [
        adjustment(record, span, f"its label is written as {names[span.label]}")
        for span in spans
        if names[span.label] != span.label
    ]
    return [span._replace(label=names[span.label]) for span in spans], adjusted


def tagged(text: str, spans: Sequence[RecordSpan]) -> tuple[list[tuple[int, int]], list[str]]:
    """Where tokens lie, and their tags in IOB2, by spans that do not overlap; a token that one
    begins or ends inside is cut there.
    """
    bounds = bounds_cut_at(text, [edge for span in spans for edge in span[:2]])
    starts = [start for start, _ in bounds]
    tags = ["O"] * len(bounds)
    for span in spans:
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        tags[first:last] = [f"B-{span.label}", *[f"I-{span.label}"] * (last - first - 1)]
    return bounds, tags


def metadata_of(record: Record) -> dict[str, str | None]:
    """What is known about an article. Every article has every key, None where nothing is known:
    data frames and databases behind the formats take the keys of one line for those of all.
    """
    return {key: getattr(record.article, key) for key in _METADATA}
