"""Whether spans may lie over each other: the one rule of every way in which a span comes to be.

A project says it, and a label may say otherwise. The same words are labelled alike twice in none.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

from annotator.domain.spans import LabelledSpan, overlapping, overlaps
from annotator.domain.wording import named_article, quoted

L = TypeVar("L", bound=LabelledSpan)


class Overlaps(StrEnum):
    """How far spans may lie over each other, the strictest first."""

    NONE = "none"
    NESTED = "nested"  # a span wholly inside a longer one
    ANY = "any"  # also partly, and the same words with two labels


_STRICT = {mode: number for number, mode in enumerate(Overlaps)}


@dataclass(frozen=True, slots=True)
class OverlapRule:
    """What holds for all spans of a project, and for those of the labels that say otherwise."""

    project: Overlaps = Overlaps.NONE
    labels: tuple[tuple[str, Overlaps], ...] = ()

    @property
    def is_flat(self) -> bool:
        """Whether no two spans may overlap at all."""
        return all(mode is Overlaps.NONE for mode in (self.project, *dict(self.labels).values()))

    def between(self, one: str, other: str) -> Overlaps:
        """What holds for spans of two labels: what these say, of two the stricter; where neither
        says anything, what the project does.
        """
        own = dict(self.labels)
        said = [own[name] for name in (one, other) if name in own]
        return min(said, key=lambda mode: _STRICT[mode], default=self.project)

    def allows(self, one: LabelledSpan, other: LabelledSpan) -> bool:
        """Whether one annotator may say both of the same text."""
        if not overlaps(one, other):
            return True
        mode = self.between(one.label, other.label)
        if (one.start, one.end) == (other.start, other.end):
            return mode is Overlaps.ANY and one.label != other.label
        inside = one.start <= other.start and other.end <= one.end
        around = other.start <= one.start and one.end <= other.end
        return mode is Overlaps.ANY or (mode is Overlaps.NESTED and (inside or around))

    def contradictions(self, spans: Iterable[L]) -> list[tuple[L, L]]:
        """Each two of some spans that the rule does not let stand together, in text order."""
        return [pair for pair in overlapping(spans) if not self.allows(*pair)]

    def to_json(self) -> dict[str, object]:
        """The rule as a JSON object, as projects keep it too."""
        return {"project": self.project.value, "labels": {n: m.value for n, m in self.labels}}

    @classmethod
    def parsed(cls, stored: str | None) -> OverlapRule:
        """The rule a project keeps as JSON; that no spans overlap where that cannot be read."""
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            value = json.loads(stored or "")
            said = {str(name): Overlaps(mode) for name, mode in value["labels"].items()}
            return cls(Overlaps(value["project"]), tuple(sorted(said.items())))
        return cls()

    def renamed(self, name: str, now: str | None) -> OverlapRule:
        """The rule where a label has another name; without it where that has gone."""
        said = [(now if own == name else own, mode) for own, mode in self.labels]
        return OverlapRule(self.project, tuple((own, mode) for own, mode in said if own))


FLAT = OverlapRule()
"""No two spans overlap: what holds where a project says nothing."""


class Laid(NamedTuple):
    """A span that lies over another: ``[start, end)`` in code points."""

    start: int
    end: int
    label: str
    text: str

    @classmethod
    def of(cls, span: LabelledSpan, text: str) -> Laid:
        """The span as it lies in the text of its article."""
        return cls(span.start, span.end, span.label, text[span.start : span.end])

    def __str__(self) -> str:
        return f"{self.label} {quoted(self.text, 200)} ({self.start} to {self.end})".strip()


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two spans of one person, or of gold, that may not stand together in their project."""

    article: str
    whose: str
    spans: tuple[Laid, Laid]
    title: str = ""

    def __str__(self) -> str:
        one, other = self.spans
        place = f"article {named_article(self.article, self.title)}, {self.whose}"
        return f"{place}: {one} and {other} overlap, which this project does not allow"

    def to_json(self) -> dict[str, object]:
        """As a JSON object of a report."""
        spans = [span._asdict() for span in self.spans]
        named = {"article": self.article, "title": self.title}
        return {**named, "annotator": self.whose, "spans": spans}


@dataclass(frozen=True, slots=True)
class OwnOverlap:
    """Two spans of one annotator, or of ``gold``, that share text, in the article with a number and
    a title.
    """

    article: int
    title: str
    spans: tuple[Laid, Laid]
    gold: bool = False


class Standing(Generic[L]):
    """Spans that stand in a text, to be asked what another would contradict."""

    def __init__(self, rule: OverlapRule, spans: Iterable[L]) -> None:
        self._rule = rule
        self._spans = sorted(spans, key=attrgetter("start"))
        self._starts = [span.start for span in self._spans]
        self._longest = max((span.end - span.start for span in self._spans), default=0)

    def against(self, span: LabelledSpan) -> list[L]:
        """Those that ``span`` may not stand beside, in text order."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        return [item for item in self._spans[first:last] if not self._rule.allows(item, span)]
