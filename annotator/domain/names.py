"""A team's own names: single entries, whole books of them, and how one list is laid over another.

Knows no file, no project and no spaCy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from annotator.domain.labels import FIGURE

NONE: Final = "NONE"
"""The label of names that are never spans."""

LONGEST: Final = 100
"""Code points of a spelling."""

PROJECT: Final = "project"
"""What suggestions call the book of a project."""

_SAME_LENGTH = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "‑": "-"})
_WITHOUT = "-"


def folded(text: str) -> str:
    """The text with curly apostrophes and odd spaces made plain; offsets stay valid."""
    return text if text.isascii() else text.translate(_SAME_LENGTH)


@dataclass(frozen=True, slots=True)
class ProjectName:
    """A name with its other spellings, or a word of a word list, as a team has it.

    A name has a ``label`` (`NONE` for one that is never a span) and no ``word_list``; a word has
    a ``word_list`` and no label. ``at`` is when ``annotator`` gave it, in UTC.
    """

    spelling: str
    label: str = ""
    word_list: str = ""
    variants: tuple[str, ...] = ()
    annotator: str = ""
    at: str = ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """The name and its variants."""
        return (self.spelling, *self.variants)

    @property
    def belongs_to(self) -> str:
        """The label, or ``words: LIST``."""
        return self.label or f"words: {self.word_list}"

    def says_the_same(self, other: ProjectName) -> bool:
        """Whether both mark the same, whoever gave them and when."""
        return replace(self, annotator="", at="") == replace(other, annotator="", at="")


@dataclass(frozen=True, slots=True)
class NameBook:
    """Names that are laid over the shipped ones; suggestions name them by ``title``."""

    names: tuple[ProjectName, ...] = ()
    title: str = PROJECT

    @property
    def digest(self) -> str:
        """Eight hexadecimal digits that change with any name; empty for a book without names."""
        if not self.names:
            return ""
        lines = sorted(
            "\0".join((name.word_list, name.label, name.spelling, *sorted(name.variants)))
            for name in self.names
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]

    def __bool__(self) -> bool:
        return bool(self.names)


NO_NAMES: Final = NameBook()


def cleaned(spelling: str) -> str:
    """A spelling as names are kept: single plain spaces, straight apostrophes, none outside."""
    return folded(" ".join(spelling.split()))


def refusal(name: ProjectName, *, labels: Iterable[str], word_lists: Iterable[str]) -> str | None:
    """Why a name cannot be kept, in half a sentence; None if it can.

    ``labels`` are those there are; ``word_lists`` those the rules know.
    """
    for spelling in name.spellings:
        problem = _spelling_problem(spelling)
        if problem:
            return problem
    if name.word_list:
        known = set(word_lists)
        if name.word_list.removeprefix(_WITHOUT) not in known:
            return f"there is no word list “{name.word_list}”; there are {_listed(sorted(known))}"
        return None
    if name.label == FIGURE:
        return "figures are found by rules, so a name cannot be a FIGURE"
    if name.label != NONE and name.label not in set(labels):
        return f"there is no label “{name.label}”; there are {_listed([*labels, NONE])}"
    return None


def laid_over(
    there: Iterable[ProjectName], new: Sequence[ProjectName]
) -> tuple[list[ProjectName], list[ProjectName]]:
    """What has to go and what has to come so that ``new`` holds beside the rest of ``there``.

    A spelling belongs to one entry: an entry of the same name is replaced, others lose the
    spellings that ``new`` takes. What says the same already is left alone.
    """
    kept = {(row.word_list, row.spelling): row for row in there}
    added = [
        row
        for row in new
        if (same := kept.get((row.word_list, row.spelling))) is None or not same.says_the_same(row)
    ]
    heads = {(row.word_list, row.spelling) for row in added}
    claimed = {(row.word_list, spelling) for row in added for spelling in row.spellings}
    gone, come = [], list(added)
    for key, row in kept.items():
        if not any((row.word_list, spelling) in claimed for spelling in row.spellings):
            continue
        gone.append(row)
        rest = [s for s in row.spellings if (row.word_list, s) not in claimed]
        if key not in heads and rest:
            come.append(replace(row, spelling=rest[0], variants=tuple(rest[1:])))
    return gone, come


def _spelling_problem(spelling: str) -> str | None:
    if not any(sign.isalnum() for sign in spelling):
        return f"“{spelling}” has no letter and no digit" if spelling else "it has no name"
    if len(spelling) > LONGEST:
        return f"“{spelling[:30]}…” is longer than {LONGEST} characters"
    if spelling.startswith("#") or "|" in spelling:
        return f"“{spelling}” begins with # or holds |, which names cannot"
    if not spelling.isprintable():
        return f"“{spelling}” holds invisible characters"
    return None


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
