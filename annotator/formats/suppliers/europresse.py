"""Europresse: an article ends in a line with its number, “news·20240212·LM·0001”."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from annotator.domain.dates import iso_day
from annotator.formats.suppliers.part import COPYRIGHT, Part, Supplier, body_of

_NUMBER = r"(?:news|pub|doc)[·•.]\d{8}[·•.][\w-]+[·•.][\w·•.-]+"
_LENGTH = re.compile(r"(?i)(?:.*\D)?(\d[\d\u00a0 ]*) mots\b.*|(?:.*\D)?(\d[\d,]*) words\b.*")
_AUTHOR = re.compile(r"[^\W\d_][^\W\d_.'’-]+(?: [^\W\d_][^\W\d_.'’-]*\.?){1,3}(?:,? .{0,30})?")
_MOST_HEAD = 12
_ISSUE = re.compile(r"(?i),? (?:no|n|nr)[.°º]? ?\d[\d -]*$")


def read(lines: Sequence[str], headings: Set[str]) -> Part:
    """One article, to its number."""
    rows = [n for n, line in enumerate(lines) if line.strip()]
    texts = [" ".join(line.split()) for line in lines]
    day = next((n for n in rows[:_MOST_HEAD] if len(texts[n]) < 200 and iso_day(texts[n])), None)
    end = len(lines)
    while end and (not texts[end - 1] or _is_foot(texts[end - 1])):
        end -= 1
    if day is None:
        return Part(text=body_of(lines=lines[:end]), foot=lines[end:])
    above = [texts[n] for n in rows if n < day]
    below = [n for n in rows if day < n < end]
    title = next((n for n in below if texts[n] in headings), below[0] if below else None)
    start = end if title is None else title + 1
    author = None
    following = next((n for n in below if n >= start), None)
    if following is not None and _AUTHOR.fullmatch(texts[following]) and len(below) > 2:
        author, start = texts[following], following + 1
    words = _LENGTH.fullmatch(texts[day])
    digits = re.sub(r"\D", "", (words[1] or words[2] or "")) if words else ""
    return Part(
        text=body_of(texts[title] if title is not None else None, lines=lines[start:end]),
        title=texts[title] if title is not None else None,
        source=_ISSUE.sub("", above[0]) if above else None,  # its issue stays in the head
        published=iso_day(texts[day]),
        author=author,
        words=int(digits) if digits else None,
        head=lines[:start],
        foot=lines[end:],
    )


def _is_foot(text: str) -> bool:
    return bool(COPYRIGHT.match(text)) or re.search(_NUMBER, text) is not None


SUPPLIER = Supplier(
    name="Europresse",
    mark=re.compile(rf"(?m){_NUMBER}[ \t]*$"),
    read=read,
    ends=True,
    alone=re.compile(r"(?m)\b\d[\d ]* (?:mots|words)\b"),
)
