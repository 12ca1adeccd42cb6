"""What a web page says about itself: title, site, date, address. Reads no article text.

What publishers write for search engines (JSON-LD of schema.org) comes first, then Open Graph and
other meta elements, then the page's title.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from annotator.domain.dates import iso_day, iso_day_alone
from annotator.formats.record_builder import Metadata
from annotator.formats.web import page_dates
from annotator.formats.web.page_dates import Days
from annotator.formats.web.page_line import folded
from annotator.formats.web.page_parser import Attributes, PageParser

_ARTICLES = re.compile(r"(?i)article|newsarticle|report|blogposting|posting$")
_PIECES = re.compile(r"\s+[|–—·•:‹«-]+\s+|\s*[|_]\s*|\s+::\s+")
_LONGEST_SITE = 40
# What XHTML and old pages put around a script.
_WRAPPED = re.compile(
    r"\A\s*(?:/\*|//)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*/)?"
    r"|[\s;]*+(?:(?:/\*|//)?\s*(?:\]\]>|-->)\s*(?:\*/)?)?[\s;]*\Z"
)
_MARKS = ("www.", "m.", "mobile.", "amp.")
_LONGEST = 500
_DEEPEST = 12
_MOST_PARTS = 200
_MOST_PRINTED = 20

_META = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "source": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "published": page_dates.META,
    "url": ("og:url", "twitter:url"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "byl"),
}


TELLING = frozenset({"title", "h1", "meta", "link", "script", "time"})
"""Elements that speak of their page by more than the attributes that others have."""


@dataclass(slots=True)
class _Elements:
    meta: dict[str, str] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    canonical: str | None = None
    title: str = ""
    headings: list[str] = field(default_factory=list)
    days: Days = field(default_factory=Days)


def _metadata(elements: _Elements, url: str | None) -> Metadata:
    said = _from_json_ld(elements.scripts)
    meta = {need: _first(elements.meta, names) for need, names in _META.items()}
    address = said.get("url") or elements.canonical or meta["url"] or url
    if address is not None and urlsplit_safe(address) is None:
        address = url
    host = _without_marks(urlsplit_safe(address) if address else None)
    site = _site(said.get("source"), meta["source"])
    title = _title(said.get("title"), elements, meta["title"], site or host)
    author = said.get("author") or meta["author"]
    days = elements.days
    published = (
        *(said.get("published"), meta["published"], days.stated, days.time()),
        *(said.get("created"), page_dates.day_in(address)),
        page_dates.printed_day(days, elements.title),
    )
    return Metadata(
        title=title,
        source=site or _site_in_title(elements.title, title) or host,
        url=address,
        published=_first_day(published),
        extra={"author": author} if author else {},
    )


def _site(publisher: str | None, name: str | None) -> str | None:
    """What the site is called: its name alone where the publisher says more; of an address its
    host.
    """
    is_more = publisher and name and folded(publisher).startswith(folded(name))
    site = name if is_more else publisher or name
    return _without_marks(urlsplit_safe(site)) or site if site else None


def _site_in_title(page: str, title: str | None) -> str | None:
    """The last piece of what a page is called, where its headline comes before."""
    pieces = _PIECES.split(page)
    pieces = [piece for piece in pieces if not iso_day_alone(piece)] or [""]
    last = pieces[-1].strip()
    is_behind = title and len(pieces) > 1 and folded(page).startswith(folded(title))
    return last if is_behind and 1 < len(last) <= _LONGEST_SITE and folded(last) else None


def _without_marks(host: str | None) -> str | None:
    mark = next((mark for mark in _MARKS if host and host.startswith(mark)), "")
    return host.removeprefix(mark) if host else None


def _title(
    said: str | None, elements: _Elements, shared: str | None, site: str | None
) -> str | None:
    """The headline: what the page says of itself to search engines and networks; else its heading,
    if that is in the page's title as well, so that it is no name of the site.
    """
    if said:
        return said
    name, page = folded(site or ""), folded(elements.title)
    headings = [text for text in elements.headings if folded(text) not in ("", name)]
    agreed = [text for text in headings if folded(text) in page + folded(shared or "")]
    if shared and site:
        shared = re.sub(rf"\s*[|–—·:-]\s*{re.escape(site)}\s*\Z", "", shared) or shared
    # The name of the site is a heading on some pages, and in their title as well.
    heading = max(agreed, key=len, default=None)
    return heading or shared or next(iter(headings), None) or _headline(elements.title, name)


def _headline(page: str, site: str) -> str | None:
    """What a page is called, without the sections and the site that stand behind its headline."""
    first, mark, _ = page.partition("_")
    pieces = _PIECES.split(page)
    if mark and len(first) > len(page) / 2:
        return first.strip()
    if len(pieces) > 1 and site and folded(pieces[-1]) in site:
        return page[: page.rindex(pieces[-1])].rstrip(" |–—·•:‹«-") or page
    return page or None


def urlsplit_safe(address: str) -> str | None:
    """The host of a web address; None where it is none."""
    try:
        parts = urlsplit(address)
        return parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return None


def may_say(tag: str, attrs: Attributes) -> bool:
    """Whether an element may say anything of its page, as most do not."""
    return tag in TELLING or (bool(attrs) and page_dates.may_say(attrs))


class MetadataReader(PageParser):
    """Goes through a page once, whole or fed with its pieces, and keeps what may be metadata."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = _Elements()
        self._into: str | None = None
        self._place: str | None = None  # the element in which a date is printed
        self._printed: list[str] = []
        self._text: list[str] = []

    def metadata(self, *, url: str | None = None) -> Metadata:
        """The metadata, when all has been fed; ``url`` is where the page was saved from."""
        self.close()
        return _metadata(self.elements, url)

    @property
    def page_name(self) -> str | None:
        """What the page is called, where nothing else says what its headline is."""
        given = self.elements
        names = (*given.headings, *(given.meta.get(name) for name in _META["title"]))
        return None if any(names) or given.scripts else given.title or None

    def named_by(self, headline: str, metadata: Metadata) -> Metadata:
        """The metadata of the page if that line is its headline; the site is what else the page
        is called, its day apart.
        """
        name = self.elements.title
        if headline in name:
            pieces = [name.replace(headline, "").strip(" |–—·•:‹«-")]
        else:
            pieces = [piece.strip() for piece in _PIECES.split(name) if not iso_day_alone(piece)]
        others = [piece for piece in pieces if folded(piece) not in folded(headline)]
        is_behind = others and pieces[-1] != others[-1]  # the headline, and the site before it
        site = others[0 if is_behind else -1] if others else ""
        is_piece = metadata.source is not None and metadata.source in name
        source = None if is_piece else metadata.source
        source = source or (site if 1 < len(site) <= _LONGEST_SITE else None)
        return replace(metadata, title=headline, source=source)

    @property
    def is_listening(self) -> bool:
        """Whether it waits for words and for where an element ends."""
        return self._into is not None or self._place is not None

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if not may_say(tag, attrs):
            return
        given = {name: value or "" for name, value in attrs}
        is_place = self.elements.days.take(tag, given)
        if is_place and self._place is None:
            self._place, self._printed = tag, []
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            content = " ".join(given.get("content", "").split())[:_LONGEST]
            if name and content:
                self.elements.meta.setdefault(name.casefold(), content)
        elif tag == "link" and "canonical" in given.get("rel", "").split():
            self.elements.canonical = self.elements.canonical or given.get("href")
        elif tag == "script" and given.get("type", "").strip().casefold() == "application/ld+json":
            self._begin("script")
        elif tag in ("title", "h1") and self._into is None:
            self._begin(tag)

    def handle_data(self, data: str) -> None:
        # A heading that is never closed must not gather the article.
        if self._into is not None and (self._into == "script" or len(self._text) < _MOST_PARTS):
            self._text.append(data)
        if self._place is not None and len(self._printed) < _MOST_PRINTED:
            self._printed.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._place:
            self.elements.days.print(" ".join("".join(self._printed).split()))
            self._place = None
        if tag != self._into:
            return
        text, self._into = "".join(self._text), None
        if tag == "script":
            self.elements.scripts.append(text)
        elif tag == "title":
            self.elements.title = self.elements.title or " ".join(text.split())[:_LONGEST]
        else:
            self.elements.headings.append(" ".join(text.split())[:_LONGEST])

    def _begin(self, tag: str) -> None:
        self._into, self._text = tag, []


