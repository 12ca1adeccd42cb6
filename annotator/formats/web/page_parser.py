"""The standard library's parser of HTML, made to bear what damaged pages hold, and faster."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

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
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"}
    | {"track", "wbr"}
)
"""Elements that hold nothing and are never closed."""
# What follows these is read otherwise, which the library knows.
_SPECIAL = frozenset(
    {"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"}
)


class PageParser(HTMLParser):
    """Decodes references, and passes over marked sections of a kind it does not know."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_starttag(self, i: int) -> int:
        """Where the tag that begins at ``i`` ends, -1 where its end has not come yet."""
        match = _TAG.match(self.rawdata, i)
        tag = match[1].lower() if match else ""
        if match is None or tag in _SPECIAL:
            return super().parse_starttag(i)
        self.lasttag = tag
        attributes: list[tuple[str, str | None]] = [
            (name.lower(), _value(*given)) for name, *given in _ATTRIBUTE.findall(match[2])
        ]
        if match[3]:
            self.handle_startendtag(tag, attributes)
        else:
            self.handle_starttag(tag, attributes)
        return match.end()

    def parse_endtag(self, i: int) -> int:
        """Where the closing tag that begins at ``i`` ends, -1 where its end has not come yet."""
        match = None if self.cdata_elem else _END.match(self.rawdata, i)
        if match is None:
            return super().parse_endtag(i)
        self.handle_endtag(match[1].lower())
        return match.end()

    def updatepos(self, i: int, j: int) -> int:
        """Counts no lines: nobody asks where in a page something stands."""
        return j

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Where the section that begins at ``i`` ends, -1 where its end has not come yet."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:  # how it says that it does not know one
            return self.rawdata.find(">", i) + 1 or -1


def _value(double: str, single: str, bare: str) -> str:
    value = double or single or bare
    return unescape(value) if "&" in value else value
