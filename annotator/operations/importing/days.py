"""When articles were published, in the one form that sorts; what is no certain day is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from annotator.domain.islamic import KEPT, NAMED, islamic_day
from annotator.domain.records import ImportIssue, Record
from annotator.domain.wording import quoted
from annotator.formats.fields import NO_DAY, and_more, day_of, is_day


@dataclass(slots=True)
class Days:
    """The days of a file's articles; ``doubtful`` has the first that cannot be told of each file in
    it, and how many there are, ``islamic`` the same of those of the Islamic calendar.
    """

    doubtful: dict[str, tuple[ImportIssue, int]] = field(default_factory=dict)
    islamic: dict[str, tuple[ImportIssue, int]] = field(default_factory=dict)

    def dated(self, record: Record) -> Record:
        """The record with its day in ISO form where that is certain, else as it is."""
        said = record.article.published
        if not said or is_day(said):
            return record
        day = str(day_of(said))
        if is_day(day):
            return replace(record, article=replace(record.article, published=day))
        islamic = islamic_day(said)
        if islamic is not None:
            _count(self.islamic, record.note(f"its date {quoted(said)} {islamic.told()}"))
            extra = {**record.article.extra, KEPT: said}
            article = replace(record.article, published=islamic.iso, extra=extra)
            return replace(record, article=article)
        _count(self.doubtful, record.note(f"its date {quoted(said)} is {NO_DAY}"))
        return record

    def heard(self, issue: ImportIssue) -> None:
        """Take in what a reader has said of a file: what it has told of days is not told again."""
        if NO_DAY in issue.reason and "sorted last" in issue.reason:
            self.doubtful.pop(issue.file, None)
        if NAMED in issue.reason:
            self.islamic.pop(issue.file, None)

    def notes(self) -> Iterator[ImportIssue]:
        """What there is to say of each file."""
        for first, count in self.doubtful.values():
            reason = f"{first.reason}: it stays as it is and is sorted last{and_more(count - 1)}"
            yield replace(first, reason=reason)
        for first, count in self.islamic.values():
            yield replace(first, reason=first.reason + and_more(count - 1))


def _count(counts: dict[str, tuple[ImportIssue, int]], issue: ImportIssue) -> None:
    first, count = counts.get(issue.file, (issue, 0))
    counts[issue.file] = first, count + 1
