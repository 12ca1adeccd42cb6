"""How often each gazetteer entry and each rule was right and wrong on gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.domain.records import RecordSpan
from annotator.domain.values import SuggestedSpan


@dataclass(frozen=True, slots=True)
class RuleCount:
    """A rule or entry as suggestions name it; ``right`` and ``wrong`` count whole suggestions."""

    rule: str
    right: int
    wrong: int

    @property
    def is_harmful(self) -> bool:
        """Whether it was wrong more often than right."""
        return self.wrong > self.right

    def to_json(self) -> dict[str, object]:
        """The count as a JSON object."""
        return {"rule": self.rule, "right": self.right, "wrong": self.wrong}


class RuleCounter:
    """Counts over articles. A suggestion is right if its start, end and label are in the gold."""

    def __init__(self) -> None:
        self._counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])

    def add(self, gold: Iterable[RecordSpan], spans: Sequence[SuggestedSpan]) -> None:
        """Count the suggestions of one article."""
        truth = {span.key for span in gold}
        for span in spans:
            is_wrong = span.span.place not in truth
            for rule in rules_of(span.rule):
                self._counts[rule][is_wrong] += 1

    def counts(self) -> list[RuleCount]:
        """All of them, the most harmful first."""
        counts = [RuleCount(rule, *both) for rule, both in self._counts.items()]
        return sorted(counts, key=lambda count: (count.right - count.wrong, count.rule))

    def harmful(self) -> list[RuleCount]:
        """Those that were wrong more often than right."""
        return [count for count in self.counts() if count.is_harmful]


def rules_of(rule: str | None) -> Iterator[str]:
    """The parts of what made a suggestion: ``gazetteer asia: STF`` and ``head``."""
    first, *more = (rule or "").split("+")
    if first not in ("", "model"):
        yield first
    yield from more
