"""TEI: the text of a document with the names, places, organisations and numbers marked in it.

Source of the format: the TEI Guidelines P5, chapters 2 (the header) and 13 (names and dates).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.domain.dates import iso_day_alone, iso_month
from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.xml_text import (
    FlowingText,
    begins_as,
    first,
    name_of,
    root_of,
    said_by,
    words_in,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_BEGIN = begins_as("TEI", r"TEI\.2", "teiCorpus", r"teiCorpus\.2")
_TEXTS = frozenset({"TEI", "TEI.2"})
_NAMES = frozenset(
    {"persName", "placeName", "orgName", "geogName", "num", "measure", "date", "time"}
    | {"name", "rs"}
)
_PLACES = frozenset({"country", "settlement", "region", "district", "bloc"})
"""Places that stand by themselves; within another name they are part of it."""
_TYPED = frozenset({"name", "rs"})
_BLOCKS = frozenset(
    {"p", "head", "ab", "l", "lg", "item", "list", "label", "div", "row", "table", "opener"}
    | {"closer", "salute", "signed", "dateline", "byline", "postscript", "sp", "speaker", "stage"}
    | {"trailer", "argument", "epigraph", "docTitle", "titlePart", "docAuthor", "docDate", "figure"}
    | {"front", "body", "back", "group", "text", "u", "listBibl", "bibl", "quote", "cit"}
    | {"floatingText"}
    | {f"div{number}" for number in range(8)}
)
_LINES = frozenset({"l", "row", "item"})
_OR_INLINE = frozenset({"quote", "bibl", "cit", "label", "figure"})
_PARAGRAPHS = frozenset({"p", "l", "ab", "head", "item"})
_LEFT_OUT = frozenset(
    {"teiHeader", "fw", "del", "facsimile", "standOff", "sourceDoc", "figDesc", "graphic", "index"}
    | {"interpGrp", "spanGrp", "linkGrp", "formula"}
)
_READS_AS = ("corr", "reg", "expan", "lem", "sic", "orig", "abbr", "rdg", "unclear")
"""Of several readings of one place, which is the text."""
_OTHERWISE = frozenset(
    {"type", "subtype", "ref", "key", "rend", "rendition", "style", "lang", "id"}
)


def looks_like(source: Source) -> bool:
    """Whether its root is that of a TEI document. Raises OSError."""
    return _BEGIN.match(source.head) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The texts of a document or a corpus. Raises InputError and OSError."""
    root, note = root_of(source)
    if note:
        yield source.issue(note, loss=False)
    texts = [element for element in root.iter() if name_of(element) in _TEXTS]
    for element in texts:
        try:
            yield from _article(source, element, alone=len(texts) == 1)
        except InputError as error:
            yield source.issue(str(error), line=element.sourceline)


def _article(source: Source, tei: _Element, *, alone: bool) -> Iterator[Item]:
    page = _Page()
    for part in tei:
        if name_of(part) == "text":
            page.read(part)
    builder = RecordBuilder(
        page.text.text, file=source.file, line=None if alone else tei.sourceline
    )
    for said in page.notes():
        builder.warn(said)
    if any(name_of(part) in ("annotation", "annotationBlock", "spanGrp") for part in tei.iter()):
        builder.warn_loss("annotations that stand beside its text (standOff) were not read")
    for span in page.text.spans:
        extra = {"tei": span.said} if span.said else None
        builder.add(span.start, span.end, span.label, entity=span.entity, extra=extra)
    header = next((part for part in tei if name_of(part) == "teiHeader"), None)
    known = _known(header) if header is not None else {}
    author = known.pop("author", None)
    uid = tei.get("{http://www.w3.org/XML/1998/namespace}id")
    about = {"file": source.name, **({"author": author} if author else {})}
    metadata = Metadata.of({"id": uid, **known})
    yield from builder.items(replace(metadata, extra=about, raw=source.bytes if alone else None))


