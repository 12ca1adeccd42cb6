"""The story of a page: what was found as its article, with the standfirst, the captions and the
paragraphs that were left out of its middle, each where the page has it. Finds no article itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.formats.web.page_line import Line, folded, sentences
from annotator.formats.web.story_parts import parts_of

_ENDS = re.compile(r"[.!?…:۔؟。][\"”’»)\]]*\W*\Z")
_ABOVE = 4  # lines between a headline and the first paragraph of its story
_NEAR = 2  # lines on either side of which one is in the story, and what is between is as well
_SHORTEST = 15  # code points of a line that is known again
_ROW = re.compile(r"\s*\|(.*)\|\s*")
_RULE = re.compile(r"\s*\|[\s|:-]+\|\s*")


def completed(article: Sequence[str], page: Sequence[Line]) -> list[str]:
    """The lines of an article with those of its page that belong to it and were left out."""
    whole = folded("\n".join(article))
    known = [len(text := folded(line.text)) >= _SHORTEST and text in whole for line in page]
    if True not in known:
        return list(article)
    first = known.index(True)
    heading = next((n for n in range(first, -1, -1) if page[n].is_heading), None)
    lines = list(article)
    at = 0
    parts = parts_of(page, known, {folded(line) for line in article})
    for number, line in enumerate(page):
        if known[number]:
            at = _behind(lines, line, at)
        elif number in parts and (there := _short(lines, page, known, number, at)) is not None:
            at = there
        elif number in parts or _belongs(page, known, number, first, heading, whole):
            if number in parts and number < first:  # the heading of what comes first
                at = max(at, _behind(lines, page[first], 1) - 1)
            lines.insert(at, line.text)
            at += 1
    return lines


def _short(
    lines: Sequence[str], page: Sequence[Line], known: Sequence[bool], number: int, at: int
) -> int | None:
    """Behind which line of the article a short line of its page stands already; None if nowhere."""
    text = folded(page[number].text)
    following = next((line for n, line in enumerate(page) if n > number and known[n]), None)
    end = len(lines) if following is None else _behind(lines, following, at) - 1
    if end < at:  # the article has them all in one line
        return at if at and text in folded(lines[at - 1]) else None
    return next((n + 1 for n in range(at, min(end, len(lines))) if text in folded(lines[n])), None)


def _behind(lines: Sequence[str], line: Line, at: int) -> int:
    """Where what follows a line of the page goes among the lines of its article."""
    text = folded(line.text)
    return next((n + 1 for n in range(max(0, at - 1), len(lines)) if text in folded(lines[n])), at)


def _belongs(
    page: Sequence[Line],
    known: Sequence[bool],
    number: int,
    first: int,
    heading: int | None,
    whole: str,
) -> bool:
    line = page[number]
    if not line.is_paragraph or line.is_beside or line.is_heading:
        return False
    if not (line.is_caption or _ENDS.search(line.text)):
        return False
    if any(folded(sentence) in whole for sentence in sentences(line.text)):
        return False
    if number < first:
        return heading is not None and heading < number and first - number <= _ABOVE
    is_before = any(known[max(0, number - _NEAR) : number])
    return is_before and any(known[number + 1 : number + 1 + _NEAR])


def apart(lines: Sequence[str], page: Sequence[Line]) -> list[str]:
    """The lines of an article with those that hold several of the page, one behind another, as
    the page has them: of short pages all may come as one line, byline and share bar among it.
    """
    known = [(text, line.text) for line in page if (text := folded(line.text))]
    whole = {text for text, _ in known}
    parted: list[str] = []
    for line in lines:
        rest, parts = folded(line), list[str]()
        if rest not in whole:
            for text, shown in known:
                if rest.startswith(text):
                    parts.append(shown)
                    rest = rest.removeprefix(text).lstrip()
        parted += [line] if rest or len(parts) < 2 else parts
    return parted


def rows_apart(lines: Sequence[str]) -> list[str]:
    """The lines with the cells of table rows parted by tabs, as those of documents are."""
    plain: list[str] = []
    for line in lines:
        if _RULE.fullmatch(line):
            continue
        row = _ROW.fullmatch(line)
        cells = [cell.strip() for cell in row[1].split("|")] if row else []
        plain.append("\t".join(cells).strip() if row else line)
    return [line for line in plain if line.strip()]
