"""Documents whose paragraphs are marked as headings, split at those of a level a person names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from annotator.domain.records import Item
from annotator.formats.reader import Source
from annotator.formats.suppliers import asked_for, splitting
from annotator.formats.suppliers.part import Part, Supplier, body_of

_STYLE = re.compile(r"\D{3,30}?\s?([1-9])")  # “Heading 1”, “Überschrift 2”
_FEWEST = 3


def articles(
    source: Source, lines: Sequence[str], levels: Mapping[int, int], split_at: str | None
) -> Iterator[Item] | None:
    """The articles that begin at the headings of the level that ``split_at`` names; None where it
    names none, or is how lines of the text begin. ``levels`` are those of the ``lines``.
    """
    named = _STYLE.fullmatch(split_at.strip()) if split_at else None
    if named is None or split_at is None or any(line.startswith(split_at) for line in lines):
        return None
    level = int(named[1])
    starts = [number for number in sorted(levels) if levels[number] == level]
    if len(starts) < 2:
        return None
    titles = {lines[number] for number in starts}
    places = [0]
    for line in lines:
        places.append(places[-1] + len(line) + 2)
    text = "\n\n".join(lines)
    edges = [places[_with_those_above(levels, number)] for number in starts]
    pieces = list(pairwise([*edges, len(text)]))
    supplier = Supplier(asked_for.NAME, re.compile(r"\Z(?!\Z)"), _read)
    cut = splitting.Split(supplier, pieces, (0, edges[0]), (len(text), len(text)))
    return splitting.items(source, text, cut, encoding="utf-8", headings=titles)


def note(lines: Sequence[str], levels: Mapping[int, int]) -> str | None:
    """That a document may be many articles: it has three or more headings of one level."""
    counts = Counter(levels.values())
    level = next((level for level in sorted(counts) if counts[level] >= _FEWEST), None)
    if level is None:
        return None
    first = next(lines[number] for number in sorted(levels) if levels[number] == level)
    style = f"Heading {level}"
    return (
        f"it came in as one article, and has {counts[level]} headings such as “{first}”: if each "
        f"begins an article, say “{style}” as the words that begin one"
    )


def _with_those_above(levels: Mapping[int, int], number: int) -> int:
    """The line of a heading, or of the first of the higher ones that stand right above it."""
    level = levels[number]
    while levels.get(number - 1, level) < level:
        number -= 1
    return number


def _read(lines: Sequence[str], headings: Set[str]) -> Part:
    at = next((number for number, line in enumerate(lines) if line in headings), 0)
    part = asked_for.read("", lines[at:], headings)
    return Part(
        text=body_of(lines=lines[at:]),
        title=part.title,
        published=part.published,
        head=lines[:at],
    )
