"""Goes through a page and gives its lines, menus apart. Knows nothing of articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from typing import NamedTuple

from annotator.formats.web import page_dates
from annotator.formats.web.page_line import Line
from annotator.formats.web.page_metadata import TELLING, MetadataReader
from annotator.formats.web.page_parser import Attributes, Known, PageParser, attributes_of, value_of
from annotator.formats.web.places import HOLDERS, Places, make_of

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "dialog"}
    | {"div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"}
    | {"h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre"}
    | {"section", "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul"}
)
_CELLS = frozenset({"td", "th"})
RAW = frozenset({"head", "script", "style", "template", "textarea"})
"""Elements whose words are none of the page, even if they are never closed."""
_UNSEEN = RAW | {
    *("button", "canvas", "datalist", "iframe", "noscript", "object", "select"),
    *("svg", "video", "audio"),
}
AROUND = frozenset({"nav", "footer"})
"""Elements that stand around what a page is about."""
BODIES = ("article", "main")
"""Elements in which pages mark their article, the surest first."""
# How pages name what stands beside their story.
_BESIDE = re.compile(
    r"(?i)(?:\b|_)(?:comments?|disqus|respond|related|recommend\w*|teasers?|sidebar|promo\w*"
    r"|newsletter|cookies?|consent|subscri\w+|sharing|social|footer|copyright)(?:\b|_)"
)
_HEADINGS = frozenset({"h1", "h2", "h3"})
_ITEMS = frozenset({"li", "dt", "dd"})
_SECTIONS = frozenset({*_HEADINGS, "h4", "h5", "h6"})
_HEADLINE = re.compile(r"(?i)(?:headline|titreArticle|article-?title|doctitle)|^hd$")
_COUNTED = frozenset({*BODIES, "figcaption"})
_MATTERING = _BLOCKS | _CELLS | _UNSEEN | AROUND | HOLDERS | {"a"}
_VALUE = r"""\s*+=\s*+(?>"[^"]*+"|'[^']*+'|[^\s"'<>=`/]++)"""
# What is looked at of a plain tag: its class, its id, and whether it has a property.
_GIVEN = re.compile(
    rf"(?i)<[a-z][\w:-]*+(?:\s++(?:class({_VALUE})|id({_VALUE})|(itemprop)(?=[\s=>/])(?:{_VALUE})?"
    rf"""|[^\s"'<>/=]++(?>{_VALUE})?+))*"""
)
_MOSTLY = 0.8  # of a line in links, and it is one
_NAMES_KNOWN = 4000


# What an element says by its names.
_HEADLINE_SAID, _BESIDE_SAID, _DAY_SAID = 1, 2, 4


class _Tag(NamedTuple):
    """What there is to know of a tag that begins an element."""

    name: str
    is_closed: bool
    is_block: bool
    is_beside: bool
    is_heading: bool
    part: str | None
    make: str | None  # as of a place


@lru_cache(_NAMES_KNOWN)
def _tag(name: str, said: int, make: str | None, *, is_closed: bool) -> _Tag:
    is_block = name in _BLOCKS
    part = None
    if name in _SECTIONS:
        part = "headline" if name == "h1" else "heading"
    elif name in _ITEMS:
        part = "item"
    is_beside = is_block and name != "body" and bool(said & _BESIDE_SAID)
    is_heading = name in _HEADINGS or bool(said & _HEADLINE_SAID)
    return _Tag(name, is_closed, is_block, is_beside, is_heading, part, make)


@lru_cache(_NAMES_KNOWN)
def _said_by(name: str) -> int:
    """What a class or an id says; pages give the same ones to many of their elements."""
    return (
        (_HEADLINE_SAID if _HEADLINE.search(name) else 0)
        | (_BESIDE_SAID if _BESIDE.search(name) else 0)
        | (_DAY_SAID if page_dates.is_place(name) else 0)
    )


def _said_in(attrs: Attributes) -> int:
    """What the attributes of an element say."""
    said = 0
    for key, value in attrs:
        if key == "itemprop":
            said |= _DAY_SAID
        elif value and key in ("class", "id"):
            said |= _said_by(value)
    return said


