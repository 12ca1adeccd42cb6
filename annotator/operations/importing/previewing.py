"""Looking at what an import would bring: reads everything, writes nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace

from annotator.domain.records import ImportIssue, Record
from annotator.domain.text import text_hash
from annotator.operations.importing import definitions_import, finding
from annotator.operations.importing.finding import File
from annotator.operations.importing.import_choices import ImportChoices
from annotator.operations.importing.import_report import ImportReport, Preview, Shown
from annotator.operations.importing.incoming import Arrival, Incoming
from annotator.operations.importing.readings import Readings
from annotator.operations.muting import MutedShare, Muter
from annotator.operations.titles import titled
from annotator.store import project_settings
from annotator.store.articles import arrivals as store
from annotator.store.articles.snapshots import annotators
from annotator.store.definitions import labels as label_store
from annotator.store.definitions import overlap_rule
from annotator.store.imports.exchange import Added
from annotator.store.project import Project
from annotator.tasks import Progress, seldom_collecting

FIRST = 20
"""How many articles a preview shows, and behind them the first of each further file."""

_MOST_SHOWN = 100

_LOOK_UP = 500
_TELL_S = 0.25


def preview(
    project: Project,
    paths: Sequence[File | ImportIssue],
    *,
    choices: ImportChoices,
    annotator: str = "",
    first: int = FIRST,
    progress: Progress | None = None,
    so_far: Callable[[Preview], None] | None = None,
    readings: Readings | None = None,
) -> Preview:
    """What ``bring_in`` would do with the same files and choices, by the same path.

    ``annotator`` is who would import. ``so_far`` gets, some times a second, what has been found
    until then. Spans are counted for new articles; what more spans articles would get that are
    there already, or come twice, is known only when they are added. Raises InputError for choices
    that cannot be met, ProjectError, and Cancelled.
    """
    progress = progress or Progress()
    readings = replace(readings or Readings(), check=progress.check)
    looking = _Looking(project, choices, first, annotator, readings)
    with seldom_collecting():
        return looking.go(paths, progress, so_far)


class _Looking:
    """A preview under way."""

    def __init__(
        self,
        project: Project,
        choices: ImportChoices,
        first: int,
        annotator: str,
        readings: Readings,
    ) -> None:
        self._project = project
        self._wanted = first
        self._first: list[Shown] = []
        self._shown_file = 0  # the count of files when the last was shown
        self._waiting: list[Record] = []  # to be looked up
        self._issues: list[ImportIssue] = []
        self._known = 0
        self._new = 0
        self._spans = 0
        self._files = 0
        self._muter = Muter(project) if choices.mute else None
        self._share = MutedShare()
        with project.reading() as connection:
            labels = [label.name for label in label_store.labels(connection)]
            rule = overlap_rule.rule(connection)
            policy = project_settings.policy(connection)
            known = annotators(connection)
        self._incoming = Incoming(
            choices, labels, rule, policy, annotator=annotator, known=known, readings=readings
        )

    def go(
        self,
        paths: Sequence[File | ImportIssue],
        progress: Progress,
        so_far: Callable[[Preview], None] | None,
    ) -> Preview:
        files = list(finding.find(paths))
        self._incoming.begin(paths)
        self._files = len(files)
        self._incoming.take_over(definitions_import.look(self._project, files))
        told_at = time.monotonic()
        with closing(self._incoming.arrivals(files)) as arrivals:
            for arrival in arrivals:
                self._take(arrival)
                progress.report(len(self._incoming.files), self._files)
                if so_far and time.monotonic() - told_at > _TELL_S:
                    self._look_up()
                    begun = time.monotonic()
                    so_far(self._preview(whole=False))
                    # Of many files a report is long; telling may not take longer than reading.
                    told_at = time.monotonic() + 4 * (time.monotonic() - begun)
        self._look_up()
        return self._preview(whole=True)

    def _take(self, arrival: Arrival) -> None:
        record = arrival.record
        if arrival.doubled:
            return
        slim = replace(record, article=replace(record.article, raw=None, extra={}))
        self._waiting.append(slim)
        if len(self._first) < self._wanted or (
            len(self._first) < _MOST_SHOWN and self._shown_file != len(self._incoming.files)
        ):
            self._first.append(self._shown(record))
            self._shown_file = len(self._incoming.files)
        if len(self._waiting) >= _LOOK_UP:
            self._look_up()

    def _shown(self, record: Record) -> Shown:
        boilerplate = self._muter.parts_of(record) if self._muter else ()
        self._issues += self._share.look(record, boilerplate) if self._muter else ()
        # What an article came from is of no use here and may be large.
        slim = replace(record, article=replace(record.article, raw=None, extra={}))
        shown = titled(slim, boilerplate) if self._muter else slim
        return Shown(shown, record.muted or boilerplate)

    def _look_up(self) -> None:
        with self._project.reading() as connection:
            records, issues = store.as_stored(connection, self._waiting)
            hashes = [text_hash(record.article.text) for record in records]
            known = store.known(connection, hashes)
        self._issues += issues
        new = [r for r, sha256 in zip(records, hashes, strict=True) if sha256 not in known]
        self._known += len(records) - len(new)
        self._new += len(new)
        self._spans += sum(len(record.spans) for record in new)
        self._waiting = []

    def _preview(self, *, whole: bool) -> Preview:
        incoming = self._incoming
        report = ImportReport(
            added=Added(self._new, self._known + incoming.doubled, self._spans),
            issues=(*incoming.issues, *self._issues),
            already_there=self._known,
            doubled=incoming.doubled,
            doubled_spans=incoming.doubled_spans,
            files=tuple(replace(file, encodings=[*file.encodings]) for file in incoming.files),
            labels=incoming.labels.mapped,
            repairs=replace(incoming.repairs, samples=[*incoming.repairs.samples]),
            people=incoming.whose.people() if whole else (),
            statuses=incoming.stands.counts,
            unsaid=incoming.stands.unsaid,
            muted=replace(self._share),
        )
        done = self._files if whole else max(0, len(incoming.files) - 1)
        return Preview(report, tuple(self._first), done, self._files, whole)
