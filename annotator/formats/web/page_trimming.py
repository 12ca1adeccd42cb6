"""Leaves out of a page what holds no words, without making a tree of it: scripts, styles and
comments, and of a large page, as it comes, also drawings and data in attributes. JSON-LD stays, it
holds metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_BEGIN = re.compile(
    r"(?i)<!--|<(?P<tag>script|style|svg)(?=[\s/>])(?P<rest>[^>]{0,4000}>)"
    r"""|\s(?:src|href|xlink:href|srcset|poster|content)\s*=\s*(?P<quote>["'])data:[\w/+.-]*[;,]"""
    r"""|\sdata-[\w.:-]{1,80}\s*=\s*(?P<long>["'])(?=[^"'<>]{2000})"""
    r"""|\burl\(\s*(?:["']|&quot;|&\#39;)?data:"""
)
_WORDLESS = re.compile(r"(?i)<(?:!--|(?P<tag>script|style)(?=[\s/>])(?P<rest>[^>]{0,4000}>))")
_LD = re.compile(r"(?i)\btype\s*=\s*[\"']?\s*application/ld\+json")
_ENDS = {tag: re.compile(rf"(?i)</{tag}\b[^>]{{0,200}}>") for tag in ("script", "style", "svg")} | {
    "<!--": re.compile("-->"),
    '"': re.compile('"'),
    "'": re.compile("'"),
}
_OF_URL = re.compile(r"[)\"'<>]")
_AHEAD = 4200  # characters that must follow for one to be sure of what begins
_BEHIND = 256  # characters of what is passed over in which its end may have begun
_MOST_LD = 500_000  # characters; metadata is a few thousand


def without_scripts(html: str) -> str:
    """A page without scripts, styles and comments, as far as they are closed."""
    kept: list[str] = []
    at = looked = 0
    endless: set[str] = set()  # of which none is closed any more
    while (match := _WORDLESS.search(html, looked)) is not None:
        tag = (match["tag"] or "<!--").lower()
        looked = match.end()
        # The shortest of comments is “<!-->”.
        start = match.start() + 2 if tag == "<!--" else looked
        end = _ENDS[tag].search(html, start) if tag not in endless else None
        if end is None:
            endless.add(tag)
            continue
        looked = end.end()
        if tag != "script" or not _LD.search(match["rest"]):
            kept.append(html[at : match.start()])
            at = looked
    kept.append(html[at:])
    return "".join(kept)


def trimmed(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces of a page without what nobody reads."""
    page = _Page(iter(pieces))
    while True:
        match = _BEGIN.search(page.text, page.at)
        sure = len(page.text) - (0 if page.is_at_end else _AHEAD)
        if match is None or match.start() >= sure:
            yield page.taken(sure)
            if page.is_at_end:
                return
            page.more()
            continue
        yield page.taken(match.start())
        page.at = match.end()
        yield from _instead(page, match)


def _instead(page: _Page, match: re.Match[str]) -> Iterator[str]:
    """What stays of something that holds no words."""
    begin, quote, tag = match[0], match["quote"] or match["long"], (match["tag"] or "").lower()
    if tag == "script" and _LD.search(match["rest"]):
        within = "".join(page.through(_ENDS[tag], _MOST_LD))
        yield begin + within if within else ""
        return
    if quote:  # only the value goes, and its quote stays as its end
        yield begin[: begin.index(quote) + 1]
    page.skip(_ENDS[quote or tag or begin] if quote or tag or begin in _ENDS else _OF_URL)
    if quote:
        yield quote
    elif not tag and begin not in _ENDS:
        page.at -= 1  # a quote or a bracket may end more than this


class _Page:
    """The part of a page that is at hand; ``at`` is how far it has been dealt with."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self.text = ""
        self.at = 0
        self.is_at_end = False
        self._pieces = pieces

    def more(self) -> None:
        piece = next(self._pieces, None)
        self.is_at_end = piece is None
        self.text, self.at = self.text[self.at :] + (piece or ""), 0

    def taken(self, end: int) -> str:
        end = max(self.at, end)
        part, self.at = self.text[self.at : end], end
        return part

    def skip(self, end: re.Pattern[str]) -> None:
        """Pass over everything through ``end``, or all there is."""
        for _ in self.through(end, 0):
            pass

    def through(self, end: re.Pattern[str], most: int) -> Iterator[str]:
        """Everything through ``end``, or all there is; beyond ``most`` characters it is left."""
        start = self.at
        while (match := end.search(self.text, start)) is None and not self.is_at_end:
            start = max(start, len(self.text) - _BEHIND)
            part = self.text[self.at : start]
            most -= len(part)
            if most >= 0:
                yield part
            self.at = start
            self.more()
            start = 0
        part = self.taken(match.end() if match else len(self.text))
        if most >= len(part):
            yield part
