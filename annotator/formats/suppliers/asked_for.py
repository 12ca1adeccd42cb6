"""Bulletins: a person says that an article begins at each line that begins with some words."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import partial

from annotator.domain.dates import iso_day
from annotator.formats.suppliers.part import Part, Supplier, body_of, day_of

NAME = "a person"
"""Who said where articles begin."""

_SAYS = re.compile(r"[^\W\d_]{3}")
_TOP = 3  # lines below the heading in which a date stands


def supplier(words: str) -> Supplier:
    """What takes a text apart at the lines that begin with ``words``."""
    mark = re.compile(rf"(?m)^[ \t]*{re.escape(words.strip())}[^\n]*$")
    return Supplier(name=NAME, mark=mark, read=partial(read, words.strip()))


def read(words: str, lines: Sequence[str], headings: Set[str]) -> Part:
    """One article, from the line on that begins with ``words``."""
    heading = lines[0].strip()
    rest = [line.strip() for line in lines[1:] if line.strip()][:_TOP]
    says_more = _SAYS.search(heading.removeprefix(words)) or not rest
    title = heading if says_more or _SAYS.search(heading) else rest[0]
    day = next((day for line in (heading, *rest) if (day := _day(line))), None)
    return Part(text=body_of(lines=lines), title=title, published=day)


def _day(line: str) -> str | None:
    return day_of(line) or (iso_day(line.rpartition(", ")[2]) if "," in line else None)
