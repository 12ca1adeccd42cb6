"""Options that several commands share, with one wording each."""

from __future__ import annotations

import csv
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
        "--me",
        metavar="NAME",
        default_factory=str,
        callback=_named,
        show_default="the name chosen in the window, else your login name",
        help="Who is working.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Report as one JSON object on standard output.")]
Undo = Annotated[
    bool, typer.Option("--undo", help="Take back the last of these that --annotator has done.")
]
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
Me = Annotated[
    str | None,
    typer.Option(
        "--me",
        metavar="NAME",
        show_default="the name chosen in the window, else your login name",
        help="Who is working.",
    ),
]
MoreNames = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME...]", help="More names.", hidden=True)
]
FormerAnnotators = Annotated[
    list[str] | None, typer.Option("--annotators", metavar="NAME...", hidden=True)
]
FormerTo = Annotated[list[str] | None, typer.Option("--to", metavar="NAME...", hidden=True)]


def people_option(about: str) -> object:
    """``--annotator`` where it names the people a command is about."""
    return typer.Option(
        "--annotator",
        metavar="NAME",
        show_default=False,
        help=f"{about}: --annotator ann,bob. May be given several times.",
    )


def all_names(*given: Sequence[str] | None) -> list[str]:
    """The names that were given, each once: several times, with commas between, or both.

    A name that has a comma in it stands in quotation marks.
    """
    names = (
        name.strip()
        for options in given
        for row in csv.reader(
            (" ".join(option.split()) for option in options or ()), skipinitialspace=True
        )
        for name in row
    )
    return list(dict.fromkeys(name for name in names if name))


def people_and_me(
    annotators: Sequence[str] | None,
    former: Sequence[str] | None,
    more: Sequence[str] | None,
    me: str | None,
    *,
    config_dir: Path | None,
    one_is_me: bool = False,
) -> tuple[list[str], str]:
    """The people a command is about, and who is working.

    Where an option of former times names the people (or, with ``one_is_me``, where there is but
    one), --annotator says who is working, as it did.
    """
    given = all_names(annotators)
    if more and not given and not former:
        raise typer.BadParameter("say --annotator before the names")
    is_me = bool(former) or (one_is_me and me is None and not more)
    if is_me and len(given) == 1:
        return all_names(former, more), me or given[0]
    if former and given:
        raise typer.BadParameter("name the people with --annotator alone")
    return all_names(annotators, former, more), me or own_name(config_dir)


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
