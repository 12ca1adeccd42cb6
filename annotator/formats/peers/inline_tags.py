"""Texts with names marked by tags among the words: ENAMEX, NUMEX and TIMEX of the MUC conferences,
those that Stanford's recogniser writes (“inlineXML”), and those that OpenNLP is trained with; and
collections of such documents (TREC) in which no name is marked.

Source of the formats: the named entity task definitions of MUC-6 and MUC-7, and the manual of
OpenNLP (`<START:person> … <END>`). Such files are SGML and
often no sound XML, so tags are read one by one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from annotator.domain.dates import iso_day
from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.domain.text import is_blank
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder

KEPT = "inline_tags"
"""The key under which is kept what stands around a text, and what tags say besides their type."""
_TAG = re.compile(
    r"<(/?)([A-Za-z][\w.:-]*)((?:\s+[\w.:-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*)\s*(/?)>"
)
_ATTRIBUTE = re.compile(r"([\w.:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_MARKS = re.compile(rb"<(?:enamex|numex|timex\d?)(?:\s[^<>]*)?>", re.IGNORECASE)
_EX = re.compile(r"(?i)(?:b_)?(?:enamex|numex|timex\d?)")
_LABELS = frozenset(
    {"PERSON", "LOCATION", "ORGANIZATION", "ORGANISATION", "MISC", "DATE", "TIME", "MONEY"}
    | {"PERCENT", "NUMBER", "ORDINAL", "DURATION", "SET", "CITY", "COUNTRY", "STATE_OR_PROVINCE"}
    | {"NATIONALITY", "TITLE", "IDEOLOGY", "RELIGION", "CAUSE_OF_DEATH", "CRIMINAL_CHARGE"}
    | {
        "PER",
        "LOC",
        "ORG",
        "GPE",
        "FAC",
        "NORP",
        "CARDINAL",
        "QUANTITY",
        "EVENT",
        "ACTOR",
        "FIGURE",
    }
)
_ALONE = re.compile(
    rb"<(PERSON|LOCATION|ORGANI[SZ]ATION|PER|LOC|ORG|GPE|MISC|ACTOR|FIGURE)>([^<>\n]{1,80})</\1>"
)
_OPEN_NLP = re.compile(rb"<START:\w+>[^<>\n]{1,200}<END>")
_OF_OPEN_NLP = re.compile(r"(?<=>)(?<!END>) (?=[^<>\n]*<END>)| (?=<END>)")
_COLLECTION = re.compile(rb"(?i)<DOC(?:\s[^<>]*)?>\s*<DOC(?:NO|ID)>[^<>]*</")
_NO_TEXT = re.compile(r"(?s)<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>")
_NAMES = ("docno", "id", "name")
_DOCUMENT = frozenset({"doc", "document", "article"})
_TITLE = frozenset({"hl", "headline", "hedline", "title", "head"})
_DAY = frozenset({"date", "dd", "date_time", "datetime", "docdate", "date_line", "story_date"})
_ID = frozenset({"docid", "docno", "storyid", "id"})
_SOURCE = frozenset({"so", "source", "docsource", "paper", "newspaper"})
_BODY = frozenset({"txt", "text", "body"})
_OF_OTHERS = frozenset({".csv", ".tsv", ".tab", ".psv", ".html", ".htm", ".xhtml", ".md", ".eml"})
_AROUND = frozenset({"corpus", "subcorpus", "docs", "documents", "root", "xml"})
_LINES = frozenset({"p", "s", "sentence", "para", "br", "turn", "sent", "lead"})


class _Named(NamedTuple):
    start: int
    end: int
    label: str
    said: dict[str, str]


@dataclass
class _Document:
    """A document as its tags are read: its text, its spans, and what stands around the text."""

    line: int
    is_mark: Callable[[str], bool]
    has_body: bool  # an element for the text, so that what stands around it is none
    depth: int = 0
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    spans: list[_Named] = field(default_factory=list)
    open: list[tuple[str, int, str, dict[str, str]]] = field(default_factory=list)
    fact: str | None = None  # the element around the text that is being read, and its words
    words: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    other_tags: Counter[str] = field(default_factory=Counter)
    outside: int = 0  # names that are marked around the text
    losses: list[str] = field(default_factory=list)

    def say(self, words: str) -> None:
        """Words between two tags."""
        if self.fact is not None:
            self.words.append(words)
        elif self.depth or not self.has_body:
            self.pieces.append(words)
            self.length += len(words)

    def take(self, tag: re.Match[str]) -> None:
        """A tag."""
        is_end, name = bool(tag[1]) or tag[2] == "END", tag[2].casefold()
        attributes = {k.casefold(): a or b or c for k, a, b, c in _ATTRIBUTE.findall(tag[3])}
        is_text = bool(self.depth) or not self.has_body
        if self.is_mark(tag[2]):
            if is_text and self.fact is None:
                self._mark(tag[2], attributes, is_end=is_end)
            else:
                self.outside += not is_end
        elif name in _DOCUMENT:
            said = next((attributes[key] for key in _NAMES if attributes.get(key)), None)
            self.facts |= {"id": said} if said and not is_end else {}
        elif name in _BODY:
            self.end_fact()
            self.depth = max(0, self.depth - 1) if is_end else self.depth + 1
        elif self.fact is not None:
            if is_end and name == self.fact:
                self.end_fact()
        elif not self.depth and not is_end and (self.has_body or _need(name)):
            self.fact = name
        elif name in _AROUND:
            return
        elif name in _LINES:
            if self.length and not self.pieces[-1].endswith("\n"):
                self.say("\n")
        elif is_text and not is_end:
            self.other_tags[tag[2]] += 1

    def _mark(self, name: str, attributes: dict[str, str], *, is_end: bool) -> None:
        """A name begins or ends."""
        kind, _, of_start = name.casefold().partition(":")
        if not is_end:
            label = attributes.pop("type", None) or (of_start and name[6:]) or name
            self.open.append((kind, self.length, unescape(label), attributes))
            return
        kind = "start" if kind == "end" else kind
        place = next((n for n in reversed(range(len(self.open))) if self.open[n][0] == kind), None)
        if place is None:
            self.losses.append(f"a tag “</{name}>” has no beginning and marks nothing")
            return
        _, start, label, said = self.open.pop(place)
        self.spans.append(_Named(start, self.length, label, said))

    def end_fact(self) -> None:
        """An element around the text ends: a need of the article, or one thing more about it."""
        name, said = self.fact, " ".join("".join(self.words).split())
        self.fact, self.words = None, []
        need = _need(name) if name else None
        if name and said and need and need not in self.facts:
            self.facts[need] = said
        elif name and said:
            self.others.setdefault(name, said)


def _need(name: str) -> str | None:
    """What an article needs that the element of a name says."""
    kinds = (("title", _TITLE), ("published", _DAY), ("id", _ID), ("source", _SOURCE))
    return next((need for need, names in kinds if name in names), None)


def looks_like(source: Source) -> bool:
    """Whether its beginning has such tags. Raises OSError."""
    head = source.head
    if source.suffix in _OF_OTHERS:
        return False
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return False  # whose texts may tell of tags
    small = source.suffix in ("", ".txt", ".text") and _ALONE.search(head.upper())
    kinds = (_MARKS, _ALONE, _OPEN_NLP, _COLLECTION)
    return any(marks.search(head) for marks in kinds) or bool(small)


def marks_names(text: str) -> bool:
    """Whether tags in a short text mark names."""
    data = text.encode("utf-8", "replace")
    return any(marks.search(data) for marks in (_MARKS, _ALONE, _OPEN_NLP))


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The documents of a file. Raises InputError and OSError."""
    decoded = source.text()
    if decoded.note:
        yield source.issue(decoded.note, loss=False)
    text = decoded.text.removeprefix("\ufeff").replace("\r\n", "\n")
    text = _NO_TEXT.sub(lambda match: "\n" * match[0].count("\n"), text)
    documents = list(_documents(_OF_OPEN_NLP.sub("", text)))
    alone = len(documents) == 1
    for document in documents:
        try:
            yield from _article(source, document, alone=alone, encoding=decoded.encoding)
        except InputError as error:
            yield source.issue(str(error), line=None if alone else document.line)


