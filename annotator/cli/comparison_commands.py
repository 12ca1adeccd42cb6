"""The command that says what has changed between two corpora: diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.exchange_commands import MutedText, Which
from annotator.cli.options import ConfigDir, Json
from annotator.cli.output import progress_bar, say, show, show_json, tell
from annotator.domain.wording import counted

if TYPE_CHECKING:
    from rich.table import Table

    from annotator.operations.exporting.comparing import CorpusDiff

_SIDE = "A project, or a file or folder of annotations that import can read."


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help=_SIDE)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same, of later.")],
    whose: Annotated[
        str,
        typer.Option(
            "--from",
            "--annotator",
            metavar="NAME",
            help="Whose annotations of a project; “gold”, or “best”: gold where there is gold.",
        ),
    ] = "best",
    which: Annotated[
        Which, typer.Option("--status", help="Of a project finished articles alone, or every one.")
    ] = Which.DONE,
    muted: Annotated[
        MutedText, typer.Option(help="Of a project: leave muted text out, or keep it.")
    ] = MutedText.DROP,
    changes: Annotated[
        bool, typer.Option("--changes/--no-changes", help="List every change.")
    ] = True,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> int:
    """Say which spans were added, are gone, relabelled, moved or have another value."""
    from annotator.operations.exporting.comparing import compare_corpora

    with progress_bar("Comparing") as progress:
        result = compare_corpora(
            old,
            new,
            annotator=whose,
            done_only=which is Which.DONE,
            keep_muted=muted is MutedText.KEEP,
            progress=progress,
        )
    for sentence in (*result.issues, *result.notes):
        say(sentence)
    if as_json:
        show_json(result.to_json())
    else:
        _tell(result, changes=changes)
    return 1 if result.differs or result.issues else 0


def _tell(result: CorpusDiff, *, changes: bool) -> None:
    show(_table(result))
    lines = [str(change) for change in result.changes] if changes else []
    lines += [f"{name}: in the old one alone" for name in result.old_only]
    lines += [f"{name}: in the new one alone" for name in result.new_only]
    tell(
        *lines,
        f"{counted(result.articles, 'article')} in both, {len(result.old_only):,} in the old one "
        f"alone, {len(result.new_only):,} in the new one alone.",
    )


def _table(result: CorpusDiff) -> Table:
    from rich.table import Table

    from annotator.operations.exporting.comparing import ChangeKind

    kinds = ("same", *(kind.value for kind in ChangeKind))
    table = Table(box=None, pad_edge=False)
    table.add_column("label")
    for kind in kinds:
        table.add_column(kind, justify="right")
    for label, counts in result.counts().items():
        table.add_row(label, *(f"{counts[kind]:,}" for kind in kinds))
    return table
