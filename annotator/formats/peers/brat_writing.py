"""brat, written: a text and its annotations for each article, with the lines a file of brat had
besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from annotator.domain.errors import InputError
from annotator.domain.outgoing import Content
from annotator.domain.records import Record, RecordSpan
from annotator.domain.tokens import trim
from annotator.formats.peers.brat import KEPT, NORMALISATION, NORMALISED
from annotator.formats.peers.brat_settings import settings, stored_label
from annotator.formats.peers.spacy import adjustment
from annotator.formats.reader import Source
from annotator.formats.record_builder import list_of
from annotator.formats.writer import Place, Writer, Written, fingerprint, one_word, whole_text

_KINDS = {"R": "relations", "*": "relations", "E": "events", "A": "attributes", "M": "attributes"}
_LINE = re.compile(r"[REAMN*#]\S*\t[^\r\n]*")
_PIECE = re.compile(r"[^\n\x0b\x0c\x1c-\x1e]+")  # brat takes each of these for a line end
_GONE = "it names what is not in the export"


def write(record: Record, number: int, part: str) -> Written:
    """A text and its annotations. A span that crosses a line end is written in pieces, as brat
    does it; what came as pieces of one goes out as that.
    """
    text = record.article.text
    spans, adjusted = one_word(record, record.spans, stored_label)
    stored = list_of(record.article.extra.get(KEPT))
    old = [x for x in stored if isinstance(x, str) and _LINE.fullmatch(x)]
    taken = {line.partition("\t")[0] for line in old}
    lines: list[str] = []
    pieces: list[Place] = []
    names: dict[str, str] = {}  # of spans: in the file they came from, and here
    for place, group in enumerate(_wholes(spans), 1):
        span, name = group[0], f"T{place}"
        parts = [part for piece in group for part in _lines_in(text, piece)]
        pieces += [(start, end, span.label) for start, end in parts]
        if len(parts) > len(group):
            adjusted.append(adjustment(record, span, "crosses a line break: written in pieces"))
        bounds = ";".join([f"{start} {end}" for start, end in parts])
        quote = " ".join([text[start:end] for start, end in parts])
        lines.append(f"{name}\t{span.label} {bounds}\t{quote}")
        if span.entity or span.note:
            lines += _about(span, place, quote, taken)
        if span.extra:
            names.setdefault(str(span.extra.get(KEPT)), name)
    kept = _renamed(old, names)
    lines += kept.values()
    called = f"{number:06d}"
    ann = "".join(f"{line}\n" for line in lines).encode()
    left_out = [(f"“{line}” of brat", _GONE) for line in old if line not in kept]
    return Written(
        {f"{called}.txt": text.encode(), f"{called}.ann": ann},
        len(spans),
        [fingerprint(text, pieces)],
        adjusted,
        left_out,
        [setting for line in kept.values() for setting in _settings_of(line)],
    )


def _wholes(spans: Sequence[RecordSpan]) -> list[list[RecordSpan]]:
    """The spans, those that came as pieces of one together."""
    if not any([span.extra for span in spans]):
        return [[span] for span in spans]
    wholes: dict[Any, list[RecordSpan]] = {}
    for place, span in enumerate(spans):
        name = (span.extra or {}).get(KEPT)
        key = (name, *span.key[2:], *span.more) if isinstance(name, str) else place
        wholes.setdefault(key, []).append(span)
    return list(wholes.values())


def _about(span: RecordSpan, place: int, quote: str, taken: set[str]) -> Iterator[str]:
    """The lines that say the entity and the notes of a span."""
    named = NORMALISATION.fullmatch(str((span.extra or {}).get(NORMALISED)))
    if span.entity and re.fullmatch(r"\S+:\S+", span.entity):
        called = named[4] if named and named[3] == span.entity else quote
        yield f"{_free('N', place, taken)}\tReference T{place} {span.entity}\t{called}"
    notes = [span.note, None if span.entity and ":" in span.entity else span.entity]
    note = " ".join("; ".join(note for note in notes if note).split())
    if note:
        yield f"{_free('#', place, taken)}\tAnnotatorNotes T{place}\t{note}"


def _free(letter: str, place: int, taken: set[str]) -> str:
    while f"{letter}{place}" in taken:
        place += 1
    taken.add(f"{letter}{place}")
    return f"{letter}{place}"


def _renamed(lines: Sequence[str], names: Mapping[str, str]) -> dict[str, str]:
    """Lines of an older file with the spans called as here, without those that name what is gone,
    by what they were.
    """
    kept = {line: _split(line) for line in lines}
    while True:
        there = names.keys() | {cells[0] for cells in kept.values()}
        sound = {
            line: cells for line, cells in kept.items() if there.issuperset(_named(cells).values())
        }
        if len(sound) == len(kept):
            break
        kept = sound
    for cells in kept.values():
        words = cells[1].split(" ")
        for place, name in _named(cells).items():
            words[place] = words[place].removesuffix(name) + names.get(name, name)
        cells[1] = " ".join(words)
    return {line: "\t".join(cells) for line, cells in kept.items()}


def _split(line: str) -> list[str]:
    cells = line.split("\t", 2)
    return [*cells, ""] if len(cells) == 1 else cells


def _named(cells: Sequence[str]) -> dict[int, str]:
    """What a line names, by the number of the word of it that does."""
    words = cells[1].rstrip().split(" ")
    kind = cells[0][:1]
    places = range(0 if kind == "E" else 1, len(words) if kind in ("R", "E", "*") else 2)
    return {at: words[at].rpartition(":")[2] for at in places if at < len(words)}


def _settings_of(line: str) -> Iterator[tuple[str, str, str]]:
    """What brat must know to show a line: its section, its kind and the roles of that."""
    cells = _split(line)
    words = cells[1].split()
    section = _KINDS.get(cells[0][:1])
    if section is None or not words:
        return
    kind = words[0].partition(":")[0]
    roles = [f"{word.partition(':')[0]}:<ANY>" for word in words[1:] if ":" in word]
    if section == "attributes":
        roles = ["Arg:<ANY>", *(f"Value:{value}" for value in words[2:3])]
    elif section == "events":
        roles = [role.replace(":", "?:") for role in roles]
    elif not roles:
        roles = ["Arg1:<ANY>", "Arg2:<ANY>", "<REL-TYPE>:symmetric-transitive"]
    yield from ((section, kind, role) for role in roles or [""])


def _lines_in(text: str, span: RecordSpan) -> list[tuple[int, int]]:
    """The span's range cut at line ends, without the blanks there."""
    if text.find("\n", span.start, span.end) < 0:
        return [trim(text, span.start, span.end)]
    parts = [
        trim(text, span.start + match.start(), span.start + match.end())
        for match in _PIECE.finditer(text[span.start : span.end])
    ]
    return [(start, end) for start, end in parts if start < end]


def _again(source: Source) -> Iterator[bytes]:
    beside = source.beside(PurePath(source.name).with_suffix(".ann").name)
    if beside is None:
        raise InputError("its annotations are not there")
    text, places = whole_text(source), list[Place]()
    for line in whole_text(beside).split("\n"):
        if line.startswith("T"):
            _, kind, quote = line.split("\t", 2)
            label, _, bounds = kind.partition(" ")
            parts = [tuple(map(int, part.split(" "))) for part in bounds.split(";")]
            if quote != " ".join([text[start:end] for start, end in parts]):
                raise InputError(f"the text does not say “{quote[:80]}” there")
            places += [(start, end, label) for start, end in parts]
    yield fingerprint(text, places)


WRITER = Writer(
    name="brat",
    title="brat folder",
    write=write,
    again=_again,
    holds=frozenset({Content.ENTITIES, Content.NOTES, Content.OVERLAPS}),
    keeps=frozenset({KEPT, NORMALISED}),
    beside=settings,
)
