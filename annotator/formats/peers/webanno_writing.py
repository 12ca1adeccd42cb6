"""Articles as WebAnno TSV 3.3, a file each; webanno.py reads them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from annotator.domain.offsets import Utf16
from annotator.domain.outgoing import Content
from annotator.domain.records import Record, RecordSpan
from annotator.domain.tokens import Token, split_at, tokenise
from annotator.formats.peers.spacy import adjustment
from annotator.formats.peers.webanno import READER
from annotator.formats.writer import Writer, Written, by_reader, fingerprint

_LAYER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_HEADER = f"#FORMAT=WebAnno TSV 3.3\n#T_SP={_LAYER}|identifier|value\n\n"
_RESERVED = re.compile(r"->|[\\\[\]|_;*]")
_CONTROLS = {"\\": "\\\\", "\t": "\\t", "\r": "\\r"}


def write(record: Record, number: int, part: str) -> Written:
    """The file of an article: lines of its text are its sentences, its spans named entities."""
    text = record.article.text
    edges = {edge for span in record.spans for edge in (span.start, span.end)}
    tokens = split_at(tokenise(text), edges)
    cells = _cells(record.spans, tokens)
    sentences = _sentences(text, tokens)
    units = Utf16(text)
    written = [_HEADER]
    place = 0
    for count, (start, end, size) in enumerate(sentences, 1):
        body = text[start:end].split("\n")
        written += ["\n", *(f"#Text={_plain(line)}\n" for line in body)]
        for index in range(size):
            token = tokens[place]
            bounds = f"{units.unit(token.start)}-{units.unit(token.end)}"
            word = _plain(text[token.start : token.end])
            entity, label = cells.get(place, ("_", "_"))
            written.append(f"{count}-{index + 1}\t{bounds}\t{word}\t{entity}\t{label}\t\n")
            place += 1
    first = tokens[0].start if tokens else 0
    kept = "\n" * units.unit(first) + text[first:]
    adjusted = []
    if kept != text:
        done = "blanks before the article's first word are written as line ends"
        adjusted = [adjustment(record, RecordSpan(0, first, ""), done)]
    proof = [fingerprint(kept, record.spans)]
    data = "".join(written).encode()
    return Written({f"{number:06d}.tsv": data}, len(record.spans), proof, adjusted)


def _sentences(text: str, tokens: Sequence[Token]) -> list[tuple[int, int, int]]:
    """Start, end and number of tokens of each sentence.

    What lies between sentences is not in the format: line ends alone may be left there.
    """
    sentences: list[tuple[int, int, int]] = []
    first = 0
    for place in range(1, len(tokens) + 1):
        last = tokens[place - 1]
        if place == len(tokens):
            sentences.append((tokens[first].start, len(text), place - first))
            break
        between = text[last.end : tokens[place].start]
        if "\n" in between and last.end <= tokens[place].start:
            end = last.end if not between.strip("\n") else tokens[place].start
            sentences.append((tokens[first].start, end, place - first))
            first = place
    return sentences


def _cells(spans: Sequence[RecordSpan], tokens: Sequence[Token]) -> dict[int, tuple[str, str]]:
    """What stands in the two columns of each token that is in a span."""
    at: dict[int, list[int]] = defaultdict(list)
    starts = {token.start: place for place, token in enumerate(tokens)}
    ends = {token.end: place for place, token in enumerate(tokens)}
    numbered = set()
    for number, span in enumerate(spans):
        covered = range(starts[span.start], ends[span.end] + 1)
        if len(covered) > 1:
            numbered.add(number)
        for place in covered:
            at[place].append(number)
    numbered |= {number for numbers in at.values() if len(numbers) > 1 for number in numbers}

    def cell(numbers: Sequence[int], values: Sequence[str | None]) -> str:
        return "|".join(
            _value(values[number]) + (f"[{number + 1}]" if number in numbered else "")
            for number in numbers
        )

    entities = [span.entity for span in spans]
    labels = [span.label for span in spans]
    return {
        place: (cell(numbers, entities), cell(numbers, labels)) for place, numbers in at.items()
    }


def _value(text: str | None) -> str:
    if not text:
        return "*"
    escaped = _RESERVED.sub(lambda match: "\\" + match[0], text)
    return escaped.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _plain(text: str) -> str:
    return "".join(_CONTROLS.get(char, char) for char in text)


WRITER = Writer(
    name="webanno-tsv",
    title="WebAnno TSV (INCEpTION)",
    write=write,
    again=by_reader(READER),
    holds=frozenset({Content.ENTITIES, Content.OVERLAPS}),
    tokens=True,
)
