"""Making, copying and putting back whole projects."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotator import resources
from annotator.domain.errors import ProjectError
from annotator.domain.figures import POLICIES, VERBATIM
from annotator.domain.overlap_rule import Overlap, OverlapRule, Overlaps
from annotator.files import free, put_new, with_ending
from annotator.operations import figures
from annotator.operations import overlaps as overlap_choice
from annotator.places import login_name
from annotator.store import check as verification
from annotator.store.file import file_format
from annotator.store.file.backup import backup_file, replace_file
from annotator.store.project import Project, create_project, open_project
from annotator.store.review.overlaps import overlaps as overlaps_in
from annotator.store.stats import Stats
from annotator.store.stats import stats as count_all
from annotator.tasks import Progress
from annotator.workspace import Workspace

_CHECKED = 200  # articles a look, so that nobody waits to save meanwhile


@contextmanager
def opened(target: str) -> Iterator[Project]:
    """The project a person named, closed again when the block ends. Raises ProjectError."""
    project = open_project(file_format.locate(target))
    try:
        yield project
    finally:
        project.close()


@contextmanager
def at_work(target: str, annotator: str | None = None) -> Iterator[Workspace]:
    """The project a person named, opened by an annotator: whoever is logged in where none is named.

    Raises ProjectError.
    """
    with opened(target) as project:
        yield Workspace(project, annotator or login_name())


def stats(project: Project) -> Stats:
    """What a project holds, counted. Raises ProjectError."""
    with project.reading() as connection:
        return count_all(connection)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check looked at and what it found wrong, one sentence each.

    Spans that overlap though the project does not allow it damage nothing. They are listed beside.
    """

    articles: int
    annotations: int
    problems: tuple[str, ...]
    overlaps: tuple[Overlap, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The report as a JSON object."""
        return {
            "ok": not self.problems,
            "articles": self.articles,
            "annotations": self.annotations,
            "problems": list(self.problems),
            "overlaps": [overlap.to_json() for overlap in self.overlaps],
        }


def _checked(project: Project, numbers: Sequence[int]) -> tuple[list[str], list[Overlap]]:
    with project.reading() as connection:
        problems = list(verification.article_problems(connection, numbers))
        return problems, list(overlaps_in(connection, numbers))


def _checked_singly(project: Project, numbers: Sequence[int]) -> tuple[list[str], list[Overlap]]:
    problems: list[str] = []
    overlaps: list[Overlap] = []
    for number in numbers:
        try:
            wrong, overlap = _checked(project, [number])
        except ProjectError as error:
            problems.append(f"article {number}: {error}")
        else:
            problems += wrong
            overlaps += overlap
    return problems, overlaps


def check(project: Project, *, progress: Progress | None = None) -> CheckReport:
    """Verify everything that must hold: the file, the texts, the spans, the verdicts."""
    progress = progress or Progress()
    problems: list[str] = []
    overlaps: list[Overlap] = []
    articles = annotations = 0
    try:
        with project.reading() as connection:
            problems += verification.database_problems(connection)
            numbers = verification.article_numbers(connection)
            articles, annotations = verification.counts(connection)
        for at in range(0, len(numbers), _CHECKED):
            progress.report(at, len(numbers))
            batch = numbers[at : at + _CHECKED]
            try:
                wrong, overlap = _checked(project, batch)
            except ProjectError:  # one of them cannot be read, and the others can
                wrong, overlap = _checked_singly(project, batch)
            problems += wrong
            overlaps += overlap
    except ProjectError as error:
        problems.append(str(error))
    return CheckReport(articles, annotations, tuple(problems), tuple(overlaps))


def backup(
    project: Project, out: Path | None = None, *, folder: Path, now: datetime | None = None
) -> Path:
    """Copy a project while it is in use and verify the copy; returns where it is.

    Without ``out`` it goes into ``folder`` under the project's name and the time. Raises
    ProjectError, also if ``out`` exists already.
    """
    if project.path is None:
        raise ProjectError(
            f"{project.name} is on a server; back it up with the tools of the server."
        )
    if out is not None and os.path.isdir(out):
        raise ProjectError(f"{out} is a folder; give the backup a name in it.")
    if out is not None:
        out = path_of(out)
    return backup_file(
        project.path, out or folder / f"{project.name}-{_stamp(now)}{file_format.SUFFIX}"
    )


def path_of(target: Path) -> Path:
    """Where a project goes that is to be called ``target``: with the ending of projects."""
    return with_ending(target, file_format.SUFFIX)


def restore(
    copy: Path, target: Path, *, replace: bool = False, now: datetime | None = None
) -> Path | None:
    """Put a backup in the place of a project; returns where the older project is kept, if any.

    ``target`` gets the ending of projects. An existing project is only replaced if ``replace``
    says so, and then kept beside the new one. Raises ProjectError, and then what stood at
    ``target`` still stands there.
    """
    copy = Path(file_format.locate(str(copy)))
    file_format.inspect(copy)
    target = path_of(target)
    if not os.path.exists(target):
        backup_file(copy, target)
        return None
    if copy.samefile(target):
        raise ProjectError(f"{copy} is the project itself; choose a backup of it.")
    if not replace:
        raise ProjectError(f"{target} exists already; restore to another name, or say --force.")
    name = target.with_name(f"{target.stem}.replaced-{_stamp(now)}{target.suffix}")
    aside = free(name)
    replace_file(target, copy, aside)
    return aside


def _stamp(now: datetime | None) -> str:
    return (now or datetime.now(UTC)).strftime("%Y%m%d-%H%M%S")


def new(target: str, *, vague: str = VERBATIM.name, overlaps: Overlaps = Overlaps.NONE) -> str:
    """Make an empty project with the default labels; returns its path or URL.

    ``vague`` names the policy for vague magnitudes, ``overlaps`` says how far spans may overlap. A
    path without a suffix gets one. Raises
    ProjectError if it exists or cannot be made.
    """
    if not file_format.is_url(target):
        target = str(with_ending(Path(target), file_format.SUFFIX))
    create_project(target).close()
    with at_work(target) as workspace:
        figures.choose_policy(workspace, POLICIES[vague])
        overlap_choice.choose(workspace, OverlapRule(overlaps))
    return target


def make_sample(path: Path, *, annotator: str | None = None) -> None:
    """Make the sample project with the seed articles. A half-made one never stands at ``path``.

    Raises ProjectError if something is at ``path`` already or it cannot be made.
    """
    # Only now: the readers of all formats take longer than most commands that open a project.
    from annotator.operations.importing.importer import ImportChoices, bring_in

    if path.exists():
        raise ProjectError(f"{path} exists already; open it or choose another name.")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".sample-") as folder:
            draft = Path(folder, path.name)
            project = create_project(draft)
            try:
                workspace = Workspace(project, annotator or login_name())
                report = bring_in(workspace, [resources.seeds()], choices=ImportChoices())
            finally:
                project.close()
            if report.rejections:
                raise ProjectError(f"The sample could not be made: {report.rejections[0]}.")
            put_new(draft, path)
    except FileExistsError:
        raise ProjectError(f"{path} exists already; open it or choose another name.") from None
    except OSError as error:
        raise ProjectError(f"{path} cannot be made: {error.strerror}.") from error
