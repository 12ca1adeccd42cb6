"""Sending work: one file with what people have made of articles, for a colleague to merge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from annotator.domain.errors import InputError, ProjectError
from annotator.domain.labels import SPARE_COLOURS
from annotator.domain.text import text_hash
from annotator.domain.values import Label, Status
from annotator.domain.work import Manifest
from annotator.files import replacing, with_ending
from annotator.formats.bundles import bundle
from annotator.operations import guidelines
from annotator.store.definitions import labels as label_store
from annotator.store.definitions.former_labels import former_labels
from annotator.store.merging import bundling as store
from annotator.store.merging import conflicting_versions
from annotator.store.merging.bundle_sections import SECTIONS
from annotator.store.merging.bundling import Worked
from annotator.store.project import Project
from annotator.store.project_settings import HANDED_TO, fact
from annotator.store.work import person_ids
from annotator.tasks import Progress
from annotator.version import VERSION

SUFFIX = bundle.SUFFIX
_BATCH = 200


@dataclass(frozen=True, slots=True)
class BundleChoice:
    """Whose work on which articles. None is everybody, every article, every status. ``originals``
    are the files articles were read from.
    """

    annotators: tuple[str, ...] | None = None
    uids: tuple[str, ...] | None = None
    statuses: tuple[Status, ...] | None = None
    originals: bool = False


EVERYTHING = BundleChoice()


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What a bundle holds."""

    path: Path
    annotators: tuple[str, ...]
    articles: int
    spans: int
    size: int

    def to_json(self) -> dict[str, object]:
        """The report as a JSON object."""
        return {
            "bundle": str(self.path),
            "annotators": list(self.annotators),
            "articles": self.articles,
            "spans": self.spans,
            "bytes": self.size,
        }


def worked(project: Project) -> tuple[Worked, ...]:
    """Everybody who has worked in the project, with how many articles they have finished."""
    with project.reading() as connection:
        return store.worked(connection)


def write_bundle(
    project: Project,
    out: Path,
    choice: BundleChoice = EVERYTHING,
    *,
    made_by: str,
    progress: Progress | None = None,
) -> BundleReport:
    """Write a bundle and read it again before it takes its place.

    Raises InputError when there is nothing to send or somebody is unknown, ProjectError when it
    cannot be written; an older file is then as it was.
    """
    progress = progress or Progress()
    out = with_ending(out, SUFFIX)
    with project.reading() as connection:
        people = _people(choice, store.worked(connection))
        if choice.uids is not None:
            _refuse_unknown(store.unknown_uids(connection, choice.uids))
        numbers = store.articles_worked(
            connection, annotators=people, uids=choice.uids, statuses=choice.statuses
        )
    if not numbers:
        raise InputError("There is no work to send: choose other articles or another status.")
    said = manifest(project, people, made_by)
    try:
        with replacing(out) as draft:
            counts = write_lines(
                project, draft, said, numbers, progress, originals=choice.originals
            )
            if bundle.read_all(bundle.open_bundle(draft)) != counts:
                raise InputError(f"{out} was not written as it should be; try again.")
    except OSError as error:
        raise ProjectError(f"{out} cannot be written: {error.strerror}.") from error
    return BundleReport(out, people, counts.articles, counts.spans, out.stat().st_size)


def write_lines(
    project: Project,
    draft: Path,
    said: Manifest,
    numbers: Sequence[int],
    progress: Progress,
    *,
    first: Sequence[tuple[str, Mapping[str, Any]]] = (),
    originals: bool = False,
) -> bundle.Counts:
    """Write the file: lines of other sections that are to come ``first``, then some articles."""
    with draft.open("wb") as file:
        writer = bundle.BundleWriter(file, said)
        for kind, values in first:
            writer.add_other(kind, values)
        for at in range(0, len(numbers), _BATCH):
            progress.report(at, len(numbers))
            batch = numbers[at : at + _BATCH]
            with project.reading() as connection:
                articles = store.bundled(
                    connection, batch, annotators=said.annotators, originals=originals
                )
                for article in articles:
                    writer.add(article)
        for section in SECTIONS:
            with project.reading() as connection:
                for values in section.write(connection, numbers, annotators=said.annotators):
                    writer.add_other(section.name, values)
        return writer.finish()


def _people(choice: BundleChoice, there: tuple[Worked, ...]) -> tuple[str, ...]:
    names = tuple(item.annotator for item in there)
    for name in choice.annotators or ():
        if name not in names:
            known = ", ".join(names) or "nobody"
            raise InputError(f"{name} has not worked in this project; {known} has.")
    return choice.annotators or names


def _refuse_unknown(uids: list[str]) -> None:
    if uids:
        raise InputError(f"There is no article “{uids[0]}” in this project; look at its id again.")


def manifest(project: Project, people: tuple[str, ...], made_by: str) -> Manifest:
    """What a bundle of the work of some people says of itself."""
    own_guidelines = guidelines.current(project)
    with project.reading() as connection:
        labels = label_store.labels(connection)
        known = person_ids.identities(connection)
        made_for = fact(connection, HANDED_TO) or ""
        former = former_labels(connection)
        gone = conflicting_versions.labels_used(connection) - {label.name for label in labels}
    light, dark = SPARE_COLOURS[0]
    labels += tuple(Label(name, "", light, dark) for name in sorted(gone))
    return Manifest(
        program=VERSION,
        project=project.name,
        made_by=made_by,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        annotators=people,
        labels=labels,
        guidelines_version=own_guidelines.version,
        guidelines_sha256=text_hash(own_guidelines.text),
        made_for=made_for,
        former_labels=former,
        identities=tuple(one for name in people for one in known.get(name, ())),
    )
