"""Bringing colleagues' work in: bundles and whole projects, all of it or nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from annotator.domain.changes import TERMS, WORK, Part
from annotator.domain.errors import InputError, ProjectError, quoted
from annotator.domain.label_names import LabelNames, names_of, relabelled
from annotator.domain.merging import ArticleOutcome
from annotator.domain.team_terms import TermPart
from annotator.domain.text import text_hash
from annotator.domain.values import Label
from annotator.domain.wording import counted
from annotator.domain.work import BundledArticle, Manifest
from annotator.files import free, shown
from annotator.formats.bundles import bundle, team_json
from annotator.formats.bundles.bundle import Bundle, Other
from annotator.operations import guidelines
from annotator.operations.sharing.bundling import BundleChoice, write_bundle
from annotator.operations.sharing.incoming_overlaps import IncomingOverlaps
from annotator.operations.sharing.merge_report import FileOutcome, MergeReport
from annotator.operations.sharing.team import Taking
from annotator.operations.sharing.whose_work import Doubt, names_here, renamed, renamed_line
from annotator.store.definitions import labels as label_store
from annotator.store.definitions import overlap_rule
from annotator.store.definitions.former_labels import former_labels
from annotator.store.events import log
from annotator.store.file import file_format
from annotator.store.file.backup import backup_file
from annotator.store.merging import restore_version
from annotator.store.merging.bundle_sections import SECTIONS
from annotator.store.merging.conflicting_versions import ConflictingVersion
from annotator.store.merging.merge import Merger
from annotator.store.project import Project, Transaction, open_project
from annotator.store.review import sent_back
from annotator.store.work import person_ids
from annotator.store.work.people import refuse_name
from annotator.tasks import Progress, seldom_collecting
from annotator.workspace import Workspace

SUFFIXES = (bundle.SUFFIX, file_format.SUFFIX)
_MERGED = Part.ARTICLES | Part.DUPLICATES | Part.LABELS | Part.TIME | WORK
_TERMS = Part.GUIDELINES | Part.OVERLAPS | Part.CONTROL_SHARE | Part.ASSIGNMENTS | TERMS
_ARTICLES, _SPANS, _SIGNS = 200, 20_000, 4_000_000  # in memory at once


def look(path: Path) -> Manifest:
    """What a bundle says of itself, without merging it. Raises InputError."""
    return bundle.open_bundle(path).manifest


def is_work(path: Path) -> bool:
    """Whether a file's name says that it is to be merged, not imported."""
    return path.suffix.lower() in SUFFIXES


