"""Commands about what has come in: mute, stories."""

from __future__ import annotations

from typing import Annotated

import typer

from annotator.cli.options import AnnotatorName, ConfigDir, Json, ProjectPath
from annotator.cli.output import progress_bar, show_json, tell
from annotator.domain.wording import counted


def mute(
    project: ProjectPath,
    annotator: AnnotatorName,
    relearn: Annotated[
        bool,
        typer.Option("--relearn", help="First learn anew which lines repeat at each source."),
    ] = False,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """Set the boilerplate of all articles aside where nobody has muted by hand."""
    from annotator.operations import muting, projects

    with projects.at_work(project, annotator) as workspace, progress_bar("Muting") as progress:
        report = muting.mute_boilerplate(workspace, relearn=relearn, progress=progress)
    if as_json:
        show_json(report.to_json())
    for source, count in (report.learnt or {}).items():
        whose = source or "articles without a source"
        tell(f"{counted(count, 'line')} learnt of {whose}.", aside=as_json)
    tell(
        f"{counted(report.muted, 'line')} muted and {report.unmuted:,} unmuted in "
        f"{counted(report.articles, 'article')}; {report.left:,} with muting by hand left alone.",
        aside=as_json,
    )


def stories(
    project: ProjectPath,
    again: Annotated[
        bool, typer.Option("--again", help="Compare all articles anew, not the new ones alone.")
    ] = False,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """Group articles that tell the same in nearly the same words."""
    from annotator.operations import projects
    from annotator.operations import stories as operation

    with projects.at_work(project) as workspace, progress_bar("Comparing") as progress:
        report = operation.group_stories(workspace, again=again, progress=progress)
    if as_json:
        show_json(report.to_json())
    tell(
        f"{counted(report.articles, 'article')}, {report.compared:,} compared anew. Stories of "
        f"more than one article: {report.stories:,}, with {counted(report.grouped, 'article')}; "
        f"the largest has {report.largest:,}.",
        aside=as_json,
    )
