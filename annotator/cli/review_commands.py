"""Commands of a review: between whom it is, gold by a rule, what annotators learn from it."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.options import (
    ConfigDir,
    FormerAnnotators,
    Json,
    Me,
    MoreNames,
    ProjectPath,
    people_and_me,
    people_option,
)
from annotator.cli.output import progress_bar, say, show_json, tell
from annotator.domain.wording import counted

if TYPE_CHECKING:
    from annotator.domain.gold import Plan, Rule


class PlanRule(StrEnum):
    """What ``plan --rule`` takes."""

    UNANIMOUS = "unanimous"
    MAJORITY = "majority"
    THRESHOLD = "threshold"
    UNCONTRADICTED = "uncontradicted"
    NEVER = "never"


class GoldRule(StrEnum):
    """What ``gold --rule`` takes."""

    UNANIMOUS = "unanimous"
    MAJORITY = "majority"
    THRESHOLD = "threshold"
    UNCONTRADICTED = "uncontradicted"


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
AtLeast = Annotated[
    int | None,
    typer.Option(
        metavar="N", show_default=False, help="How many must say the same, where a rule asks that."
    ),
]
LabelRules = Annotated[
    list[str] | None,
    typer.Option(
        "--label-rule",
        metavar="LABEL=RULE",
        show_default=False,
        help="A rule of its own for a label; LABEL=same takes it back. Can be repeated.",
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
    annotator: Annotated[list[str] | None, people_option("Between whom")] = None,
    me: Me = None,
    annotators: FormerAnnotators = None,
    more: MoreNames = None,
    rule: Annotated[
        PlanRule | None,
        typer.Option(
            show_default=False,
            help="What goes to gold unasked: what all say, more than half, at least so many, "
            "what nobody contradicts, or nothing.",
        ),
    ] = None,
    at_least: AtLeast = None,
    label_rules: LabelRules = None,
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

    named, who = people_and_me(annotator, annotators, more, me, config_dir=config_dir)
    with projects.at_work(project, who) as workspace:
        kept = review.plan(workspace.project)
        chosen = _ruled(
            _changed(kept, named, finished_by, by_label), rule, at_least, label_rules or []
        )
        if blind is not None:
            chosen = replace(chosen, blind=blind)
        said = (rule, finished_by, blind, by_label, at_least)
        if named or label_rules or any(value is not None for value in said):
            review.keep_plan(workspace, chosen)
        finished = review.finishers(workspace.project)
        notes = review.notes(workspace.project, chosen)
    if as_json:
        show_json(
            {
                "annotators": list(chosen.annotators),
                **_rules_json(chosen),
                "finished_by": chosen.coverage.value,
                "blind": chosen.blind,
                "by_label": chosen.by_label,
                "finished": finished,
            }
        )
        return
    tell(f"annotators: {', '.join(chosen.annotators) or 'nobody yet'}")
    tell(f"rule: {_rule_words(chosen.rule, chosen.at_least)}")
    for label, own in sorted(chosen.label_rules.items()):
        tell(f"rule for {label}: {_rule_words(own, chosen.at_least)}")
    tell(f"finished by: {chosen.coverage.value}")
    tell(f"blind: {'yes' if chosen.blind else 'no'}")
    labels_by = {None: "where labels are divided", True: "yes", False: "no"}[chosen.by_label]
    tell(f"by label: {labels_by}")
    counts = (f"{name} {count:,}" for name, count in finished.items())
    tell(f"articles finished: {', '.join(counts) or 'none'}")
    for note in notes:
        say(note)


def _changed(
    plan: Plan, annotators: list[str], finished_by: Finished | None, by_label: bool | None
) -> Plan:
    """The plan with what has been named of it."""
    from annotator.domain.gold import Coverage

    return replace(
        plan,
        annotators=tuple(annotators) or plan.annotators,
        coverage=Coverage(finished_by) if finished_by else plan.coverage,
        by_label=plan.by_label if by_label is None else by_label,
    )


def _ruled(plan: Plan, rule: StrEnum | None, at_least: int | None, label_rules: list[str]) -> Plan:
    """The plan with these rules. A number alone makes the rule a threshold where none is one."""
    from annotator.domain.gold import Rule

    own = dict(plan.label_rules)
    for said in label_rules:
        label, chosen = _label_rule(said)
        own.pop(label, None)
        if chosen is not None:
            own[label] = chosen
    whole = Rule(rule) if rule else plan.rule
    if at_least is not None and rule is None and Rule.THRESHOLD not in {whole, *own.values()}:
        whole = Rule.THRESHOLD
    number = plan.at_least if at_least is None else at_least
    return replace(plan, rule=whole, at_least=number, label_rules=own)


def _label_rule(said: str) -> tuple[str, Rule | None]:
    """A label and its own rule, None for the rule of the rest. Raises InputError."""
    from annotator.domain.errors import InputError
    from annotator.domain.gold import Rule

    label, _, rule = (part.strip() for part in said.rpartition("="))
    if not label or rule not in {"same", *Rule}:
        raise InputError(
            f"“{said}” gives no label a rule; write LABEL=RULE with one of "
            f"{', '.join(Rule)}, or same for the rule of the rest, for example FIGURE=unanimous."
        )
    return label, None if rule == "same" else Rule(rule)


def _rules_json(plan: Plan) -> dict[str, object]:
    return {
        "rule": plan.rule.value,
        "at_least": plan.at_least,
        "label_rules": {label: rule.value for label, rule in sorted(plan.label_rules.items())},
    }


def _rule_words(rule: Rule, at_least: int) -> str:
    """A rule on a line, with the number that it asks for."""
    return f"threshold, at least {at_least}" if rule.value == "threshold" else rule.value


def gold(
    project: ProjectPath,
    annotator: Annotated[list[str] | None, people_option("Between whom")] = None,
    me: Me = None,
    annotators: FormerAnnotators = None,
    more: MoreNames = None,
    rule: Annotated[
        GoldRule | None,
        typer.Option(
            show_default="as in the plan",
            help="What goes to gold: what all say, more than half, at least so many, or what "
            "nobody contradicts.",
        ),
    ] = None,
    at_least: AtLeast = None,
    label_rules: LabelRules = None,
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

    named, who = people_and_me(
        annotator, annotators, more, me, config_dir=config_dir, one_is_me=True
    )
    with projects.at_work(project, who) as workspace:
        kept = review.plan(workspace.project)
        chosen = _ruled(
            _changed(kept, named, finished_by, by_label), rule, at_least, label_rules or []
        )
        if {chosen.rule, *chosen.label_rules.values()} == {Rule.NEVER}:
            raise InputError(
                "The plan of this project lets nothing into gold unasked; say --rule unanimous, "
                "or another rule."
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
                **_rules_json(chosen),
                **report.to_json(),
                "notes": notes,
            }
        )
    tell(
        f"{counted(report.articles, 'article')} compared between {', '.join(people)}: "
        f"{report.signed:,} newly gold, {report.untouched:,} gold before; "
        f"{counted(sum(report.spans.values()), 'span')} came into gold. "
        f"{counted(report.by_rule, 'conflict')} decided by the rule, "
        f"{counted(report.conflicts, 'conflict')} left to a reviewer.",
        aside=as_json,
    )
    return 0


def feedback(
    project: ProjectPath,
    whose: Annotated[
        str, typer.Option("--annotator", "--for", metavar="NAME", help="Whose differences to gold.")
    ],
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
