"""Commands of a review: gold by a rule, and what annotators learn from it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.options import (
    AnnotatorName,
    Annotators,
    ConfigDir,
    Json,
    MoreNames,
    ProjectPath,
    all_names,
)
from annotator.cli.output import plural, progress_bar, say, show_json


class RuleName(StrEnum):
    """What ``gold --rule`` takes."""

    UNANIMOUS = "unanimous"
    MAJORITY = "majority"


class Finished(StrEnum):
    """What ``gold --finished-by`` takes."""

    ALL = "all"
    ANY = "any"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("gold")(gold)
    app.command("feedback")(feedback)


def gold(
    project: ProjectPath,
    annotator: AnnotatorName,
    annotators: Annotators = None,
    more: MoreNames = None,
    rule: Annotated[
        RuleName, typer.Option(help="What goes to gold: what all say, or more than half.")
    ] = RuleName.UNANIMOUS,
    finished_by: Annotated[
        Finished, typer.Option(help="Articles that all of them have finished, or any two.")
    ] = Finished.ALL,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> int:
    """Let into gold what annotators agree on; what they differ in waits for a reviewer."""
    from annotator.domain.gold import Coverage, Plan, Rule
    from annotator.operations import projects, review

    named = all_names(annotators, more)
    with projects.opened(project) as target:
        people = tuple(named or review.plan(target).annotators)
        plan = Plan(people, Rule(rule.value), coverage=Coverage(finished_by.value))
        with progress_bar("Comparing") as progress:
            report = review.make_gold(target, plan, reviewer=annotator, progress=progress)
    if as_json:
        show_json({"annotators": list(people), "rule": rule.value, **report.to_json()})
    say(
        f"{plural(report.articles, 'article')} compared between {', '.join(people)}: "
        f"{report.signed:,} are gold now, {report.untouched:,} were before; "
        f"{plural(report.unanimous + report.majority, 'span')} came into gold, "
        f"{plural(report.conflicts, 'conflict')} left to a reviewer."
    )
    return 0


def feedback(
    project: ProjectPath,
    whose: Annotated[str, typer.Option("--for", metavar="NAME", help="Whose differences to gold.")],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="Write them as a page, or as a table where the name ends in .csv.",
        ),
    ] = None,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """Where an annotator's work differs from gold, with reasons and comments."""
    from annotator.operations import feedback as operation
    from annotator.operations import projects

    with projects.opened(project) as target, progress_bar("Comparing") as progress:
        told = operation.feedback(target, whose, progress=progress)
    if out is not None:
        operation.write_report(told, out)
    if as_json:
        show_json(operation.to_json(told))
    say(
        f"{whose}: {plural(told.articles, 'article')} in gold, {plural(told.agreed, 'span')} as in "
        f"gold, {plural(len(told.differences), 'difference')}."
    )
    if out is not None:
        say(f"Written to {out}.")
