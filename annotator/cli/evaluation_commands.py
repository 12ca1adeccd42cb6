"""The command that scores a suggester against gold annotation: evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.options import ConfigDir, Json
from annotator.cli.output import progress_bar, say, show, show_json, tell
from annotator.cli.suggestion_commands import Gazetteer, Jobs, Pipeline, book_of
from annotator.domain.wording import counted

if TYPE_CHECKING:
    from rich.table import Table

    from annotator.domain.scoring import Counts, FigureCounts
    from annotator.operations.suggesting.evaluate import Evaluation, Finding


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD.jsonl", help="Annotated texts as JSON lines.")
    ],
    pipeline: Pipeline = "default",
    jobs: Jobs = 1,
    gazetteer: Gazetteer = None,
    errors: Annotated[
        bool, typer.Option("--errors/--no-errors", help="List every error with its context.")
    ] = True,
    rules: Annotated[
        bool,
        typer.Option("--rules", help="List names and rules wrong more often than right."),
    ] = False,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> int:
    """Score suggestions against gold annotation: precision, recall, F1, and every error."""
    from annotator.operations.suggesting import evaluate as operation

    with progress_bar("Evaluating") as progress:
        result = operation.evaluate(
            gold,
            pipeline=pipeline,
            jobs=jobs,
            names=book_of(gazetteer),
            problem=lambda issue: say(f"{issue}."),
            progress=progress,
        )
    if result.suggester is not None and result.suggester.note:
        say(result.suggester.note)
    if as_json:
        show_json(result.to_json())
        return 1 if result.problems else 0
    show(_scores(result))
    if result.tally.figures.gold:
        tell(_values(result.tally.figures))
    if rules:
        tell(_harmful(result))
    if errors:
        for kind, findings in result.of_kind():
            tell(f"\n{kind.value} ({len(findings)})")
            for finding in findings:
                tell(_lines(finding))
    return 1 if result.problems else 0


def _scores(result: Evaluation) -> Table:
    from rich.table import Table

    from annotator.domain.scoring import overall

    suggester = result.suggester
    by = f"{suggester.name} {suggester.version}" if suggester is not None else ""
    table = Table(box=None, pad_edge=False, title=f"{by}, {counted(result.texts, 'text')}")
    for title in ("label", "gold", "found"):
        table.add_column(title, justify="left" if title == "label" else "right")
    for way in ("strict", "overlap"):
        for title in ("precision", "recall", "F1"):
            table.add_column(f"{way}\n{title}", justify="right")
    strict, overlapping = result.tally.strict, result.tally.overlapping
    for label in result.tally.labels:
        _add_row(table, label, strict[label], overlapping[label])
    _add_row(table, "all", overall(strict), overall(overlapping))
    return table


def _add_row(table: Table, name: str, strict: Counts, overlapping: Counts) -> None:
    scores = [
        score
        for counts in (strict, overlapping)
        for score in (counts.precision, counts.recall, counts.f1)
    ]
    cells = ("–" if score is None else f"{score:.3f}" for score in scores)
    table.add_row(name, str(strict.gold), str(strict.predicted), *cells)


def _values(counts: FigureCounts) -> str:
    right, outcome = counted(counts.counted, "time"), counted(counts.outcome, "time")
    return (
        f"\nvalues of figures: {counts.gold} in the gold, {counts.matched} found, of these "
        f"{counts.right} right, {counts.unread} not read, {counts.wrong} wrong; "
        f"what is counted right {right}, the outcome {outcome}"
    )


def _harmful(result: Evaluation) -> str:
    """The entries and rules that were wrong more often than right, one a line."""
    rules = result.rules.harmful()
    title = f"\nwrong more often than right ({len(rules)})"
    lines = (f"  {item.wrong} wrong, {item.right} right: {item.rule}" for item in rules)
    return "\n".join([title, *lines])


def _lines(finding: Finding) -> str:
    error = finding.error
    said = " → ".join(
        f"{span.label} “{quote}”"
        for span, quote in ((error.gold, finding.gold), (error.predicted, finding.predicted))
        if span is not None
    )
    rule = error.predicted.rule if error.predicted is not None else None
    by = f" by {rule}" if rule else ""
    place = f"line {finding.line}" if finding.line else finding.article
    return f"  {place}: {said}{by}\n      … {finding.context} …"