def _documents(text: str) -> Iterator[_Document]:
    """What stands in each document element, or all of a text that has none."""
    tags = list(_TAG.finditer(text))
    is_mark = _is_ex if any(_is_ex(tag[2]) for tag in tags) else _is_label
    begins = [tag.start() for tag in tags if not tag[1] and tag[2].casefold() in _DOCUMENT]
    edges = [*begins, len(text)]
    if not begins or not is_blank(_TAG.sub("", text[: begins[0]])):
        edges = [0, *edges]
    for start, end in pairwise(edges):
        piece = text[start:end]
        if is_blank(_TAG.sub("", piece)):
            continue
        own = list(_TAG.finditer(piece))
        has_body = any(not tag[1] and tag[2].casefold() in _BODY for tag in own)
        document = _Document(text.count("\n", 0, start) + 1, is_mark, has_body)
        at = 0
        for tag in own:
            document.say(unescape(piece[at : tag.start()]))
            document.take(tag)
            at = tag.end()
        document.say(unescape(piece[at:]))
        document.end_fact()
        yield document


def _is_ex(name: str) -> bool:
    return _EX.fullmatch(name) is not None


def _is_label(name: str) -> bool:
    return name.upper() in _LABELS or name == "END" or name.startswith("START:")


def _article(source: Source, document: _Document, *, alone: bool, encoding: str) -> Iterator[Item]:
    for name, start, label, _ in document.open:
        document.losses.append(
            f"the mark <{name.upper()}> ({label}) at {start} has no end and was left out"
        )
    text = "".join(document.pieces)
    begin = len(text) - len(text.lstrip())
    line = None if alone else document.line
    builder = RecordBuilder(text.strip(), file=source.file, line=line)
    for loss in document.losses:
        builder.warn_loss(loss)
    if document.outside:
        builder.warn_loss(
            "names that are marked around its text, as in the headline, were not read: "
            f"{document.outside}"
        )
    if document.other_tags:
        named = ", ".join(f"<{name}> ({n:,})" for name, n in document.other_tags.items())
        builder.warn(f"tags that mark no names were left out of the text: {named}")
    for start, end, label, said in sorted(document.spans):
        first, *others = label.split("|")
        start, end = max(start, begin), min(end, begin + len(builder.text))
        extra = {**said, **({"or": others} if others else {})}
        builder.add(*(start - begin, end - begin, first), extra={KEPT: extra} if extra else None)
    facts = document.facts
    day = facts.get("published")
    metadata = Metadata.of({**facts, "published": day and (iso_day(day) or day)})
    yield from builder.items(
        replace(
            metadata,
            encoding=encoding,
            untouched=not (document.spans or document.outside or document.losses),
            extra={"file": source.name, **({KEPT: document.others} if document.others else {})},
            raw=source.bytes if alone else None,
        )
    )


READER = Reader(
    name="inline-tags",
    title="Tags (ENAMEX)",
    suffixes=frozenset({".sgm", ".sgml", ".muc"}),
    read=read,
    looks_like=looks_like,
    holds_work=True,
)
