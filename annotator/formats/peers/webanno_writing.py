"""Articles as WebAnno TSV 3.3, a file each; webanno.py reads them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from annotator.domain.offsets import Utf16, utf16_length
from annotator.domain.outgoing import Content
from annotator.domain.records import Record, RecordSpan
from annotator.domain.tokens import bounds_cut_at
from annotator.formats.peers.spacy import adjustment
from annotator.formats.peers.webanno_cells import Stacked, stacked, unescaped
from annotator.formats.reader import Source
from annotator.formats.writer import Writer, Written, fingerprint, whole_text

_LAYER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_HEADER = f"#FORMAT=WebAnno TSV 3.3\n#T_SP={_LAYER}|identifier|value\n\n"
_RESERVED = re.compile(r"->|[\\\[\]|_;*]")
_TEXT = "#Text="
_COLUMNS = 5
_NO_CELLS = "_\t_"
_LINE_ENDS = re.compile("\n+")
_CONTROLS = str.maketrans({"\\": "\\\\", "\t": "\\t", "\r": "\\r"})


def write(record: Record, number: int, part: str) -> Written:
    """The file of an article: lines of its text are its sentences, its spans named entities."""
    text = record.article.text
    bounds = bounds_cut_at(text, [edge for span in record.spans for edge in span[:2]])
    cells = _cells(record.spans, bounds)
    units = Utf16(text)
    words = (text[start:end] for start, end in bounds)
    places = units.places(bounds)
    rows = [f"{start}-{end}\t{word}" for (start, end), word in zip(places, words, strict=True)]
    if "\\" in text:
        rows = [row.replace("\\", "\\\\") for row in rows]
    written = [_HEADER]
    for count, line in enumerate(lines_of(text, bounds, record.spans), 1):
        body = _body(text, bounds, line).split("\n")
        written += ["\n", *(f"#Text={_plain(part)}\n" for part in body)]
        written += [
            f"{count}-{index}\t{rows[place]}\t{cells.get(place, _NO_CELLS)}\t\n"
            for index, place in enumerate(line, 1)
        ]
    first = bounds[0][0] if bounds else 0
    kept = "\n" * units.unit(first) + text[first:]
    adjusted = []
    if kept != text:
        done = "blanks before the article's first word are written as line ends"
        adjusted = [adjustment(record, RecordSpan(0, bounds[0][1], ""), done)]
    proof = fingerprint(kept, [(*span[:3], span.entity or "") for span in record.spans])
    data = "".join(written).encode()
    return Written({f"{number:06d}.tsv": data}, len(record.spans), [proof], adjusted)


def lines_of(
    text: str, bounds: Sequence[tuple[int, int]], spans: Iterable[RecordSpan]
) -> Iterator[range]:
    """The tokens of each line that has any, by their places. A line is taken for a sentence; those
    that a span goes over are one, since INCEpTION's layers let none cross the end of a sentence.
    """
    starts = [start for start, _ in bounds]
    cuts = {bisect_left(starts, match.end()) for match in _LINE_ENDS.finditer(text)}
    cuts -= {0, len(bounds)}
    for start, end, *_ in spans if cuts else ():
        if "\n" in text[start:end]:
            cuts -= set(range(bisect_left(starts, start) + 1, bisect_left(starts, end)))
    return (range(*pair) for pair in pairwise((0, *sorted(cuts), len(bounds))))


def _body(text: str, bounds: Sequence[tuple[int, int]], line: range) -> str:
    """The text of a sentence. Readers put one line end before the next, and INCEpTION blanks where
    there are more; so blank lines belong to the sentence before them.
    """
    start, _ = bounds[line.start]
    if line.stop == len(bounds):
        return text[start:]
    return text[start : bounds[line.stop][0]].removesuffix("\n")


def _cells(spans: Sequence[RecordSpan], bounds: Sequence[tuple[int, int]]) -> dict[int, str]:
    """What stands in the two columns of each token that is in a span."""
    at: dict[int, list[int]] = defaultdict(list)
    starts = {start: place for place, (start, _) in enumerate(bounds)}
    ends = {end: place for place, (_, end) in enumerate(bounds)}
    numbered = set()
    for number, span in enumerate(spans):
        first, last = starts[span.start], ends[span.end]
        if first < last:
            numbered.add(number)
        for place in range(first, last + 1):
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
        place: f"{cell(numbers, entities)}\t{cell(numbers, labels)}"
        for place, numbers in at.items()
    }


@lru_cache(maxsize=1_000)
def _values(cell: str) -> tuple[Stacked, ...]:
    return tuple(stacked(cell))


@lru_cache(maxsize=1_000)  # few stand in most cells
def _value(text: str | None) -> str:
    if not text:
        return "*"
    escaped = _RESERVED.sub(lambda match: "\\" + match[0], text)
    return escaped.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _plain(text: str) -> str:
    return text.translate(_CONTROLS)


def _again(source: Source) -> Iterator[bytes]:
    data = whole_text(source)
    if not data.startswith(_HEADER):
        raise ValueError("it begins otherwise")
    text, cells, units = "", list[str](), 0
    for sentence in data.removeprefix(_HEADER).strip("\n").split("\n\n"):
        lines = sentence.split("\n")
        body = [line.removeprefix(_TEXT) for line in lines if line.startswith(_TEXT)]
        own = "".join(lines[len(body) :]).split("\t")[:-1]
        if len(own) != _COLUMNS * (len(lines) - len(body)):
            raise ValueError("a line is no token")
        first = int(own[1].partition("-")[0])
        text += "\n" * (first - units) + unescaped("\n".join(body))
        units = utf16_length(text)
        cells += own
    yield fingerprint(text, _spans(text, cells))


def _spans(text: str, cells: Sequence[str]) -> list[tuple[int, int, str, str]]:
    """The spans that the cells of all tokens say. Raises ValueError where the text says else."""
    numbers = map(int, "-".join(cells[1::_COLUMNS]).split("-"))
    bounds = Utf16(text).bounds(zip(numbers, numbers, strict=True))
    words = cells[2::_COLUMNS]
    if "\\" in text:
        words = list(map(unescaped, words))
    if [text[start:end] for start, end in bounds] != words:
        raise ValueError("the text does not say what its tokens are")
    spans: list[tuple[int, int, str, str]] = []
    open_: dict[int, tuple[int, str, str]] = {}
    ends: dict[int, int] = {}
    columns = zip(bounds, cells[3::_COLUMNS], cells[4::_COLUMNS], strict=True)
    for (start, end), entities, labels in columns:
        if labels == "_":
            continue
        for entity, (label, number) in zip(_values(entities), _values(labels), strict=True):
            if number is None:
                spans.append((start, end, label or "", entity.text or ""))
            else:
                open_.setdefault(number, (start, label or "", entity.text or ""))
                ends[number] = end
    spans += [(at, ends[number], label, name) for number, (at, label, name) in open_.items()]
    return spans


WRITER = Writer(
    name="webanno-tsv",
    title="WebAnno TSV (INCEpTION)",
    write=write,
    again=_again,
    holds=frozenset({Content.ENTITIES, Content.OVERLAPS}),
    tokens=True,
)
