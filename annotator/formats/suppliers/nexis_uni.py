"""Nexis Uni and Lexis+: “Body” before the text of each article, “End of Document” behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from annotator.formats.suppliers.part import (
    COPYRIGHT,
    Part,
    Supplier,
    body_of,
    day_of,
    joined,
    length_of,
)

_BODY = frozenset({"Body", "Text", "Corps", "Texte", "Cuerpo", "Hauptteil", "Inhalt", "Corpo"})
_FOOT = frozenset({"Classification", "Graphic", "Graphics", "Klassifizierung"})
_LOADED = re.compile(r"(?i)load-date: ?\S.*")
_FIELD = re.compile(
    r"(?i)(?P<name>length|byline|section|highlight|dateline|headline|series|edition): ?"
    r"(?P<value>.+)"
)
_MOST_ABOVE = 4  # lines of title and source; more are the cover of the whole download
_ASIDE = re.compile(r"(?i)link to (?:image|original|pdf).*|page \d+ of \d+|about lexisnexis.*")


def read(lines: Sequence[str], headings: Set[str]) -> Part:
    """One article, to its end. What stands above the first one's title is its cover."""
    texts = [line.strip() for line in lines]
    body = next((n for n, text in enumerate(texts) if text in _BODY), None)
    fields = {n: match for n, text in enumerate(texts[:body]) if (match := _FIELD.fullmatch(text))}
    days = [n for n, text in enumerate(texts[: body or 40]) if day_of(text)]
    day = days[-1] if body is not None and days else (days[0] if days else None)
    start = body + 1 if body is not None else _below(texts, day, fields)
    foot = _foot(texts, start)
    rights = (n for n, text in enumerate(texts[:body]) if COPYRIGHT.match(text))
    above = day if day is not None else next(rights, min(fields, default=0))
    before = [text for text in texts[:above] if text and not _ASIDE.fullmatch(text)]
    known = {match["name"].casefold(): match["value"].strip() for match in fields.values()}
    has_cover = len(before) > _MOST_ABOVE
    title = joined(before[-2:-1] if has_cover else before[:-1]) or None
    lead = [known[name] for name in ("highlight", "dateline") if name in known]
    return Part(
        text=body_of(title, *lead, lines=lines[start:foot]),
        title=title,
        source=before[-1].rstrip(".") if before else None,
        published=day_of(texts[day]) if day is not None else None,
        author=known.get("byline"),
        words=length_of(known.get("length", "")),
        head=lines[:start],
        foot=lines[foot:],
    )


def _below(texts: Sequence[str], day: int | None, fields: Iterable[int]) -> int:
    """Where the text begins if no line says so: below the last line of the head."""
    last = max([-1 if day is None else day, *fields])
    for number in range(last + 1, min(len(texts), last + 6)):
        if COPYRIGHT.match(texts[number]):
            last = number
    return last + 1


def _foot(texts: Sequence[str], start: int) -> int:
    end = len(texts)
    while end > start and (not texts[end - 1] or texts[end - 1] == "End of Document"):
        end -= 1
    loaded = next((n for n in range(end - 1, start - 1, -1) if _LOADED.fullmatch(texts[n])), None)
    if loaded is None:
        return end
    named = (n for n in range(start, loaded) if texts[n] in _FOOT)
    return next(named, loaded)


SUPPLIER = Supplier(
    name="Nexis Uni",
    mark=re.compile(r"(?m)^[ \t]*(?:End of Document|Fin du document|Ende des Dokuments)[ \t]*$"),
    read=read,
    ends=True,
    alone=re.compile(r"(?m)^\s*Body\s*$"),
    needs=re.compile(r"(?m)^\s*(?:Body|Length: \S.*|Load-Date: ?\S.*|Copyright .*)\s*$"),
)
LOADED = replace(
    SUPPLIER,
    mark=re.compile(r"(?m)^[ \t]*Load-Date: ?\S.*$"),
    needs=re.compile(r"(?m)^\s*Body\s*$"),
)
"""The same where no article says where it ends."""
