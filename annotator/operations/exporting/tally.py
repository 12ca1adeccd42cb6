"""What an export counts of the records that go out, for its report and its card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter

from annotator.domain.records import Record, RecordSpan
from annotator.domain.values import Origin

_label, _origin = itemgetter(2), itemgetter(4)


@dataclass(slots=True)
class Tally:
    """Spans by part of the split and label, how many came in with files, annotators and sources by
    their articles, and the first and the last day.
    """

    labels: dict[str, Counter[str]] = field(default_factory=dict)
    imported: int = 0
    annotators: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    first: str = ""
    last: str = ""

    def add(self, part: str, record: Record, left_out: Iterable[RecordSpan | str] = ()) -> None:
        """Count a record, without the spans that its format leaves out."""
        labels = self.labels.setdefault(part, Counter())
        labels.update(map(_label, record.spans))
        for span in left_out:
            if isinstance(span, RecordSpan):
                labels[span.label] -= 1
        self.imported += list(map(_origin, record.spans)).count(Origin.IMPORTED)
        if record.annotator:
            self.annotators[record.annotator] += 1
        article = record.article
        self.sources[article.source or ""] += 1
        if day := (article.published or "")[:10]:
            self.first = min(self.first or day, day)
            self.last = max(self.last, day)

    def take(self, other: Tally) -> None:
        """Count what was counted elsewhere."""
        for part, labels in other.labels.items():
            self.labels.setdefault(part, Counter()).update(labels)
        self.imported += other.imported
        self.annotators.update(other.annotators)
        self.sources.update(other.sources)
        days = [day for day in (self.first, other.first) if day]
        self.first = min(days, default="")
        self.last = max(self.last, other.last)

    def to_json(self) -> dict[str, object]:
        """The counts as an object of the report: by part, then by label."""
        return {part: dict(sorted(labels.items())) for part, labels in self.labels.items()}
