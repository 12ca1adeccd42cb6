"""Handing a project out: one file for each annotator with the articles dealt to them and all that a
team shares; later, for those who have theirs, a file with what has changed.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.changes import Part
from annotator.domain.errors import InputError, ProjectError
from annotator.files import put_new, replacing
from annotator.formats.bundles import bundle, team_json
from annotator.operations import control_share
from annotator.operations.reviewing import assigning
from annotator.operations.sharing import bundling, merging, team
from annotator.store.events import log
from annotator.store.file import file_format
from annotator.store.merging import bundling as store
from annotator.store.project import Project, create_project
from annotator.store.project_settings import HANDED_OUT, HANDED_TO, fact, set_fact
from annotator.store.queue import assignments
from annotator.tasks import Progress
from annotator.workspace import Workspace


@dataclass(frozen=True, slots=True)
class HandOut:
    """To whom (nobody: all who have a file already); so many articles of a hundred go to two, and
    so many show no suggestions, None to leave that as it is. ``originals`` are the files
    articles were read from.
    """

    people: tuple[str, ...] = ()
    overlap: int = 0
    control_share: int | None = None
    seed: int = 0
    originals: bool = False


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A file for an annotator, with how many articles; an update where they have theirs."""

    name: str
    path: Path
    articles: int
    is_update: bool

    def to_json(self) -> dict[str, object]:
        """The file as a JSON object of a report."""
        return {
            "annotator": self.name,
            "file": str(self.path),
            "articles": self.articles,
            "update": self.is_update,
        }


def handed_out(project: Project) -> tuple[str, ...]:
    """Who has a file already."""
    with project.reading() as connection:
        return tuple(json.loads(fact(connection, HANDED_OUT) or "[]"))


def hand_out(
    workspace: Workspace, wish: HandOut, folder: Path, *, progress: Progress | None = None
) -> list[HandedOut]:
    """Deal out the articles nobody has yet, and write a file for each annotator into ``folder``.

    Raises InputError, ProjectError and SaveError; what has been dealt by then stays so.
    """
    project, progress = workspace.project, progress or Progress()
    before = handed_out(project)
    people = wish.people or before
    if not people:
        raise InputError("Say to whom the project goes, for example --annotator ann,bob.")
    targets = {name: _path(project, folder, name, is_update=name in before) for name in people}
    for name, path in targets.items():
        if name not in before and path.exists():
            raise InputError(f"{path} exists already and may hold work; move it away first.")
    if wish.control_share is not None:
        control_share.choose(workspace, wish.control_share)
    assigning.assign(workspace, to=people, doubled=wish.overlap, seed=wish.seed)
    files = []
    for at, (name, path) in enumerate(targets.items()):
        progress.report(at, len(targets))
        count = _write(workspace, name, path, wish, is_update=name in before)
        files.append(HandedOut(name, path, count, name in before))
    with workspace.changing(Part.ASSIGNMENTS) as connection:
        set_fact(connection, HANDED_OUT, json.dumps(list(dict.fromkeys([*before, *people]))))
        log(connection, f"Hand out to {', '.join(people)}", annotator=workspace.annotator)
    return files


def _path(project: Project, folder: Path, name: str, *, is_update: bool) -> Path:
    safe = "".join(char if char.isalnum() or char in " .-_" else "-" for char in name).strip(". ")
    stem = f"{project.name}-{safe or 'annotator'}"
    return folder / (f"{stem}-update{bundle.SUFFIX}" if is_update else stem + file_format.SUFFIX)


def _write(workspace: Workspace, name: str, path: Path, wish: HandOut, *, is_update: bool) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if is_update:
            with replacing(path) as draft:
                return _write_terms(workspace, name, draft, wish)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".hand-out-") as place:
            terms = Path(place, f"terms{bundle.SUFFIX}")
            count = _write_terms(workspace, name, terms, wish)
            _make_project(workspace, name, terms, Path(place, path.name))
            put_new(Path(place, path.name), path)
            return count
    except OSError as error:
        raise ProjectError(f"{path} cannot be written: {error.strerror}.") from error


def _write_terms(workspace: Workspace, name: str, path: Path, wish: HandOut) -> int:
    """Write a bundle with what the team shares, somebody's articles, and their own work so far."""
    project = workspace.project
    said = team.terms_for(project, name)
    with project.reading() as connection:
        has_worked = name in {one.annotator for one in store.worked(connection)}
        numbers = assignments.numbers(connection, name)
    people = (name,) if has_worked else ()
    manifest = bundling.manifest(project, people, workspace.annotator)
    line = (team_json.KIND, team_json.plain(said))
    bundling.write_lines(
        project,
        path,
        manifest,
        numbers,
        Progress(),
        first=(line,),
        originals=wish.originals,
    )
    bundle.read_all(bundle.open_bundle(path))
    return len(numbers)


def _make_project(workspace: Workspace, name: str, terms: Path, path: Path) -> None:
    """Make the project of an annotator of what was written for them."""
    made = create_project(path, labels=workspace.labels)
    space = Workspace(made, name)
    try:
        merging.merge_files(space, [terms], take=team.EVERYTHING)
        with space.changing(Part.ASSIGNMENTS) as connection:
            set_fact(connection, HANDED_TO, name)
    finally:
        space.close()
