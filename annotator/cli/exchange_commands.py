"""Commands that bring articles in and training data out: import, export."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.options import AnnotatorName, ConfigDir, Json, ProjectPath
from annotator.cli.output import plural, progress_bar, say, show_json


class InputKind(StrEnum):
    """What ``import --format`` takes."""

    AUTO = "auto"
    TEXT = "text"
    JSONL = "jsonl"


class SpansAs(StrEnum):
    """What ``import --as`` takes."""

    SUGGESTIONS = "suggestions"
    ANNOTATIONS = "annotations"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("import")(import_)


def import_(
    project: ProjectPath,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help="Files, or folders to be gone through."),
    ],
    annotator: AnnotatorName,
    kind: Annotated[
        InputKind, typer.Option("--format", help="What the files are; auto goes by their names.")
    ] = InputKind.AUTO,
    spans_as: Annotated[
        SpansAs, typer.Option("--as", help="What the spans of records become.")
    ] = SpansAs.SUGGESTIONS,
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            show_default="found out",
            help="The encoding of text files, for those that are not in UTF-8.",
        ),
    ] = None,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> int:
    """Bring in text files, folders of them, and JSON lines with or without spans."""
    from annotator.operations import importing, projects

    with projects.opened(project) as target, progress_bar("Importing") as progress:
        report = importing.import_files(
            target,
            paths,
            annotator=annotator,
            kind=kind.value,
            encoding=encoding,
            as_annotations=spans_as is SpansAs.ANNOTATIONS,
            progress=progress,
        )
    for remark in report.remarks:
        say(f"{remark}.")
    if as_json:
        show_json(report.to_json())
    added = report.added
    say(
        f"{plural(added.articles, 'article')} imported, {added.known} already there, "
        f"{plural(added.spans, 'span')} added, {len(report.rejections)} rejected."
    )
    return 1 if report.rejections else 0
