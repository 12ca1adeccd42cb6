"""WebAnno TSV 3, as INCEpTION writes it: the text in sentences, then a token a line with columns
for each layer. Its offsets count UTF-16 units.

Source of the format: the chapter on WebAnno TSV 3.3 in INCEpTION's user guide.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.domain.errors import InputError
from annotator.domain.offsets import Utf16, utf16_length
from annotator.domain.records import Item, RecordSpan
from annotator.formats.peers.webanno_cells import Layer, layer_of, stacked, unescaped
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder

MARK = b"#FORMAT=WebAnno TSV 3"
KEPT = "webanno"
"""The key under which features are kept that have no place in a project."""

LINGUISTIC = (".lexmorph.", ".segmentation.", ".syntax.", ".morph.", ".transform.")
"""Parts of the names of layers that say how a text is written and not what it is about."""

_MOST_GAP = 10_000
_BOUNDS = re.compile(r"([0-9]{1,15})-([0-9]{1,15})")
_NOTHING = frozenset(("_", ""))


@dataclass(slots=True)
class _OpenAnnotation:
    """An annotation being gathered; its bounds are UTF-16 offsets."""

    layer: Layer
    start: int
    end: int
    line: int
    features: dict[str, str] = field(default_factory=dict)

    def closed(self) -> _Annotation:
        """What it says."""
        label, entity, others = self.layer.meaning(self.features)
        place = self.start, self.end, self.line
        return _Annotation(*place, self.layer, sys.intern(label), entity, others or None)


class _Annotation(NamedTuple):
    """An annotation that is whole. A tuple, since large files have many."""

    start: int
    end: int
    line: int
    layer: Layer
    label: str
    entity: str | None
    others: dict[str, str] | None


def looks_like(source: Source) -> bool:
    """Whether it begins as such files do. Raises OSError."""
    return source.head.removeprefix(b"\xef\xbb\xbf").startswith(MARK)


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a file. Raises InputError and OSError."""
    raw = source.bytes()
    try:
        document = _Document(io.TextIOWrapper(io.BytesIO(raw), "utf-8-sig", newline="\n"))
    except UnicodeDecodeError as error:
        raise InputError(f"it is not UTF-8 ({error.reason})") from None
    builder = RecordBuilder(document.text, file=source.file)
    for line, reason in document.wrong:
        builder.warn_loss(f"the line was left out: {reason}", line=line)
    if document.has_gaps:
        builder.warn("the file does not hold what lies between sentences: line ends were put there")
    for name in document.passed_over:
        builder.warn(f"the layer “{name}” is not read; the file itself is kept")
    features = _add(builder, document.annotations)
    extra: dict[str, object] = {"file": source.name}
    if features:
        extra[KEPT] = features
    # The file itself is kept, so that the layers that are not read are not lost.
    yield from builder.items(Metadata(extra=extra, raw=lambda: raw))


