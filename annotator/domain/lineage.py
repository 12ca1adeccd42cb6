"""How two versions of one annotator's work in one article lie to each other: the same, older,
newer, or diverged. Knows what a version has seen, and nothing of what is in it.

A version vector (Parker et al. 1983, "Detection of mutual inconsistency in distributed systems"):
for each writer the number of its last edit that is in the version. A writer is one opening of a
project going on from one version, so that two copies of a file never write under the same name,
and all earlier edits under a name are in the later ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from annotator.domain.errors import InputError

_ENTRY = re.compile(r"[A-Za-z0-9_.-]{1,60}:[1-9][0-9]{0,14}")
LONGEST = 200_000
"""No vector is written with more code points than this (some thousand openings of a project)."""

JOINED_LABELS = "joined-labels"
"""The writer that stands for a step which is the same wherever it is taken: labels that become one.
What comes in is brought to the labels of a project anew, so none of these steps need be told from
another.
"""


class Relation(StrEnum):
    """What one version is to another."""

    SAME = "same"
    OLDER = "older"
    NEWER = "newer"
    DIVERGED = "diverged"


def parse_seen(written: str) -> dict[str, int]:
    """A vector from ``writer:edit writer:edit …``; of several entries of a writer the last edit.

    Raises InputError if it is none.
    """
    seen: dict[str, int] = {}
    if len(written) > LONGEST:
        raise InputError("the history of a version is too long")
    for entry in written.split():
        if not _ENTRY.fullmatch(entry):
            raise InputError(f"“{entry[:60]}” is no part of the history of a version")
        writer, _, edit = entry.partition(":")
        seen[writer] = max(int(edit), seen.get(writer, 0))
    return seen


def seen_text(seen: Mapping[str, int]) -> str:
    """The one way to write a vector."""
    return " ".join(f"{writer}:{edit}" for writer, edit in sorted(seen.items()))


def stamp(seen: Mapping[str, int]) -> int:
    """The number of the last edit; each edit takes the next above all it has seen."""
    return max(seen.values(), default=0)


def after(seen: str, writer: str) -> str:
    """A written vector with one more edit, by ``writer``."""
    vector = parse_seen(seen)
    return seen_text(vector | {writer: stamp(vector) + 1})


def relation(one: Mapping[str, int], other: Mapping[str, int]) -> Relation:
    """What ``one`` is to ``other``."""
    if one == other:
        return Relation.SAME
    within = all(other.get(writer, 0) >= edit for writer, edit in one.items())
    holds = all(one.get(writer, 0) >= edit for writer, edit in other.items())
    if within:
        return Relation.OLDER
    return Relation.NEWER if holds else Relation.DIVERGED
