"""The command about a team's own names: names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.options import AnnotatorName, ConfigDir, Json, ProjectPath
from annotator.cli.output import say, show, show_json, tell
from annotator.domain.errors import InputError
from annotator.domain.name_files import Listed, parse
from annotator.domain.names import NameBook, ProjectName
from annotator.domain.wording import counted

if TYPE_CHECKING:
    from rich.table import Table

    from annotator.workspace import Workspace


def names(
    project: ProjectPath,
    annotator: AnnotatorName,
    add: Annotated[
        list[Path] | None,
        typer.Option("--add", metavar="FILE", help="Lay the names of a .txt or .csv over these."),
    ] = None,
    put: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="NAME=LABEL", help="Keep one name; “Kunduz|Konduz=LOCATION”."
        ),
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option("--remove", metavar="NAME", help="Take a name away, with its variants."),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option("--export", metavar="FILE", help="Write them to a new .txt or .csv."),
    ] = None,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """List the project's own names, which win over the shipped ones, and change them."""
    from annotator.operations import names as operation
    from annotator.operations import projects

    with projects.at_work(project, annotator) as workspace:
        if add or put or remove:
            changed = _change(workspace, add or [], put or [], remove or [])
            tell(changed, aside=as_json)
        book = operation.of_project(workspace.project)
    if export is not None:
        if os.path.exists(export):
            raise InputError(f"{export} exists already; choose another name.")
        operation.write(book, export)
        tell(f"{counted(len(book.names), 'name')} written to {export}.", aside=as_json)
    if as_json:
        show_json({"version": book.digest or None, "names": [_json(name) for name in book.names]})
    elif export is None and not (add or put or remove):
        show(_table(book))


def _change(workspace: Workspace, files: list[Path], put: list[str], remove: list[str]) -> str:
    """Change the names as asked; returns what was done, in a sentence."""
    from annotator.operations import names as operation

    names_read = operation.read(files, labels=[label.name for label in workspace.labels])
    for issue in names_read.refused:
        say(f"{issue}.")
    if names_read.refused:
        raise InputError(
            f"{counted(len(names_read.refused), 'line')} refused, so nothing was changed."
        )
    gone = operation.named(workspace.names, remove)
    new = [*names_read.names, *map(_given, put)]
    edit = operation.change(workspace, add=new, remove=gone, title="Change names")
    return (
        f"{counted(len(edit.after), 'name')} added or changed, "
        f"{len(set(_keys(edit.before)) - set(_keys(edit.after))):,} removed."
    )


def _given(words: str) -> ProjectName:
    """The name behind ``Kunduz|Konduz=LOCATION``."""
    spellings, sign, label = words.rpartition("=")
    if sign and label.strip():
        for item in parse(f"# label: {label.strip()}\n{spellings}", table=False):
            if isinstance(item, Listed):
                return item.name
    raise typer.BadParameter(f"“{words}” is not NAME=LABEL, such as “Kunduz|Konduz=LOCATION”.")


def _keys(rows: object) -> list[tuple[str, str]]:
    assert isinstance(rows, tuple)
    return [(row.word_list, row.spelling) for row in rows]


def _json(name: ProjectName) -> dict[str, object]:
    return {
        "name": name.spelling,
        "label": name.label or None,
        "words": name.word_list or None,
        "variants": list(name.variants),
        "annotator": name.annotator,
        "at": name.at,
    }


def _table(book: NameBook) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for title in ("name", "label", "variants", "by", "on"):
        table.add_column(title, overflow="fold")
    for name in book.names:
        day = name.at[:10]
        table.add_row(
            name.spelling, name.belongs_to, " | ".join(name.variants), name.annotator, day
        )
    return table
