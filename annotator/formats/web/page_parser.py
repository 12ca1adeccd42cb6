"""The standard library's parser of HTML, made to bear what damaged pages hold, and faster."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]

# A tag as nearly all are: closed, its values quoted or without what ends one. The library, which
# takes a match for each attribute and for each end of one, reads what is none.
_TAG = re.compile(
    r"""<([a-zA-Z][\w:-]*+)((?>\s++[^\s"'<>/=]++(?>\s*+=\s*+(?>"[^"]*+"|'[^']*+'|[^\s"'<>=`/]++))?+)*+)"""
    r"\s*+(/?)>"
)
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]++)(?>\s*+=\s*+(?>"([^"]*+)"|'([^']*+)'|([^\s"'<>=`/]++)))?+"""
)
_END = re.compile(r"</([a-zA-Z][\w:-]*+)\s*+>")
_NAME = re.compile(r"<([a-zA-Z][\w:-]*+)")
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"}
    | {"track", "wbr"}
)
"""Elements that hold nothing and are never closed."""
# What follows these is read otherwise, which the library knows.
_SPECIAL = frozenset(
    {"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"}
)
_MOST_KNOWN = 2000  # sets of attributes; a page has many elements with the same ones


class PageParser(HTMLParser):
    """Decodes references, and passes over marked sections of a kind it does not know."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._known: dict[str, Attributes] = {}

    def goahead(self, end: bool) -> None:
        """Go through what has come: plain tags and the words between them here, whatever else
        there is by the library, a piece at a time.
        """
        raw, at = self.rawdata, 0
        if self.cdata_elem:
            at = self._by_library(raw, at)
        while not self.cdata_elem and (begin := raw.find("<", at)) >= 0:
            if begin > at:
                words = raw[at:begin]
                self.handle_data(unescape(words) if "&" in words else words)
            match = _TAG.match(raw, begin)
            if match is not None and (tag := match[1].lower()) not in _SPECIAL:
                if match[3]:
                    self.handle_startendtag(tag, self._attributes(match[2]))
                else:
                    self.handle_starttag(tag, self._attributes(match[2]))
                at = match.end()
                continue
            match = _END.match(raw, begin)
            at = match.end() if match is not None else self._by_library(raw, begin)
            if match is not None:
                self.handle_endtag(match[1].lower())
            elif at == begin:  # it does not end here, or in a way that only the library sees
                break
        self.rawdata = raw[at:]
        super().goahead(end)

    def _by_library(self, raw: str, at: int) -> int:
        """Have the library read what begins at ``at``; returns up to where it has."""
        stop = _end_of(raw, at, self.cdata_elem)
        self.rawdata = raw[at:stop]
        super().goahead(False)
        return stop - len(self.rawdata)

    def _attributes(self, written: str) -> Attributes:
        if not written:
            return []
        known = self._known.get(written)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            attributes = _ATTRIBUTE.findall(written)
            known = self._known[written] = [
                (name.lower(), _value(*given)) for name, *given in attributes
            ]
        return known

    def updatepos(self, i: int, j: int) -> int:
        """Counts no lines: nobody asks where in a page something stands."""
        return j

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Where the section that begins at ``i`` ends, -1 where its end has not come yet."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:  # how it says that it does not know one
            return self.rawdata.find(">", i) + 1 or -1


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


def _value(double: str, single: str, bare: str) -> str:
    value = double or single or bare
    return unescape(value) if "&" in value else value
