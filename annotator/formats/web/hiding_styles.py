"""Which styles keep the words of a page from its readers, and which rules of the page say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import IntEnum


class Hiding(IntEnum):
    """How an element is hidden, the surest last."""

    FAINT = 1
    """Not drawn for now: it may be faded in by a script."""
    TINY = 2
    """In letters of no size, which what it holds may set anew."""
    GONE = 3
    """Nobody sees it."""
    UNUSED = 4
    """No part of the page, but a form for what a script may add to it."""


_GONE = re.compile(r"(?i)display\s*:\s*none|(?<![\w-])text-indent\s*:\s*-(?:\d{4}|9{3})")
_HIDDEN = re.compile(r"(?i)visibility\s*:\s*hidden")
_TINY = re.compile(r"(?i)font-size\s*:\s*0(?:\.0+)?(?:px|pt|r?em|%)?\s*(?:;|!|$)")
_FAINT = re.compile(r"(?i)(?<![\w-])opacity\s*:\s*0?(?:\.0+)?0?%?\s*(?:;|!|$)")
_PLACED = re.compile(r"(?i)position\s*:\s*(?:absolute|fixed)")
_FAR = re.compile(
    r"(?i)(?<![\w-])(?:(?:left|top|right|bottom)\s*:\s*-\d{3,}|margin-(?:left|top)\s*:\s*-\d{4})"
)
_WIDE = re.compile(r"(?i)(?<![\w-])width\s*:\s*\d{3}")  # what slides by, a picture at a time
_CLIPPED = re.compile(
    r"(?i)(?<![\w-])clip\s*:\s*rect\(\s*(0|1)(?:px|em)?(?:[\s,]+\1(?:px|em)?){3}\s*\)"
    r"|clip-path\s*:\s*inset\(\s*(?:50|100)%"
)
# What is on its way to being seen.
_MOVED = re.compile(r"(?i)(?<![\w-])(?:transition|transform|animation|will-change)\b")
_INK = re.compile(r"(?i)(?<![\w-])color\s*:\s*([^;!]+)")
_PAPER = re.compile(r"(?i)background(?:-color)?\s*:\s*(#\w+|white|rgb\([^)]*\))")
_WHITE = frozenset({"#fff", "#ffffff", "white", "rgb(255,255,255)"})

_SHEETS = re.compile(r"(?is)<style\b[^>]{0,500}>(.*?)</style\s*>")
_MAY_HIDE = re.compile(r"(?i)none|hidden|opacity|font-size\s*:\s*0|:\s*-\d{3}|clip")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_NESTED = re.compile(r"@([^{};]+)\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}")
_ELSEWHERE = re.compile(r"(?i)\bprint\b|max-(?:device-)?width|keyframes|font-face")
_SELECTOR = re.compile(r"\s*([a-zA-Z][\w-]*)?[.#]([\w-]+)\s*")
_NAME = re.compile(r"[.#]([\w-]+)")
_SHOWN = re.compile(
    r"(?i)display\s*:\s*(?!none)\w|visibility\s*:\s*visible|opacity\s*:\s*0?\.?0*[1-9]"
)
_SEEN = re.compile(r"(?i)(?<![\w-])opacity\s*:\s*0?\.?0*[1-9]|visibility\s*:\s*visible")


def hiding(style: str) -> Hiding | None:
    """How a style hides what it is given to; None where that is seen."""
    if ":" not in style:
        return None
    if _GONE.search(style) or _is_away(style) or _is_on_its_like(style):
        return Hiding.GONE
    if _TINY.search(style):
        return Hiding.TINY
    if (_HIDDEN.search(style) or _FAINT.search(style)) and not _MOVED.search(style):
        return Hiding.FAINT
    return None


def _is_away(style: str) -> bool:
    """Whether it stands off the page, or nothing is left of its box."""
    if _PLACED.search(style) is None:
        return "clip-path" in style and _CLIPPED.search(style) is not None
    far = _FAR.search(style) is not None and _WIDE.search(style) is None
    return far or _CLIPPED.search(style) is not None


def _is_on_its_like(style: str) -> bool:
    """Whether it is written in the colour of its ground."""
    ink, paper = _INK.search(style), _PAPER.search(style)
    if ink is None or paper is None:
        return False
    colour, same = ("".join(match[1].lower().split()) for match in (ink, paper))
    return colour == same or (colour in _WHITE and same in _WHITE)


def named_in(html: str) -> Mapping[str, Hiding]:
    """The classes and ids that the rules of a page hide, and those of one kind of element alone as
    “p.note”. What another rule shows again is none.
    """
    named: dict[str, Hiding] = {}
    shown: set[str] = set()
    for match in _SHEETS.finditer(html):
        sheet = match[1]
        if not _MAY_HIDE.search(sheet):
            continue
        for selectors, style, is_nested in _rules(_REMARK.sub("", sheet)):
            how = None if is_nested else hiding(style)
            if how is not None:
                named |= dict.fromkeys(_simple(selectors), how)
            if _SHOWN.search(style):
                shown.update(_simple(selectors))
            if _SEEN.search(style) or _MOVED.search(style):
                shown.update(f"~{name}" for name in _NAME.findall(selectors))
    return {
        name: how
        for name, how in named.items()
        if name not in shown
        and not (how is Hiding.FAINT and f"~{name.rpartition('.')[2]}" in shown)
    }


def _rules(sheet: str) -> Iterator[tuple[str, str, bool]]:
    """The selectors and the style of each rule, and whether it is for some screens alone; those
    for paper and for small screens are passed over.
    """
    for match in _NESTED.finditer(sheet):
        if not _ELSEWHERE.search(match[1]):
            for rule in match[2].split("}"):
                selectors, _, style = rule.partition("{")
                yield selectors, style, True
    for rule in _NESTED.sub("", sheet).split("}"):
        head, _, style = rule.rpartition("{")
        yield head.rpartition("{")[2].rpartition(";")[2], style, False


def _simple(selectors: str) -> Iterator[str]:
    for part in map(_SELECTOR.fullmatch, selectors.split(",")):
        if part is not None:
            yield f"{part[1].lower()}.{part[2]}" if part[1] else part[2]
