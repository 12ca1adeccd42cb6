"""What becomes of the labels that files bring: those of the project, new ones, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TypeVar

import orjson

from annotator.domain.errors import InputError
from annotator.domain.labels import folded
from annotator.domain.records import AnsweredSuggestion, Record, RecordSpan, RejectedSpan
from annotator.operations.labels import name_problem
from annotator.resources import resource

P = TypeVar("P", RecordSpan, RejectedSpan)
MOST_NEW = 40
"""An import adds so many labels at most: with more, the labels of its files are none."""


class How(StrEnum):
    """Why a label becomes what it becomes."""

    SAME = "same"  # the project has it
    ASKED = "asked"  # somebody said so
    TABLE = "table"  # the program's own table says so
    NEW = "new"  # it is added to the project
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Mapped:
    """A label of the files: how many spans have it, and what they get; ``target`` None: nothing."""

    label: str
    count: int
    target: str | None
    how: How

    def to_json(self) -> dict[str, object]:
        """As a JSON object of a report."""
        return {"label": self.label, "spans": self.count, "as": self.target, "by": self.how.value}


@cache
def program_table() -> Mapping[str, str]:
    """The label map that comes with the program: labels of others with ours."""
    table: dict[str, str] = orjson.loads(resource("label_map.json").read_bytes())
    return table


@cache
def _folded_table() -> Mapping[str, str]:
    return {folded(label): target for label, target in program_table().items()}


class LabelMapping:
    """Labels as they come to labels as they are kept.

    In this order: what was ``asked`` for ("" leaves a label out), a label of the project, the
    table that comes with the program, a new label where they are wanted: any with ``new``, else
    those of ``addable``. Raises InputError for a wish that cannot be met.
    """

    def __init__(
        self,
        project: Iterable[str],
        *,
        asked: Mapping[str, str] | None = None,
        new: bool = False,
        addable: Iterable[str] = (),
    ) -> None:
        self._project = list(project)
        self._addable = frozenset(addable)
        self._asked = dict(asked or {})
        self._new = new
        self._known: dict[str, tuple[str | None, How]] = {}
        self.added: list[str] = []
        self.counts: Counter[str] = Counter()
        for label, target in self._asked.items():
            if target and target not in self._project and not self._can_add(target):
                raise InputError(
                    f"The label {label} cannot become {target}: the project has no such label; "
                    "add it, or ask for new labels."
                )

    def also_know(self, labels: Iterable[str]) -> None:
        """Take these for labels of the project."""
        self._project += [label for label in labels if label not in self._project]

    @property
    def mapped(self) -> tuple[Mapped, ...]:
        """What was found, the most frequent first."""
        return tuple(
            Mapped(label, count, *self.target(label)) for label, count in self.counts.most_common()
        )

    def target(self, label: str) -> tuple[str | None, How]:
        """What becomes of a label, and why."""
        target = self._known.get(label)
        if target is None:
            target = self._known[label] = self._decide(label)
            if target[0] and target[0] not in self._project:
                self._project.append(target[0])
                self.added.append(target[0])
        return target

    def _decide(self, label: str) -> tuple[str | None, How]:
        if label in self._asked:
            return (self._asked[label] or None), How.ASKED
        if label in self._project:
            return label, How.SAME
        # Other tools write labels in other case, and formats some signs of theirs as “_”.
        plain = folded(label)
        same = next((n for n in self._project if plain and folded(n) == plain), None)
        named = _folded_table().get(plain)
        for target in (same, named):
            if target in self._project:
                return target, How.TABLE
        if self._can_add(label):
            return label, How.NEW
        return None, How.LEFT_OUT

    def _can_add(self, label: str) -> bool:
        wanted = self._new or label in self._addable
        return wanted and len(self.added) < MOST_NEW and not name_problem(label)

    def apply(self, record: Record) -> tuple[Record, dict[str, list[tuple[int, int]]]]:
        """The record with the labels of the project, and the places of the spans left out."""
        spans, rejected = record.spans, record.rejected
        if not spans and not rejected:
            return record, {}
        labels = Counter([span.label for span in spans])
        labels.update(span.label for span in rejected)
        record = self._answered(record)
        spans = record.spans
        self.counts.update(labels)
        # In the order of the text, so that labels are added in the same order every time.
        if [self.target(label)[0] for label in labels] == list(labels):
            return record, {}
        lost: dict[str, list[tuple[int, int]]] = {}
        mapped = replace(
            record,
            spans=tuple(self._spans(spans, lost)),
            rejected=tuple(self._rejected(rejected, lost)),
        )
        return mapped, lost

    def _answered(self, record: Record) -> Record:
        """The record with the project's labels on what its spans were the answer to; one whose
        label is none of the project goes without.
        """
        if not any(span.answered for span in record.spans):
            return record
        spans = [
            span._replace(
                suggestion=next(self._suggested([span.suggestion]), None),
                answers=tuple(self._suggested(span.answers)),
            )
            for span in record.spans
        ]
        return replace(record, spans=tuple(spans))

    def _suggested(
        self, suggestions: Iterable[AnsweredSuggestion | None]
    ) -> Iterator[AnsweredSuggestion]:
        for item in suggestions:
            target = self.target(item.label)[0] if item is not None else None
            if item is not None and target is not None:
                yield item._replace(label=target)

    def _spans(
        self, spans: Sequence[RecordSpan], lost: dict[str, list[tuple[int, int]]]
    ) -> Iterable[RecordSpan]:
        for span in spans:
            target = self._target_or_lose(span, lost)
            if target is not None:
                yield span if target == span.label else span._replace(label=target)

    def _rejected(
        self, spans: Sequence[RejectedSpan], lost: dict[str, list[tuple[int, int]]]
    ) -> Iterable[RejectedSpan]:
        for item in spans:
            target = self._target_or_lose(item, lost)
            if target is not None:
                yield replace(item, span=replace(item.span, label=target))

    def _target_or_lose(self, span: P, lost: dict[str, list[tuple[int, int]]]) -> str | None:
        target, how = self.target(span.label)
        # Who asked for a label to be left out knows; the rest is told.
        if target is None and how is not How.ASKED:
            lost.setdefault(span.label, []).append((span.start, span.end))
        return target