def merge_files(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    add_missing: bool = True,
    join_alike: bool = True,
    people: Mapping[str, str] | None = None,
    take: Collection[TermPart] = (),
    backup_folder: Path | None = None,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> MergeReport:
    """Merge bundles and project files, all of them in one transaction.

    ``add_missing`` adds the articles the project lacks, else the work on them is left out;
    without ``join_alike`` one whose text differs only in what nobody sees is another article.
    ``people`` says what somebody of the files is called here, by their name there; ``take`` is
    taken over of what a coordinator's file offers. With
    ``backup_folder`` a verified copy of the project is made before. ``progress`` counts bytes.
    Raises InputError, ProjectError, SaveError or Cancelled, and then nothing has changed.
    """
    progress = progress or Progress()
    project = workspace.project
    project.refuse_read_only()
    with ExitStack() as stack:
        files = [stack.enter_context(_as_bundle(path, workspace)) for path in paths]
        copy = None
        if backup_folder is not None and project.path is not None:
            for _, bundle_file in files:
                for _ in bundle_file.lines():  # what is refused costs no copy
                    progress.check()
            name = f"{project.name}-before-merge-{_stamp(now)}{file_format.SUFFIX}"
            copy = free(backup_folder / name)
            backup_file(project.path, copy)
        with seldom_collecting():
            report = _merge(
                workspace, files, (add_missing, join_alike), people or {}, take, progress
            )
    if copy and not report.changed:
        copy.unlink(missing_ok=True)
        copy = None
    return MergeReport(report.files, report.labels_added, report.suggestions_added, copy)


def _stamp(now: datetime | None) -> str:
    return (now or datetime.now(UTC)).strftime("%Y%m%d-%H%M%S")


def _merge(
    workspace: Workspace,
    files: Sequence[tuple[Path, Bundle]],
    articles_wish: tuple[bool, bool],
    answers: Mapping[str, str],
    take: Collection[TermPart],
    progress: Progress,
) -> MergeReport:
    add_missing, join_alike = articles_wish
    outcomes: list[FileOutcome] = []
    labels: list[str] = []
    suggestions = before = 0
    total = sum(bundle_file.size for _, bundle_file in files)
    own_guidelines = guidelines.current(workspace.project)
    with workspace.changing(_MERGED | _TERMS if take else _MERGED, None, bulk=True) as connection:
        for path, bundle_file in files:
            manifest = bundle_file.manifest
            called, doubtful = _called(connection, path, manifest, answers)
            taking = Taking(connection, take, workspace.annotator)
            has_terms = taking.begin(bundle_file, called)
            own_labels = label_store.labels(connection)
            labels_here = names_of(
                [label.name for label in manifest.labels],
                manifest.former_labels,
                [label.name for label in own_labels],
                former_labels(connection),
            )
            notes = [] if has_terms else _label_notes(own_labels, manifest.labels, labels_here)
            if not has_terms and manifest.guidelines_sha256 != text_hash(own_guidelines.text):
                notes.append(
                    f"it was made by version {manifest.guidelines_version} of the guidelines, "
                    f"and this project has version {own_guidelines.version} with another text"
                )
            day = manifest.at[:16].replace("T", " ")
            source = f"{shown(path.name)}, made by {manifest.made_by} on {day}"
            merger = Merger(
                connection,
                labels=manifest.labels,
                source=source,
                add_missing=add_missing,
                join_alike=join_alike,
            )
            articles: list[ArticleOutcome] = []
            overlaps = IncomingOverlaps(overlap_rule.rule(connection))
            others: dict[str, list[Mapping[str, Any]]] = {}
            batch: list[BundledArticle] = []
            size = 0.0
            for item, read in bundle_file.lines():
                progress.report(before + read, total)
                if isinstance(item, Other) and item.section == team_json.KIND:
                    continue
                if isinstance(item, Other):
                    line = renamed_line(item.values, called)
                    others.setdefault(item.section, []).append(line)
                    continue
                batch.append(relabelled(renamed(item, called), labels_here))
                size += _size(item)
                if size >= 1 or len(batch) >= _ARTICLES:
                    articles += overlaps.noted(batch, merger.take(batch))
                    batch, size = [], 0.0
            articles += overlaps.noted(batch, merger.take(batch))
            notes += overlaps.notes
            notes += _spelling_notes(doubtful)
            came = _read_sections(connection, others, workspace.annotator)
            notes += [*came, *taking.end(), *_record_notes(merger.records_kept)]
            sent_back.lay(connection)
            labels += merger.labels_added
            suggestions += merger.suggestions_added
            before += bundle_file.size
            outcome = FileOutcome(
                shown(path.name),
                manifest.made_by,
                manifest.at,
                tuple(articles),
                tuple(notes),
                taking.has_changed or bool(came) or merger.records_kept > 0,
            )
            outcomes.append(outcome)
            log(connection, f"Merge {shown(path.name)}", annotator=workspace.annotator)
    return MergeReport(tuple(outcomes), tuple(labels), suggestions)


def _size(article: BundledArticle) -> float:
    """How much of what is in memory at once an article takes."""
    spans = sum(len(version.spans) for version in article.versions)
    return spans / _SPANS + len(article.text) / _SIGNS


def _read_sections(
    connection: Any, others: Mapping[str, Sequence[Mapping[str, Any]]], annotator: str
) -> list[str]:
    notes = []
    known = {section.name: section for section in SECTIONS}
    for name, lines in others.items():
        if name in known:
            notes += known[name].read(connection, lines, annotator=annotator)
        else:
            notes.append(
                f"its section “{name}” ({counted(len(lines), 'line')}) was passed over, since this "
                "version of the program does not know it"
            )
    return notes


def _called(
    connection: Transaction, path: Path, manifest: Manifest, answers: Mapping[str, str]
) -> tuple[dict[str, str], list[Doubt]]:
    """What the people of a bundle are called here, which the project knows them by from now on."""
    for name in answers.values():
        refuse_name(name)
    names, ids, made_for = manifest.annotators, manifest.identities, manifest.made_for
    called, doubtful = names_here(connection, names, ids, answers, made_for)
    taken = next((doubt for doubt in doubtful if doubt.is_taken), None)
    if taken is not None:
        raise taken.refusal(shown(path.name))
    known = {one.id for ids in person_ids.identities(connection).values() for one in ids}
    new = [one for one in manifest.identities if one.id not in known and one.name in called]
    person_ids.note(connection, [replace(one, name=called[one.name]) for one in new])
    return called, doubtful


def _spelling_notes(doubtful: Sequence[Doubt]) -> list[str]:
    """That somebody who is new here may be one of those who have been here before."""
    return [
        f"its {doubt.name} may be the same person as {quoted(doubt.alike)} here; their work stays "
        "apart unless they are joined (Edit, People)"
        for doubt in doubtful
    ]


def _record_notes(count: int) -> list[str]:
    """That articles that were here are told of by more records than were known."""
    said = "1 further record" if count == 1 else f"{count:,} further records"
    return [f"{said} of articles that were here came with it and are kept with them"] * (count > 0)


def _label_notes(ours: Sequence[Label], theirs: Sequence[Label], names: LabelNames) -> list[str]:
    """What is to be said of the labels of a bundle."""
    there = {label.name: label for label in ours}
    described = [
        f"its label {label.name} is described otherwise than here: “{label.description}”"
        for label in theirs
        if label.name in there and label.description != there[label.name].description
    ]
    return [*described, *names.notes]


@contextmanager
def _as_bundle(path: Path, workspace: Workspace) -> Iterator[tuple[Path, Bundle]]:
    """A bundle as it is; of a project a bundle of all work in it, made from a copy."""
    if path.suffix.lower() != file_format.SUFFIX:
        yield path, bundle.open_bundle(path)
        return
    file_format.inspect(path)
    project = workspace.project
    if project.path is not None and path.samefile(project.path):
        raise InputError(f"{path} is the project itself; choose another.")
    with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
        # A copy: an older project is brought up to date first, and a colleague's file is theirs.
        copy = backup_file(path, Path(folder, path.name))
        other = open_project(copy)
        try:
            made = write_bundle(
                other,
                Path(folder, f"work{bundle.SUFFIX}"),
                BundleChoice(originals=True),
                made_by=workspace.annotator,
            )
        except InputError as error:
            raise InputError(f"{path.name} cannot be merged: {error}") from error
        finally:
            other.close()
        yield path, bundle.open_bundle(made.path)


def saved_versions(project: Project) -> list[ConflictingVersion]:
    """The versions that are kept aside, and annotations that found no place."""
    with project.reading() as connection:
        return restore_version.entries(connection)


def restore(workspace: Workspace, key: str) -> ConflictingVersion:
    """Show a version that was kept aside; what was shown is kept in its place.

    ``key`` may be the beginning of a key. Raises ProjectError if there is no such version or more
    than one, SaveError if it cannot be written.
    """
    with workspace.changing(Part.LABELS | WORK, None) as connection:
        entries = [item for item in restore_version.entries(connection) if item.key.startswith(key)]
        if len(entries) != 1:
            what = "no version" if not entries else "more than one version"
            raise ProjectError(f"{what.capitalize()} begins with “{key}”; see annotator versions.")
        restore_version.restore(connection, entries[0], annotator=workspace.annotator)
    return entries[0]
