"""Takes out of a page what its readers do not see: hidden by an attribute, a style or a class."""

from __future__ import annotations

import re
from collections.abc import Callable

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
_TAG = re.compile(r"(?s)<(/?)([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*'){0,4000})>")
_RULES = re.compile(r"(?is)<style\b[^>]{0,500}>(.*?)</style\s*>")
_HIDING = re.compile(r"(?i)display\s*:\s*none")
_NAMED = re.compile(r"(?i)\b(?:class|id)\s*=")
_NESTED = re.compile(r"@[^{}]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SELECTOR = re.compile(r"\s*[.#]([\w-]+)\s*")
_WORDS = re.compile(r"(?is)<(script|style|head)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>")
_CLOSED_BY_NEXT = frozenset({"p", "li", "dt", "dd", "tr", "td", "option"})
_NEVER = VOID | {"html", "body", "head", "script", "style", "main", "article", "title"}


def without_hidden(html: str) -> tuple[str, int]:
    """The page without what is hidden in it, and how many code points of words that was."""
    if not _MAYBE.search(html):
        return html, 0
    is_hidden = _judge(html)
    kept: list[str] = []
    gone: list[str] = []
    at, name, depth, start, end = 0, "", 0, 0, 0
    for tag in _TAG.finditer(html):
        closes, called = bool(tag[1]), tag[2].lower()
        if depth:
            if called == name and called in _CLOSED_BY_NEXT and not closes:
                depth, end = 0, tag.start()
            elif called == name and not tag[3].endswith("/"):
                depth, end = depth + (-1 if closes else 1), tag.end()
            if not depth:
                gone.append(html[start:end])
                at = end
        is_open = not depth and not closes and at <= tag.start()
        if is_open and called not in _NEVER and is_hidden(tag[3]):
            kept.append(html[at : tag.start()])
            name, depth, start, at = called, 1, tag.start(), tag.start()
    kept.append(html[at:])
    words = sum(map(_words_in, gone))
    if not words or words > _MOST * _words_in(html):
        return html, 0
    return " ".join(kept), words


def _words_in(html: str) -> int:
    return len(" ".join(_WORDS.sub(" ", html).split()))


def _judge(html: str) -> Callable[[str], bool]:
    """What says of the attributes of an element whether it is hidden in this page."""
    named: set[str] = set()
    for rules in _RULES.findall(html):
        for rule in _NESTED.sub("", rules).split("}") if _HIDING.search(rules) else ():
            head, _, body = rule.rpartition("{")
            if _HIDING.search(body):
                selectors = head.rpartition("{")[2].split(",")
                parts = map(_SELECTOR.fullmatch, selectors)
                named |= {part[1] for part in parts if part}

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
