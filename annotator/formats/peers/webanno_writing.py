"""Articles as WebAnno TSV 3.3, a file each; webanno.py reads them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from annotator.domain.offsets import Utf16
from annotator.domain.outgoing import Content
from annotator.domain.records import Record, RecordSpan
from annotator.domain.tokens import Token, split_at, tokenise
from annotator.formats.peers.spacy import adjustment
from annotator.formats.peers.webanno import READER
from annotator.formats.writer import Writer, Written, all_said, by_reader

_LAYER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_HEADER = f"#FORMAT=WebAnno TSV 3.3\n#T_SP={_LAYER}|identifier|value\n\n"
_RESERVED = re.compile(r"->|[\\\[\]|_;*]")
_CONTROLS = str.maketrans({"\\": "\\\\", "\t": "\\t", "\r": "\\r"})


def write(record: Record, number: int, part: str) -> Written:
    """The file of an article: lines of its text are its sentences, its spans named entities."""
    text = record.article.text
    edges = {edge for span in record.spans for edge in (span.start, span.end)}
    tokens = split_at(tokenise(text), edges)
    cells = _cells(record.spans, tokens)
    units = Utf16(text)
    written = [_HEADER]
    for count, line in enumerate(lines_of(text, tokens, record.spans), 1):
        body = _body(text, tokens, line).split("\n")
        written += ["\n", *(f"#Text={_plain(part)}\n" for part in body)]
        for index, place in enumerate(line, 1):
            token = tokens[place]
            bounds = f"{units.unit(token.start)}-{units.unit(token.end)}"
            word = _plain(text[token.start : token.end])
            entity, label = cells.get(place, ("_", "_"))
            written.append(f"{count}-{index}\t{bounds}\t{word}\t{entity}\t{label}\t\n")
    first = tokens[0].start if tokens else 0
    kept = "\n" * units.unit(first) + text[first:]
    adjusted = []
    if kept != text:
        done = "blanks before the article's first word are written as line ends"
        adjusted = [adjustment(record, RecordSpan(0, tokens[0].end, ""), done)]
    proof = [_seen(kept, record.spans)]
    data = "".join(written).encode()
    return Written({f"{number:06d}.tsv": data}, len(record.spans), proof, adjusted)


def lines_of(text: str, tokens: Sequence[Token], spans: Iterable[RecordSpan]) -> Iterator[range]:
    """The tokens of each line that has any, by their places. A line is taken for a sentence; those
    that a span goes over are one, since INCEpTION's layers let none cross the end of a sentence.
    """
    over = [span for span in spans if "\n" in text[span.start : span.end]]
    first = 0
    for place in range(1, len(tokens) + 1):
        if place < len(tokens):
            start = tokens[place].start
            if "\n" not in text[tokens[place - 1].end : start]:
                continue
            if any(span.start < start < span.end for span in over):
                continue
        yield range(first, place)
        first = place


def _body(text: str, tokens: Sequence[Token], line: range) -> str:
    """The text of a sentence. Readers put one line end before the next, and INCEpTION blanks where
    there are more; so blank lines belong to the sentence before them.
    """
    start = tokens[line.start].start
    if line.stop == len(tokens):
        return text[start:]
    return text[start : tokens[line.stop].start].removesuffix("\n")


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
    return text.translate(_CONTROLS)


def _seen(text: str, spans: Iterable[RecordSpan]) -> bytes:
    return all_said(text, [RecordSpan(*span.key, entity=span.entity) for span in spans])


WRITER = Writer(
    name="webanno-tsv",
    title="WebAnno TSV (INCEpTION)",
    write=write,
    again=by_reader(READER, _seen),
    holds=frozenset({Content.ENTITIES, Content.OVERLAPS}),
    tokens=True,
)
