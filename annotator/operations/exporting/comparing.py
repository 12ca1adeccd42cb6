"""What has changed between two corpora: two exports, two projects, or one of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from annotator.domain.records import ImportIssue, Record, RecordSpan
from annotator.domain.scoring import Mistake, compare
from annotator.domain.text import text_hash
from annotator.domain.values import Status
from annotator.domain.wording import named_article, quoted
from annotator.formats.reader import ReadOptions
from annotator.operations import projects
from annotator.operations.exporting.choice import Choice
from annotator.operations.exporting.outgoing import Outgoing
from annotator.operations.importing import finding, reading
from annotator.store.file import file_format
from annotator.tasks import Progress


class ChangeKind(StrEnum):
    """What became of a span."""

    ADDED = "added"
    GONE = "gone"
    RELABELLED = "relabelled"
    MOVED = "moved"
    REVALUED = "other value"


_OF_MISTAKE = {
    Mistake.INVENTED: ChangeKind.ADDED,
    Mistake.MISSED: ChangeKind.GONE,
    Mistake.WRONG_LABEL: ChangeKind.RELABELLED,
    Mistake.WRONG_BOUNDARY: ChangeKind.MOVED,
}


@dataclass(frozen=True, slots=True)
class SpanChange:
    """A span that is not the same in both; ``old`` is None for one that was added, ``new`` for one
    that is gone. ``article`` names its article.
    """

    kind: ChangeKind
    article: str
    old: RecordSpan | None
    new: RecordSpan | None
    old_text: str
    new_text: str

    @property
    def label(self) -> str:
        """The label it is counted under: that of before, where there was one."""
        span = self.old or self.new
        return span.label if span else ""

    def to_json(self) -> dict[str, object]:
        """The change as a JSON object of the report."""
        return {
            "change": self.kind.value,
            "article": self.article,
            "old": _place(self.old, self.old_text),
            "new": _place(self.new, self.new_text),
        }

    def __str__(self) -> str:
        said = " → ".join(
            f"{span.label} {quoted(text)}"
            for span, text in ((self.old, self.old_text), (self.new, self.new_text))
            if span is not None
        )
        values = f" ({'; '.join(self._values())})" if self.kind is ChangeKind.REVALUED else ""
        return f"{self.article}: {self.kind.value}: {said}{values}"

    def _values(self) -> Iterator[str]:
        """What is not the same in the value of the figure, before and after."""
        sides = (self.old, self.new)
        old, new = (span.figure.to_json() if span and span.figure else {} for span in sides)
        for key, value in old.items():
            if value != new.get(key) and key != "confirmed":
                yield f"{key} {_said(value)} → {_said(new.get(key))}"


@dataclass(slots=True)
class CorpusDiff:
    """What two corpora have in common and what not. Articles are the same where their texts are."""

    articles: int = 0  # in both
    old_only: list[str] = field(default_factory=list)
    new_only: list[str] = field(default_factory=list)
    same: Counter[str] = field(default_factory=Counter)  # spans, by label
    changes: list[SpanChange] = field(default_factory=list)
    issues: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # of which nothing is lost

    @property
    def differs(self) -> bool:
        """Whether anything is not the same."""
        return bool(self.changes or self.old_only or self.new_only)

    def counts(self) -> dict[str, Counter[str]]:
        """For each label how many spans are the same, and how many of each kind of change."""
        table = {label: Counter({"same": count}) for label, count in self.same.items()}
        for change in self.changes:
            table.setdefault(change.label, Counter())[change.kind.value] += 1
        return dict(sorted(table.items()))

    def to_json(self) -> dict[str, object]:
        """The comparison as one JSON object."""
        return {
            "articles": {"both": self.articles, "old": self.old_only, "new": self.new_only},
            "spans": self.counts(),
            "changes": [change.to_json() for change in self.changes],
            "issues": self.issues,
        }


def compare_corpora(
    old: str,
    new: str,
    *,
    annotator: str,
    done_only: bool = True,
    keep_muted: bool = False,
    progress: Progress | None = None,
) -> CorpusDiff:
    """Compare two projects, or files and folders that an import can read.

    Of a project the work of ``annotator`` is taken, which may be “gold” or “best”, as an export
    takes it. Raises ProjectError for a project that cannot be opened.
    """
    diff = CorpusDiff()
    statuses = (Status.DONE,) if done_only else tuple(Status)
    choice = Choice(annotator, statuses, keep_muted, confidential=True)
    before, after = (_by_text(side, choice, progress or Progress(), diff) for side in (old, new))
    for key, record in before.items():
        if key in after:
            diff.articles += 1
            _add_spans(diff, record, after[key])
        else:
            diff.old_only.append(_name(record))
    diff.new_only += [_name(record) for key, record in after.items() if key not in before]
    return diff


def _by_text(side: str, choice: Choice, progress: Progress, diff: CorpusDiff) -> dict[str, Record]:
    """The records of a side by the hashes of their texts; the first of several with one text."""
    records: dict[str, Record] = {}
    for record in _records(side, choice, progress, diff):
        key = text_hash(record.article.text)
        if key in records:
            diff.issues.append(
                f"{side}: {_name(record)} stands there again; the first is compared."
            )
        records.setdefault(key, record)
    return records


def _records(side: str, choice: Choice, progress: Progress, diff: CorpusDiff) -> Iterator[Record]:
    if not Path(side).exists():
        side = str(file_format.locate(side))
    if file_format.is_url(side) or side.endswith(file_format.SUFFIX):
        with projects.opened(side) as project:
            outgoing = Outgoing(project, choice, progress, target=None)
            yield from (record for _, record in outgoing.records())
            diff.issues += [str(item) for item in outgoing.left_out]
        return
    for file in finding.find([Path(side)]):
        items: Iterable[Record | ImportIssue] = (
            [file]
            if isinstance(file, ImportIssue)
            else (reading.read(file, kind=reading.AUTO, options=ReadOptions()))
        )
        for item in items:
            if isinstance(item, Record):
                yield item
            else:
                (diff.issues if item.loss else diff.notes).append(f"{item}.")


def _add_spans(diff: CorpusDiff, old: Record, new: Record) -> None:
    compared = compare(old.spans, new.spans)
    for one, other in compared.strict:
        # What a format has no place for is not known to have changed.
        if None in (one.figure, other.figure) or _value(one) == _value(other):
            diff.same[one.label] += 1
        else:
            diff.changes.append(_change(ChangeKind.REVALUED, old, new, one, other))
    diff.changes += [
        _change(_OF_MISTAKE[error.kind], old, new, error.gold, error.predicted)
        for error in compared.errors
    ]


def _change(
    kind: ChangeKind, old: Record, new: Record, one: RecordSpan | None, other: RecordSpan | None
) -> SpanChange:
    return SpanChange(kind, _name(old), one, other, _words(old, one), _words(new, other))


def _value(span: RecordSpan) -> object:
    """What its figure is worth; that a person has confirmed it changes nothing."""
    return span.figure and replace(span.figure, confirmed=False)


def _said(value: object) -> str:
    """A value of a figure to read."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int | float) else str(value).replace("_", " ")


def _words(record: Record, span: RecordSpan | None) -> str:
    return record.article.text[span.start : span.end] if span is not None else ""


def _place(span: RecordSpan | None, text: str) -> dict[str, object] | None:
    if span is None:
        return None
    figure = {"figure": span.figure.to_json()} if span.figure is not None else {}
    return {"start": span.start, "end": span.end, "label": span.label, "text": text, **figure}


def _name(record: Record) -> str:
    return named_article(record.article.uid or "", record.article.title or "")
