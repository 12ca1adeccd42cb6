"""When articles were published, in the one form that sorts; what is no certain day is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotator.domain.records import ImportIssue, Record
from annotator.domain.wording import quoted
from annotator.formats.fields import day_of

_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d.*)?)?", re.DOTALL)
_TOLD_BY_READER = frozenset({"csv", "xlsx", "parquet"})


@dataclass(slots=True)
class Days:
    """The days of a file's articles; ``doubtful`` counts those that cannot be told."""

    doubtful: int = 0
    first: ImportIssue | None = None

    def dated(self, record: Record, kind: str | None) -> Record:
        """The record with its day in ISO form where that is certain, else as it is."""
        said = record.article.published
        if not said or _ISO.fullmatch(said):
            return record
        day = str(day_of(said))
        if _ISO.fullmatch(day):
            return replace(record, article=replace(record.article, published=day))
        if kind not in _TOLD_BY_READER:
            self.doubtful += 1
            reason = f"its date {quoted(said)} is no day that can be told for certain"
            self.first = self.first or record.note(reason)
        return record

    def notes(self) -> Iterator[ImportIssue]:
        """What there is to say of the file."""
        if self.first is not None:
            more = f"; so are {self.doubtful - 1} more" if self.doubtful > 1 else ""
            reason = f"{self.first.reason}: it stays as it is and is sorted last{more}"
            yield replace(self.first, reason=reason)
