"""Commands about people and their work: people, finish."""

from __future__ import annotations

from typing import Annotated

import typer

from annotator.cli.options import AnnotatorName, ConfigDir, Json, ProjectPath, Undo
from annotator.cli.output import say, show_json, tell
from annotator.domain.wording import counted


def finish(
    project: ProjectPath,
    annotator: AnnotatorName,
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID...]", help="The articles, by their ids.", show_default=False),
    ] = None,
    begun: Annotated[
        bool, typer.Option("--begun", help="All that --annotator has in progress.")
    ] = False,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Even where suggestions wait or spans may not overlap.")
    ] = False,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> int:
    """Mark many articles done for --annotator, once what waits in them has been said."""
    from annotator.operations import finishing, projects

    if bool(articles) == begun:
        raise typer.BadParameter("name the articles, or say --begun")
    with projects.at_work(project, annotator) as workspace:
        numbers = (
            finishing.begun(workspace.project, annotator=annotator)
            if begun
            else finishing.numbers_of(workspace.project, articles or ())
        )
        looked = finishing.look(workspace.project, numbers, annotator=annotator)
        is_held = bool(looked.waits) and not anyway
        if not is_held:
            finishing.finish(workspace, looked)
    if as_json:
        show_json({**looked.to_json(), "done": 0 if is_held else looked.articles})
    for sentence in looked.waits:
        say(f"{sentence[:1].upper()}{sentence[1:]}.")
    if is_held:
        say("Nothing was marked done; --anyway does it all the same.")
        return 1
    tell(
        f"{counted(looked.articles, 'article')} marked done for {annotator}, {looked.already:,} "
        "were before.",
        aside=as_json,
    )
    return 0


_ACTS = ("rename", "join")


def people(
    project: Annotated[
        str,
        typer.Argument(
            metavar="[rename|join] PROJECT", help="A project file, or the URL of a database."
        ),
    ],
    annotator: AnnotatorName,
    more: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME NEW]", help="Whose name or work, and whose it is to be."),
    ] = None,
    undo: Undo = False,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """List who has worked in a project; rename them, or join two spellings of one person."""
    from annotator.operations import people as operation
    from annotator.operations import projects

    names = more or []
    act = project if project in _ACTS and len(names) == 3 else ""
    if act:
        project, *names = names
    if bool(names) != bool(act) or (act and undo):
        raise typer.BadParameter("say rename PROJECT NAME NEW, or join PROJECT NAME NEW")
    with projects.at_work(project, annotator) as workspace:
        if act == "rename":
            tell(f"{operation.rename(workspace, *names).title} now.", aside=as_json)
        elif act == "join":
            tell(f"{operation.join(workspace, *names).title} now.", aside=as_json)
        elif undo:
            tell(f"Undone: {operation.undo(workspace).title}.", aside=as_json)
        listed = operation.people(workspace.project)
    if as_json:
        show_json({"annotators": [one.to_json() for one in listed]})
        return
    for one in listed:
        person = one.person
        day = f"{(person.first or '')[:10]} to {(person.last or '')[:10]}" if person.first else "–"
        perhaps = f"; perhaps {', '.join(one.alike)}" if one.alike else ""
        spans, done = counted(person.spans, "span"), counted(person.done, "article")
        email = f", {one.email}" if one.email else ""
        from_ = f", {counted(len(one.identities), 'computer')}" if one.identities else ""
        tell(f"{person.name}{email}: {spans}, {done} done, {day}{from_}{perhaps}")
