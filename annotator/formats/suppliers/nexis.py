"""Nexis as it was until 2019: “1 of 10 DOCUMENTS” before each article, then lines like LENGTH:."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from annotator.domain.dates import iso_month
from annotator.domain.text import guess_title
from annotator.formats.suppliers.part import (
    COPYRIGHT,
    Part,
    Supplier,
    blocks_of,
    body_of,
    day_of,
    joined,
    length_of,
)

_OF = r"(?:of|von|van|de|di|sur|/)"
_MARK = re.compile(
    rf"(?m)^[ \t]*(?:\(?\d{{1,5}} {_OF} (?P<total>\d{{1,5}})"
    r" (?:DOCUMENTS?|DOKUMENTEN?|ARTICLES?|DOCUMENTEN|DOCUMENTOS?)\)?)[ \t]*$"
)
_TITLE = frozenset({"HEADLINE", "KOP", "TITEL", "TITLE", "TITRE", "TITULO", "TÍTULO"})
_AUTHOR = frozenset({"BYLINE", "AUTOR", "AUTEUR", "AUTHOR", "SIGNATURE", "NAME"})
_LENGTH = frozenset({"LENGTH", "LÄNGE", "LENGTE", "LONGUEUR", "LONGITUD"})
_LEAD = frozenset(
    {"HIGHLIGHT", "SAMENVATTING", "ABSTRACT", "ENCART", "CHAPEAU", "CHAPO", "DATELINE", "ORTSMARKE"}
)
_BODY = frozenset({"BODY", "TEXT", "TEKST", "TEXTE", "TEXTO"})
_HEAD = (
    _TITLE
    | _AUTHOR
    | _LENGTH
    | _LEAD
    | _BODY
    | {
        *("SECTION", "RUBRIK", "SERIES", "SERIE", "RUBRIEK", "RUBRIQUE", "SECCION", "SECCIÓN"),
        *("DISTRIBUTION", "SOURCE", "GUESTS", "GUEST", "ANCHORS", "ANCHOR", "REPORTERS", "SHOW"),
        *("CORRECTION-DATE", "DOCUMENT-TYPE", "COLUMN", "GENRE", "BRON", "URL"),
    }
)
_FOOT = re.compile(
    r"(?:LOAD-DATE|LANGUAGE|SPRACHE|TAAL|LANGUE|PUBLICATION-TYPE|PUBLICATIETYPE|JOURNAL-CODE|"
    r"GRAPHIC|GRAFIK|NOTES|UPDATE|SUBJECT|ORGANIZATION|PERSON|COMPANY|GEOGRAPHIC|CITY|STATE|"
    r"COUNTRY|INDUSTRY|TICKER|TYPE|ACC-NO|DOCUMENT-TYPE|URL|LAAD-DATUM|PUBLIKATIONS?-?TYP|"
    r"ZEITUNGS-CODE|DATE-CHARGEMENT|TYPE-PUBLICATION|CODE-REVUE|[A-Z]{3,}-[A-Z]{3,}): ?.*"
)
_FIELD = re.compile(r"\s*(?P<name>[^\W\d_a-zß][^\W\d_a-zß-]{2,20}):(?:\s+(?P<value>.*))?\s*")
_BESIDE = re.compile(r"(?i)\d{1,2}[:.]\d{2}\b.{0,40}|.{0,40}\b(?:edition|ausgabe|editie)\b.{0,20}")
_LONGEST_TITLE = 400
_CENTRED = " " * 6
_RIGHTS = re.compile(rf"{COPYRIGHT.pattern}|\s*rights reserved\b")


def read(lines: Sequence[str], headings: Set[str]) -> Part:
    """One article, from its mark on."""
    blocks = blocks_of(lines)[1:]
    foot = len(lines)
    while blocks and _is_foot(lines, *blocks[-1]):
        foot = blocks.pop()[0]
    head = _Head(is_centred=lines[0].startswith(_CENTRED))
    start = foot
    for number, (begin, end) in enumerate(blocks):
        ahead = any(_field(lines[place]) for place, _ in blocks[number + 1 : number + 7])
        after = head.take(lines[begin:end], fields_ahead=ahead)
        if after is not None:
            start = begin + after
            break
    body = lines[start:foot]
    return Part(
        text=body_of(head.title, *head.lead, lines=body),
        title=head.title or (guess_title("\n".join(body)) if any(map(str.strip, body)) else None),
        source=head.source,
        published=head.published,
        author=head.author,
        words=head.words,
        url=head.url,
        head=lines[:start],
        foot=lines[foot:],
    )


class _Head:
    """What stands above an article, block by block."""

    def __init__(self, *, is_centred: bool) -> None:
        """``is_centred`` says that all but the headline and the fields stands in the middle."""
        self.title: str | None = None
        self.source: str | None = None
        self.published: str | None = None
        self.author: str | None = None
        self.words: int | None = None
        self.url: str | None = None
        self.lead: list[str] = []
        self._has_fields = False
        self._is_centred = is_centred

    def take(self, block: Sequence[str], *, fields_ahead: bool) -> int | None:
        """Take a block in; where the text begins in it, at which of its lines."""
        if _field(block[0]) is not None:
            return self._fields(block)
        if block[0].lstrip().startswith(("http://", "https://")):
            self.url = self.url or "".join(line.strip() for line in block)
            return None
        text = joined([line for line in block if not _RIGHTS.match(line)])
        if not text or (len(text) < len(joined(block)) and self.source is not None):
            return None
        day = day_of(text) or iso_month(text)
        if day is not None and not self._has_fields:
            self.published = self.published or day
            return None
        if self._has_fields:
            if self.title or not fields_ahead or len(text) >= _LONGEST_TITLE:
                return 0
            self.title = text  # behind what show it was in
            return None
        if self._is_centred and any(line.startswith(_CENTRED) for line in block):
            self._centred(block, text)
            return None
        if _BESIDE.fullmatch(text) and not fields_ahead and self.title:
            return 0
        if self.source is None:
            self.source = text
        elif self.title is None and not _BESIDE.fullmatch(text) and len(text) < _LONGEST_TITLE:
            self.title = text
        elif not fields_ahead:
            return 0
        elif not _BESIDE.fullmatch(text):
            self.lead.append(text)
        return None

    def _centred(self, block: Sequence[str], text: str) -> None:
        """Take in the source, a date below it, or a notice, which is no headline."""
        day = day_of(block[-1].strip()) or iso_month(block[-1])
        self.published = self.published or day
        if self.source is None:
            self.source = text if day is None else joined(block[:-1])

    def _fields(self, block: Sequence[str]) -> int | None:
        self._has_fields = True
        at = 0
        while at < len(block):
            name, value = _field(block[at]) or ("", "")
            if name in _BODY:
                return at + (not value)
            end = next((n for n in range(at + 1, len(block)) if _field(block[n])), len(block))
            self._know(name, joined([value, *block[at + 1 : end]]))
            at = end
        return None

    def _know(self, name: str, value: str) -> None:
        if name in _TITLE:
            self.title = value or self.title
        elif name in _AUTHOR:
            self.author = value or None
        elif name == "URL":
            self.url = self.url or value or None
        elif name in _LENGTH:
            self.words = length_of(value)
        elif name in _LEAD and value:
            self.lead.append(value)


def _field(line: str) -> tuple[str, str] | None:
    match = _FIELD.fullmatch(line)
    if match is None or match["name"] not in _HEAD:
        return None
    return match["name"], match["value"] or ""


def _is_foot(lines: Sequence[str], start: int, end: int) -> bool:
    first = lines[start].strip()
    return _FOOT.fullmatch(first) is not None or (
        COPYRIGHT.match(first) is not None and len(joined(lines[start:end])) < _LONGEST_TITLE
    )


SUPPLIER = Supplier(
    name="Nexis",
    mark=_MARK,
    read=read,
    alone=re.compile(r"(?m)^\s*(?:LENGTH|LOAD-DATE|LÄNGE|LENGTE|LONGUEUR): ?\S"),
)
