"""The words of an HTML page as lines, with the standard library alone. Guesses no article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from annotator.formats.web.page_parser import PageParser
from annotator.formats.web.places import Place, Places

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "dialog"}
    | {"div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"}
    | {"h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre"}
    | {"section", "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul"}
)
_CELLS = frozenset({"td", "th"})
_RAW = frozenset({"head", "script", "style", "template", "textarea"})
_UNSEEN = _RAW | {
    *("button", "canvas", "datalist", "iframe", "noscript", "object", "select"),
    *("svg", "video", "audio"),
}
_AROUND = frozenset({"nav", "footer"})
_BODIES = ("article", "main")
_COUNTED = frozenset({*_BODIES, "figcaption"})
# How pages name what stands beside their story.
_BESIDE = re.compile(
    r"(?i)(?:\b|_)(?:comments?|disqus|respond|related|recommend\w*|teasers?|sidebar|promo\w*"
    r"|newsletter|cookies?|consent|subscri\w+|sharing|social|footer|copyright)(?:\b|_)"
)
_HEADINGS = frozenset({"h1", "h2", "h3"})
_ITEMS = frozenset({"li", "dt", "dd"})
_SECTIONS = frozenset({*_HEADINGS, "h4", "h5", "h6"})
_HEADLINE = re.compile(r"(?i)(?:headline|titreArticle|article-?title|doctitle)|^hd$")
_PARAGRAPH = 40  # code points from which on a line may be a paragraph
_MOSTLY = 0.8  # of a line in links, and it is one
_ENOUGH = 2 / 3  # of what the paragraphs of a page say, for a part of it to be its article
_NAMES_KNOWN = 1000
_LINES_KNOWN = 2000
_LINE = 1000  # code points
_SENTENCE = re.compile(r"(?<=[.!?؟۔。])\s+")
_NON_WORD = re.compile(r"[\W_]+")


class Line(NamedTuple):
    """A line of a page: which parts that pages mark as their story it lies in, whether it is one
    of links, whether the page names it as something beside the story, as a heading, or as the
    caption of a picture; ``part`` is what it is of a story: "headline", "heading", "item" of a
    list, or nothing of these. ``place`` says what it stands in.
    """

    text: str
    within: frozenset[str]
    is_link: bool
    is_beside: bool
    is_heading: bool = False
    is_caption: bool = False
    part: str = ""
    place: Place = ()

    @property
    def is_paragraph(self) -> bool:
        """Whether it may be a paragraph, or a part of one, that somebody would read."""
        return len(self.text) >= _PARAGRAPH and not self.is_link


class Missing(NamedTuple):
    """What of the paragraphs of a page is missing in a text: in how many of them something, of how
    many there are, and the share of their code points. ``story`` is that share without what stands
    beside the story.
    """

    paragraphs: int
    of: int
    share: float
    story: float


def missing(lines: Iterable[Line], text: str) -> Missing:
    """What ``text`` lacks of the paragraphs among ``lines``; sentences count one by one, and
    headings and items of lists in the share.
    """
    kept = folded(text)
    kept_lines = {folded(line) for line in text.split("\n")}
    lacking = count = 0
    sizes: Counter[tuple[bool, bool]] = Counter()  # by: beside the story, missing
    for line in lines:
        if not line.is_paragraph:
            if line.part in ("heading", "item") and not line.is_link:
                sizes[True, folded(line.text) not in kept_lines] += len(line.text)
            continue
        whole = folded(line.text) in kept
        parts = [line.text] if whole else sentences(line.text)
        gone = 0 if whole else sum(len(part) for part in parts if folded(part) not in kept)
        count += 1
        lacking += gone > 0
        sizes[line.is_beside, True] += gone
        sizes[line.is_beside, False] += len(line.text) - gone
    return Missing(
        lacking,
        count,
        _share(sizes[False, True] + sizes[True, True], sizes.total()),
        _share(sizes[False, True], sizes[False, True] + sizes[False, False]),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def sentences(text: str) -> list[str]:
    """The sentences of a line, more or less."""
    return _SENTENCE.split(text)


def folded(text: str) -> str:
    """A text as it is compared: its letters and digits alone."""
    return _folded_line(text) if len(text) < _LINE else _NON_WORD.sub("", text).casefold()


@lru_cache(_LINES_KNOWN)
def _folded_line(text: str) -> str:
    """Of a line, which is compared several times while its page is read."""
    return _NON_WORD.sub("", text).casefold()


def lines_of(html: str) -> list[str]:
    """Every line a reader of the page would see, menus apart.

    Where the page marks its article or its main part, only what is in there.
    """
    return list(PageLines(lambda: [html]))


class PageLines:
    """The lines of a page that comes in pieces, and is gone through several times: to find out
    what it marks as its article, and for the lines. With ``keeps`` they are kept the first time.

    ``beside`` is told of all that is met the first time, so that nobody has to go through it again.
    """

    def __init__(
        self,
        pieces: Callable[[], Iterable[str]],
        *,
        beside: PageParser | None = None,
        keeps: bool = False,
    ) -> None:
        self._pieces = pieces
        self._shown: frozenset[str] = frozenset()
        self._kept: list[Line] | None = [] if keeps else None
        unclosed = self._look(beside)
        while unclosed is not None:
            self._shown |= {unclosed}
            unclosed = self._look(None)

    def _look(self, beside: PageParser | None) -> str | None:
        """Measure the page; returns what is hidden to its end because it is never closed."""
        self._sizes: Counter[str] = Counter()
        self._marked: set[str] = set()
        if self._kept is not None:
            self._kept = []
        reader = _LineReader(self._shown, beside)
        for line in reader.lines_of(self._pieces()):
            if self._kept is not None:
                self._kept.append(line)
            self._marked |= line.within
            if line.is_paragraph:
                self._sizes["all"] += len(line.text)
                self._sizes["story"] += 0 if line.is_beside else len(line.text)
                self._sizes.update(dict.fromkeys(line.within, len(line.text)))
        return None if reader.hiding in _RAW else reader.hiding

    @property
    def body(self) -> str | None:
        """The element that holds the page's article; None where no one has enough of its text."""
        for body in _BODIES:
            if body in self._marked and self._sizes[body] >= _ENOUGH * self._sizes["story"]:
                return body
        return None

    @property
    def left_out(self) -> float:
        """The share of what the paragraphs of the page say that does not come with the lines."""
        whole = self._sizes["all"]
        return _share(whole - self._sizes[self.body or "all"], whole)

    def all(self) -> Iterator[Line]:
        """All lines, whatever they lie in."""
        if self._kept is not None:
            return iter(self._kept)
        return _LineReader(self._shown).lines_of(self._pieces())

    def whole(self) -> Iterator[Line]:
        """All lines, those in menus and footers too."""
        return _LineReader(self._shown | _AROUND).lines_of(self._pieces())

    def __iter__(self) -> Iterator[str]:
        body = self.body
        return (line.text for line in self.all() if body is None or body in line.within)


