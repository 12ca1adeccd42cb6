"""The command that measures how far annotators agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.options import ConfigDir, Json, ProjectPath
from annotator.cli.output import plural, progress_bar, say, show, show_json

if TYPE_CHECKING:
    from rich.table import Table

    from annotator.domain.agreement import PairAgreement


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("agreement")(agreement)


def agreement(
    project: ProjectPath,
    annotators: Annotated[
        list[str] | None,
        typer.Option(
            "--annotators",
            metavar="NAME...",
            show_default="all who have finished an article",
            help="Between whom: --annotators ann bob.",
        ),
    ] = None,
    more: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME...]", help="More names.", hidden=True)
    ] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Write a page to read and print.")
    ] = None,
    csv: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Write a table, one measure a row.")
    ] = None,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> int:
    """Measure how far annotators agree: by pair, label and article, with intervals."""
    from annotator.operations import agreement as operation
    from annotator.operations import agreement_report, projects

    # “--annotators ann bob” leaves bob over.
    if more and not annotators:
        raise typer.BadParameter("say --annotators before the names")
    named = [*(annotators or ()), *(more or ())]
    with projects.opened(project) as target, progress_bar("Comparing") as progress:
        report = operation.measure_agreement(target, annotators=named, progress=progress)
    if html is not None:
        agreement_report.write_html(report, html)
    if csv is not None:
        agreement_report.write_csv(report, csv)
    if as_json:
        show_json(agreement_report.to_json(report))
        return 0
    found = report.agreement
    for pair in found.pairs:
        show(_table(pair))
        say(
            f"values of figures: {agreement_report.shown(pair.figures)}; "
            f"names: {agreement_report.shown(pair.names)}"
        )
    if len(found.annotators) > 2:
        say(f"Fleiss’ kappa of tokens: {agreement_report.shown(found.fleiss)}")
    say(
        f"{plural(len(found.articles), 'article')} that all have finished; "
        f"{report.left_out:,} that some have finished were left out."
    )
    for warning in agreement_report.WARNINGS:
        say(warning)
    return 0


def _table(pair: PairAgreement) -> Table:
    from rich.table import Table

    from annotator.operations.agreement_report import MEASURES, shown

    table = Table(box=None, pad_edge=False, title=" and ".join(pair.pair))
    for title in ("label", "spans", *(title for _, title in MEASURES)):
        table.add_column(title, justify="left" if title == "label" else "right")
    for measures in pair.labels:
        cells = [shown(getattr(measures, name)) for name, _ in MEASURES]
        counts = f"{measures.one}, {measures.other}"
        table.add_row(measures.label or "all", counts, *cells)
    return table
