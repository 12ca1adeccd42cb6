"""Takes out of a page what its readers do not see: hidden by an attribute, a style or a class."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from annotator.formats.web.hiding_styles import Hiding, hiding, named_in
from annotator.formats.web.page_parser import VOID

_MOST = 0.3  # of the words of a page; more is no hidden note, but a page that a script shows
_MOST_FAINT = 0.1  # of them where nothing but a style says that they are not drawn
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
_ATTRIBUTE = re.compile(r"""([\w:-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_MAYBE = re.compile(
    r"(?i)\bhidden\b|display\s*:\s*none|color\s*:|font-size\s*:\s*0|:\s*-\d|opacity|clip"
    rf"|{_CLASSES}"
)
# What is faded in when somebody gets to it.
_FADED = re.compile(
    r"(?i)(?:^|[\s_-])(?:wow|aos|animat\w*|fad(?:e|ing)\w*|reveal\w*|in-?view|lazy\w*|appear\w*)(?:$|[\s_-])"
)
_FADING = re.compile(r"(?i)\bdata-(?:aos|w-id|sal|sr|anim|scroll|reveal|fade)")
# What may set the size of letters within an element.
_SIZED = re.compile(
    r"(?i)<(?!/|(?:br|b|i|em|strong|a|span|u|wbr)\b)|<[^>]*\s(?:style|class|id|size)\s*="
)
_DRAWN = re.compile(r"(?is)<template\b[^>]{0,500}\bshadowroot[^>]{0,500}>(.*?)</template\s*>")
# One of these is in every tag of which it is true, in small letters.
_HINTS = (
    "style",
    "hid",
    "template",
    "sr-only",
    "screen",
    "invisible",
    "assistive",
    "d-none",
    "print",
)
_REST = r"""((?:[^<>"']|"[^"]*"|'[^']*'){0,4000})"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][\w-]*){_REST}>")
_NAMED = re.compile(r"(?i)\b(?:class|id)\s*=")
_NAMES = re.compile(r"""(?:class|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_WORDS = re.compile(
    r"(?is)<script\b.*?</script\s*>|<style\b.*?</style\s*>|<head\b.*?</head\s*>|<!--.*?-->|<[^>]*>"
)
_CLOSED_BY_NEXT = frozenset({"p", "li", "dt", "dd", "tr", "td", "option"})
_NEVER = VOID | {"html", "body", "head", "script", "style", "main", "article", "title"}

Judge = Callable[[str, str], Hiding | None]


class Parted(NamedTuple):
    """A page without what is hidden in it, the elements that are, and those that are kept because
    a script may well show them.
    """

    shown: str
    hidden: list[str]
    kept: list[str]


def without_hidden(html: str) -> tuple[str, int]:
    """The page without what is hidden in it, and how many code points of words that was."""
    page = parted(html, named_in(html))
    return page.shown, size_of(page.hidden)


def size_of(elements: Iterable[str]) -> int:
    """How many code points of words some elements hold."""
    return sum(map(_words_in, elements))


def parted(html: str, named: Mapping[str, Hiding]) -> Parted:
    """The page and what is hidden in it, also by being ``named`` in its rules."""
    if "shadowroot" in html:  # the one kind of template that is drawn
        html = _DRAWN.sub(r"<div>\1</div>", html)
    hints = _hints(html, named)
    hidden = _hidden(html, hints, _judge(named, frozenset()))
    kept = _too_much(html, hidden)
    doubtful = [html[start:end] for start, end, how in hidden if how in kept]
    if kept:
        hidden = _hidden(html, hints, _judge(named, kept))
    at, shown = 0, list[str]()
    for start, end, _ in hidden:
        shown.append(html[at:start])
        at = end
    gone = [html[start:end] for start, end, _ in hidden]
    if not size_of(gone):
        return Parted(html, [], doubtful)
    return Parted(" ".join((*shown, html[at:])), gone, doubtful)


def _too_much(html: str, hidden: Sequence[tuple[int, int, Hiding]]) -> Set[Hiding]:
    """The ways in which so much of a page is hidden that a script is to show it."""
    sizes: Counter[Hiding] = Counter()
    for start, end, how in hidden:
        sizes[how] += _words_in(html[start:end])
    del sizes[Hiding.UNUSED]
    if sizes.total() and _is_more(sizes.total(), _MOST, html):
        return frozenset(Hiding) - {Hiding.UNUSED}
    is_faint = sizes[Hiding.FAINT] and _is_more(sizes[Hiding.FAINT], _MOST_FAINT, html)
    return frozenset({Hiding.FAINT}) if is_faint else frozenset()


def _hidden(html: str, hints: Sequence[int], judged: Judge) -> list[tuple[int, int, Hiding]]:
    """Where elements that are hidden begin and end, and how they are."""
    hidden: list[tuple[int, int, Hiding]] = []
    looked = 0
    for hint in hints:
        if hint < looked:
            continue
        start, looked = html.rfind("<", looked, hint), hint
        tag = _TAG.match(html, start) if start >= 0 else None
        if tag is None or tag.end() <= hint:
            continue
        looked = tag.end()
        name = tag[2].lower()
        how = None if tag[1] or name in _NEVER else judged(name, tag[3])
        end = _end_of(html, tag) if how is not None else None
        if how is Hiding.TINY and end is not None and _SIZED.search(html, tag.end(), end):
            continue
        if how is not None and end is not None:
            hidden.append((start, end, how))
            looked = end
    return hidden


def _hints(html: str, named: Iterable[str]) -> list[int]:
    """Where something stands that may hide an element, if it stands in its tag."""
    small = html.replace("İ", "i").lower()  # the one letter that is two in small
    hints: list[int] = []
    for hint in _HINTS:
        at = small.find(hint)
        while at >= 0:
            hints.append(at)
            at = small.find(hint, at + 1)
    names = {name.rpartition(".")[2] for name in named}
    if names:
        hints += [
            match.start()
            for match in _NAMES.finditer(small)
            if not names.isdisjoint(html[slice(*match.span(match.lastindex or 0))].split())
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


def _is_more(words: int, share: float, html: str) -> bool:
    """Whether so many code points are more than a share of all the words of a page."""
    count, at = -1, 0
    for mark in _WORDS.finditer(html):
        for word in html[at : mark.start()].split():
            count += len(word) + 1
        at = mark.end()
        if words <= share * count:
            return False
    return words > share * (count + sum(len(word) + 1 for word in html[at:].split()))


def _judge(named: Mapping[str, Hiding], kept: Set[Hiding]) -> Judge:
    """What says how an element of this page is hidden, by its tag and attributes; rules of the page
    hide some that are ``named``, and ways of hiding that are ``kept`` do not count.
    """

    def judged(tag: str, attributes: str) -> Hiding | None:
        how = _hiding(tag, attributes, named)
        return None if how in kept else how

    return judged


def _hiding(tag: str, attributes: str, named: Mapping[str, Hiding]) -> Hiding | None:
    if tag == "template":
        return Hiding.UNUSED
    if not attributes or attributes.isspace():
        return None
    if not (_MAYBE.search(attributes) or (named and _NAMED.search(attributes))):
        return None
    given = {key.lower(): value.strip("\"'") for key, value in _ATTRIBUTE.findall(attributes)}
    if "hidden" in given and given["hidden"].lower() != "until-found":
        return Hiding.GONE
    if given.get("aria-hidden", "").lower() == "true":
        return Hiding.GONE
    classes = given.get("class", "")
    ways = [hiding(given.get("style", ""))]
    if not _SHOWN.search(classes):
        names = (*classes.split(), given.get("id", ""))
        ways += [named.get(name) or named.get(f"{tag}.{name}") for name in names if name]
        ways.append(Hiding.GONE if _CLASS.search(classes) else None)
    how = max(filter(None, ways), default=None)
    is_faded = how is Hiding.FAINT and (_FADED.search(classes) or _FADING.search(attributes))
    return None if is_faded else how
