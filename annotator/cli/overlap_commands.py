"""Commands about overlapping spans: overlaps."""

from __future__ import annotations

from typing import Annotated

import typer

from annotator.cli.options import AnnotatorName, ConfigDir, Json, ProjectPath
from annotator.cli.output import show_json, tell
from annotator.domain.overlap_rule import Overlaps


def overlaps(
    project: ProjectPath,
    annotator: AnnotatorName,
    spans: Annotated[
        Overlaps | None,
        typer.Argument(
            metavar="[none|nested|any]",
            show_default=False,
            help="How far spans may overlap in this project from now on.",
        ),
    ] = None,
    label: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LABEL=MODE",
            show_default=False,
            help="A label for which something else holds; LABEL= takes that back.",
        ),
    ] = None,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """Say whether spans of one annotator may overlap: not at all, nested, or in any way.

    Without a mode and without --label says what is chosen.
    """
    from annotator.operations import overlaps as operation
    from annotator.operations import projects

    with projects.at_work(project, annotator) as workspace:
        rule = operation.chosen(workspace.project)
        if spans is not None or label:
            rule = operation.changed(rule, project=spans, labels=label or ())
            operation.choose(workspace, rule)
    if as_json:
        show_json(rule.to_json())
    said = "".join(f"; {name}: {mode}" for name, mode in rule.labels)
    tell(f"Overlapping spans: {rule.project}{said}.", aside=as_json)
