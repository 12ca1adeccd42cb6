"""Commands about colleagues' work: hand-out, bundle, merge, versions."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.options import (
    AnnotatorName,
    ConfigDir,
    FormerAnnotators,
    FormerTo,
    Json,
    Me,
    MoreNames,
    ProjectPath,
    name_pairs,
    people_and_me,
    people_option,
)
from annotator.cli.output import progress_bar, show_json, tell
from annotator.domain.wording import counted


class Which(StrEnum):
    """What ``bundle --status`` takes."""

    DONE = "done"
    ALL = "all"


class Take(StrEnum):
    """What ``merge --take`` takes."""

    ALL = "all"
    GUIDELINES = "guidelines"
    LABELS = "labels"
    NAMES = "names"
    SETTINGS = "settings"
    ASSIGNMENTS = "assignments"


def hand_out(
    project: ProjectPath,
    annotator: Annotated[list[str] | None, people_option("For whom a file is written")] = None,
    me: Me = None,
    to: FormerTo = None,
    more: MoreNames = None,
    update: Annotated[
        bool, typer.Option("--update", help="Files with what has changed, for all who have theirs.")
    ] = False,
    overlap: Annotated[
        str, typer.Option(metavar="PERCENT", help="So many of a hundred articles go to two people.")
    ] = "0",
    share: Annotated[
        int | None,
        typer.Option(
            "--control-share",
            metavar="PERCENT",
            show_default="as it is",
            help="Hide suggestions in so many of a hundred articles.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Another number deals in another way.")] = 0,
    originals: Annotated[
        bool,
        typer.Option("--originals", help="Also the files that articles were read from."),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FOLDER",
            show_default="the folder of the project",
            help="Where the files go.",
        ),
    ] = None,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """Deal the articles out and write a file for each annotator; later, files with what is new."""
    from annotator.operations import projects
    from annotator.operations.sharing import handing_out

    people, who = people_and_me(annotator, to, more, me, config_dir=config_dir, one_is_me=update)
    if bool(people) == update:
        raise typer.BadParameter("say --annotator NAME, or --update for all who have a file")
    wish = handing_out.HandOut(tuple(people), _percent(overlap), share, seed, originals)
    with projects.at_work(project, who) as workspace, progress_bar("Writing") as progress:
        path = workspace.project.path
        folder = out or (path.parent if path else Path.cwd())
        files = handing_out.hand_out(workspace, wish, folder, progress=progress)
    if as_json:
        show_json({"files": [file.to_json() for file in files]})
    for file in files:
        tell(f"{file.path} for {file.name}: {counted(file.articles, 'article')}.", aside=as_json)


def _percent(said: str) -> int:
    number = said.strip().removesuffix("%").strip()
    if not number.isascii() or not number.isdigit() or int(number) > 100:
        raise typer.BadParameter(f"--overlap takes a share from 0 to 100 %, not “{said}”")
    return int(number)


def bundle(
    project: ProjectPath,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write.")],
    annotator: Annotated[list[str] | None, people_option("Whose work, else everybody's")] = None,
    me: Me = None,
    annotators: FormerAnnotators = None,
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
    originals: Annotated[
        bool,
        typer.Option("--originals", help="Also the files that articles were read from."),
    ] = False,
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

    # “--articles a1 a2” leaves a2 over: it belongs to the one option that was given.
    whose = bool(annotator or annotators)
    if more and whose == bool(articles):
        raise typer.BadParameter("repeat --annotator and --articles before each name")
    names = more if whose else None
    people, who = people_and_me(annotator, annotators, names, me, config_dir=config_dir)
    choice = bundling.BundleChoice(
        annotators=tuple(people) or None,
        uids=_named(articles, None if whose else more),
        statuses=(Status.DONE,) if which is Which.DONE else None,
        originals=originals,
    )
    with projects.opened(project) as source, progress_bar("Bundling") as progress:
        report = bundling.write_bundle(source, out, choice, made_by=who, progress=progress)
    if as_json:
        show_json(report.to_json())
    tell(
        f"{report.path} holds the work of {', '.join(report.annotators)} on "
        f"{counted(report.articles, 'article')}, {counted(report.spans, 'span')}.",
        aside=as_json,
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
    alike: Annotated[
        bool,
        typer.Option(
            "--join-alike/--no-join-alike",
            help="Take texts that differ only in what nobody sees for one article.",
        ),
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
    take: Annotated[
        list[Take] | None,
        typer.Option(
            "--take",
            show_default="nothing; what is offered is said",
            help="Take over what a coordinator's file offers; may be given several times.",
        ),
    ] = None,
    backup: Annotated[
        bool, typer.Option(help="First copy the project, so that the merge can be taken back.")
    ] = True,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> int:
    """Bring colleagues' work in; nothing is overwritten, and twice is as good as once."""
    from annotator.domain.team_terms import TermPart
    from annotator.operations import projects
    from annotator.operations.sharing import merge_report, merging
    from annotator.places import backup_dir

    wanted = set(take or ())
    parts = list(TermPart) if Take.ALL in wanted else [TermPart(part.value) for part in wanted]
    with projects.at_work(project, annotator) as workspace, progress_bar("Merging") as progress:
        report = merging.merge_files(
            workspace,
            files,
            add_missing=add,
            join_alike=alike,
            people=name_pairs(person or ()),
            take=parts,
            backup_folder=backup_dir(config_dir) if backup else None,
            progress=progress,
        )
    if as_json:
        show_json(report.to_json())
    tell(*merge_report.summary(report), aside=as_json)
    if report.backup:
        back = f"annotator restore --force {report.backup} {project}"
        tell(f"To take the merge back: {back}", aside=as_json)
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
    join: Annotated[
        str | None,
        typer.Option(
            "--join",
            metavar="KEY",
            show_default=False,
            help="Add what this version has beside the current one; “all” joins every version.",
        ),
    ] = None,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """List the versions of work that merges have kept aside, show one again, or join some."""
    from annotator.operations import projects
    from annotator.operations.sharing import joining_versions, merging

    if show is not None and join is not None:
        raise typer.BadParameter("say --show or --join, not both")
    joined: list[joining_versions.Joined] = []
    with projects.at_work(project, annotator) as workspace:
        if show is not None:
            done = merging.restore(workspace, show)
            tell(f"{done.annotator}’s other version of “{done.title}” is shown now.", aside=as_json)
        if join is not None:
            joined = joining_versions.join(workspace, join)
        saved = merging.saved_versions(workspace.project)
    if as_json:
        done_json = {"joined": [one.to_json() for one in joined]} if join is not None else {}
        show_json({"kept": [item.to_json() for item in saved], **done_json})
        return
    tell(*map(str, saved), f"{counted(len(saved), 'version')} kept aside.")


def _named(given: list[str] | None, more: list[str] | None) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys([*given, *(more or [])])) if given else None
