"""The command that measures how far annotators agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.options import (
    ConfigDir,
    FormerAnnotators,
    Json,
    MoreNames,
    ProjectPath,
    people_and_me,
    people_option,
)
from annotator.cli.output import progress_bar, say, show, show_json, tell
from annotator.domain.wording import counted

if TYPE_CHECKING:
    from rich.table import Table

    from annotator.domain.agreement import PairAgreement, UnitAlphas
    from annotator.domain.agreement.anchoring import Anchoring
    from annotator.domain.agreement.over_time import Curve
    from annotator.operations.agreement.agreement_measures import AgreementReport


def agreement(
    project: ProjectPath,
    annotator: Annotated[list[str] | None, people_option("Between whom")] = None,
    annotators: FormerAnnotators = None,
    more: MoreNames = None,
    html: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Write a page to read and print.")
    ] = None,
    csv: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Write a table, one measure a row.")
    ] = None,
    gamma: Annotated[
        bool, typer.Option("--gamma", help="Measure gamma too; takes longest of all.")
    ] = False,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> int:
    """Measure how far annotators agree: by pair, label and article, with intervals."""
    from annotator.operations import projects
    from annotator.operations.agreement import agreement_measures as operation
    from annotator.operations.agreement import agreement_page, agreement_report

    named, _ = people_and_me(annotator, annotators, more, None, config_dir=config_dir)
    with projects.opened(project) as target, progress_bar("Comparing") as progress:
        report = operation.measure_agreement(
            target, annotators=named, gamma=gamma, progress=progress
        )
    if html is not None:
        agreement_page.write_html(report, html)
    if csv is not None:
        agreement_report.write_csv(report, csv)
    if as_json:
        show_json(agreement_report.to_json(report))
        return 0
    _show(report)
    return 0


def _show(report: AgreementReport) -> None:
    from annotator.operations.agreement import agreement_report, anchoring_report, over_time_report
    from annotator.operations.agreement.metric_format import said

    agreement = report.agreement
    for pair in agreement.pairs:
        show(_table(pair, agreement_report.measures_of(agreement)))
        values = said(pair.figures), said(pair.names)
        articles = counted(pair.articles, "article")
        tell(f"{articles}; values of figures: {values[0]}; names: {values[1]}")
        if pair.unit_alphas is not None:
            show(_family(" and ".join(pair.pair), pair.unit_alphas))
    if agreement.unit_alphas is not None:
        show(_family("all together", agreement.unit_alphas))
    for name, measured in agreement_report.whole(report):
        tell(f"{name}: {said(measured)}")
    for difference in report.differences:
        tell(str(difference))
    if report.curve is not None:
        show(_over_time(report.curve))
        tell(over_time_report.note(report.curve))
    if report.anchoring is not None:
        show(_anchoring(report.anchoring))
        tell(anchoring_report.note(report.anchoring))
    tell(
        f"{counted(len(agreement.articles), 'article')} finished by two or more annotators; "
        f"{report.left_out:,} finished by only one left out."
    )
    if missing := agreement_report.remarks(report):
        say(missing)
    for warning in agreement_report.warnings_of(agreement):
        say(warning)


def _table(pair: PairAgreement, columns: tuple[tuple[str, str], ...]) -> Table:
    from rich.table import Table

    from annotator.operations.agreement.metric_format import shown

    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), title=" and ".join(pair.pair))
    table.add_column("label", overflow="fold")
    table.add_column("spans", justify="right")
    for _, title in columns:
        table.add_column(title, justify="right", min_width=len("(0.00–1.00)"))
    for measures in pair.labels:
        cells = [shown(getattr(measures, name)) for name, _ in columns]
        counts = f"{measures.one}, {measures.other}"
        table.add_row(measures.label or "all", counts, *cells)
    return table


def _family(who: str, alphas: UnitAlphas) -> Table:
    from annotator.operations.agreement.unit_alpha_report import HEADS, words

    return _words(who, HEADS, words(alphas), right=HEADS[-1:])


def _over_time(curve: Curve) -> Table:
    from annotator.operations.agreement.over_time_report import HEADS, TITLE, words

    return _words(TITLE, HEADS, words(curve), right=HEADS[1:])


def _anchoring(anchoring: Anchoring) -> Table:
    from annotator.operations.agreement.anchoring_report import HEADS, TITLE, words

    return _words(TITLE, HEADS, words(anchoring), right=HEADS[1:])


def _words(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[str]
) -> Table:
    """A table of words; the columns with these heads stand to the ``right``."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, title=title)
    for head in heads:
        table.add_column(head, justify="right" if head in right else "left")
    for row in rows:
        table.add_row(*row)
    return table
