"""The words of an HTML page as lines, with the standard library alone. Guesses no article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.formats.page_parser import PageParser

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "dialog"}
    | {"div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"}
    | {"h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre"}
    | {"section", "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul"}
)
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset(
    {"button", "canvas", "datalist", "head", "iframe", "noscript", "object", "script", "select"}
    | {"style", "svg", "template", "textarea", "video", "audio"}
)
_AROUND = frozenset({"nav", "footer"})
_BODIES = ("article", "main")


def lines_of(html: str) -> list[str]:
    """Every line a reader of the page would see, menus apart.

    Where the page marks its article or its main part, only what is in there.
    """
    reader = _LineReader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    for body in _BODIES:
        inside = [line for line, within in reader.lines if body in within]
        if inside:
            return inside
    return [line for line, _ in reader.lines]


class PageLines:
    """The same lines of a page that comes in pieces, and is gone through twice: once to find out
    what it marks as its article, once for the lines.
    """

    def __init__(self) -> None:
        self._marked: set[str] = set()
        self._reader = _LineReader()

    def look_at(self, piece: str) -> None:
        """Take note of what a piece marks; all pieces must have been looked at before ``of``."""
        self._reader.feed(piece)
        for line in self._reader.lines:
            self._marked |= line[1]
        self._reader.lines.clear()

    def of(self, pieces: Iterable[str]) -> Iterator[str]:
        """The lines."""
        body = next((body for body in _BODIES if body in self._marked), None)
        reader = _LineReader()
        for piece in pieces:
            reader.feed(piece)
            yield from (line for line, within in reader.lines if body is None or body in within)
            reader.lines.clear()
        reader.close()
        reader.end_line()
        yield from (line for line, within in reader.lines if body is None or body in within)


class _LineReader(PageParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[str, frozenset[str]]] = []
        self._words: list[str] = []
        self._hidden = 0
        self._hiding: str | None = None
        self._within = {body: 0 for body in _BODIES}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hiding is not None:
            self._hidden += tag == self._hiding
            return
        if tag in _UNSEEN or tag in _AROUND:
            self.end_line()
            self._hiding, self._hidden = tag, 1
        elif tag in _BLOCKS:
            self.end_line()
        elif tag in _CELLS and self._words:
            self._words.append(" ")
        if tag in self._within:
            self._within[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        if self._hiding is not None:
            self._hidden -= tag == self._hiding
            # A head that is never closed must not hide the body.
            if self._hidden <= 0 or (self._hiding == "head" and tag in ("head", "html")):
                self._hiding = None
            return
        if tag in _BLOCKS:
            self.end_line()
        if tag in self._within:
            self._within[tag] = max(0, self._within[tag] - 1)

    def handle_data(self, data: str) -> None:
        if self._hiding is None:
            self._words.append(data)

    def end_line(self) -> None:
        """Whatever follows stands in a line of its own."""
        line = " ".join("".join(self._words).split())
        self._words = []
        if line.strip():
            within = frozenset(body for body, depth in self._within.items() if depth)
            self.lines.append((line.strip(), within))
