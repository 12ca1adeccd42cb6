"""Who marks which labels: where these are divided among annotators, that somebody has no span of a
label says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import TypeAlias

from annotator.domain.errors import quoted
from annotator.domain.span_content import SpanHolder

Marks: TypeAlias = Mapping[str, frozenset[str]]
"""The labels that each annotator marks anywhere."""


def is_divided(marks: Marks) -> bool:
    """Whether each label is marked by one annotator alone, and each annotator marks some."""
    people = list(marks.values())
    return len(people) > 1 and all(people) and not any(a & b for a, b in combinations(people, 2))


def same_words(spans: Mapping[str, Iterable[SpanHolder]]) -> bool:
    """Whether two annotators say of the same words that they are something else: then it is not
    because labels are divided that they differ.
    """
    labels: dict[tuple[int, int], dict[str, set[str]]] = {}
    for who, own in spans.items():
        for span in own:
            place = span.span.start, span.span.end
            labels.setdefault(place, {}).setdefault(who, set()).add(span.span.label)
    return any(len(set(map(frozenset, said.values()))) > 1 for said in labels.values())


def alone(marks: Marks) -> Iterator[str]:
    """For each annotator who marks labels that some other does not mark, a part of a sentence."""
    everything = frozenset().union(*marks.values()) if marks else frozenset()
    for who, own in marks.items():
        lacking = sorted(everything - own)
        if lacking and own:
            yield f"{who} marks no {' and no '.join(lacking)}"


def note(marks: Marks, *, by_label: bool) -> str | None:
    """What a reader of a comparison should know; None where all mark the same labels."""
    parts = list(alone(marks))
    if not parts:
        return None
    done = (
        "each label is compared between those who mark it, and what one alone marks has nobody to "
        "be compared with"
        if by_label
        else "where labels are divided among them, that is no disagreement"
    )
    said = "; ".join(parts)
    return f"{said[0].upper()}{said[1:]}: {done}."


def same_person_note(pairs: Mapping[str, tuple[str, ...]]) -> str | None:
    """That two of those compared may be one person; None where none are."""
    if not pairs:
        return None
    names = sorted({name for one, others in pairs.items() for name in (one, *others)})
    said = f"{quoted(names)} may be spellings of one person"
    return f"{said}, whose work would be compared with itself."
