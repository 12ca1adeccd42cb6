"""The headline of a page that names none: a line above its story in large or bold type, as pages
laid out in tables have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from annotator.domain.dates import iso_day, iso_day_alone
from annotator.formats.web.page_line import Line, folded

_LOUD = re.compile(
    r"(?is)<(?P<tag>font|span|p|div|td|big)\b(?P<how>[^<>]{0,500})>(?P<text>[^\0]{1,600}?)</(?P=tag)\s*>"
    r"|<(?P<bold>b|strong)\b[^<>]{0,200}>(?P<words>.{1,400}?)</(?P=bold)\s*>"
)
_SIZE = re.compile(
    r"""(?i)(?<![\w-])size\s*=\s*["']?(?P<more>\+?)(?P<size>\d)"""
    r"|font-size\s*:\s*(?:(?P<large>x+-large|larger|large)|(?P<px>\d{2})(?:px|pt))"
)
# How pages name the element that holds it.
_NAMED = re.compile(
    r"""(?i)\bclass\s*=\s*["']?[^"'<>]{0,60}(?:head(?:line)?|hed|titl[eo]|titre|titulo)(?![a-z])"""
)
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"(?i)<(?:br|p|/p|div|/div|td|/td|tr|/tr)\b[^<>]{0,500}>")
_ORDINARY = 3  # of the seven sizes of type that old pages know
_BOLD = 3.5
_HEADING = 5.5
_SMALLEST_LARGE = 18  # pixels
_FEWEST_WORDS = 3
_SHORTEST = 12  # code points of a headline, in scripts without blanks too
_LONGEST = 200
_STORY = 80  # code points from which on a line is a paragraph of the story
_ABOVE = 12  # lines above that paragraph
_ENDS = re.compile(r"[.:;,…۔。]\W*\Z")
_TIME = re.compile(r"\d:\d\d")
_PIECES = re.compile(r"\s[|–—·•:›»-]\s|[|_:]")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")
_MANY_WORDS = 5
_BYLINE = re.compile(r"(?i)(?:by|par|von|por|di|от|da)\s")


def first_paragraph(lines: Sequence[Line]) -> int:
    """The number of the first line of the story, as far as one can tell; how many there are where
    there is none.
    """
    return next(
        (
            number
            for number, line in enumerate(lines)
            if len(line.text) >= _STORY
            and not (line.is_link or line.is_beside or line.is_caption or line.is_heading)
            and _ENDS.search(line.text.rstrip("\"”’»)'"))
        ),
        len(lines),
    )


def top_of(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines between the heading of a page and its story; none where it has no heading."""
    end = first_paragraph(lines)
    above = range(end - 1, max(-1, end - _ABOVE), -1)
    heading = next((number for number in above if lines[number].is_heading), None)
    return lines[heading + 1 : end] if heading is not None and end < len(lines) else ()


def headline_in(lines: Sequence[Line], html: str, name: str) -> int | None:
    """The number of the line that is the headline of a page which is called by a ``name``."""
    end = first_paragraph(lines)
    if end == len(lines):
        return None
    loud: dict[str, float] = {}
    for text, size in _loud(html):
        loud[text] = max(size, loud.get(text, 0))
    whole = folded(name)
    best: tuple[bool, float, int] | None = None
    for number in range(max(0, end - _ABOVE), end):
        line, text = lines[number], folded(lines[number].text)
        size = max(loud.get(text, 0), _HEADING if line.is_heading else 0)
        if not size or not _may_be_one(line, size):
            continue
        if text == whole:  # it says nothing new, or is the name of the site
            size = 0.0
        is_named = text in whole and len(whole) / 2 < len(text) < len(whole)
        is_site = text in whole and not is_named and text != whole
        if is_site or not _agrees(line.text, name):
            continue
        best = max(best or (False, 0.0, -1), (is_named, size, number))
    return best[2] if best else None


def _agrees(text: str, name: str) -> bool:
    """Whether a line may be the headline of a page whose name may have a headline in it as well."""
    piece = max(_PIECES.split(name), key=len)
    words = _WORD.findall(piece.casefold())
    if len(words) < _MANY_WORDS and (piece.isascii() or len(piece) < _SHORTEST):
        return True  # the name of the site
    known = set(_WORD.findall(text.casefold()))
    return 2 * sum(word in known for word in words) >= len(words)


def _may_be_one(line: Line, size: float) -> bool:
    text = line.text
    if line.is_link or line.is_beside or line.is_caption or not _SHORTEST <= len(text) <= _LONGEST:
        return False
    if len(text.split()) < _FEWEST_WORDS and text.isascii():
        return False
    if size <= _BOLD and _ENDS.search(text):
        return False
    is_dated = iso_day_alone(text) is not None or (_TIME.search(text) and iso_day(text))
    return not is_dated and not _BYLINE.match(text)


def _loud(html: str) -> Iterator[tuple[str, float]]:
    """What stands in large or bold type, folded, and how large it is."""
    at = 0
    while (match := _LOUD.search(html, at)) is not None:
        at = match.start() + 1
        size = _BOLD if match["bold"] else _size(match["tag"].lower(), match["how"])
        if size > _ORDINARY:
            text = match["words"] or match["text"]
            for part in _BREAK.split(text):
                words = folded(unescape(_TAGS.sub(" ", part)))
                if words:
                    yield words, size


def _size(tag: str, how: str) -> float:
    if tag == "big":
        return _ORDINARY + 1
    match = _SIZE.search(how)
    if match is None:
        return _HEADING if _NAMED.search(how) else 0
    if match["size"]:
        return int(match["size"]) + (_ORDINARY if match["more"] else 0)
    if match["px"]:
        return _ORDINARY + max(0, (int(match["px"]) - _SMALLEST_LARGE) / 4 + 1)
    return _ORDINARY + 1 + match["large"].count("x")
