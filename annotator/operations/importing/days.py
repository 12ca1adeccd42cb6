"""When articles were published, in the one form that sorts; what is no certain day is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from annotator.domain.records import ImportIssue, Record
from annotator.domain.wording import quoted
from annotator.formats.fields import NO_DAY, and_more, day_of, is_day


@dataclass(slots=True)
class Days:
    """The days of a file's articles; ``doubtful`` has the first that cannot be told of each file in
    it, and how many there are.
    """

    doubtful: dict[str, tuple[ImportIssue, int]] = field(default_factory=dict)

    def dated(self, record: Record) -> Record:
        """The record with its day in ISO form where that is certain, else as it is."""
        said = record.article.published
        if not said or is_day(said):
            return record
        day = str(day_of(said))
        if is_day(day):
            return replace(record, article=replace(record.article, published=day))
        first = record.note(f"its date {quoted(said)} is {NO_DAY}")
        first, count = self.doubtful.get(first.file, (first, 0))
        self.doubtful[first.file] = first, count + 1
        return record

    def heard(self, issue: ImportIssue) -> None:
        """Take in what a reader has said of a file: what it has told of days is not told again."""
        if NO_DAY in issue.reason and "sorted last" in issue.reason:
            self.doubtful.pop(issue.file, None)

    def notes(self) -> Iterator[ImportIssue]:
        """What there is to say of each file."""
        for first, count in self.doubtful.values():
            reason = f"{first.reason}: it stays as it is and is sorted last{and_more(count - 1)}"
            yield replace(first, reason=reason)
