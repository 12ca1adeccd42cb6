"""What an import did, or would do: one report for both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.domain.records import ImportIssue, Record
from annotator.domain.values import TextRange
from annotator.formats.fields import ASKING
from annotator.operations.importing.found import FileFound, Repairs
from annotator.operations.importing.label_mapping import Mapped
from annotator.operations.importing.whose import PersonFound
from annotator.operations.muting import MutedShare
from annotator.store.imports.exchange import Added


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. ``issues`` name every file, line and span that needs a look.

    ``added.known`` counts texts that did not make a new article: ``already_there`` before the
    import, or ``doubled`` within it. ``people`` are those whose work it is; of that, ``statuses``
    counts what came in as done, in progress …, and ``unsaid`` what no file says that of.
    ``doubled_spans`` stood more than once in an article's record. ``muted`` is how much of the new
    articles rules mute; in a preview, of those it shows.
    """

    added: Added = field(default_factory=Added)
    issues: tuple[ImportIssue, ...] = ()
    already_there: int = 0
    doubled: int = 0
    doubled_spans: int = 0
    files: tuple[FileFound, ...] = ()
    labels: tuple[Mapped, ...] = ()
    repairs: Repairs = field(default_factory=Repairs)
    people: tuple[PersonFound, ...] = ()
    statuses: Mapping[str, int] = field(default_factory=dict)
    unsaid: int = 0
    muted: MutedShare = field(default_factory=MutedShare)

    @property
    def rejections(self) -> tuple[ImportIssue, ...]:
        """The issues about what did not come in."""
        return tuple(issue for issue in self.issues if issue.loss)

    @property
    def notes(self) -> tuple[ImportIssue, ...]:
        """The issues about what came in and should be looked at."""
        return tuple(issue for issue in self.issues if not issue.loss)

    def reason_of(self, file: str) -> str:
        """What is said first of a file, or of what lies in it; a rejection goes before a note."""
        said = (*self.rejections, *self.notes)
        own = (issue for issue in said if f"{issue.file}/".startswith(f"{file}/"))
        return next((issue.reason for issue in own), "")

    @property
    def waiting(self) -> tuple[FileFound, ...]:
        """The files that bring nothing until it is said which of their columns is the text."""
        asking = [issue.file for issue in self.issues if issue.loss and ASKING in issue.reason]
        empty = (file for file in self.files if asking and not file.articles)
        return tuple(f for f in empty if any(f"{a}/".startswith(f"{f.file}/") for a in asking))

    def to_json(self) -> dict[str, object]:
        """The report as a JSON object."""
        return {
            "articles": self.added.articles,
            "already_there": self.already_there,
            "doubled": self.doubled,
            "doubled_spans": self.doubled_spans,
            "spans": self.added.spans,
            "files": [file.to_json() for file in self.files],
            "labels": [mapped.to_json() for mapped in self.labels],
            "repaired": self.repairs.to_json(),
            "annotators": [person.to_json() for person in self.people],
            "statuses": dict(self.statuses),
            "muted": self.muted.to_json(),
            "rejected": [issue.to_json() for issue in self.rejections],
            "notes": [issue.to_json() for issue in self.notes],
        }


@dataclass(frozen=True, slots=True)
class Shown:
    """An article as it would come in, with what rules would mute in it."""

    record: Record
    muted: tuple[TextRange, ...] = ()

    def to_json(self) -> dict[str, object]:
        """As a JSON object of a report."""
        article = self.record.article
        return {
            "file": self.record.file,
            "line": self.record.line,
            "place": self.record.place.removesuffix(": "),
            "title": article.title,
            "text": article.text,
            "spans": [
                {"start": span.start, "end": span.end, "label": span.label}
                for span in self.record.spans
            ],
            "muted": [
                {"start": part.start, "end": part.end, "rule": part.rule} for part in self.muted
            ],
        }


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, as far as its files have been read. ``first`` are the first new
    articles; ``done`` of ``total`` files have been read, and ``whole`` says that all have.
    """

    report: ImportReport
    first: tuple[Shown, ...] = ()
    done: int = 0
    total: int = 0
    whole: bool = False

    def to_json(self) -> dict[str, object]:
        """The preview as a JSON object: a report with the first articles."""
        shown = [item.to_json() for item in self.first]
        return {"dry_run": True, **self.report.to_json(), "first": shown}
