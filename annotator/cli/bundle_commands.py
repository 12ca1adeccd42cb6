"""Commands about colleagues' work: bundle, merge, versions."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.options import AnnotatorName, ConfigDir, Json, ProjectPath, name_pairs
from annotator.cli.output import progress_bar, say, show_json
from annotator.domain.wording import counted


class Which(StrEnum):
    """What ``bundle --status`` takes."""

    DONE = "done"
    ALL = "all"


def bundle(
    project: ProjectPath,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write.")],
    annotator: AnnotatorName,
    annotators: Annotated[
        list[str] | None,
        typer.Option(
            "--annotators",
            metavar="NAME...",
            show_default="everybody",
            help="Whose work: --annotators ann bob.",
        ),
    ] = None,
    articles: Annotated[
        list[str] | None,
        typer.Option(
            "--articles",
            metavar="ID...",
            show_default="every article with work",
            help="The ids of the articles: --articles a1 a2.",
        ),
    ] = None,
    more: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME...]", help="More names.", hidden=True)
    ] = None,
    which: Annotated[
        Which, typer.Option("--status", help="Finished work alone, or all of it.")
    ] = Which.ALL,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """Write one file with people's work, for a colleague to merge."""
    from annotator.domain.values import Status
    from annotator.operations import projects
    from annotator.operations.sharing import bundling

    # “--annotators ann bob” leaves bob over: he belongs to the one option that was given.
    if more and bool(annotators) == bool(articles):
        raise typer.BadParameter("repeat --annotators and --articles before each name")
    choice = bundling.BundleChoice(
        annotators=_named(annotators, more),
        uids=_named(articles, more),
        statuses=(Status.DONE,) if which is Which.DONE else None,
    )
    with projects.opened(project) as source, progress_bar("Bundling") as progress:
        report = bundling.write_bundle(source, out, choice, made_by=annotator, progress=progress)
    if as_json:
        show_json(report.to_json())
    say(
        f"{report.path} holds the work of {', '.join(report.annotators)} on "
        f"{counted(report.articles, 'article')}, {counted(report.spans, 'span')}."
    )


def merge(
    project: ProjectPath,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Bundles, or whole project files.")
    ],
    annotator: AnnotatorName,
    add: Annotated[
        bool,
        typer.Option("--add/--no-add", help="Add articles that the project lacks."),
    ] = True,
    person: Annotated[
        list[str] | None,
        typer.Option(
            "--person",
            metavar="NAME=NEW",
            show_default=False,
            help="Who somebody of the files is here: another name, or one there is already.",
        ),
    ] = None,
    backup: Annotated[
        bool, typer.Option(help="First copy the project, so that the merge can be taken back.")
    ] = True,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> int:
    """Bring colleagues' work in; nothing is overwritten, and twice is as good as once."""
    from annotator.operations import projects
    from annotator.operations.sharing import merge_report, merging
    from annotator.places import backup_dir

    with projects.at_work(project, annotator) as workspace, progress_bar("Merging") as progress:
        report = merging.merge_files(
            workspace,
            files,
            add_missing=add,
            people=name_pairs(person or ()),
            backup_folder=backup_dir(config_dir) if backup else None,
            progress=progress,
        )
    if as_json:
        show_json(report.to_json())
    for line in merge_report.summary(report):
        say(line)
    if report.backup:
        say(f"To take the merge back: annotator restore --force {report.backup} {project}")
    return 1 if report.incomplete else 0


def versions(
    project: ProjectPath,
    annotator: AnnotatorName,
    show: Annotated[
        str | None,
        typer.Option(
            "--show",
            metavar="KEY",
            show_default=False,
            help="Restore this version; what is shown now is kept in its place.",
        ),
    ] = None,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """List the versions of work that merges have kept aside, or show one of them again."""
    from annotator.operations import projects
    from annotator.operations.sharing import merging

    with projects.at_work(project, annotator) as workspace:
        if show is not None:
            done = merging.restore(workspace, show)
            say(f"{done.annotator}’s other version of “{done.title}” is shown now.")
        saved = merging.saved_versions(workspace.project)
    if as_json:
        show_json({"kept": [item.to_json() for item in saved]})
        return
    for item in saved:
        say(str(item))
    say(f"{counted(len(saved), 'version')} kept aside.")


def _named(given: list[str] | None, more: list[str] | None) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys([*given, *(more or [])])) if given else None
