"""Commands of a review: between whom it is, gold by a rule, what annotators learn from it."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from annotator.cli.output import progress_bar, say, show_json, tell
from annotator.domain.wording import counted

if TYPE_CHECKING:
    from annotator.domain.gold import Plan


class PlanRule(StrEnum):
    """What ``plan --rule`` takes."""

    UNANIMOUS = "unanimous"
    MAJORITY = "majority"
    NEVER = "never"


class GoldRule(StrEnum):
    """What ``gold --rule`` takes."""

    UNANIMOUS = "unanimous"
    MAJORITY = "majority"


class Finished(StrEnum):
    """What ``--finished-by`` takes."""

    ALL = "all"
    ANY = "any"


ByLabel = Annotated[
    bool | None,
    typer.Option(
        "--by-label/--no-by-label",
        show_default=False,
        help="Compare a label between those who mark it; unsaid, where labels are divided.",
    ),
]
FinishedBy = Annotated[
    Finished | None,
    typer.Option(
        show_default=False, help="Articles that all of them have finished, or any two of them."
    ),
]


def plan(
    project: ProjectPath,
    annotators: Annotators = None,
    more: MoreNames = None,
    rule: Annotated[
        PlanRule | None,
        typer.Option(
            show_default=False,
            help="What goes to gold unasked: what all say, what more than half say, or nothing.",
        ),
    ] = None,
    finished_by: FinishedBy = None,
    by_label: ByLabel = None,
    blind: Annotated[
        bool | None,
        typer.Option(
            "--blind/--no-blind", show_default=False, help="Hide names from the reviewer."
        ),
    ] = None,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """Show how the project is reviewed, or change what is named of it."""
    from annotator.operations import projects
    from annotator.operations.reviewing import review

    named = all_names(annotators, more)
    with projects.at_work(project) as workspace:
        chosen = _changed(review.plan(workspace.project), named, rule, finished_by, by_label)
        if blind is not None:
            chosen = replace(chosen, blind=blind)
        if named or rule or finished_by or blind is not None or by_label is not None:
            review.keep_plan(workspace, chosen)
        finished = review.finishers(workspace.project)
        notes = review.notes(workspace.project, chosen)
    if as_json:
        show_json(
            {
                "annotators": list(chosen.annotators),
                "rule": chosen.rule.value,
                "finished_by": chosen.coverage.value,
                "blind": chosen.blind,
                "by_label": chosen.by_label,
                "finished": finished,
            }
        )
        return
    tell(f"annotators: {', '.join(chosen.annotators) or 'nobody yet'}")
    tell(f"rule: {chosen.rule.value}")
    tell(f"finished by: {chosen.coverage.value}")
    tell(f"blind: {'yes' if chosen.blind else 'no'}")
    labels_by = {None: "where labels are divided", True: "yes", False: "no"}[chosen.by_label]
    tell(f"by label: {labels_by}")
    counts = (f"{name} {count:,}" for name, count in finished.items())
    tell(f"articles finished: {', '.join(counts) or 'none'}")
    for note in notes:
        say(note)


def _changed(
    plan: Plan,
    annotators: list[str],
    rule: StrEnum | None,
    finished_by: Finished | None,
    by_label: bool | None,
) -> Plan:
    """The plan with what has been named of it."""
    from annotator.domain.gold import Coverage, Rule

    return replace(
        plan,
        annotators=tuple(annotators) or plan.annotators,
        rule=Rule(rule) if rule else plan.rule,
        coverage=Coverage(finished_by) if finished_by else plan.coverage,
        by_label=plan.by_label if by_label is None else by_label,
    )


def gold(
    project: ProjectPath,
    annotator: AnnotatorName,
    annotators: Annotators = None,
    more: MoreNames = None,
    rule: Annotated[
        GoldRule | None,
        typer.Option(
            show_default="as in the plan",
            help="What goes to gold: what all say, or more than half.",
        ),
    ] = None,
    finished_by: FinishedBy = None,
    by_label: ByLabel = None,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> int:
    """Let into gold what annotators agree on; what they differ in waits for a reviewer."""
    from annotator.domain.errors import InputError
    from annotator.domain.gold import Rule
    from annotator.operations import projects
    from annotator.operations.reviewing import review

    named = all_names(annotators, more)
    with projects.at_work(project, annotator) as workspace:
        chosen = _changed(review.plan(workspace.project), named, rule, finished_by, by_label)
        if chosen.rule is Rule.NEVER:
            raise InputError(
                "The plan of this project lets nothing into gold unasked; say --rule unanimous or "
                "--rule majority."
            )
        with progress_bar("Comparing") as progress:
            report = review.make_gold(workspace, chosen, progress=progress)
        notes = review.notes(workspace.project, chosen)
    people = chosen.annotators
    for note in notes:
        say(note)
    if as_json:
        show_json(
            {
                "annotators": list(people),
                "rule": chosen.rule.value,
                **report.to_json(),
                "notes": notes,
            }
        )
    tell(
        f"{counted(report.articles, 'article')} compared between {', '.join(people)}: "
        f"{report.signed:,} are gold now, {report.untouched:,} were before; "
        f"{counted(report.unanimous + report.majority, 'span')} came into gold, "
        f"{counted(report.conflicts, 'conflict')} left to a reviewer.",
        aside=as_json,
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
    from annotator.operations import projects
    from annotator.operations.reviewing import feedback as operation

    with projects.opened(project) as target, progress_bar("Comparing") as progress:
        report = operation.feedback(target, whose, progress=progress)
    if out is not None:
        operation.write_report(report, out)
    if as_json:
        show_json(operation.to_json(report))
    tell(
        f"{whose}: {counted(report.articles, 'article')} in gold, "
        f"{counted(report.agreed, 'span')} as "
        f"in gold, {counted(len(report.differences), 'difference')}.",
        aside=as_json,
    )
    if out is not None:
        tell(f"Written to {out}.", aside=as_json)
