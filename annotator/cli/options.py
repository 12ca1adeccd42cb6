"""Options that several commands share, with one wording each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from annotator.identity import own_name

ProjectPath = Annotated[
    str,
    typer.Argument(metavar="PROJECT", help="A project file, or the URL of a shared database."),
]


def _named(context: typer.Context, name: str) -> str:
    """Who is working: as said, else whose settings these are."""
    return name or own_name(context.params.get("config_dir"))


AnnotatorName = Annotated[
    str,
    typer.Option(
        "--annotator",
        metavar="NAME",
        default_factory=str,
        callback=_named,
        show_default="the name chosen in the window, else your login name",
        help="Who is working.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Report as one JSON object on standard output.")]
ConfigDir = Annotated[
    Path | None,
    typer.Option(
        "--config-dir",
        metavar="DIR",
        show_default=False,
        is_eager=True,  # whose name it is, is kept there
        help="Keep settings, logs and backups here instead of in the platform's folders.",
    ),
]
ReadingJobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        min=1,
        show_default="as many as the machine has processors, where reading takes long",
        help="How many processes read the files; what comes in is the same.",
    ),
]
Annotators = Annotated[
    list[str] | None,
    typer.Option(
        "--annotators",
        metavar="NAME...",
        show_default=False,
        help="Between whom: --annotators ann bob.",
    ),
]
MoreNames = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME...]", help="More names.", hidden=True)
]


def all_names(annotators: list[str] | None, more: list[str] | None) -> list[str]:
    """The names after ``--annotators``: the first is its value, the others are left over."""
    if more and not annotators:
        raise typer.BadParameter("say --annotators before the names")
    return [*(annotators or ()), *(more or ())]


def name_pairs(given: Sequence[str]) -> dict[str, str]:
    """What was said with ``--person``, once a name."""
    names: dict[str, str] = {}
    for pair in given:
        name, sign, new = pair.partition("=")
        if not sign or not name.strip() or not new.strip():
            raise typer.BadParameter(f"--person takes NAME=NEW, not “{pair}”")
        names[name.strip()] = new.strip()
    return names


def label_pairs(given: Sequence[str]) -> dict[str, str]:
    """What was said with ``--map``, once a label."""
    labels: dict[str, str] = {}
    for pair in given:
        label, sign, new = pair.partition("=")
        if not sign or not label:
            raise typer.BadParameter(f"--map takes LABEL=NEW or LABEL=, not “{pair}”")
        labels[label] = new.strip()
    return labels
