"""The command that brings articles in: import."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.options import AnnotatorName, ConfigDir, Json, ProjectPath
from annotator.cli.output import plural, progress_bar, say, show_json


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
        str,
        typer.Option(
            "--format", metavar="KIND", help="What the files are; auto finds it out by itself."
        ),
    ] = "auto",
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
    lines: Annotated[
        bool, typer.Option("--lines", help="Take each line of a plain text as an article.")
    ] = False,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=NAME",
            show_default=False,
            help="The column of a table that holds the text, title, source, url, published or id.",
        ),
    ] = None,
    mute: Annotated[
        bool, typer.Option(help="Set menus, share bars and other furniture of new articles aside.")
    ] = True,
    _formats: Annotated[
        bool,
        typer.Option(
            "--formats",
            is_eager=True,
            callback=lambda asked: _show_formats(asked),
            help="Show what --format takes.",
        ),
    ] = False,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> int:
    """Bring in articles, with or without spans, from files of many kinds and folders of them."""
    from annotator.formats.reader import ReadOptions
    from annotator.operations import importing, projects

    if kind not in importing.KINDS:
        raise typer.BadParameter(
            f"there is no format “{kind}”; there are {', '.join(importing.KINDS)}"
        )
    options = ReadOptions(encoding=encoding, columns=_columns(column or ()), article_a_line=lines)
    with projects.opened(project) as target, progress_bar("Importing") as progress:
        report = importing.import_files(
            target,
            paths,
            annotator=annotator,
            kind=kind,
            options=options,
            as_annotations=spans_as is SpansAs.ANNOTATIONS,
            mute=mute,
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


def _columns(given: Sequence[str]) -> dict[str, str]:
    from annotator.formats.reader import FIELDS

    columns: dict[str, str] = {}
    for pair in given:
        field, sign, name = pair.partition("=")
        if not sign or field not in FIELDS:
            raise typer.BadParameter(
                f"--column takes FIELD=NAME, FIELD being one of {', '.join(FIELDS)}; not “{pair}”"
            )
        columns[field] = name
    return columns


def _show_formats(asked: bool) -> None:
    if asked:
        from annotator.formats.registry import READERS

        typer.echo("auto: found out by what a file holds, else by how its name ends")
        for reader in READERS.values():
            endings = ", ".join(sorted(suffix for suffix in reader.suffixes if suffix))
            typer.echo(f"{reader.name}: {reader.title}" + (f" ({endings})" if endings else ""))
        raise typer.Exit