class LineReader(PageParser):
    """Reads the lines of a page; what is ``shown`` is not hidden in it, though it is usually.

    ``told`` hears of what may be metadata.
    """

    def __init__(self, shown: Set[str], told: MetadataReader | None = None) -> None:
        super().__init__()
        self._told = told
        self.hiding: str | None = None
        self._unseen = (_UNSEEN | AROUND) - shown
        self._lines: list[Line] = []
        self._words: list[str] = []
        self._linked = self._links = 0  # code points in links, and how many are open
        self._hidden = 0  # elements that are open of those that hide
        self._beside: str | None = None
        self._besides = 0  # elements that are open of those named as something beside the story
        self._captions = 0
        self._bodies = dict.fromkeys(BODIES, 0)
        self._within: frozenset[str] = frozenset()
        self._is_heading = False
        self._part, self._level = "", 0
        self._places = Places()

    def lines_of(self, pieces: Iterable[str]) -> Iterator[Line]:
        """The lines of a page that comes in pieces."""
        for piece in pieces:
            self.feed(piece)
            yield from self._lines
            self._lines.clear()
        self.close()
        self._end_line()
        yield from self._lines

    @classmethod
    def at_start(cls, tag: str, written: str, *, is_closed: bool) -> Known:
        match = _GIVEN.match(written) if tag not in TELLING else None
        names, name, prop = match.groups() if match else (None, None, "")
        names = value_of(names) if names else ""
        said = (_said_by(names) if names else 0) | (_said_by(value_of(name)) if name else 0)
        if prop is not None or said & _DAY_SAID:
            return cls._begin_telling, (tag, attributes_of(written), is_closed)
        if tag in _MATTERING or said & _HEADLINE_SAID:
            make = f"{tag} {names}" if tag in HOLDERS else None
            return cls._begin, _tag(tag, said, make, is_closed=is_closed)
        return (cls._end_plain, tag) if is_closed else None

    @classmethod
    def at_end(cls, tag: str) -> Known:
        return (cls._end if tag in _MATTERING else cls._end_plain), tag

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._begin_telling((tag, attrs, False))

    def handle_endtag(self, tag: str) -> None:
        self._end(tag)

    def _begin_telling(self, given: tuple[str, Attributes, bool]) -> None:
        """Where an element begins that may say something of its page."""
        name, attrs, is_closed = given
        if self._told is not None:
            self._told.handle_starttag(name, attrs)
        self._begin(_tag(name, _said_in(attrs), make_of(name, attrs), is_closed=is_closed))

    def _begin(self, tag: _Tag) -> None:
        if self.hiding == "head" and tag.name == "body":
            self.hiding = None
        if self.hiding is None:
            self._begin_seen(tag)
        elif tag.name == self.hiding:
            self._hidden += 1
        if tag.is_closed:
            self._end(tag.name)

    def _begin_seen(self, tag: _Tag) -> None:
        name = tag.name
        if name in self._unseen:
            self._end_line()
            self.hiding, self._hidden = name, 1
        elif tag.is_block:
            self._end_line()
        elif name in _CELLS and self._words:
            self._words.append(" ")
        if tag.part is not None:
            self._part = tag.part
            self._level = int(name[1]) if name in _SECTIONS else 0
        if tag.make is not None:
            self._places.begin(tag.make)
        if name == "a":
            self._links += 1
        if tag.is_heading:
            self._is_heading = True
        if name in _COUNTED:
            self._count(name, 1)
        if self._beside is None:
            if tag.is_beside:
                self._beside, self._besides = name, 1
        elif name == self._beside:
            self._besides += 1

    def _end_plain(self, name: str) -> None:
        """Where an element ends that holds no line by itself."""
        if self._told is not None and self._told.is_listening:
            self._told.handle_endtag(name)

    def _end(self, name: str) -> None:
        self._end_plain(name)
        if self.hiding is not None:
            self._hidden -= name == self.hiding
            # A head that is never closed must not hide the body.
            if self._hidden <= 0 or (self.hiding == "head" and name in ("head", "html")):
                self.hiding = None
            return
        if name in _BLOCKS:
            self._end_line()
            if name in _SECTIONS or name in _ITEMS:
                self._part, self._level = "", 0
        if name in HOLDERS:
            self._places.end(name)
        if name == "a" and self._links:
            self._links -= 1
        if name in _COUNTED:
            self._count(name, -1)
        if name == self._beside:
            self._besides -= 1
            if self._besides <= 0:
                self._beside = None

    def _count(self, name: str, more: int) -> None:
        if name == "figcaption":
            self._captions = max(0, self._captions + more)
            return
        self._bodies[name] = max(0, self._bodies[name] + more)
        self._within = frozenset(body for body in BODIES if self._bodies[body])

    def handle_data(self, data: str) -> None:
        if self._told is not None and self._told.is_listening:
            self._told.handle_data(data)
        if self.hiding is None:
            if self._links:
                self._linked += len(data)
            if self._words or not data.isspace():
                self._words.append(data)

    def _end_line(self) -> None:
        """Whatever follows stands in a line of its own."""
        line = " ".join("".join(self._words).split()) if self._words else ""
        if line:
            is_link = self._linked >= _MOSTLY * len(line)
            looks = (is_link, self._beside is not None, self._is_heading, self._captions > 0)
            told = (self._part, self._places.now, self._level)
            self._lines.append(Line(line, self._within, *looks, *told))
            self._is_heading = False
        self._words, self._linked = [], 0
