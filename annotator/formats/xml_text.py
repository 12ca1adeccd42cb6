"""The text of XML as it reads: blanks are one, blocks are lines, and names marked in it are spans.

Knows no format; expands no entity, fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from annotator.domain.errors import InputError
from annotator.formats.reader import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARED = re.compile(rb"""(?s)\A.{0,200}?<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_BEFORE_ROOT = (
    rb"(?s)\A(?:\xef\xbb\xbf)?\s*+"
    rb"(?>(?:<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)\s*)*+<(?:[\w.-]+:)?"
)
_PARTS = ("", " ", "\t", "\n", "\n\n")
_BLANKS = re.compile("[ \t\r\n]+")


class Marked(NamedTuple):
    """A span of marked text, with what its element says besides."""

    start: int
    end: int
    label: str
    entity: str | None = None
    said: Mapping[str, str] = {}


@dataclass(slots=True)
class _Open:
    label: str
    entity: str | None
    said: Mapping[str, str]
    start: int | None = None


@dataclass(slots=True)
class FlowingText:
    """A text growing out of elements; ``spans`` are what was opened and closed, in code points."""

    spans: list[Marked] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _length: int = 0
    _glue: str = ""

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    def add(self, words: str) -> None:
        """Say some words; blanks at their edges part them from what is beside them."""
        plain = _BLANKS.sub(" ", words)
        if plain.startswith(" ") and not self._glue and self._length:
            self._glue = " "
        said = plain.strip(" ")
        if not said:
            return
        self._write(self._glue + said)
        self._glue = " " if plain.endswith(" ") else ""

    def add_as_it_is(self, text: str) -> None:
        """Say plain text whose lines and blanks are to stay."""
        if text.strip():
            self._write(self._glue + text.strip("\r\n"))
            self._glue = ""

    def _write(self, piece: str) -> None:
        for span in self._open:
            if span.start is None:
                span.start = self._length + len(self._glue)
        self._pieces.append(piece)
        self._length += len(piece)

    def part(self, by: str = "\n\n") -> None:
        """What comes next is parted from what is there ``by`` a tab or line ends."""
        if self._length and _PARTS.index(by) > _PARTS.index(self._glue):
            self._glue = by

    def join(self) -> None:
        """What comes next goes on in the same word."""
        self._glue = ""

    def open(self, label: str, entity: str | None = None, **said: str) -> None:
        """A span begins with the next word."""
        self._open.append(_Open(label, entity, said))

    def close(self) -> None:
        """The span that was opened last ends; one without words is none."""
        span = self._open.pop()
        if span.start is not None and span.start < self._length:
            self.spans.append(Marked(span.start, self._length, span.label, span.entity, span.said))


def begins_as(*names: str) -> re.Pattern[bytes]:
    """What the head of a file matches whose root element has one of these names."""
    return re.compile(_BEFORE_ROOT + rb"(?:" + "|".join(names).encode() + rb")[\s>/]")


def root_of(source: Source) -> tuple[_Element, str | None]:
    """The root of a file, and what there is to say about how it was decoded.

    Raises InputError and OSError.
    """
    from lxml import etree

    data = source.bytes()
    declared = _DECLARED.match(data)
    decoded = source.decode(data, declared=declared[1].decode() if declared else None)
    text = _DECLARATION.sub("", decoded.text.removeprefix("\ufeff"))
    if "<!ENTITY" in text:
        raise InputError(
            "it declares entities, which are not expanded for safety; save it without its DTD and "
            "import that"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8"
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser), decoded.note
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(
            f"its XML is damaged ({error}); mend that place, or choose “text” as its kind"
        ) from None


def name_of(element: _Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def said_by(node: _Element) -> str:
    """The words of an entity that the file does not declare (“&nbsp;”); none of a comment."""
    from lxml import etree

    return unescape(node.text or "") if node.tag is etree.Entity else ""


def first(element: _Element, *path: str) -> _Element | None:
    """The first element below that is reached by names, each anywhere below the one before."""
    for below in element.iterdescendants():
        if name_of(below) == path[0]:
            if len(path) == 1:
                return below
            within = first(below, *path[1:])
            if within is not None:
                return within
    return None


def words_in(element: _Element | None) -> str | None:
    """All words in an element, blanks as one; None where it has none."""
    if element is None:
        return None
    text = FlowingText()
    _flow(element, text)
    return text.text or None


def _flow(element: _Element, text: FlowingText) -> None:
    text.add(element.text or "")
    for child in element:
        if name_of(child):
            text.add(" ")
            _flow(child, text)
            text.add(" ")
        else:
            text.add(said_by(child))
        text.add(child.tail or "")
