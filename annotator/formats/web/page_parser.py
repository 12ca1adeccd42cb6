"""The standard library's parser of HTML, made to bear what damaged pages hold, and faster."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import unescape
from html.parser import HTMLParser
from typing import Any, ClassVar

Attribute = tuple[str, str | None]
Attributes = list[Attribute]

# A tag as nearly all are: closed, its values quoted or without what ends one. Of any other its
# first sign alone, and the library, which takes a match for each attribute, reads it.
_TAG = re.compile(
    r"""<(?>/[a-zA-Z][\w:-]*+\s*+>|[a-zA-Z][\w:-]*+"""
    r"""(?>\s++[^\s"'<>/=]++(?>\s*+=\s*+(?>"[^"]*+"|'[^']*+'|[^\s"'<>=`/]++))?+)*+\s*+/?>)?+"""
)
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]++)(?>\s*+=\s*+(?>"([^"]*+)"|'([^']*+)'|([^\s"'<>=`/]++)))?+"""
)
_NAME = re.compile(r"</?([a-zA-Z][\w:-]*+)")
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"}
    | {"track", "wbr"}
)
"""Elements that hold nothing and are never closed."""
# What follows these is read otherwise, which the library knows.
_SPECIAL = frozenset(
    {"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"}
)
_MOST_KNOWN = 4000  # tags as they are written; pages of one site have most of them in common
_LONGEST_KNOWN = 100  # characters; longer ones hold an address, and stand there once

Doing = Callable[[Any, Any], None]
"""What a parser does at a tag; it is given the parser, and what it has made of the tag before."""
Known = tuple[Doing, Any] | None
"""What there is to do at a tag, None where nothing is."""


def _never(parser: object, given: object) -> None:
    """Is not done."""


_BY_LIBRARY: Known = (_never, "is for the library to read")
_UNKNOWN: Known = (_never, "was not met yet")


class PageParser(HTMLParser):
    """Decodes references, and passes over marked sections of a kind it does not know.

    What a subclass makes of a tag is kept under how the tag is written, for all of its parsers.
    """

    _known: ClassVar[dict[str, Known]] = {}

    def __init_subclass__(cls) -> None:
        cls._known = {}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def goahead(self, end: bool) -> None:
        """Go through what has come: plain tags and the words between them here, whatever else
        there is by the library, a piece at a time.
        """
        raw, at = self.rawdata, 0
        if self.cdata_elem:
            at = self._by_library(raw, at)
        while not self.cdata_elem:
            at, is_all = self._plain(raw, at)
            begin = at
            at = at if is_all else self._by_library(raw, begin)
            if at == begin:  # no more, or none that ends here as far as the library sees
                break
        self.rawdata = raw[at:]
        super().goahead(end)

    def _plain(self, raw: str, at: int) -> tuple[int, bool]:
        """Go through plain tags from ``at`` on; returns where something else begins, or up to
        where all was plain, and whether it was.
        """
        known = self._known
        for match in _TAG.finditer(raw, at):
            begin = match.start()
            if begin > at:
                words = raw[at:begin]
                self.handle_data(unescape(words) if "&" in words else words)
            written = match[0]
            doing = known.get(written, _UNKNOWN)
            if doing is _UNKNOWN:
                doing = self._know(written)
            if doing is _BY_LIBRARY:
                return begin, False
            at = match.end()
            if doing is not None:
                doing[0](self, doing[1])
        return at, True

    def _know(self, written: str) -> Known:
        """What there is to do at a tag that is written so."""
        match = _NAME.match(written)
        tag = match[1].lower() if match else ""
        if match is None or (tag in _SPECIAL and written[1] != "/"):
            known: Known = _BY_LIBRARY
        elif written[1] == "/":
            known = self.at_end(tag)
        else:
            known = self.at_start(tag, written, is_closed=written.endswith("/>"))
        if len(written) <= _LONGEST_KNOWN:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[written] = known
        return known

    @classmethod
    def at_start(cls, tag: str, written: str, *, is_closed: bool) -> Known:
        """What there is to do where an element begins with a tag ``written`` so, and ends too if
        ``is_closed``.
        """
        attrs = attributes_of(written)
        if is_closed:
            return (lambda self, given: self.handle_startendtag(*given)), (tag, attrs)
        return (lambda self, given: self.handle_starttag(*given)), (tag, attrs)

    @classmethod
    def at_end(cls, tag: str) -> Known:
        """What there is to do where an element ends."""
        return (lambda self, name: self.handle_endtag(name)), tag

    def _by_library(self, raw: str, at: int) -> int:
        """Have the library read what begins at ``at``; returns up to where it has."""
        stop = _end_of(raw, at, self.cdata_elem)
        self.rawdata = raw[at:stop]
        super().goahead(False)
        return stop - len(self.rawdata)

    def updatepos(self, i: int, j: int) -> int:
        """Counts no lines: nobody asks where in a page something stands."""
        return j

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Where the section that begins at ``i`` ends, -1 where its end has not come yet."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:  # how it says that it does not know one
            return self.rawdata.find(">", i) + 1 or -1


def attributes_of(written: str) -> Attributes:
    """The attributes of a plain tag, in small letters, and their values."""
    name = _NAME.match(written)
    given = _ATTRIBUTE.findall(written, name.end() if name else 0)
    return [(key.lower(), _value(*values)) for key, *values in given]


def _end_of(raw: str, at: int, open_element: str | None) -> int:
    """About where something ends that is no plain tag: an element and all that it holds, a
    comment, a declaration.
    """
    if raw.startswith("<!--", at):
        return raw.find("-->", at) + 3 if raw.find("-->", at) >= 0 else len(raw)
    match = None if open_element else _NAME.match(raw, at)
    name = open_element or (match[1].lower() if match else "")
    if name in _SPECIAL:
        closing = _closing(name).search(raw, at)
        return closing.end() if closing else len(raw)
    return raw.find(">", at) + 1 or len(raw)


@cache
def _closing(name: str) -> re.Pattern[str]:
    either = "".join(f"[{sign}{sign.upper()}]" for sign in name)
    return re.compile(rf"</{either}\b[^>]*>")


def value_of(written: str) -> str:
    """The value of an attribute of which it is written, the equals sign and all."""
    value = written.lstrip(" \t\n\r\f\v=")
    value = value[1:-1] if value[0] in "\"'" else value
    return unescape(value) if "&" in value else value


def _value(double: str, single: str, bare: str) -> str:
    value = double or single or bare
    return unescape(value) if "&" in value else value
