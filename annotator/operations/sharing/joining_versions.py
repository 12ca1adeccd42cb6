"""Joining versions of work that have diverged, span by span, where a person says so."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.changes import WORK, Part
from annotator.domain.errors import InputError, ProjectError
from annotator.domain.joining import Joining
from annotator.domain.wording import counted
from annotator.store.merging import restore_version
from annotator.store.merging.conflicting_versions import DIVERGED, ConflictingVersion
from annotator.store.project import Project
from annotator.workspace import Workspace

EVERY = "all"


@dataclass(frozen=True, slots=True)
class Joined:
    """What was joined: the version that was kept aside, and what came of it."""

    entry: ConflictingVersion
    joining: Joining

    def __str__(self) -> str:
        return f"“{self.entry.title}” of {self.entry.annotator}: {says(self.joining, self.entry)}"

    def to_json(self) -> dict[str, object]:
        """It as a JSON object of a report."""
        joining = self.joining
        return {
            "key": self.entry.key,
            "annotator": self.entry.annotator,
            "id": self.entry.uid,
            "title": self.entry.title,
            "added": [_span(span) for span in joining.added],
            "touching": [_span(span) for span in joining.touching],
            "kept_aside": not joining.is_whole,
        }


def _span(span: tuple[object, ...]) -> dict[str, object]:
    return {"start": span[1], "end": span[2], "label": span[3]}


def says(joining: Joining, entry: ConflictingVersion) -> str:
    """What joining adds, and what stays in the other version and why."""
    added = f"{counted(len(joining.added), 'span')} added"
    if joining.is_whole:
        return f"{added}; nothing is left in the other version."
    left = []
    if joining.touching:
        left.append(f"{counted(len(joining.touching), 'span')} touching what is current")
    if joining.stands:
        left.append(f"that it stands otherwise ({entry.saved.version.status or 'new'})")
    return f"{added}; kept aside: {' and '.join(left)}."


def previews(project: Project) -> dict[str, Joining]:
    """By the keys of the versions kept aside what joining each would come to."""
    with project.reading() as connection:
        return {
            entry.key: restore_version.preview(connection, entry)
            for entry in restore_version.entries(connection)
            if entry.kind == DIVERGED
        }


def join(workspace: Workspace, key: str) -> list[Joined]:
    """Add what a version kept aside has beside the current one, where the spans of both do not
    touch; of ``EVERY`` version those that have any such.

    ``key`` may be the beginning of a key. Raises InputError where there is no such version, or more
    than one, ProjectError where there is nothing to add, SaveError if it cannot be written.
    """
    joined = []
    with workspace.changing(Part.LABELS | WORK, None) as connection:
        entries = [item for item in restore_version.entries(connection) if item.kind == DIVERGED]
        chosen = [item for item in entries if key == EVERY or item.key.startswith(key)]
        if not chosen or (key != EVERY and len(chosen) > 1):
            what = "More than one version begins" if chosen else "No version begins"
            if key == EVERY:
                raise InputError("No versions of this project have diverged.")
            raise InputError(f"{what} with “{key}”; see annotator versions.")
        for entry in chosen:
            try:
                result = restore_version.join(connection, entry, annotator=workspace.annotator)
            except ProjectError:
                if key != EVERY:
                    raise
                continue
            joined.append(Joined(entry, result))
    return joined
