"""EBSCOhost: from “Record: 1” on, with names and an accession number."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from annotator.domain.dates import Order, iso_day
from annotator.formats.suppliers.fields import Names, reader
from annotator.formats.suppliers.part import Part, Supplier

_SOURCE = re.compile(r"(?P<source>.+?)[.,] (?P<day>[^.]*\d{4}.*)")
_read = reader(
    Names(
        title=("title", "headline"),
        source=("source", "publication", "journal", "newspaper"),
        published=("date", "publication date", "source"),
        author=("author", "authors", "by"),
        text=("full text", "html full text", "text"),
        above=("issn", "document type", "section", "language", "abstract", "copyright of"),
        behind=(
            *(
                "accession number",
                "an",
                "database",
                "persistent link to this record (permalink)",
            ),
            *(
                "subject terms",
                "subjects",
                "geographic terms",
                "people",
                "full text word count",
            ),
            *("lexile", "entry date", "inspec", "company/entity", "images"),
        ),
        words=("full text word count",),
    )
)


def _article(lines: Sequence[str], headings: Set[str]) -> Part:
    part = _read(lines, headings)
    match = _SOURCE.fullmatch(part.source or "")
    if match is None:
        return part
    day = part.published or iso_day(
        match["day"], order=Order.MONTH_FIRST
    )  # as Americans write them
    return replace(part, source=match["source"], published=day)


SUPPLIER = Supplier(
    name="EBSCO",
    mark=re.compile(r"(?m)^[ \t]*Record: ?\d{1,5}[ \t]*$"),
    read=_article,
    needs=re.compile(r"(?m)^[ \t]*(?:Accession Number|AN|Database):"),
    alone=re.compile(r"(?m)^[ \t]*Accession Number:"),
)