def _known(header: _Element) -> dict[str, str | None]:
    """What a header says; the day is that of the source and not that of the edition."""
    source = first(header, "sourceDesc")
    known = {
        "title": words_in(first(header, "titleStmt", "title")),
        "author": words_in(first(header, "titleStmt", "author")),
        "published": _day(source) or _day(first(header, "profileDesc", "creation")),
        "source": _paper(source) or words_in(first(header, "publicationStmt", "publisher")),
    }
    for number in header.iterdescendants():
        said = words_in(number) if name_of(number) == "idno" else None
        if said and said.startswith(("http://", "https://")):
            known.setdefault("url", said)
    return {need: said for need, said in known.items() if said}


def _paper(source: _Element | None) -> str | None:
    """The newspaper or journal that a text is from."""
    for part in source.iterdescendants() if source is not None else ():
        if name_of(part) == "title" and part.get("level") in ("j", "s"):
            return words_in(part)
    return None


def _day(element: _Element | None) -> str | None:
    if element is None:
        return None
    for part in element.iterdescendants():
        if name_of(part) == "date":
            said = part.get("when") or part.get("when-iso") or words_in(part) or ""
            day = iso_day_alone(said) or iso_month(said)
            if day:
                return day
            if part.get("when"):
                return str(said)
    return None


class _Page:
    """What is being read, and how many readings were left out of it."""

    def __init__(self) -> None:
        self.text = FlowingText()
        self._left: Counter[str] = Counter()
        self._depth = 0  # names that what is read lies in

    def notes(self) -> Iterator[str]:
        """What there is to say of what was left out."""
        for what, count in self._left.items():
            yield f"{what} were left out of the text: {count:,}"

    def read(self, element: _Element) -> None:
        """Say the words of an element and of all in it."""
        name = name_of(element)
        self.text.add(element.text or "")
        for child in element:
            self._child(child, name)
            self.text.add(child.tail or "")

    def _child(self, child: _Element, outer: str) -> None:
        name = name_of(child)
        if not name:
            self.text.add(said_by(child))
        elif name in _LEFT_OUT:
            if name == "del":
                self._left["deleted passages"] += 1
        elif name in ("choice", "app", "subst"):
            self._reading(child)
        elif name in ("lb", "pb", "cb", "milestone"):
            self._break(child, name)
        elif name == "gap":
            self.text.add("[…]")
        elif name == "note":
            self._note(child, outer)
        elif name == "cell":
            self.text.part("\t")
            self.read(child)
        elif name in _BLOCKS and not (name in _OR_INLINE and outer in _PARAGRAPHS):
            ends = "\n" if name in _LINES else "\n\n"
            self.text.part(ends)
            self.read(child)
            self.text.part(ends)
        elif name in _NAMES or (name in _PLACES and not self._depth):
            self._name(child, name)
        else:
            self.read(child)

    def _name(self, element: _Element, name: str) -> None:
        label = element.get("type") or name if name in _TYPED else name
        entity = element.get("ref") or element.get("key")
        said = {str(key).rpartition("}")[2]: value for key, value in element.attrib.items()}
        kept = {key: value for key, value in said.items() if key not in _OTHERWISE}
        self.text.open(label, entity, **kept)
        self._depth += 1
        self.read(element)
        self._depth -= 1
        self.text.close()

    def _reading(self, element: _Element) -> None:
        parts = {name_of(part): part for part in reversed(element) if name_of(part)}
        names = [name for name in ("add", *_READS_AS) if name in parts] or list(parts)
        if names:
            self.read(parts[names[0]])
        self._left["other readings of a place"] += max(0, len(parts) - 1)

    def _break(self, element: _Element, name: str) -> None:
        if element.get("break") == "no":
            self.text.join()
        elif name == "lb":
            self.text.part("\n")
        else:
            self.text.add(" ")

    def _note(self, element: _Element, outer: str) -> None:
        is_inline = outer in _PARAGRAPHS or self._depth
        if not is_inline:
            self.text.part()
            self.read(element)
            self.text.part()
            return
        self.text.add(" [")
        self.read(element)
        self.text.join()
        self.text.add("]")


READER = Reader(
    name="tei",
    title="TEI (XML)",
    suffixes=frozenset({".tei"}),
    read=read,
    looks_like=looks_like,
)
