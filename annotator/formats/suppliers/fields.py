"""Suppliers whose articles are lines with names: “Title: …”, “Publication date: …”."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from annotator.domain.dates import iso_day
from annotator.formats.suppliers.part import Part, body_of, joined, length_of


@dataclass(frozen=True, slots=True)
class Names:
    """What a supplier calls what, in lower case. ``text`` begins the text itself, ``behind`` are
    names that stand below it and ``above`` such as stand over it.
    """

    title: tuple[str, ...] = ("title", "headline")
    source: tuple[str, ...] = ("publication title", "source")
    published: tuple[str, ...] = ("publication date", "date")
    author: tuple[str, ...] = ("author", "authors", "byline")
    words: tuple[str, ...] = ("word count",)
    text: tuple[str, ...] = ("full text", "text")
    lead: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


def reader(names: Names) -> Callable[[Sequence[str], Set[str]], Part]:
    """What reads an article with these names, whose first line is its mark."""
    known = {name for group in (names.title, names.source, names.published, names.author,
                                names.words, names.text, names.lead, names.above, names.behind)
             for name in group}  # fmt: skip
    field = re.compile(
        rf"(?i)\s*(?P<name>{'|'.join(sorted(map(re.escape, known), key=len, reverse=True))})"
        r"\s?:(?:\s+(?P<value>.*))?"
    )

    def read(lines: Sequence[str], headings: Set[str]) -> Part:
        places = [
            (n, match[1].casefold(), match["value"] or "")
            for n, line in enumerate(lines)
            if (match := field.fullmatch(line))
        ]
        values: dict[str, str] = {}
        for number, (place, name, value) in enumerate(places):
            end = places[number + 1][0] if number + 1 < len(places) else len(lines)
            rest = lines[place + 1 : end] if name not in names.text else ()
            values.setdefault(name, joined([value, *_first_block(rest)]))
        start, foot, first = _bounds(lines, places, names)
        title = _value(values, names.title)
        if title is None:
            named = {place for place, _, _ in places}
            title = next(iter(_unnamed(lines, start, named)), None)
        return Part(
            text=body_of(title, *_values(values, names.lead), first, lines=lines[start:foot]),
            title=title,
            source=_value(values, names.source),
            published=iso_day(_value(values, names.published) or ""),
            author=_value(values, names.author),
            words=_length(_value(values, names.words) or ""),
            head=lines[:start],
            foot=lines[foot:],
        )

    return read


def _unnamed(lines: Sequence[str], end: int, named: Set[int]) -> list[str]:
    """The lines above the text that are no field, without the mark."""
    return [joined([lines[n]]) for n in range(1, end) if n not in named and lines[n].strip()]


def _bounds(
    lines: Sequence[str], places: Sequence[tuple[int, str, str]], names: Names
) -> tuple[int, int, str]:
    """Where the text begins and ends, and what of it stands beside the name of its field."""
    begun = next(((n, value) for n, name, value in places if name in names.text), None)
    if begun is not None:
        after = [n for n, name, _ in places if n > begun[0] and name not in names.text]
        behind = [n for n, name, _ in places if n > begun[0] and name in names.behind]
        return begun[0] + 1, (behind or after or [len(lines)])[0], begun[1].strip()
    behind = [n for n, name, _ in places if name in names.behind]
    foot = behind[0] if behind else len(lines)
    above = [n for n, name, _ in places if n < foot]
    start = above[-1] + 1 if above else 1
    if foot == len(lines):
        return start, foot, ""
    return _between(lines, places, min(start, foot), foot)


def _between(
    lines: Sequence[str], places: Sequence[tuple[int, str, str]], start: int, foot: int
) -> tuple[int, int, str]:
    """``[start, foot)``, or where more than is there stands behind a field from ``foot`` on: that,
    up to the fields at the very end.
    """
    ends = [place for place, _, _ in places[1:]] + [len(lines)]
    gaps = [
        (_behind_value(lines, place, end, value), end)
        for (place, _, value), end in zip(places, ends, strict=True)
        if place >= foot
    ]
    begin, last = max(gaps, key=lambda gap: _size(lines[slice(*gap)]))
    if _size(lines[begin:last]) <= _size(lines[start:foot]):
        return start, foot, ""
    for begun, end in gaps:
        if _size(lines[begun:end]):
            last = end
    return begin, last, ""


def _behind_value(lines: Sequence[str], place: int, end: int, value: str) -> int:
    """Where a field's value ends: beside its name with indented lines below, or a block below."""
    at = place + 1
    while at < end and lines[at].strip() and (not value.strip() or lines[at][0].isspace()):
        at += 1
    return at


def _size(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _length(value: str) -> int | None:
    """How many words a field says there are, with or without that word."""
    return length_of(value) or length_of(f"{value} words")


def _first_block(lines: Sequence[str]) -> list[str]:
    rows: list[str] = []
    for line in lines:
        if not line.strip():
            break
        rows.append(line)
    return rows


def _value(values: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((values[name] for name in names if values.get(name)), None)


def _values(values: Mapping[str, str], names: Sequence[str]) -> list[str]:
    return [values[name] for name in names if values.get(name)]
