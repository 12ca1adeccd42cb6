"""What a web page says about itself: title, site, date, address. Reads no article text.

What publishers write for search engines (JSON-LD of schema.org) comes first, then Open Graph and
other meta elements, then the page's title.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from annotator.domain.dates import iso_day
from annotator.formats.record_builder import Metadata
from annotator.formats.web.page_parser import PageParser

_ARTICLES = re.compile(r"(?i)article|newsarticle|report|blogposting|posting$")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PUBLISHED = re.compile(r"(?i)publish|pubdate|dt-published|entry-date|created")
_LONGEST = 500
_DEEPEST = 12
_MOST_PARTS = 200

_META = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "source": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "published": (
        *("article:published_time", "datepublished", "date", "pubdate", "publishdate"),
        *("dc.date.issued", "dc.date", "dcterms.created", "parsely-pub-date", "sailthru.date"),
    ),
    "url": ("og:url", "twitter:url"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "byl"),
}


@dataclass(slots=True)
class _Elements:
    meta: dict[str, str] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    canonical: str | None = None
    title: str = ""
    headings: list[str] = field(default_factory=list)
    times: list[tuple[bool, str]] = field(default_factory=list)


def metadata_of(html: str, *, url: str | None = None) -> Metadata:
    """The metadata of a page; ``url`` is where it was saved from, if that is known otherwise."""
    reader = MetadataReader()
    reader.feed(html)
    return reader.metadata(url=url)


def _metadata(elements: _Elements, url: str | None) -> Metadata:
    said = _from_json_ld(elements.scripts)
    meta = {need: _first(elements.meta, names) for need, names in _META.items()}
    address = said.get("url") or elements.canonical or meta["url"] or url
    if address is not None and urlsplit_safe(address) is None:
        address = url
    site = said.get("source") or meta["source"]
    host = urlsplit_safe(address) if address else None
    author = said.get("author") or meta["author"]
    return Metadata(
        title=_title(said.get("title"), elements, meta["title"], site),
        source=site or (host.removeprefix("www.") if host else None),
        url=address,
        published=_day(said.get("published") or meta["published"] or _time(elements.times)),
        extra={"author": author} if author else {},
    )


def _title(
    said: str | None, elements: _Elements, shared: str | None, site: str | None
) -> str | None:
    """The headline: what the page says of itself to search engines and networks; else its heading,
    if that is in the page's title as well, so that it is no name of the site.
    """
    if said:
        return said
    name, page = _bare(site or ""), _bare(elements.title)
    headings = [text for text in elements.headings if _bare(text) != name]
    agreed = next(
        (text for text in headings if _bare(text) and _bare(text) in (page + _bare(shared or ""))),
        None,
    )
    if shared and site:
        shared = re.sub(rf"\s*[|–—·:-]\s*{re.escape(site)}\s*\Z", "", shared) or shared
    return agreed or shared or (headings[0] if headings else None) or elements.title or None


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _time(times: list[tuple[bool, str]]) -> str | None:
    """When it was published, as its time elements say: one that is named so, or the only one."""
    named = next((said for is_named, said in times if is_named), None)
    days = {said[:10] for _, said in times}
    return named or (times[0][1] if len(days) == 1 else None)


def urlsplit_safe(address: str) -> str | None:
    """The host of a web address; None where it is none."""
    try:
        parts = urlsplit(address)
        return parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return None


class MetadataReader(PageParser):
    """Goes through a page once, whole or fed with its pieces, and keeps what may be metadata."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = _Elements()
        self._into: str | None = None
        self._text: list[str] = []

    def metadata(self, *, url: str | None = None) -> Metadata:
        """The metadata, when all has been fed; ``url`` is where the page was saved from."""
        self.close()
        return _metadata(self.elements, url)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
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
        elif tag == "time" and _DATE.match(given.get("datetime", "")):
            names = " ".join((given.get("itemprop", ""), given.get("class", ""), *given))
            is_named = _PUBLISHED.search(names) is not None
            self.elements.times.append((is_named, given["datetime"]))

    def handle_data(self, data: str) -> None:
        # A heading that is never closed must not gather the article.
        if self._into is not None and (self._into == "script" or len(self._text) < _MOST_PARTS):
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
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
            value = json.loads(script)
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
        "published": _named(thing.get("datePublished") or thing.get("dateCreated")),
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


def _day(said: str | None) -> str | None:
    # An ISO date sorts; what is written otherwise stays as it stands.
    if said is None:
        return None
    day = _DATE.match(said)
    return day[0] if day else iso_day(said) or said
