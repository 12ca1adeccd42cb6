"""Commands about what annotations mean: labels, guidelines."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.options import AnnotatorName, ConfigDir, Json, Undo
from annotator.cli.output import show, show_json, tell
from annotator.domain.errors import InputError

if TYPE_CHECKING:
    from rich.table import Table

    from annotator.domain.guidelines import Guidelines
    from annotator.domain.labels import LabelUses
    from annotator.domain.values import Label
    from annotator.workspace import Workspace


class LabelAct(StrEnum):
    """What stands before PROJECT, and how many names it takes behind it."""

    ADD = "add"
    SET = "set"
    RENAME = "rename"
    MERGE = "merge"
    REMOVE = "remove"

    @property
    def names(self) -> int:
        """How many names it takes."""
        return 2 if self in (LabelAct.RENAME, LabelAct.MERGE) else 1


_LABELS = "add PROJECT NAME, set PROJECT NAME, rename PROJECT NAME NEW, merge PROJECT NAME INTO"


def labels(
    project: Annotated[
        str,
        typer.Argument(
            metavar="[add|set|rename|merge|remove] PROJECT",
            help="A project file, or the URL of a shared database.",
        ),
    ],
    annotator: AnnotatorName,
    more: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME [NEW]]", help="The label, and what it is to be."),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(
            metavar="SIGN", show_default="a free one", help="The key that gives the label."
        ),
    ] = None,
    meaning: Annotated[
        str | None,
        typer.Option(metavar="TEXT", show_default=False, help="What the label is for, in words."),
    ] = None,
    backup: Annotated[
        bool, typer.Option(help="Copy the project before two labels become one.")
    ] = True,
    undo: Undo = False,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """List the labels of a project with what has them; add, change, merge or remove one."""
    from annotator.operations import labels as operation
    from annotator.operations import projects

    names = more or []
    act = LabelAct(project) if names and project in list(LabelAct) else None
    if act is not None:
        project, *names = names
    if (len(names) != act.names) if act else bool(names):
        raise typer.BadParameter(f"say {_LABELS} or remove PROJECT NAME")
    if (act and undo) or (
        act not in (LabelAct.ADD, LabelAct.SET) and (key, meaning) != (None,) * 2
    ):
        raise typer.BadParameter("--key and --meaning go with add or set, --undo with nothing else")
    with projects.at_work(project, annotator) as workspace:
        if act is LabelAct.MERGE and backup and workspace.project.path is not None:
            from annotator.places import backup_dir

            copy = projects.backup(workspace.project, folder=backup_dir(config_dir))
            tell(f"Backed up to {copy}.", aside=as_json)
        if act:
            tell(_change(workspace, act, names, key, meaning), aside=as_json)
        elif undo:
            tell(f"Undone: {operation.undo(workspace)}.", aside=as_json)
        listed = [(label, operation.uses(workspace, label.name)) for label in workspace.labels]
    if as_json:
        show_json({"labels": [_label_json(label, uses) for label, uses in listed]})
    elif not (act or undo):
        show(_table(listed))


def _change(
    workspace: Workspace, act: LabelAct, names: list[str], key: str | None, meaning: str | None
) -> str:
    """Do what was asked for with a label; returns what was done, in a sentence."""
    from annotator.operations import labels as operation

    name, new = names[0], names[-1]
    if act is LabelAct.ADD:
        label = operation.add(workspace, name, key=key, meaning=meaning or "")
        return f"Added the label {label.name}, key {label.key or 'none'}."
    if act is LabelAct.MERGE:
        uses = operation.uses(workspace, name)
        operation.merge(workspace, name, new)
        return f"Merged {name} into {new}: {uses or 'nothing had it'}. Undo takes it back."
    if act is LabelAct.REMOVE:
        operation.remove(workspace, name)
        return f"Removed the label {name}."
    label = operation.named(workspace, name)
    if act is LabelAct.RENAME:
        operation.change(workspace, name, replace(label, name=new))
        return f"{name} is called {new.strip()} now."
    if key is None and meaning is None:
        raise typer.BadParameter("say --key, --meaning or both")
    operation.change(
        workspace,
        name,
        replace(
            label,
            key=label.key if key is None else key,
            description=label.description if meaning is None else meaning,
        ),
    )
    return f"Changed the label {name}."


def _label_json(label: Label, uses: LabelUses) -> dict[str, object]:
    return {
        "name": label.name,
        "key": label.key or None,
        "light": label.light,
        "dark": label.dark,
        "description": label.description,
        "annotations": uses.annotations,
        "annotators": uses.annotators,
        "suggestions": uses.suggestions,
        "gold": uses.gold,
        "names": uses.names,
    }


def _table(listed: list[tuple[Label, LabelUses]]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for title in ("label", "key", "annotations", "suggestions", "gold", "names", "means"):
        is_count = title in ("annotations", "suggestions", "gold", "names")
        table.add_column(title, justify="right" if is_count else "left", overflow="fold")
    for label, uses in listed:
        counts = (uses.annotations, uses.suggestions, uses.gold, uses.names)
        cells = (f"{count:,}" for count in counts)
        table.add_row(label.name, label.key, *cells, label.description)
    return table


def guidelines(
    project: Annotated[
        str,
        typer.Argument(
            metavar="[set|history] PROJECT", help="A project file, or the URL of a database."
        ),
    ],
    annotator: AnnotatorName,
    more: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]", help="The new text; - is standard input."),
    ] = None,
    version: Annotated[
        int | None,
        typer.Option(
            min=0, show_default="the one that holds", help="Which version; 0 is the program's own."
        ),
    ] = None,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """Print the guidelines of a project, list their versions, or let a new text hold."""
    from annotator.operations import guidelines as operation
    from annotator.operations import projects

    rest = more or []
    act = project if rest and project in ("set", "history") else ""
    if act:
        project, *rest = rest
    if len(rest) != (act == "set") or (act and version is not None):
        raise typer.BadParameter("say set PROJECT FILE, history PROJECT, or PROJECT --version N")
    with projects.at_work(project, annotator) as workspace:
        if act == "set":
            before = operation.current(workspace.project).version
            text = operation.text_of(rest[0], _read(rest[0]))
            now = operation.write(workspace, text)
            is_new = now.version != before
            said = "holds from now on" if is_new else "held already with this text"
            tell(f"Version {now.version} of the guidelines {said}.", aside=as_json)
            if as_json:
                show_json(_json(now))
            return
        versions = operation.all_versions(workspace.project)
    if act == "history":
        if as_json:
            show_json({"versions": [_json(one) for one in versions]})
            return
        for one in versions:
            by = f"{one.at[:10]}, {one.annotator}" if one.version else "comes with the program"
            tell(f"{one.version}: {by}")
        return
    wanted = (
        versions[0]
        if version is None
        else next((one for one in versions if one.version == version), None)
    )
    if wanted is None:
        raise InputError(f"There is no version {version}; the newest is {versions[0].version}.")
    if as_json:
        show_json(_json(wanted))
    else:
        tell(wanted.text.rstrip("\n"))


def _json(one: Guidelines) -> dict[str, object]:
    return {
        "version": one.version,
        "annotator": one.annotator or None,
        "at": one.at or None,
        "text": one.text,
    }


def _read(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}.") from error
