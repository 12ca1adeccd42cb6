"""brat: a text and beside it an .ann file of the same name, which says what is where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import NamedTuple

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.domain.text import gathered
from annotator.formats.peers.brat_settings import VISUAL, shown_labels
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.text_stream import stream

KEPT = "brat"
"""The key under which the lines are kept that have no place in a project, and with a span the
number by which they name it.
"""
NORMALISED = "brat_normalisation"
"""The key of a span under which its normalisation is kept that calls it otherwise than it does."""

_SETTINGS = frozenset({"annotation.conf", VISUAL, "tools.conf", "kb_shortcuts.conf"})
_SPAN = re.compile(r"(T\d+\S*)\t(\S+) (\d{1,15} \d{1,15}(?:;\d{1,15} \d{1,15})*)(?:\t(.*))?")
_BOUNDS = re.compile(r"(\d+) (\d+)")
NORMALISATION = re.compile(r"(N\d+\S*)\t\S+ (\S+) (\S+:\S+)(?:\t(.*))?")
_NOTE = re.compile(r"(#\d*)\t\S+ (\S+)\t(.*)")
_REFERENCE = re.compile(r"(?<![\w])T\d+\S*")


class _Span(NamedTuple):
    number: int
    label: str
    bounds: str
    quote: str
    line: str


@dataclass(slots=True)
class _Lines:
    """The lines of an .ann file by what they are; each with its number."""

    spans: dict[str, _Span] = field(default_factory=dict)
    normalised: dict[str, re.Match[str]] = field(default_factory=dict)
    notes: dict[str, list[re.Match[str]]] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    wrong: list[tuple[int, str]] = field(default_factory=list)


def looks_like(source: Source) -> bool:
    """Whether it is a text with an .ann file beside it, such a file, or one of brat's settings."""
    name = PurePath(source.name)
    if source.suffix == ".txt":
        return source.beside(name.with_suffix(".ann").name) is not None
    return is_companion(source)


def is_companion(source: Source) -> bool:
    """Whether it is one of brat's settings, or an .ann file that its text brings in."""
    if source.name in _SETTINGS:
        return True
    if source.suffix != ".ann":
        return False
    return source.beside(PurePath(source.name).with_suffix(".txt").name) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a pair. Raises InputError and OSError."""
    if source.suffix == ".ann":
        raise InputError("the text it belongs to is not beside it")
    text_stream = stream(source)
    builder = RecordBuilder(gathered(text_stream.pieces()), file=source.file)
    if text_stream.note:
        builder.warn(text_stream.note)
    beside = source.beside(PurePath(source.name).with_suffix(".ann").name)
    extra: dict[str, object] = {"file": source.name}
    if beside is not None:
        parsed = _sorted(_lines_of(beside), shown_labels(source.beside(VISUAL)))
        kept = _add(builder, parsed, beside)
        if kept:
            extra[KEPT] = kept
    raw = source.bytes if builder.is_changed else None
    yield from builder.items(
        Metadata(encoding=text_stream.encoding, extra=extra, raw=raw, untouched=beside is None)
    )


def _lines_of(beside: Source) -> list[str]:
    data = beside.bytes()
    return beside.decode(data).text.split("\n") if data.strip() else []


def _sorted(lines: list[str], shown: Mapping[str, str]) -> _Lines:
    parsed = _Lines()
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\r")
        if span := _SPAN.fullmatch(line):
            parsed.spans[span[1]] = _Span(
                number, shown.get(span[2], span[2]), span[3], span[4] or "", line
            )
        elif normalised := NORMALISATION.fullmatch(line):
            if normalised[2] in parsed.normalised:
                parsed.others.append(line)
            parsed.normalised.setdefault(normalised[2], normalised)
        elif (noted := _NOTE.fullmatch(line)) and noted[2].startswith("T"):
            parsed.notes.setdefault(noted[2], []).append(noted)
        elif line[:1] in ("A", "M", "R", "E", "*", "N", "#") and "\t" in line:
            parsed.others.append(line)
        elif line.strip():
            parsed.wrong.append((number, line[:80]))
    about = [
        *parsed.normalised.values(),
        *(note for notes in parsed.notes.values() for note in notes),
    ]
    parsed.others += [line[0] for line in about if line[2] not in parsed.spans]
    return parsed


def _add(builder: RecordBuilder, parsed: _Lines, beside: Source) -> list[str]:
    """Take the spans in; returns the lines that must be kept by themselves."""
    file = PurePath(beside.name).name
    for number, line in parsed.wrong:
        builder.warn_loss(
            f"line {number} of {file} was left out: “{line}” is not an annotation of brat"
        )
    in_pieces = (
        span.line
        for span in parsed.spans.values()
        if len(over_line_ends(builder.text, _bounds(span))) > 1
    )
    kept = [*parsed.others, *in_pieces]
    # Lines name spans by their numbers, so these are kept with them.
    named = {name for line in kept for name in _REFERENCE.findall(line)}
    for name in parsed.spans:
        _add_span(builder, parsed, name, file, is_named=name in named)
    if parsed.others:
        builder.warn(
            f"relations, events and attributes of {file} are kept with the article alone, and go "
            f"out to brat again: {len(parsed.others):,}"
        )
    spans = [span.line for name, span in parsed.spans.items() if name in named]
    return [line for line in spans if line not in kept] + kept


def _add_span(
    builder: RecordBuilder, parsed: _Lines, name: str, file: str, *, is_named: bool
) -> None:
    span, normalised = parsed.spans[name], parsed.normalised.get(name)
    place = f"line {span.number} of {file}"
    parts = _bounds(span)
    if not _says(builder.text, parts, span.quote):
        builder.warn_loss(f"{place} was left out: the text does not say “{span.quote[:80]}” there")
        return
    parts = over_line_ends(builder.text, parts)
    if len(parts) > 1:
        pieces = f"{place} is one span of {len(parts)} pieces"
        builder.warn(f"{pieces}: each is a span by itself")
    kept = {KEPT: name} if is_named else {}
    if normalised and normalised[4] not in (None, "", span.quote):
        kept[NORMALISED] = normalised[0]
    for start, end in parts:
        builder.add(
            start,
            end,
            span.label,
            entity=normalised[3] if normalised else None,
            note="; ".join(note[3] for note in parsed.notes.get(name, ())) or None,
            extra=kept or None,
        )


def _bounds(span: _Span) -> list[tuple[int, int]]:
    return [(int(start), int(end)) for start, end in _BOUNDS.findall(span.bounds)]


def over_line_ends(text: str, parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces of a span, as one where only a line end parts them: brat knows no other way."""
    joined: list[tuple[int, int]] = []
    for start, end in parts:
        between = text[joined[-1][1] : start] if joined else ""
        if between.isspace() and len(f"{between}.".splitlines()) > 1:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _says(text: str, parts: list[tuple[int, int]], quote: str) -> bool:
    """Whether the text says there what the line says; brat writes a line end as a space."""
    if not quote or any(not 0 <= start < end <= len(text) for start, end in parts):
        return True  # what is wrong with the bounds is said when they are checked
    there = " ".join([text[start:end] for start, end in parts])
    if quote == there:
        return True
    one_space = re.sub(r"\r\n|[\r\n]", " ", there)
    return quote in (one_space, re.sub(r"[\r\n]", " ", there))


READER = Reader(
    name="brat",
    title="brat",
    suffixes=frozenset({".ann"}),
    read=read,
    looks_like=looks_like,
    is_companion=is_companion,
    holds_work=True,
)
