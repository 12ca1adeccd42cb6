"""The standard library's parser of HTML, made to bear what damaged pages hold."""

from __future__ import annotations

from html.parser import HTMLParser


class PageParser(HTMLParser):
    """Decodes references, and passes over marked sections of a kind it does not know."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Where the section that begins at ``i`` ends, -1 where its end has not come yet."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:  # how it says that it does not know one
            return self.rawdata.find(">", i) + 1 or -1
