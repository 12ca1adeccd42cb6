"""Where imported work stands: done as its file says, done as a person says, or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from annotator.domain.records import Record
from annotator.domain.values import Status


class Finished(StrEnum):
    """Which work of others comes in as done."""

    AUTO = "auto"  # what its file says is finished
    DONE = "done"  # all of which its file does not say otherwise
    OPEN = "open"  # none


def is_work(record: Record) -> bool:
    """Whether a record is what somebody made of an article."""
    is_somebodys = bool(record.reader or record.annotator) and not record.untouched
    return is_somebodys and record.suggested_by is None


class Stands:
    """How the work of one import comes in, counted by status; ``unsaid`` counts that of which
    its file should say whether it is finished, and does not.
    """

    def __init__(self, finished: Finished) -> None:
        self._finished = finished
        self._statuses: Counter[Status] = Counter()
        self.unsaid = 0

    @property
    def counts(self) -> Mapping[str, int]:
        """How many come in as what, by the name of the status."""
        return {status.value: self._statuses[status] for status in Status if self._statuses[status]}

    def apply(self, record: Record) -> Record:
        """The record with the status that it comes in with."""
        if not is_work(record):
            return record
        said = record.status or (Status.DONE if record.finished else None)
        self.unsaid += said is None and self._finished is Finished.AUTO
        status = said
        if self._finished is Finished.DONE:
            status = said or Status.DONE
        elif self._finished is Finished.OPEN and said is Status.DONE:
            status = Status.IN_PROGRESS
        self._statuses[status or (Status.IN_PROGRESS if record.spans else Status.NEW)] += 1
        return record if status is record.status else replace(record, status=status)
