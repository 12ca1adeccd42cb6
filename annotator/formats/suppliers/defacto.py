"""APA-DeFacto: each article begins with “"Der Standard" Nr. 14/2013 vom 02.04.2013  Seite: 23”, one
of a site with “"Kurier.at" gefunden am 28.12.2017 10:36 Uhr”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from annotator.domain.dates import iso_day
from annotator.formats.suppliers.part import Part, Supplier, body_of

_MARK = re.compile(
    r"""(?m)^[ \t]*["„“»](?P<source>[^"“”«\n]{2,80})["“”«] (?:Nr\. ?\S+ )?"""
    r"""(?:vom|gefunden am) (?P<day>\d{1,2}\.\d{1,2}\.\d{4})[^\n]{0,120}$"""
)
_FIELD = re.compile(r"(?:Ressort|Ausgabe|Rubrik|Bundesland|Seite|Autor):? ?(?P<value>.*)")
_AUTHOR = re.compile(r"Von \S.{0,80}")


def read(lines: Sequence[str], headings: Set[str]) -> Part:
    """One article, from its mark on."""
    mark = _MARK.fullmatch(lines[0])
    rows = [n for n, line in enumerate(lines) if n and line.strip()]
    while rows and _FIELD.fullmatch(lines[rows[0]].strip()):
        rows.pop(0)
    start = rows[0] if rows else len(lines)
    author = next((text for n in rows[:4] if _AUTHOR.fullmatch(text := lines[n].strip())), None)
    named = [lines[n].strip() for n in rows if lines[n].strip() in headings]
    first = lines[start].strip() if rows else None
    is_title = first is not None and len(first) < 200 and not first.endswith((".", ":"))
    return Part(
        text=body_of(lines=lines[start:]),
        title=named[0] if named else (first if is_title else None),
        source=mark["source"] if mark else None,
        published=iso_day(mark["day"]) if mark else None,
        author=author,
        head=lines[:start],
    )


SUPPLIER = Supplier(name="DeFacto", mark=_MARK, read=read)
