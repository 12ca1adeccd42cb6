"""Commands about suggestions: prelabel, suggest, pipelines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from annotator.cli.options import ConfigDir, Json, ProjectPath, label_pairs
from annotator.cli.output import progress_bar, say, show, show_json, tell, write_bytes
from annotator.domain.errors import InputError
from annotator.domain.figures import POLICIES, VERBATIM
from annotator.domain.names import NO_NAMES, NameBook
from annotator.domain.pipelines import left_out_sentence
from annotator.domain.wording import counted

if TYPE_CHECKING:
    from rich.table import Table

    from annotator.nlp.suggesters.registry import SuggesterInfo
    from annotator.operations.suggesting.suggest_records import Stream, Suggested

Pipeline = Annotated[
    str,
    typer.Option(
        "--pipeline",
        metavar="NAME_OR_PATH",
        help="A name from “annotator pipelines”, a spaCy package or directory, or module:factory.",
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", min=1, help="How many processes do the work.")]
Policy = Annotated[
    str,
    typer.Option(
        "--policy",
        metavar="|".join(POLICIES),
        help="What vague magnitudes such as “dozens” are worth.",
    ),
]
Gazetteer = Annotated[
    Path | None,
    typer.Option(
        "--gazetteer",
        metavar="FOLDER_OR_FILE",
        help="Names of your own, laid over the shipped ones: .txt and .csv files.",
    ),
]
_DEFAULT = "default"


def prelabel(
    project: ProjectPath,
    pipeline: Annotated[
        str | None,
        typer.Option(
            "--pipeline",
            metavar="NAME_OR_PATH",
            show_default="the project's own, else the shipped one",
            help="What suggests in the project from now on: a name from “annotator pipelines”, a "
            "spaCy package or directory, or module:factory.",
        ),
    ] = None,
    labels: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="THEIRS=OURS",
            help="What a label of the pipeline becomes in the project from now on; THEIRS= leaves "
            "it out. May be given several times.",
        ),
    ] = None,
    jobs: Jobs = 1,
    again: Annotated[
        bool,
        typer.Option(help="Do all articles anew; what somebody has decided on stays."),
    ] = False,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> int:
    """Store suggestions for every article that lacks them; stopped, it goes on where it was."""
    from annotator.operations import projects
    from annotator.operations.suggesting import prelabel as operation

    with projects.at_work(project) as workspace, progress_bar("Prelabelling") as progress:
        report = operation.prelabel(
            workspace,
            pipeline=pipeline,
            labels=tuple(label_pairs(labels or ()).items()),
            jobs=jobs,
            again=again,
            progress=progress,
        )
    for words in report.sentences:
        say(words)
    if as_json:
        show_json(report.to_json())
    by = f" by {report.source} {report.version}" if report.source else ""
    tell(
        f"{counted(report.suggestions, 'suggestion')} for {counted(report.articles, 'article')}{by}"
        f", {len(report.skipped):,} skipped.",
        aside=as_json,
    )
    return 1 if report.skipped else 0


def suggest(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE.jsonl]", help="JSON lines with “text”; else standard input."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="OUT", help="Write here, not to standard output."),
    ] = None,
    pipeline: Pipeline = _DEFAULT,
    jobs: Jobs = 1,
    policy: Policy = VERBATIM.name,
    gazetteer: Gazetteer = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on behind the records OUT holds already.")
    ] = False,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> int:
    """Write the records of a JSON lines file again, with suggested spans. Needs no project."""
    from annotator.operations.suggesting.suggest_records import Stream

    _check_policy(policy)
    if out is None and (resume or as_json):
        raise typer.BadParameter("--resume and --json need an output file; name one with -o.")
    name = str(file) if file is not None and str(file) != "-" else "standard input"
    with _input(file) as (lines, total), progress_bar("Suggesting") as progress:
        stream = Stream(
            name,
            pipeline=pipeline,
            jobs=jobs,
            policy=policy,
            names=book_of(gazetteer),
            problem=lambda issue: say(f"{issue}."),
            progress=progress,
            total=total,
        )
        _pour(stream, lines, out, resume=resume)
    report = stream.report
    if as_json:
        show_json(report.to_json())
    _tell(report, aside=as_json or out is None)
    return 1 if report.problems else 0


def pipelines(as_json: Json = False, config_dir: ConfigDir = None) -> None:
    """List the shipped pipeline, the rules, and every spaCy pipeline installed beside them."""
    from annotator.nlp.suggesters import available
    from annotator.nlp.suggesters.registry import default_name

    suggesters = available()
    if as_json:
        rows = [
            {
                "name": info.name,
                "version": info.version,
                "kind": info.kind.value,
                "labels": list(info.labels),
                "where": info.where,
            }
            for info in suggesters
        ]
        show_json({"default": default_name(), "pipelines": rows})
    else:
        show(_table(suggesters, default=default_name()))


def _table(suggesters: list[SuggesterInfo], *, default: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for title in ("name", "version", "kind", "labels", "where"):
        table.add_column(title, overflow="fold")
    for info in suggesters:
        name = f"{info.name} (default)" if info.name == default else info.name
        table.add_row(name, info.version, info.kind.value, " ".join(info.labels), info.where)
    return table


def _pour(stream: Stream, lines: BinaryIO, out: Path | None, *, resume: bool) -> None:
    from annotator.operations.suggesting.suggest_records import resumable

    if out is None:
        stream.run(lines, write_bytes)
        return
    with resumable(out, resume=resume) as (file, written):

        def write(data: bytes) -> None:
            file.write(data)
            file.flush()

        try:
            stream.run(lines, write, written=written)
        except KeyboardInterrupt:
            done = stream.report.records + stream.report.resumed
            say(f"{counted(done, 'record')} written; go on with --resume.")
            raise


def _tell(report: Suggested, *, aside: bool) -> None:
    if report.note:
        say(report.note)
    left_out = left_out_sentence(report.left_out)
    if left_out:
        say(left_out)
    if report.replaced:
        say(f"The spans that came with {counted(report.replaced, 'record')} were replaced.")
    by = f" by {report.source} {report.version}" if report.source else ""
    before = f" ({report.resumed:,} were there already)" if report.resumed else ""
    tell(
        f"{counted(report.spans, 'span')} in {counted(report.records, 'record')}{by}{before}, "
        f"{counted(report.problems, 'problem')}.",
        aside=aside,
    )


def book_of(gazetteer: Path | None) -> NameBook:
    """The names somebody gives with ``--gazetteer``. Raises InputError."""
    if gazetteer is None:
        return NO_NAMES
    from annotator.operations.names import read_book

    return read_book(gazetteer)


@contextmanager
def _input(file: Path | None) -> Iterator[tuple[BinaryIO, int]]:
    """The lines to read, and how many there are if that is easily known."""
    from annotator.formats.json import jsonl
    from annotator.formats.reader import ReadOptions
    from annotator.operations.importing.reading import source_of

    if file is None or str(file) == "-":
        yield _standard_input(), 0
        return
    try:
        lines = file.open("rb")
        is_file = file.is_file()
        total = jsonl.count(source_of(file, ReadOptions())) - 1 if is_file else 0
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}.") from error
    try:
        yield lines, total
    finally:
        if is_file:  # closing a pipe waits for whoever is to write into it
            lines.close()


def _standard_input() -> BinaryIO:
    """Standard input with a buffer of its own: Python's could not be left while it is waited on."""
    try:
        return open(sys.stdin.fileno(), "rb", closefd=False)
    except (OSError, ValueError):
        return sys.stdin.buffer


def _check_policy(policy: str) -> None:
    if policy not in POLICIES:
        raise typer.BadParameter(f"there is no policy “{policy}”; choose {', '.join(POLICIES)}.")
