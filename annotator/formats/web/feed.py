"""Feeds: RSS and Atom, an article an item. Nothing is fetched, no entity is expanded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.domain.dates import iso_day
from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.domain.text import is_blank
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.web.fragment import has_markup, words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_BEGIN = re.compile(
    rb"(?s)\A(?:\xef\xbb\xbf)?\s*+(?>(?:<\?[^>]*\?>|<!--.*?-->)\s*)*+"
    rb"<(?:rss|feed|rdf:RDF)\b"
)
_CODE = re.compile(
    r"\[/?(?:caption|wp_caption|gallery|embed|audio|video|playlist)\b[^\]\n]{0,500}\]"
)
_NO_POSTS = frozenset(
    ("attachment", "nav_menu_item", "revision", "custom_css", "wp_block", "wp_global_styles")
)
_TEXTS = ("encoded", "content", "description", "summary", "subtitle")
_DAYS = ("pubDate", "published", "date", "issued", "updated")


def looks_like(source: Source) -> bool:
    """Whether it begins as a feed does."""
    return _BEGIN.match(source.head) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The items of a feed. Raises InputError and OSError."""
    root = _root(source.bytes())
    channel = next((e for e in root if _kind(e) == "channel"), root)
    site = _text(channel, "title")
    items = [element for element in root.iter() if _kind(element) in ("item", "entry")]
    if not items:
        raise InputError("it is a feed without items, or not a feed")
    kinds = [_text(item, "post_type") for item in items]
    for number, (item, kind) in enumerate(zip(items, kinds, strict=True), 1):
        if kind not in _NO_POSTS:
            yield from _article(source, item, site, number)
    for kind, count in Counter(kind for kind in kinds if kind in _NO_POSTS).items():
        are = "was left out: it is" if count == 1 else "were left out: they are"
        reason = f"{count} of its {len(items)} items {are} “{kind}” and no part of the news"
        yield source.issue(reason, loss=False)


def _root(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise InputError("it is a damaged feed")
    return root


def _article(source: Source, item: _Element, site: str | None, number: int) -> Iterator[Item]:
    title = _words(_text(item, "title"))
    texts = [text for name in _TEXTS if (text := _words(_text(item, name)))]
    text = max(texts, key=len, default=None) or title
    try:
        builder = RecordBuilder(text, file=source.file, line=item.sourceline)
    except InputError:
        reason = f"item {number} has neither a text nor a title"
        yield source.issue(reason, line=item.sourceline)
        return
    if not texts:
        builder.warn("it has a headline alone")
    said = next((day for name in _DAYS if (day := _text(item, name))), None)
    author = _text(item, "creator") or _text(item, "author")
    extra = {"file": source.name, "part": number} | ({"author": author} if author else {})
    known = Metadata(
        title=title,
        source=_words(site),
        url=_text(item, "link") or _link(item),
        published=said and (iso_day(said) or said),
        uid=_text(item, "guid") or _text(item, "id"),
        extra=extra,
    )
    yield from builder.items(known)


def _kind(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: _Element, name: str) -> str | None:
    """The words under the first child of a name that has any, with its markup where it has one."""
    from lxml import etree

    for child in element:
        if _kind(child) == name:
            inner = [child.text or ""]
            inner += [etree.tostring(part, encoding="unicode") for part in child]
            text = "".join(inner).strip()
            if text and not is_blank(text):
                return text
    return None


def _link(item: _Element) -> str | None:
    links = [child for child in item if _kind(child) == "link" and child.get("href")]
    best = next((link for link in links if link.get("rel", "alternate") == "alternate"), None)
    return best.get("href") if best is not None else None


def _words(text: str | None) -> str | None:
    if text is None:
        return None
    return words_of(_CODE.sub("", text)).strip() if has_markup(text) else text


READER = Reader(
    name="feed",
    title="Feed (RSS, Atom)",
    suffixes=frozenset({".rss", ".atom"}),
    read=read,
    looks_like=looks_like,
)
