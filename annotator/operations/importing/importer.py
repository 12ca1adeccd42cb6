"""Bringing files into a project, in batches that are each committed whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace

from annotator.domain.changes import WORK, Part
from annotator.domain.errors import SaveError
from annotator.domain.gold import GOLD
from annotator.domain.label_colours import fresh
from annotator.domain.person_names import is_usable
from annotator.domain.records import ImportIssue, Record
from annotator.domain.text import text_hash
from annotator.domain.values import Label, TextRange
from annotator.formats.readers import READERS
from annotator.operations import stories
from annotator.operations.importing import definitions_import, doubles, finding, reading
from annotator.operations.importing.definitions_import import Beside
from annotator.operations.importing.finding import File
from annotator.operations.importing.import_choices import ImportChoices
from annotator.operations.importing.import_report import ImportReport
from annotator.operations.importing.incoming import Incoming
from annotator.operations.importing.readings import Readings
from annotator.operations.muting import MutedShare, Muter
from annotator.operations.titles import titled
from annotator.store.articles import arrivals
from annotator.store.articles.snapshots import annotators
from annotator.store.definitions import labels as label_store
from annotator.store.definitions import overlap_rule
from annotator.store.imports import import_journal
from annotator.store.imports.also import Kept
from annotator.store.imports.exchange import Added, add_records
from annotator.store.imports.gold_records import add_gold
from annotator.tasks import Cancelled, Progress, seldom_collecting
from annotator.workspace import Workspace

__all__ = ["KINDS", "ImportChoices", "ImportReport", "bring_in"]

KINDS = (reading.AUTO, *READERS)
_BATCH = 1800  # each commit costs a flush of the full-text index, each article memory
_REPORT = 50
_BROUGHT = Part.ARTICLES | Part.LABELS | Part.TIME | WORK
# Long articles and many spans make smaller batches, so memory stays bounded.
_BATCH_CHARACTERS = 10_000_000
_BATCH_SPANS = 110_000


def bring_in(
    workspace: Workspace,
    paths: Sequence[File | ImportIssue],
    *,
    choices: ImportChoices,
    progress: Progress | None = None,
    take_back: Callable[[], bool] | None = None,
    readings: Readings | None = None,
) -> ImportReport:
    """Bring files and folders into a project; what cannot come in is in the report.

    With ``choices.mute`` the boilerplate of new articles is set aside, except in records that are
    somebody's work. New articles that tell nearly the same as others come with a note. Raises
    InputError for choices that cannot be met, and SaveError when the project refuses; the batches
    before stay, and running the import again goes on after them. When it is cancelled they stay as
    well, unless ``take_back`` says that all it has brought is to be taken back: that is one
    transaction, and then the project is as it was. Raises Cancelled.

    ``readings`` says how the files are read; what comes in does not depend on it.
    """
    progress = progress or Progress()
    readings = replace(readings or Readings(), check=progress.check)
    run = _Import(workspace, choices, readings, is_tracked=take_back is not None)
    with workspace.announcing_once():
        try:
            return run.go(paths, progress)
        except Cancelled:
            if take_back is not None and take_back():
                run.take_back()
            raise


class _Import:
    """One import under way: the batch being filled and what has happened so far."""

    def __init__(
        self,
        workspace: Workspace,
        choices: ImportChoices,
        readings: Readings,
        *,
        is_tracked: bool,
    ) -> None:
        self._workspace = workspace
        self._is_tracked = is_tracked
        self._annotator = workspace.annotator
        self._choices = choices
        self._added = Added()
        self._batch: list[Record] = []
        self._characters = self._spans = 0
        self._issues: list[ImportIssue] = []
        project = workspace.project
        project.refuse_read_only()
        self._muter = Muter(project) if choices.mute else None
        self._share = MutedShare()
        self._defined: dict[str, Label] = {}  # labels as they lie beside the files
        with project.reading() as connection:
            people = annotators(connection)
            self._labels = list(label_store.labels(connection))
            rule = overlap_rule.rule(connection)
            self._footprint = import_journal.begin(connection)
        self._before = stories.last_number(project)
        names = [label.name for label in self._labels]
        self.incoming = Incoming(
            choices,
            names,
            rule,
            workspace.policy,
            annotator=workspace.annotator,
            known=people,
            readings=readings,
        )

    def go(self, paths: Sequence[File | ImportIssue], progress: Progress) -> ImportReport:
        """Bring everything in."""
        files = list(finding.find(paths))
        self.incoming.begin(paths)
        total = sum(
            reading.count(
                path, kind=self._choices.kind_of(path), options=self._choices.options_of(path)
            )
            for path in files
            if not isinstance(path, ImportIssue)
        )
        beside = definitions_import.look(self._workspace.project, files)
        self.incoming.take_over(beside)
        if isinstance(beside, Beside):
            self._defined = {
                each.name: each for each in beside.said.labels if each.name in beside.labels
            }
        with seldom_collecting():
            self.incoming.look(files)
            with closing(self.incoming.arrivals(files)) as arrivals:
                for done, arrival in enumerate(arrivals, 1):
                    progress.check()
                    self._take(arrival.record)
                    if done % _REPORT == 0:
                        progress.report(done, max(total, done))
            self._flush()
            if isinstance(beside, Beside) and self._added.articles:
                definitions_import.take_over(self._workspace, beside)
            self._issues += doubles.kept_notes(self._added.kept.records)
            self._issues += stories.note_near_duplicates(
                self._workspace, after=self._before, progress=progress
            )
        return self._report()

    def take_back(self) -> None:
        """Remove everything this import has brought."""
        with self._workspace.changing(_BROUGHT, None, bulk=True) as connection:
            import_journal.take_back(connection, self._footprint)

    def _report(self) -> ImportReport:
        incoming = self.incoming
        known = self._added.known - incoming.doubled
        return ImportReport(
            added=self._added,
            issues=(*incoming.issues, *self._issues),
            already_there=max(0, known),
            doubled=incoming.doubled,
            doubled_spans=incoming.doubled_spans,
            files=tuple(incoming.files),
            labels=incoming.labels.mapped,
            repairs=incoming.repairs,
            people=incoming.whose.people(),
            statuses=incoming.stands.counts,
            unsaid=incoming.stands.unsaid,
            muted=self._share,
        )

    def _take(self, record: Record) -> None:
        self._batch.append(record)
        self._characters += len(record.article.text)
        self._spans += len(record.spans)
        if (
            len(self._batch) >= _BATCH
            or self._characters >= _BATCH_CHARACTERS
            or self._spans >= _BATCH_SPANS
        ):
            self._flush()

    def _flush(self) -> None:
        """Commit the batch."""
        if not self._batch:
            return
        with self._workspace.project.reading() as connection:
            self._batch, issues = arrivals.as_stored(connection, self._batch)
        self._issues += issues
        # Only articles that were there before can get something that is not theirs alone.
        may_add = self._is_tracked and self._before
        hashes = [text_hash(record.article.text) for record in self._batch] if may_add else []
        new_labels: list[Label] = []
        try:
            with self._workspace.changing(_BROUGHT, None, bulk=True) as connection:
                for label in self._lacking():
                    label_store.add(connection, label)
                    new_labels.append(label)
                state = import_journal.before(connection, self._footprint, hashes)
                added = Added()
                groups = dict(self._by_annotator())
                added += add_gold(connection, groups.pop(GOLD, ()))
                for annotator, records in groups.items():
                    boilerplate = self._boilerplate(records)
                    added += add_records(
                        connection,
                        list(map(titled, records, boilerplate)) if boilerplate else records,
                        annotator=annotator,
                        as_annotations=self._choices.as_annotations,
                        boilerplate=boilerplate,
                    )
                import_journal.after(connection, self._footprint, state)
                if may_add:
                    self._footprint.extras = added.kept.before | self._footprint.extras
        except SaveError as error:
            raise SaveError(f"{error} {self._so_far()}") from error
        self._labels += new_labels
        self._footprint.labels += [label.name for label in new_labels]
        self._added += replace(added, kept=Kept(added.kept.records))
        self._issues += added.issues
        self._batch = []
        self._characters = self._spans = 0

    def _lacking(self) -> list[Label]:
        """The labels that the project does not have yet."""
        labels = list(self._labels)
        for name in (*self._defined, *self.incoming.labels.added):
            if name not in {label.name for label in labels}:
                labels.append(self._defined.get(name) or fresh(labels, name))
        return labels[len(self._labels) :]

    def _boilerplate(self, records: Sequence[Record]) -> Sequence[Sequence[TextRange]]:
        if self._muter is None:
            return ()
        boilerplate = [self._muter.parts_of(record) for record in records]
        for record, parts in zip(records, boilerplate, strict=True):
            self._issues += self._share.look(record, parts)
        return boilerplate

    def _by_annotator(self) -> Iterator[tuple[str, list[Record]]]:
        if not (self._choices.as_annotations and self._choices.named_annotators):
            yield self._annotator, self._batch
            return
        groups: dict[str, list[Record]] = {}
        for record in self._batch:
            groups.setdefault(self._named(record), []).append(record)
        yield from groups.items()

    def _named(self, record: Record) -> str:
        name = record.annotator or ""
        if record.gold is not None and name == GOLD:
            return GOLD
        if is_usable(name):
            return name
        if record.annotator and record.spans:
            reason = f"its annotator has no usable name; its spans are those of {self._annotator}"
            self._issues.append(record.note(reason))
        return self._annotator

    def _so_far(self) -> str:
        if not self._added.articles:
            return "Nothing was imported."
        return (
            f"{self._added.articles} articles had been imported before and are kept; import again "
            "to go on from there."
        )