class _LineReader(PageParser):
    def __init__(self, shown: frozenset[str], beside: PageParser | None = None) -> None:
        super().__init__()
        self._told = beside
        self.hiding: str | None = None
        self._unseen = (_UNSEEN | _AROUND) - shown
        self._lines: list[Line] = []
        self._words: list[str] = []
        self._linked = self._links = 0  # code points in links, and how many are open
        self._depths: Counter[str] = Counter()
        self._beside: str | None = None
        self._is_heading = False
        self._part = ""
        self._places = Places()

    def lines_of(self, pieces: Iterable[str]) -> Iterator[Line]:
        for piece in pieces:
            self.feed(piece)
            yield from self._lines
            self._lines.clear()
        self.close()
        self._end_line()
        yield from self._lines

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._told is not None:
            self._told.handle_starttag(tag, attrs)
        if self.hiding == "head" and tag == "body":
            self.hiding = None
        if self.hiding is not None:
            self._depths["hidden"] += tag == self.hiding
            return
        if tag in self._unseen:
            self._end_line()
            self.hiding, self._depths["hidden"] = tag, 1
        elif tag in _BLOCKS:
            self._end_line()
        elif tag in _CELLS and self._words:
            self._words.append(" ")
        if tag in _SECTIONS:
            self._part = "headline" if tag == "h1" else "heading"
        elif tag in _ITEMS:
            self._part = "item"
        self._places.begin(tag, attrs)
        self._links += tag == "a"
        named = [value for name, value in attrs if value and name in ("class", "id")]
        self._is_heading |= tag in _HEADINGS or any(map(_is_headline, named))
        if tag in _COUNTED:
            self._depths[tag] += 1
        if self._beside is not None:
            self._depths["beside"] += tag == self._beside
        elif named and tag in _BLOCKS and tag != "body" and any(map(_is_beside, named)):
            self._beside, self._depths["beside"] = tag, 1

    def handle_endtag(self, tag: str) -> None:
        if self._told is not None:
            self._told.handle_endtag(tag)
        if self.hiding is not None:
            self._depths["hidden"] -= tag == self.hiding
            # A head that is never closed must not hide the body.
            if self._depths["hidden"] <= 0 or (self.hiding == "head" and tag in ("head", "html")):
                self.hiding = None
            return
        if tag in _BLOCKS:
            self._end_line()
            if tag in _SECTIONS | _ITEMS:
                self._part = ""
        self._places.end(tag)
        self._links = max(0, self._links - (tag == "a"))
        if tag in _COUNTED:
            self._depths[tag] = max(0, self._depths[tag] - 1)
        if tag == self._beside:
            self._depths["beside"] -= 1
            self._beside = tag if self._depths["beside"] > 0 else None

    def handle_data(self, data: str) -> None:
        if self._told is not None:
            self._told.handle_data(data)
        if self.hiding is None:
            self._words.append(data)
            self._linked += len(data) if self._links else 0

    def _end_line(self) -> None:
        """Whatever follows stands in a line of its own."""
        line = " ".join("".join(self._words).split())
        if line.strip():
            within = frozenset(body for body in _BODIES if self._depths[body])
            is_link = self._linked >= _MOSTLY * len(line)
            is_beside = self._beside is not None
            is_caption = self._depths["figcaption"] > 0
            looks = (is_link, is_beside, self._is_heading, is_caption)
            self._lines.append(Line(line.strip(), within, *looks, self._part, self._places.now))
            self._is_heading = False
        self._words, self._linked = [], 0


# Pages give the same names to many of their elements.
@lru_cache(_NAMES_KNOWN)
def _is_headline(name: str) -> bool:
    return _HEADLINE.search(name) is not None


@lru_cache(_NAMES_KNOWN)
def _is_beside(name: str) -> bool:
    return _BESIDE.search(name) is not None
