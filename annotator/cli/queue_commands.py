"""Commands about the queue: search, assign, control-share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.options import (
    AnnotatorName,
    ConfigDir,
    FormerTo,
    Json,
    Me,
    MoreNames,
    ProjectPath,
    people_and_me,
    people_option,
)
from annotator.cli.output import show_json, tell
from annotator.domain.wording import counted

if TYPE_CHECKING:
    from annotator.operations.searching import Found


def search(
    project: ProjectPath,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...", help='Words, "phrases" or beginnings*; all must be there.'
        ),
    ],
    limit: Annotated[
        int, typer.Option(min=1, max=10_000, help="Show so many articles at most.")
    ] = 20,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> int:
    """Find articles by the words of their titles and texts; the best match comes first."""
    from annotator.operations import projects, searching

    with projects.opened(project) as target:
        result = searching.search(target, " ".join(words), limit=limit)
    if as_json:
        show_json(result.to_json())
    else:
        tell(*_lines(result))
    shown = "" if len(result.articles) == result.total else f", {len(result.articles):,} shown"
    tell(f"{counted(result.total, 'article')} found{shown}.", aside=as_json)
    return 0


def _lines(result: Found) -> list[str]:
    return [
        f"{item.uid}  {item.title}" + (f"\n    {item.context}" if item.context else "")
        for item in result.articles
    ]


def assign(
    project: ProjectPath,
    annotator: Annotated[list[str] | None, people_option("Who gets articles")] = None,
    me: Me = None,
    to: FormerTo = None,
    more: MoreNames = None,
    overlap: Annotated[int, typer.Option(min=1, help="Give each article to so many people.")] = 1,
    seed: Annotated[int, typer.Option(help="Another number deals in another way.")] = 0,
    again: Annotated[
        bool, typer.Option("--again", help="Take back what was assigned before; work done stays.")
    ] = False,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """Deal the articles out to annotators; whoever has some sees those alone at first."""
    from annotator.operations import projects
    from annotator.operations.reviewing import assigning

    people, who = people_and_me(annotator, to, more, me, config_dir=config_dir)
    with projects.at_work(project, who) as workspace:
        report = assigning.assign(
            workspace,
            to=people,
            overlap=overlap,
            seed=seed,
            again=again,
        )
    if as_json:
        show_json(report.to_json())
    shares = ", ".join(f"{name} {count:,}" for name, count in report.people.items())
    dealt = f"{counted(report.articles, 'article')}: {report.added:,} assigned now; {shares}."
    tell(dealt, aside=as_json)


def control_share(
    project: ProjectPath,
    annotator: AnnotatorName,
    share: Annotated[
        int | None,
        typer.Option(
            metavar="PERCENT", show_default=False, help="Hide suggestions in so many of a hundred."
        ),
    ] = None,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """Hide suggestions in a share of the articles, to measure how far they influence annotators.

    The texts decide which, so they are the same for everybody. Without --share says what is chosen.
    """
    from annotator.operations import control_share as operation
    from annotator.operations import projects

    with projects.at_work(project, annotator) as workspace:
        if share is None:
            now = operation.chosen(workspace.project)
        else:
            now = operation.choose(workspace, share)
    if as_json:
        show_json(now.to_json())
    hidden = counted(now.articles, "article")
    tell(f"Suggestions are hidden in {hidden} ({now.share} %).", aside=as_json)
