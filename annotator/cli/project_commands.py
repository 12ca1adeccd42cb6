"""Commands about whole projects: new, stats, check, backup, restore."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.options import ConfigDir, Json, ProjectPath
from annotator.cli.output import progress_bar, show, show_json, tell
from annotator.domain.overlap_rule import Overlaps
from annotator.domain.wording import counted
from annotator.log_file import without_password

if TYPE_CHECKING:
    from rich.table import Table

    from annotator.store.stats import Stats


class Vague(StrEnum):
    """What ``new --vague`` takes: the policies of `annotator.domain.figures`."""

    VERBATIM = "verbatim"
    ACLED = "acled"
    UCDP = "ucdp"


def new(
    project: ProjectPath,
    vague: Annotated[
        Vague, typer.Option(help="What “dozens”, “scores” and “hundreds” count as in this project.")
    ] = Vague.VERBATIM,
    overlaps: Annotated[
        Overlaps, typer.Option(help="Whether spans may overlap: not at all, nested, or in any way.")
    ] = Overlaps.NONE,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """Make an empty project with the labels ACTOR, LOCATION and FIGURE."""
    from annotator.operations import projects

    made = projects.new(project, vague=vague.value, overlaps=overlaps)
    if as_json:
        show_json({"project": without_password(made)})
    tell(f"Made the project {made}.", aside=as_json)


def stats(project: ProjectPath, as_json: Json = False, config_dir: ConfigDir = None) -> None:
    """Count articles by status, annotations by label, suggestions by decision."""
    from annotator.operations import projects

    with projects.opened(project) as target:
        stats = projects.stats(target)
    if as_json:
        show_json(stats.to_json())
        return
    for table in _tables(stats):
        show(table)


def check(project: ProjectPath, as_json: Json = False, config_dir: ConfigDir = None) -> int:
    """Verify everything that must hold: the file, texts, spans, quotes, hashes, verdicts.

    Spans of one annotator that overlap though the project does not allow it are listed too; they
    are no failure.
    """
    from annotator.operations import projects

    with projects.opened(project) as target, progress_bar("Checking") as progress:
        report = projects.check(target, progress=progress)
    for problem in report.problems:
        tell(problem if problem.endswith(".") else f"{problem}.", aside=as_json)
    for overlap in report.overlaps:
        tell(f"{overlap}.", aside=as_json)
    if as_json:
        show_json(report.to_json())
    verdict = counted(len(report.problems), "problem") if report.problems else "nothing wrong"
    laid = (
        f"; {counted(len(report.overlaps), 'overlap')} of spans not allowed"
        if report.overlaps
        else ""
    )
    tell(
        f"{counted(report.articles, 'article')} and {counted(report.annotations, 'annotation')} "
        f"checked: {verdict}{laid}.",
        aside=as_json,
    )
    return 1 if report.problems else 0


def backup(
    project: ProjectPath,
    out: Annotated[
        Path | None,
        typer.Argument(
            metavar="OUT",
            show_default="a dated file in the data folder",
            help="The copy to write.",
        ),
    ] = None,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """Copy a project while it is in use, and verify the copy."""
    from annotator.operations import projects
    from annotator.places import backup_dir

    with projects.opened(project) as target:
        folder = backup_dir(config_dir) if out is None else out.parent
        copy = projects.backup(target, out, folder=folder)
    if as_json:
        show_json({"backup": str(copy)})
    tell(f"Backed up to {copy}.", aside=as_json)


def copy(
    project: ProjectPath,
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET", help="The file it becomes, or the URL of an empty database."
        ),
    ],
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """Copy a project with all it holds between a file and a server, either way."""
    from annotator.operations import copying, projects

    with projects.opened(project) as source, progress_bar("Copying") as progress:
        copied = copying.copy(source, target, progress=progress)
    if as_json:
        show_json(
            {
                "project": without_password(copied.target),
                "articles": copied.articles,
                "annotations": copied.annotations,
            }
        )
    what = f"{counted(copied.articles, 'article')} and {counted(copied.annotations, 'annotation')}"
    tell(f"Copied {what} to {copied.target}.", aside=as_json)


def restore(
    backup: Annotated[Path, typer.Argument(metavar="BACKUP", help="The backup to put back.")],
    project: Annotated[
        Path, typer.Argument(metavar="PROJECT", help="The project file it becomes.")
    ],
    force: Annotated[
        bool,
        typer.Option("--force", help="Replace an existing project; it is kept beside the new."),
    ] = False,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """Make a project of a verified copy of a backup."""
    from annotator.operations import projects

    aside = projects.restore(backup, project, replace=force)
    project = projects.path_of(project)
    if as_json:
        show_json({"project": str(project), "replaced": str(aside) if aside else None})
    tell(f"Restored {backup} to {project}.", aside=as_json)
    if aside:
        tell(f"The project that was there is now {aside}.", aside=as_json)


def _tables(stats: Stats) -> list[Table]:
    reviewed = stats.gold.signed or stats.gold.in_review
    gold = [_gold(stats)] if reviewed else []
    return [_articles(stats), _annotations(stats), _suggestions(stats), *gold]


def _table(title: str, first: str, others: list[str]) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right")
    return table


def _articles(stats: Stats) -> Table:
    from annotator.domain.values import Status

    columns = [status.value.replace("_", " ") for status in Status]
    columns += ["all flagged", "hours"]
    table = _table(counted(stats.articles, "article"), "annotator", columns)
    for name, person in stats.people.items():
        counts = [f"{person.statuses[status]:,}" for status in Status] + [f"{person.flagged:,}"]
        table.add_row(name, *counts, f"{person.seconds / 3600:.1f}")
    return table


def _annotations(stats: Stats) -> Table:
    table = _table("Annotations", "annotator", list(stats.labels))
    for name, person in stats.people.items():
        table.add_row(name, *(f"{person.annotations[label]:,}" for label in stats.labels))
    return table


def _suggestions(stats: Stats) -> Table:
    from annotator.domain.values import Verdict

    verdicts = [verdict.value for verdict in Verdict]
    table = _table("Suggestions", "label", ["all", "undecided", "answered", "muted", *verdicts])
    for name, label in stats.labels.items():
        given = [f"{label.verdicts[verdict]:,}" for verdict in Verdict]
        stand = (label.suggestions, label.undecided, label.answered, label.muted)
        table.add_row(name, *(f"{count:,}" for count in stand), *given)
    return table


def _gold(stats: Stats) -> Table:
    gold = stats.gold
    table = _table("Gold", "articles", ["in review", *gold.sources])
    table.add_row(
        f"{gold.signed:,}", f"{gold.in_review:,}", *(f"{n:,}" for n in gold.sources.values())
    )
    return table
