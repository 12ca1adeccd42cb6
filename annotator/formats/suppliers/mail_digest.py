"""Digests of mailing lists (RFC 1153): each message begins with “Message: 2” or a line of dashes,
and its head.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from annotator.domain.dates import iso_day
from annotator.formats.suppliers.part import Part, Supplier, body_of

_FIELDS = r"(?:From|Date|Subject|Message-I[dD]|To|Cc|Reply-To|Content-Type|In-Reply-To|References)"
_HEAD = rf"(?:{_FIELDS}: ?\S[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){{2,}}\n"
_MARK = re.compile(rf"(?m)^(?:Message: \d+|-{{27,70}}\n)\n(?={_HEAD})")
_FIELD = re.compile(rf"({_FIELDS}): ?(.*)")
_TAG = re.compile(r"^\s*(?:\[[^\]]{1,30}\]\s*)+")
_END = re.compile(r"-{27,70}|\*{3,}|End of .{1,80}(?:Digest|Issue).{0,40}")


def read(lines: Sequence[str], headings: Set[str]) -> Part:
    """One message, from its mark on."""
    said: dict[str, str] = {}
    at, last = 1, ""
    while at < len(lines) and not lines[at].strip():
        at += 1
    while at < len(lines) and lines[at].strip():
        match = _FIELD.match(lines[at])
        last = match[1] if match else last
        said[last] = match[2].strip() if match else f"{said.get(last, '')} {lines[at].strip()}"
        at += 1
    end = len(lines)
    while end > at and (not lines[end - 1].strip() or _END.fullmatch(lines[end - 1].strip())):
        end -= 1
    return Part(
        text=body_of(lines=lines[at:end]),
        title=_TAG.sub("", said.get("Subject", "")) or None,
        published=iso_day(said.get("Date", "")),
        author=said.get("From"),
        head=lines[:at],
        foot=lines[end:],
    )


SUPPLIER = Supplier(name="a mailing list", mark=_MARK, read=read)
