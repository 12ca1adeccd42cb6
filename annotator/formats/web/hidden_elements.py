"""Takes out of a page what its readers do not see: hidden by an attribute, a style or a class."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from functools import cache

from annotator.formats.web.page_parser import VOID

_MOST = 0.3  # of the words of a page; more is no hidden note, but a page that a script shows
_CLASSES = (
    r"(?:sr-only|visually-?hidden|is-(?:visually-)?hidden|u-(?:visually-)?hidden|screen-?reader"
    r"(?:-text|-only)?|element-invisible|a11y-hidden|assistive-text|off-?screen|d-none|hidden|hide"
    r"|invisible|print-only|visible-print(?:-block)?)"
)
_CLASS = re.compile(rf"(?i)(?:^|\s){_CLASSES}(?:\s|$)")
# What is hidden on small screens alone, or is shown again.
_SHOWN = re.compile(
    r"(?i)(?:^|\s)(?:d-\w+-(?:block|flex|inline\S*|grid)|\w+:(?:block|flex|inline\S*|grid|visible"
    r"|not-sr-only)|active|show|shown|open|current|in)(?:\s|$)"
)
_STYLE = re.compile(
    r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)"
    r"|(?:text-indent|left|top)\s*:\s*-\d{3,}"
)
_INK = re.compile(r"(?i)(?<![\w-])color\s*:\s*([^;!]+)")
_PAPER = re.compile(r"(?i)background(?:-color)?\s*:\s*(#\w+|white|rgb\([^)]*\))")
_WHITE = frozenset({"#fff", "#ffffff", "white", "rgb(255,255,255)"})
_ATTRIBUTE = re.compile(r"""([\w:-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_MAYBE = re.compile(
    rf"(?i)\bhidden\b|display\s*:\s*none|color\s*:|font-size\s*:\s*0|:\s*-\d|{_CLASSES}"
)
# One of these is in every tag of which it is true, in small letters.
_HINTS = ("style", "hid", "sr-only", "screen", "invisible", "assistive", "d-none", "print")
_REST = r"""((?:[^<>"']|"[^"]*"|'[^']*'){0,4000})"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][\w-]*){_REST}>")
_RULES = re.compile(r"(?is)<style\b[^>]{0,500}>(.*?)</style\s*>")
_HIDING = re.compile(r"(?i)display\s*:\s*none")
_NAMED = re.compile(r"(?i)\b(?:class|id)\s*=")
_NAMES = re.compile(r"""(?:class|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_NESTED = re.compile(r"@[^{}]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SELECTOR = re.compile(r"\s*[.#]([\w-]+)\s*")
_WORDS = re.compile(
    r"(?is)<script\b.*?</script\s*>|<style\b.*?</style\s*>|<head\b.*?</head\s*>|<!--.*?-->|<[^>]*>"
)
_CLOSED_BY_NEXT = frozenset({"p", "li", "dt", "dd", "tr", "td", "option"})
_NEVER = VOID | {"html", "body", "head", "script", "style", "main", "article", "title"}


def without_hidden(html: str) -> tuple[str, int]:
    """The page without what is hidden in it, and how many code points of words that was."""
    shown, gone = parted(html, named_in(html))
    return shown, size_of(gone)


def size_of(elements: Sequence[str]) -> int:
    """How many code points of words some elements hold."""
    return sum(map(_words_in, elements))


def parted(html: str, named: Set[str]) -> tuple[str, list[str]]:
    """The page without what is hidden in it, also by being ``named`` in its rules, and the elements
    that are.
    """
    small = html.replace("İ", "i").lower()  # the one letter that is two in small
    is_hidden = _judge(named)
    kept: list[str] = []
    gone: list[str] = []
    at = looked = 0
    for hint in _hints(html, small, named):
        if hint < looked:
            continue
        start, looked = html.rfind("<", looked, hint), hint
        tag = _TAG.match(html, start) if start >= 0 else None
        if tag is None or tag.end() <= hint:
            continue
        looked = tag.end()
        is_one = not tag[1] and tag[2].lower() not in _NEVER and is_hidden(tag[3])
        end = _end_of(html, tag) if is_one else None
        if end is not None:
            kept.append(html[at:start])
            gone.append(html[start:end])
            at = looked = end
    kept.append(html[at:])
    words = size_of(gone)
    if not words or _is_most(words, html):
        return html, []
    return " ".join(kept), gone


def _hints(html: str, small: str, named: Set[str]) -> list[int]:
    """Where something stands that may hide an element, if it stands in its tag."""
    hints: list[int] = []
    for hint in _HINTS:
        at = small.find(hint)
        while at >= 0:
            hints.append(at)
            at = small.find(hint, at + 1)
    if named:
        hints += [
            match.start()
            for match in _NAMES.finditer(small)
            if not named.isdisjoint(html[slice(*match.span(match.lastindex or 0))].split())
        ]
    return sorted(hints)


def _end_of(html: str, tag: re.Match[str]) -> int | None:
    """Where the element that a tag begins ends; None where it is never closed."""
    name, depth = tag[2].lower(), 1
    for other in _tags_of(name).finditer(html, tag.end()):
        closes = bool(other[1])
        if name in _CLOSED_BY_NEXT and not closes:
            return other.start()
        if not other[2].endswith("/"):
            depth += -1 if closes else 1
        if not depth:
            return other.end()
    return None


@cache
def _tags_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)<(/?){re.escape(name)}(?![\w-]){_REST}>", re.DOTALL)


def _words_in(html: str) -> int:
    return len(" ".join(_WORDS.sub(" ", html).split()))


def _is_most(words: int, html: str) -> bool:
    """Whether so many code points are more than their share of all the words of a page."""
    count, at = -1, 0
    for mark in _WORDS.finditer(html):
        for word in html[at : mark.start()].split():
            count += len(word) + 1
        at = mark.end()
        if words <= _MOST * count:
            return False
    return words > _MOST * (count + sum(len(word) + 1 for word in html[at:].split()))


def named_in(html: str) -> Set[str]:
    """The classes and ids that the rules of a page hide."""
    named: set[str] = set()
    for match in _RULES.finditer(html):
        rules = match[1]
        for rule in _NESTED.sub("", rules).split("}") if _HIDING.search(rules) else ():
            head, _, body = rule.rpartition("{")
            if _HIDING.search(body):
                selectors = head.rpartition("{")[2].split(",")
                parts = map(_SELECTOR.fullmatch, selectors)
                named |= {part[1] for part in parts if part}
    return named


def _judge(named: Set[str]) -> Callable[[str], bool]:
    """What says of the attributes of an element whether it is hidden in this page, whose rules hide
    some that are ``named``.
    """

    def is_hidden(attributes: str) -> bool:
        if not attributes or attributes.isspace():
            return False
        if not (_MAYBE.search(attributes) or (named and _NAMED.search(attributes))):
            return False
        given = {key.lower(): value.strip("\"'") for key, value in _ATTRIBUTE.findall(attributes)}
        if "hidden" in given and given["hidden"].lower() != "until-found":
            return True
        if given.get("aria-hidden", "").lower() == "true" or _is_unseen(given.get("style", "")):
            return True
        classes = given.get("class", "")
        names = {*classes.split(), given.get("id", "")}
        return bool(_CLASS.search(classes) or names & named) and not _SHOWN.search(classes)

    return is_hidden


def _is_unseen(style: str) -> bool:
    if _STYLE.search(style):
        return True
    ink, paper = _INK.search(style), _PAPER.search(style)
    if ink is None:
        return False
    colour = "".join(ink[1].lower().split())
    if paper is None:
        return False
    same = "".join(paper[1].lower().split())
    return colour == same or (colour in _WHITE and same in _WHITE)
