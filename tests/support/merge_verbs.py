"""Verbs for tests of merging: what a project holds, without anything that is its own affair."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.domain.work import WorkVersion
from annotator.operations.sharing import bundling, merging
from annotator.operations.sharing.merge_report import MergeReport
from annotator.store.articles import article_rows
from annotator.store.articles.snapshots import annotators
from annotator.store.merging import conflicting_versions
from annotator.store.merging.bundling import bundled
from annotator.store.project import Project
from annotator.workspace import Workspace


@dataclass(frozen=True)
class Dump:
    """A project without row numbers, times of arrival, colours, keys, and undecided suggestions.

    ``heads`` are all versions, ``shown`` what an annotator sees as their own work.
    """

    heads: dict[str, set[WorkVersion]]
    shown: dict[tuple[str, str], Any]
    muted: dict[str, Any]
    seconds: dict[str, Any]


def canonical(version: WorkVersion) -> WorkVersion:
    """A version with its rows in one order."""
    return WorkVersion(
        version.annotator,
        version.seen,
        tuple(sorted(version.spans, key=lambda span: span.id)),
        tuple(sorted(version.decisions)),
        version.status,
        version.reason,
    )


def dump(project: Project) -> Dump:
    """What a project holds."""
    with project.reading() as connection:
        numbers = article_rows.numbers(connection)
        found = bundled(connection, numbers)
        people = annotators(connection)
        shown = {}
        for number in numbers:
            for name in people:
                state = article_rows.article_state(connection, number, annotator=name)
                keys = {
                    item.id: (item.start, item.end, item.label, item.source, item.version)
                    for item in state.suggestions
                }
                made = {item.id: (item.start, item.end, item.label) for item in state.annotations}
                rows = (
                    sorted(
                        (
                            a.start,
                            a.end,
                            a.label,
                            a.text,
                            a.origin,
                            a.note,
                            keys.get(a.suggestion_id),
                        )
                        for a in state.annotations
                    ),
                    sorted(
                        (keys[d.suggestion_id], d.verdict, made.get(d.annotation_id))
                        for d in state.decisions
                    ),
                    state.status,
                    state.article_status.reason if state.article_status else None,
                )
                if rows != ([], [], "new", None):
                    shown[state.document.article.sha256, name] = rows
    return Dump(
        heads={a.sha256: {canonical(v) for v in a.versions} for a in found if a.versions},
        shown=shown,
        muted={
            a.sha256: (
                {p[:2] for p in map(_place, a.muted)},
                {p[:2] for p in map(_place, a.unmuted)},
            )
            for a in found
        },
        seconds={a.sha256: a.seconds for a in found if a.seconds},
    )


def kept_keys(project: Project) -> set[str]:
    """The keys of what is kept aside."""
    with project.reading() as connection:
        return {item.key for item in conflicting_versions.entries(connection)}


def send(project: Project, out: Path, *names: str, made_by: str = "ann") -> Path:
    """A bundle with the work of some people, of everybody without any."""
    choice = bundling.BundleChoice(annotators=names or None)
    return bundling.write_bundle(project, out, choice, made_by=made_by).path


def take(project: Project, *files: Path, annotator: str = "rex") -> MergeReport:
    """Merge files, without a backup."""
    return merging.merge_files(Workspace(project, annotator), list(files))


def _place(part: Any) -> tuple[int, int, str]:
    return (part.start, part.end, part.rule)
