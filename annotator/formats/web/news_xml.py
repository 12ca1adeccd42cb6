"""News as agencies send it: NITF, NewsML-G2, NewsML 1, and the news items of Reuters' corpus.

Source of the formats: the IPTC's specifications of NITF 3.6 and NewsML-G2 2.x, and of NewsML 1.2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.domain.dates import iso_day
from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.web.fragment import has_markup, words_of
from annotator.formats.web.news_facts import Facts, of_g2, of_newsml, of_nitf, of_reuters
from annotator.formats.xml_text import (
    FlowingText,
    begins_as,
    first,
    name_of,
    root_of,
    said_by,
    words_in,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_BEGIN = begins_as(
    *("nitf", "nitf-[a-z]+", "newsMessage", "newsItem", "packageItem", "NewsML", "newsitem"),
    *("conceptItem", "knowledgeItem", "catalogItem", "planningItem"),
)
_NAMES = frozenset(
    {"person", "org", "location", "num", "money", "chron", "event", "object.title", "virtloc"}
)
_BLOCKS = frozenset(
    {"p", "hl1", "hl2", "li", "ul", "ol", "dl", "dt", "dd", "block", "pre", "bq", "blockquote"}
    | {"table", "tr", "media-caption", "fn", "div", "section", "article", "hr", "credit", "header"}
    | {"caption", "figcaption", "dateline", "abstract", "tagline", "body", "body.content"}
    | {f"h{level}" for level in range(1, 7)}
)
_LEFT_OUT = frozenset({"head", "script", "style", "media-metadata", "media-producer", "nitf-table"})


def looks_like(source: Source) -> bool:
    """Whether its root is that of news in XML. Raises OSError."""
    return _BEGIN.match(source.head) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The stories of a file. Raises InputError and OSError."""
    root, note = root_of(source)
    if note:
        yield source.issue(note, loss=False)
    stories = list(_stories(root))
    if not stories:
        raise InputError(
            "it holds packages, concepts or plans of an agency and no story; import the items "
            "of text that belong to it"
        )
    for element, facts, text_of in stories:
        try:
            yield from _article(source, element, facts, text_of, alone=len(stories) == 1)
        except InputError as error:
            yield source.issue(str(error), line=element.sourceline)


_TextOf = Callable[["_Element", FlowingText], None]


def _stories(root: _Element) -> Iterator[tuple[_Element, Facts, _TextOf]]:
    """Each story of a file, with what is said of it and what says its text."""
    for element in root.iter():
        name = name_of(element)
        if name == "newsItem":
            if _has_text(element):
                yield element, of_g2(element), _text_of_g2
        elif name == "NewsItem":
            yield element, of_newsml(element), _text_of_newsml
        elif name == "newsitem":
            yield element, of_reuters(element), _text_of_reuters
        elif name == "nitf" and not _is_within(element):
            yield element, of_nitf(element), _text_of_nitf


def _is_within(nitf: _Element) -> bool:
    return any(name_of(around) in ("newsItem", "NewsItem") for around in nitf.iterancestors())


def _has_text(item: _Element) -> bool:
    """Whether an item is text, and no picture, film or list."""
    return first(item, "inlineXML") is not None or first(item, "inlineData") is not None


def _article(
    source: Source, element: _Element, facts: Facts, text_of: _TextOf, *, alone: bool
) -> Iterator[Item]:
    text = FlowingText()
    text_of(element, text)
    line = None if alone else element.sourceline
    said = text.text or facts.abstract
    has_tags = said is not None and has_markup(said)
    body = words_of(said) if said is not None and has_tags else said
    builder = RecordBuilder(body, file=source.file, line=line)
    if not text.text:
        builder.warn("it has no text but its summary")
    if has_tags and text.spans:
        builder.warn_loss("names marked in it were not read: its text holds tags in a text")
    for span in () if has_tags else text.spans:
        extra = {"news_xml": span.said} if span.said else None
        builder.add(span.start, span.end, span.label, entity=span.entity, extra=extra)
    day = facts.day
    metadata = Metadata.of(
        {
            "title": facts.title,
            "source": facts.source,
            "url": facts.url,
            "id": facts.uid,
            "published": day and (iso_day(day) or day),
        }
    )
    about = {"file": source.name, **facts.extra}
    yield from builder.items(replace(metadata, extra=about, raw=source.bytes if alone else None))


def _text_of_nitf(nitf: _Element, text: FlowingText) -> None:
    """Standfirst, dateline, summary if the story does not say it, and the story."""
    story, head = first(nitf, "body.content"), first(nitf, "body.head")
    told = words_in(story) or ""
    for name in ("hl2", "dateline", "abstract"):
        part = first(head, name) if head is not None else None
        said = words_in(part)
        if part is not None and said and said not in told:
            text.part()
            _flow(part, text)
            text.part()
    if story is None:
        return
    blocks = [block for block in story if name_of(block) == "block"]
    doubled = [block for block in blocks if _is_said_by_another(block, blocks)]
    text.add(story.text or "")
    for child in story:
        if child not in doubled:
            _child(child, text)
        text.add(child.tail or "")


def _is_said_by_another(block: _Element, blocks: list[_Element]) -> bool:
    """Whether a block is the beginning of another, as lead paragraphs are."""
    said = words_in(block) or ""
    others = [words_in(other) or "" for other in blocks if other is not block]
    return any(said in other and len(said) < len(other) for other in others)


def _text_of_g2(item: _Element, text: FlowingText) -> None:
    for content in item.iterdescendants():
        name = name_of(content)
        if name == "inlineXML":
            nitf = next((e for e in content.iterdescendants() if name_of(e) == "nitf"), None)
            if nitf is not None:
                _text_of_nitf(nitf, text)
            else:
                _flow(content, text)
            return
        if name == "inlineData":
            text.add_as_it_is("".join(content.itertext()))
            return


def _text_of_newsml(item: _Element, text: FlowingText) -> None:
    for content in item.iterdescendants():
        if name_of(content) == "DataContent":
            nitf = next((e for e in content.iterdescendants() if name_of(e) == "nitf"), None)
            text.part()
            if nitf is not None:
                _text_of_nitf(nitf, text)
            elif len(content):
                _flow(content, text)
            else:
                text.add_as_it_is(content.text or "")


def _text_of_reuters(item: _Element, text: FlowingText) -> None:
    for name in ("dateline", "text"):
        part = first(item, name)
        if part is not None:
            text.part()
            _flow(part, text)


def _flow(element: _Element, text: FlowingText) -> None:
    text.add(element.text or "")
    for child in element:
        _child(child, text)
        text.add(child.tail or "")


def _child(child: _Element, text: FlowingText) -> None:
    name = name_of(child)
    if not name:
        text.add(said_by(child))
    elif name in _LEFT_OUT:
        return
    elif name in ("br", "col"):
        text.part("\n")
    elif name in ("td", "th"):
        text.part("\t")
        _flow(child, text)
    elif name in _BLOCKS:
        ends = "\n" if name in ("tr", "li") else "\n\n"
        text.part(ends)
        _flow(child, text)
        text.part(ends)
    elif name in _NAMES:
        entity = child.get("idref") or child.get("value") if name != "num" else None
        said = {str(key): value for key, value in child.attrib.items() if key != "idref"}
        text.open(name, entity, **said)
        _flow(child, text)
        text.close()
    else:
        _flow(child, text)


READER = Reader(
    name="news-xml",
    title="News (XML)",
    suffixes=frozenset({".nitf", ".newsml"}),
    read=read,
    looks_like=looks_like,
)
