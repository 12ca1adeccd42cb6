"""WebAnno TSV 3, as INCEpTION writes it: the text in sentences, then a token a line with columns
for each layer. Its offsets count UTF-16 units.

Source of the format: the chapter on WebAnno TSV 3.3 in INCEpTION's user guide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.draft import Draft, Facts
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.units import Utf16
from annotator.formats.webanno_cells import Layer, Stacked, layer_of, stacked, unescaped

MARK = b"#FORMAT=WebAnno TSV 3"
KEPT = "webanno"
"""The key under which features are kept that have no place in a project."""

_LINGUISTIC = (".lexmorph.", ".segmentation.", ".syntax.", ".morph.", ".transform.")
_MOST_GAP = 10_000


class _Row(NamedTuple):
    line: int
    start: int
    end: int
    token: str
    cells: list[str]


class _Key(NamedTuple):
    """What tells one annotation from another: its number, or where it is stacked."""

    layer: str
    number: int
    row: int
    place: int


@dataclass(slots=True)
class _Annotation:
    layer: Layer
    start: int
    end: int
    line: int
    features: dict[str, str] = field(default_factory=dict)


def looks_like(source: Source) -> bool:
    """Whether it begins as such files do. Raises OSError."""
    return source.head.removeprefix(b"\xef\xbb\xbf").startswith(MARK)


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a file. Raises InputError and OSError."""
    raw = source.bytes()
    try:
        lines = raw.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(f"it is not UTF-8 (byte {error.start})") from None
    document = _Document(lines)
    draft = Draft(document.text, file=source.file)
    for line, reason in document.wrong:
        draft.lose(reason, line=line)
    if document.has_gaps:
        draft.note("the file does not hold what lies between sentences: line ends were put there")
    features = _add(draft, document)
    extra: dict[str, object] = {"file": source.name}
    if features:
        extra[KEPT] = features
    # The file itself is kept, so that the layers that are not read are not lost.
    yield from draft.items(Facts(extra=extra, raw=raw))


class _Document:
    """A file taken apart: its layers, its text and its rows. Raises InputError."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.layers: list[Layer] = []
        self.rows: list[_Row] = []
        self.wrong: list[tuple[int, str]] = []
        self.has_gaps = False
        self._pieces: list[str] = []
        self._units = 0
        self._sentence: list[str] = []
        for number, line in enumerate(lines, 1):
            self._take(line.rstrip("\r"), number)
        self._place_sentence(self._units + 1 if self._units else 0)
        self.text = "".join(self._pieces)

    def _take(self, line: str, number: int) -> None:
        if line.startswith("#Text="):
            self._sentence.append(unescaped(line.removeprefix("#Text=")))
        elif line.startswith(("#T_SP=", "#T_CH=", "#T_RL=")):
            self.layers.append(layer_of(line))
        elif line.startswith("#") or not line.strip():
            return
        else:
            self._take_row(line, number)

    def _take_row(self, line: str, number: int) -> None:
        cells = line.split("\t")
        bounds = cells[1].split("-") if len(cells) > 2 else []
        if len(bounds) != 2 or not all(b.isascii() and b.isdigit() and len(b) < 16 for b in bounds):
            self.wrong.append((number, "the line was left out: it is no token"))
            return
        start, end = int(bounds[0]), int(bounds[1])
        self._place_sentence(start)
        self.rows.append(_Row(number, start, end, unescaped(cells[2]), cells[3:]))

    def _place_sentence(self, start: int) -> None:
        """Put the sentence that has been read to where its first token begins."""
        if not self._sentence:
            return
        text = "\n".join(self._sentence)
        self._sentence = []
        gap = start - self._units
        if gap < 0 or gap > _MOST_GAP:
            raise InputError(f"a sentence cannot begin at {start}, behind {self._units}")
        self.has_gaps = self.has_gaps or (gap > 0 and bool(self._units))
        self._pieces += ("\n" * gap, text)
        self._units = start + len(text.encode("utf-16-le", "surrogatepass")) // 2


def _add(draft: Draft, document: _Document) -> list[dict[str, object]]:
    """Take the spans in; returns the features of theirs that have no place in a project."""
    units = Utf16(draft.text)
    kept: list[dict[str, object]] = []
    for layer in document.layers:
        is_used = any(_is_used(row, layer, document.layers) for row in document.rows)
        if is_used and not _is_read(layer):
            draft.note(f"the layer “{layer.name}” is not read; the file itself is kept")
    for item in _annotations(draft, document, units):
        label, entity, others = item.layer.meaning(item.features)
        try:
            start, end = units.offset(item.start), units.offset(item.end)
        except InputError as error:
            draft.lose(f"the span {item.start} to {item.end} ({label}) was left out: {error}")
            continue
        if draft.add(start, end, label, line=item.line, entity=entity) and others:
            span = draft.spans[-1]
            place = {"start": span.start, "end": span.end, "label": span.label}
            kept.append({**place, "layer": item.layer.name, "features": others})
    return kept


def _is_read(layer: Layer) -> bool:
    return layer.is_span and not any(part in layer.name for part in _LINGUISTIC)


def _is_used(row: _Row, layer: Layer, layers: Sequence[Layer]) -> bool:
    first = sum(other.width for other in layers[: layers.index(layer)])
    return any(cell not in ("_", "") for cell in row.cells[first : first + layer.width])


def _annotations(draft: Draft, document: _Document, units: Utf16) -> list[_Annotation]:
    found: dict[_Key, _Annotation] = {}
    for row in document.rows:
        try:
            there = draft.text[units.offset(row.start) : units.offset(row.end)]
        except InputError:
            there = ""
        if there != row.token:
            reason = f"the text does not say “{row.token[:40]}” at {row.start} to {row.end}"
            draft.lose(f"the line was left out: {reason}", line=row.line)
            continue
        column = 0
        for layer in document.layers:
            cells = row.cells[column : column + layer.width]
            column += layer.width
            if _is_read(layer):
                _gather(found, layer, row, cells)
    return list(found.values())


def _gather(found: dict[_Key, _Annotation], layer: Layer, row: _Row, cells: list[str]) -> None:
    for name, cell in zip(layer.columns, cells, strict=False):
        if cell in ("_", ""):
            continue
        for place, value in enumerate(stacked(cell)):
            key = _key(layer, row, place, value)
            item = found.get(key)
            if item is None:
                item = found[key] = _Annotation(layer, row.start, row.end, row.line)
            item.start, item.end = min(item.start, row.start), max(item.end, row.end)
            if value.text is not None:
                item.features[name] = value.text


def _key(layer: Layer, row: _Row, place: int, value: Stacked) -> _Key:
    if value.number is not None:
        return _Key(layer.name, value.number, 0, 0)
    return _Key(layer.name, 0, row.line, place)


READER = Reader(
    name="webanno-tsv",
    title="WebAnno TSV (INCEpTION)",
    suffixes=frozenset(),
    read=read,
    looks_like=looks_like,
)
