"""What a writer of a peer's format is, and what every one of them must prove.

jsonl.py and spacy.py write in their own ways: lines to a pipe, and files of one piece.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from annotator.domain.errors import InputError
from annotator.domain.guidelines import Definitions
from annotator.domain.outgoing import Content
from annotator.domain.records import Record, RecordSpan
from annotator.domain.tokens import Token, split_at, tokenise
from annotator.formats.peers.spacy import Adjustment, adjustment
from annotator.formats.reader import Reader, ReadOptions, Source

ONE_FILE = ""
"""The name of the file of a format that writes only one."""

_AS_FOUND = ReadOptions()
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
    how each begins. ``pack`` makes the one file, in its place, of what has been gathered there;
    ``needs`` is a library that must be installed for it.
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
    pack: Callable[[Path], None] | None = None
    needs: str = ""

    @property
    def is_folder(self) -> bool:
        """Whether it writes a folder and not a file."""
        return not self.suffix


def fingerprint(text: str, spans: Iterable[RecordSpan]) -> bytes:
    """What an article is as far as its text and its spans go, whatever their order."""
    return repr((text, sorted(span[:3] for span in spans))).encode("utf-8", "surrogatepass")


def all_said(text: str, spans: Iterable[RecordSpan]) -> bytes:
    """What an article is as far as its text goes and all that is said of its spans; figures know
    the places of their wholes.
    """
    said = [
        (*span.key, span.entity or "", span.note or "", str(span.figure and span.figure.to_json()))
        for span in spans
    ]
    return repr((text, sorted(said))).encode("utf-8", "surrogatepass")


def by_reader(
    reader: Reader, seen: Callable[[str, Iterable[RecordSpan]], bytes] = fingerprint
) -> Again:
    """Proof by the program's own reader of the format."""

    def again(source: Source) -> Iterator[bytes]:
        if not source.head:
            return
        for item in reader.read(source, _AS_FOUND):
            if isinstance(item, Record):
                yield seen(item.article.text, item.spans)
            elif item.loss:
                raise InputError(item.reason)

    return again


def _without_blanks(label: str) -> str:
    return BLANKS.sub("_", label)


def one_word(
    record: Record,
    spans: Sequence[RecordSpan],
    word: Callable[[str], str] = _without_blanks,
) -> tuple[list[RecordSpan], list[Adjustment]]:
    """The spans with labels that are one word each, as ``word`` gives it, and what was adjusted."""
    made: list[RecordSpan] = []
    adjusted: list[Adjustment] = []
    for span in spans:
        label = word(span.label)
        if label != span.label:
            adjusted.append(adjustment(record, span, f"its label is written as {label}"))
        made.append(span._replace(label=label))
    return made, adjusted


def tagged(text: str, spans: Sequence[RecordSpan]) -> list[tuple[Token, str]]:
    """Tokens with their tags in IOB2; a token that a span begins or ends inside is cut there."""
    edges = {edge for span in spans for edge in (span.start, span.end)}
    ordered = iter(sorted(spans, key=lambda span: span.start))
    span = next(ordered, None)
    tags: list[tuple[Token, str]] = []
    for token in split_at(tokenise(text), edges):
        while span is not None and span.end <= token.start:
            span = next(ordered, None)
        inside = span is not None and span.start <= token.start
        kind = "B" if span is not None and span.start == token.start else "I"
        tags.append((token, f"{kind}-{span.label}" if inside and span is not None else "O"))
    return tags


def metadata_of(record: Record) -> dict[str, str | None]:
    """What is known about an article. Every article has every key, None where nothing is known:
    data frames and databases behind the formats take the keys of one line for those of all.
    """
    return {key: getattr(record.article, key) for key in _METADATA}
