"""ProQuest: articles between lines of underscores or from “Document 1 of 25” on, with names."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from annotator.domain.dates import iso_day
from annotator.formats.suppliers.fields import Names, reader
from annotator.formats.suppliers.part import Part, Supplier

_ID = r"(?m)^[ \t]*ProQuest (?:document )?ID: ?\d+"
_INFO = re.compile(r"(?i)\s*publication info: ?(?P<source>[^;\[]+?) ?[;\[](?P<rest>.*)")
_read = reader(
    Names(
        title=("title",),
        source=("publication title",),
        published=("publication date",),
        author=("author", "authors"),
        text=("full text", "texto completo", "volltext", "texte intégral"),
        above=("publication info", "abstract", "links", "document url", "correspondence author"),
        behind=(
            *(
                "subject",
                "location",
                "people",
                "company / organization",
                "title",
                "publication title",
            ),
            *(
                "publication year",
                "publication date",
                "copyright",
                "identifier / keyword",
                "section",
            ),
            *("publisher", "place of publication", "country of publication", "issn", "source type"),
            *("language of publication", "document type", "proquest document id", "credit"),
            *("business indexing term", "last updated", "database", "document url", "first page"),
        ),
    )
)


def _article(lines: Sequence[str], headings: Set[str]) -> Part:
    part = _read(lines, headings)
    info = next((match for line in lines if (match := _INFO.fullmatch(line))), None)
    if info is None:
        return part
    return replace(
        part,
        source=part.source or info["source"].strip(),
        published=part.published or iso_day(info["rest"]),
    )


NUMBERED = Supplier(
    name="ProQuest",
    mark=re.compile(
        r"(?m)^[ \t]*(?:Document|Dokument|Documento) \d{1,5} (?:of|von|de|sur) (?P<total>\d{1,5})"
        r"[ \t]*$"
    ),
    read=_article,
    needs=re.compile(_ID),
    alone=re.compile(_ID),
)
RULED = Supplier(
    name="ProQuest",
    mark=re.compile(r"(?m)^[ \t]*_{20,}[ \t]*$"),
    read=_article,
    needs=re.compile(_ID),
    is_each=True,
)
