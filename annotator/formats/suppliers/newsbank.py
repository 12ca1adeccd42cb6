"""NewsBank: title, “Paper (Place) - day”, names, text, and at the end “Record Number: …”."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from annotator.formats.suppliers.part import (
    COPYRIGHT,
    Part,
    Supplier,
    body_of,
    day_of,
    without_blank,
)

_RECORD = re.compile(r"(?m)^[ \t]*Record(?: Number)?: ?[A-Za-z0-9][\w-]{7,}[ \t]*$")
_PAPER = re.compile(r"(?P<source>.{2,90}?) ?[-–|] ?(?P<day>.*\d{4}.{0,30})")
_FIELD = re.compile(
    r"(?i)(?P<name>author|byline|section|page|edition|column|dateline): ?(?P<value>.+)"
)
_FOOT = re.compile(
    r"(?i)(?:copyright|©|\(c\)|openurl|record(?: number)?:|memo:|caption:|index terms:|citation).*"
)


def read(lines: Sequence[str], headings: Set[str]) -> Part:
    """One article, to its record number."""
    texts = [line.strip() for line in lines]
    paper = next((n for n, text in enumerate(texts) if _day_in(text)), None)
    end = len(texts)
    while end and (not texts[end - 1] or _FOOT.fullmatch(texts[end - 1])):
        end -= 1
    above = [
        text
        for text in texts[:paper]
        if text and not (COPYRIGHT.match(text) or _FOOT.fullmatch(text))
    ]
    start = (paper or 0) + 1 if paper is not None else 0
    author = None
    while start < end and (not texts[start] or (field := _FIELD.fullmatch(texts[start]))):
        if texts[start] and field and field["name"].casefold() in ("author", "byline"):
            author = field["value"]
        start += 1
    match = _PAPER.fullmatch(texts[paper]) if paper is not None else None
    title = above[-1] if above else None
    return Part(
        text=body_of(title, lines=lines[start:end]),
        title=title,
        source=match["source"].strip() if match else None,
        published=day_of(match["day"]) if match else None,
        author=author,
        head=without_blank(lines[:start]),
        foot=lines[end:],
    )


def _day_in(text: str) -> str | None:
    match = _PAPER.fullmatch(text) if len(text) < 160 else None
    return day_of(match["day"]) if match else None


SUPPLIER = Supplier(
    name="NewsBank",
    mark=_RECORD,
    read=read,
    ends=True,
    needs=re.compile(r"(?m)^.{2,90}? ?[-–|] ?.*\b\d{4}\b.{0,30}$"),
)
