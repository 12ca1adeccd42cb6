"""What suggests in a project, and what becomes of the labels of its pipeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from annotator.domain.wording import counted

LabelTable: TypeAlias = tuple[tuple[str, str], ...]
"""Labels of a pipeline with those they become; "" leaves a label out."""


@dataclass(frozen=True, slots=True)
class PipelineChoice:
    """What suggests in a project.

    ``name`` is a suggester, None for the program's default; ``version`` is what it was when it
    read last, None before. ``labels`` is where the project differs from the program's label map.
    """

    name: str | None = None
    version: str | None = None
    labels: LabelTable = ()


@dataclass(frozen=True, slots=True)
class LabelCount:
    """How many spans a pipeline gave a ``label``, and what they became: None for nothing."""

    label: str
    count: int
    target: str | None


def summed(counts: Iterable[LabelCount]) -> tuple[LabelCount, ...]:
    """The counts of several readings together, by label."""
    sums: Counter[tuple[str, str | None]] = Counter()
    for item in counts:
        sums[item.label, item.target] += item.count
    rows = (LabelCount(label, count, target) for (label, target), count in sums.items())
    return tuple(sorted(rows, key=lambda row: row.label))


def left_out(counts: Iterable[LabelCount]) -> dict[str, int]:
    """The spans that became nothing, by the pipeline's label."""
    return {item.label: item.count for item in summed(counts) if item.target is None}


def left_out_words(spans: Mapping[str, int]) -> str:
    """What was left out, with its counts: “3 LAW, 1 EVENT”; most frequent first."""
    rows = sorted(spans.items(), key=lambda row: (-row[1], row[0]))
    return ", ".join(f"{count:,} {label}" for label, count in rows)


def left_out_sentence(spans: Mapping[str, int]) -> str:
    """One sentence about what was left out, "" where nothing was."""
    if not spans:
        return ""
    total = counted(sum(spans.values()), "span")
    verb = "was" if sum(spans.values()) == 1 else "were"
    return (
        f"{total} {verb} left out, since the project has no label for them: "
        f"{left_out_words(spans)}."
    )