class _Document:
    """A file taken apart: its text and its annotations. Raises InputError.

    ``wrong`` are lines that could not be read, ``passed_over`` layers that are not read.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.wrong: list[tuple[int, str]] = []
        self.passed_over: dict[str, None] = {}
        self.has_gaps = False
        self._layers: list[Layer] = []
        self._closed: list[_Annotation] = []
        self._open: dict[tuple[str, int], _OpenAnnotation] = {}  # those that may go on, by number
        self._written = bytearray()  # UTF-8, which takes a fraction of the memory
        self._end = 0  # of what has been placed, in UTF-16 units
        self._waiting: list[str] = []  # the lines of a sentence without a place yet
        self._sentence = _Sentence("", 0)
        for number, line in enumerate(lines, 1):
            self._take(line.rstrip("\r\n"), number)
        self._place(self._end + 1 if self._end else 0)
        self.text = self._written.decode()
        self._written.clear()

    @property
    def annotations(self) -> Iterator[_Annotation]:
        """Those of single lines, then those of several; once, since they are let go meanwhile."""
        self._closed.reverse()
        while self._closed:
            yield self._closed.pop()
        for item in self._open.values():
            yield item.closed()

    def _take(self, line: str, number: int) -> None:
        if not line.startswith("#"):
            if line.strip():
                self._take_token(line, number)
        elif line.startswith("#Text="):
            self._waiting.append(unescaped(line.removeprefix("#Text=")))
        elif line.startswith(("#T_SP=", "#T_CH=", "#T_RL=")):
            self._layers.append(layer_of(line))

    def _take_token(self, line: str, number: int) -> None:
        try:
            self._take_row(line.split("\t"), number)
        except _NoToken as error:
            self.wrong.append((number, str(error)))

    def _take_row(self, cells: Sequence[str], number: int) -> None:
        bounds = _BOUNDS.fullmatch(cells[1]) if len(cells) > 2 else None
        if bounds is None:
            raise _NoToken("it is not a token with its place")
        start, end = int(bounds[1]), int(bounds[2])
        self._place(start)
        token = unescaped(cells[2])
        if self._sentence.says(start, end) != token:
            raise _NoToken(f"the text does not say “{token[:40]}” at {start} to {end}")
        if _NOTHING.issuperset(cells[3:]):
            return
        column = 3
        for layer in self._layers:
            own = cells[column : column + layer.width]
            column += layer.width
            if _NOTHING.issuperset(own):
                continue
            if _is_read(layer):
                self._gather(layer, own, (start, end), number)
            else:
                self.passed_over[layer.name] = None

    def _place(self, start: int) -> None:
        """Put the sentence that waits to where its first token begins."""
        if not self._waiting:
            return
        text = "\n".join(self._waiting)
        self._waiting = []
        gap = start - self._end
        if gap < 0 or gap > _MOST_GAP:
            raise InputError(f"a sentence cannot begin at {start}, behind {self._end}")
        self.has_gaps = self.has_gaps or (gap > 0 and bool(self._end))
        self._written += b"\n" * gap + text.encode()
        self._sentence = _Sentence(text, start)
        self._end = start + utf16_length(text)

    def _gather(
        self, layer: Layer, cells: Sequence[str], bounds: tuple[int, int], line: int
    ) -> None:
        here: dict[int, _OpenAnnotation] = {}
        values = [
            (name, list(stacked(cell)), is_target)
            for name, cell, is_target in zip(layer.columns, cells, layer.targets, strict=False)
            if cell not in _NOTHING
        ]
        # What fills a slot bears the number of its own annotation, if any.
        numbers = {
            place: value.number
            for _, own, is_target in values
            for place, value in enumerate(own)
            if value.number is not None and not is_target
        }
        for name, own, _ in values:
            for place, value in enumerate(own):
                number = numbers.get(place)
                if number is None:
                    item = here.setdefault(place, _OpenAnnotation(layer, *bounds, line))
                else:
                    key = layer.name, number
                    item = self._open.setdefault(key, _OpenAnnotation(layer, *bounds, line))
                item.start, item.end = min(item.start, bounds[0]), max(item.end, bounds[1])
                if value.text is not None:
                    item.features[name] = value.text
        self._closed += [item.closed() for item in here.values()]


class _NoToken(ValueError):
    """A line that is no token of its sentence."""


class _Sentence:
    """A sentence in its place, asked by UTF-16 offsets of the whole text."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._start = start
        self._units = Utf16(text)

    def says(self, start: int, end: int) -> str | None:
        """What stands there; None where that is not in the sentence."""
        first, last = start - self._start, end - self._start
        if first < 0:
            return None
        if not self._units.is_plain:
            try:
                first, last = self._units.offset(first), self._units.offset(last)
            except InputError:
                return None
        return self._text[first:last] if last <= len(self._text) else None


def _is_read(layer: Layer) -> bool:
    return layer.is_span and not any(part in layer.name for part in LINGUISTIC)


def _add(builder: RecordBuilder, annotations: Iterable[_Annotation]) -> list[dict[str, object]]:
    """Take the spans in; returns the features of theirs that have no place in a project."""
    builder.count_in_utf16()
    kept: list[dict[str, object]] = []
    for item in annotations:
        if builder.add(item.start, item.end, item.label, line=item.line, entity=item.entity):
            kept += features_kept(builder.spans[-1], item.layer.name, item.others)
    return kept


def features_kept(
    span: RecordSpan, layer: str, features: Mapping[str, str] | None
) -> list[dict[str, object]]:
    """What is kept of the features of a span that have no place in a project: nothing, or one."""
    place = {"start": span.start, "end": span.end, "label": span.label}
    return [{**place, "layer": layer, "features": features}] if features else []


READER = Reader(
    name="webanno-tsv",
    title="WebAnno TSV (INCEpTION)",
    suffixes=frozenset(),
    read=read,
    looks_like=looks_like,
    holds_work=True,
)
