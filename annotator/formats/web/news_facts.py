"""What NITF, NewsML-G2, NewsML 1 and Reuters' items say of a story: title, day, source, author."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.formats.xml_text import first, name_of, words_in

if TYPE_CHECKING:
    from lxml.etree import _Element

_BASIC = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?=T|\Z)")
_CODE = re.compile(r"(?i)n?prov(?:ider)?:")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of a story. ``abstract`` is its summary; ``extra`` is kept with it."""

    title: str | None = None
    day: str | None = None
    source: str | None = None
    url: str | None = None
    uid: str | None = None
    abstract: str | None = None
    extra: Mapping[str, object] = field(default_factory=dict)


def of_nitf(nitf: _Element) -> Facts:
    """What the head and the body's head of a document say."""
    pubdata, story_day = first(nitf, "pubdata"), first(nitf, "story.date")
    days = [
        _attribute(first(nitf, "date.issue"), "norm"),
        _attribute(pubdata, "date.publication"),
        _attribute(story_day, "norm") or words_in(story_day),
        _attribute(first(nitf, "date.release"), "norm"),
    ]
    link = next((e.get("href") for e in nitf.iter() if e.get("rel") == "canonical"), None)
    byline = first(nitf, "byline")
    return Facts(
        title=words_in(first(nitf, "hedline", "hl1")) or words_in(first(nitf, "head", "title")),
        day=_day(days),
        source=_attribute(pubdata, "name")
        or words_in(first(nitf, "distributor"))
        or _attribute(first(nitf, "doc.copyright"), "holder")
        or words_in(first(nitf, "rights.owner")),
        url=link or _attribute(pubdata, "ex-ref"),
        uid=_attribute(first(nitf, "doc-id"), "id-string"),
        abstract=words_in(first(nitf, "abstract")),
        extra=_extra(
            author=words_in(first(byline, "person") if byline is not None else None)
            or words_in(byline),
            foot=words_in(first(nitf, "body.end")),
            about=list(dict.fromkeys(_about(nitf))),
        ),
    )


def _about(nitf: _Element) -> Iterator[str]:
    """What the head says that a story is about."""
    within = first(nitf, "identified-content")
    for part in within if within is not None else ():
        said = words_in(part) or part.get("value")
        if name_of(part) and said:
            yield said


def of_g2(item: _Element) -> Facts:
    """What an item of NewsML-G2 says; where its story is NITF, that says the rest."""
    nitf = next((e for e in item.iterdescendants() if name_of(e) == "nitf"), None)
    inner = of_nitf(nitf) if nitf is not None else Facts()
    meta, about = first(item, "itemMeta"), first(item, "contentMeta")
    days = [
        _words(meta, "firstCreated"),
        _words(about, "contentCreated"),
        _words(meta, "versionCreated"),
    ]
    return Facts(
        title=_words(about, "headline") or _words(meta, "title") or inner.title,
        day=inner.day or _day(days),
        source=_party(about, "infoSource") or inner.source or _party(meta, "provider"),
        url=inner.url or _link(meta),
        uid=item.get("guid") or inner.uid,
        abstract=_words(about, "description") or inner.abstract,
        extra={
            **inner.extra,
            **_extra(
                author=_words(about, "by") or _party(about, "creator"),
                dateline=_words(about, "dateline"),
                about=[
                    said
                    for part in (about if about is not None else ())
                    if name_of(part) == "subject"
                    and (said := words_in(first(part, "name")) or part.get("literal"))
                ],
            ),
        },
    )


def _link(meta: _Element | None) -> str | None:
    for part in meta if meta is not None else ():
        href = str(part.get("href") or "") if name_of(part) == "link" else ""
        if href.startswith(("http://", "https://")):
            return href
    return None


def _party(meta: _Element | None, name: str) -> str | None:
    """Who provides or has written it: by name, in words, or by the code of an agency."""
    party = first(meta, name) if meta is not None else None
    if party is None:
        return None
    code = party.get("literal") or party.get("qcode") or ""
    return words_in(first(party, "name")) or _CODE.sub("", code) or words_in(party)


def of_newsml(item: _Element) -> Facts:
    """What an item of NewsML 1 says."""
    nitf = next((e for e in item.iterdescendants() if name_of(e) == "nitf"), None)
    inner = of_nitf(nitf) if nitf is not None else Facts()
    provider = first(item, "Provider", "Party")
    days = [
        _words(item, "FirstCreated"),
        _words(item, "DateId"),
        _words(item, "ThisRevisionCreated"),
    ]
    return Facts(
        title=_words(item, "HeadLine") or inner.title,
        day=inner.day or _day(days),
        source=_attribute(provider, "FormalName") or inner.source or _words(item, "ProviderId"),
        url=inner.url,
        uid=_words(item, "PublicIdentifier") or _words(item, "NewsItemId") or inner.uid,
        abstract=_words(item, "SlugLine") and inner.abstract,
        extra={
            **inner.extra,
            **_extra(author=_words(item, "ByLine"), dateline=_words(item, "DateLine")),
        },
    )


def of_reuters(item: _Element) -> Facts:
    """What an item of the corpus that Reuters published in 2000 says."""
    return Facts(
        title=_words(item, "headline") or _words(item, "title"),
        day=item.get("date"),
        source="Reuters" if "Reuters" in (_words(item, "copyright") or "") else None,
        uid=item.get("itemid"),
        extra=_extra(author=_words(item, "byline")),
    )


def _extra(**said: object) -> dict[str, object]:
    return {key: value for key, value in said.items() if value}


def _attribute(element: _Element | None, name: str) -> str | None:
    return element.get(name) if element is not None else None


def _words(element: _Element | None, name: str) -> str | None:
    return words_in(first(element, name)) if element is not None else None


def _day(days: list[str | None]) -> str | None:
    """The first day that is said, as “20241129T170043Z” writes it or in words."""
    said = next((day for day in days if day), None)
    match = _BASIC.match(said.strip()) if said else None
    return "-".join(match.groups()) if match else said
