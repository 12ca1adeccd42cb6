"""Commands about the work of people: finish."""

from __future__ import annotations

from typing import Annotated

import typer

from annotator.cli.options import AnnotatorName, ConfigDir, Json, ProjectPath
from annotator.cli.output import say, show_json
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
    for words in looked.waits:
        say(f"{words[:1].upper()}{words[1:]}.")
    if is_held:
        say("Nothing was marked done; --anyway does it all the same.")
        return 1
    say(
        f"{counted(looked.articles, 'article')} marked done for {annotator}, {looked.already:,} "
        "were before."
    )
    return 0