def _from_json_ld(scripts: list[str]) -> dict[str, str]:
    for script in scripts:
        try:
            value = json.loads(_WRAPPED.sub("", script), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(value):
            kinds = thing.get("@type")
            named = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLES.search(kind) for kind in named):
                return _article_metadata(thing)
    return {}


def _things(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(value.get(key), depth + 1)


def _article_metadata(thing: dict[str, Any]) -> dict[str, str]:
    address = thing.get("url") or thing.get("mainEntityOfPage")
    if isinstance(address, dict):
        address = address.get("@id")
    known = {
        "title": _named(thing.get("headline") or thing.get("name")),
        "source": _named(thing.get("publisher")),
        "url": address if isinstance(address, str) else None,
        "published": _named(thing.get("datePublished")),
        "created": _named(thing.get("dateCreated")),
        "author": _named(thing.get("author")),
    }
    return {name: value for name, value in known.items() if value}


def _named(value: object) -> str | None:
    if isinstance(value, list):
        names = [name for name in map(_named, value[:8]) if name]
        return ", ".join(names) or None
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split())[:_LONGEST] or None if isinstance(value, str) else None


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _first_day(said: Iterable[str | None]) -> str | None:
    """The first that can be read as a day; else the first as it stands."""
    given = list(filter(None, said))
    return next(filter(None, map(iso_day, given)), next(iter(given), None))
