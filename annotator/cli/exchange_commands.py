"""The command that takes training data out: export."""

from __future__ import annotations

from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.options import AnnotatorName, ConfigDir, Json, ProjectPath
from annotator.cli.output import progress_bar, say, show_json, tell
from annotator.cli.streams import writing
from annotator.domain.splits import By, Split, Strata
from annotator.domain.wording import counted

if TYPE_CHECKING:
    from annotator.operations.exporting.export_report import ExportReport
    from annotator.operations.exporting.preflight_words import Preflight


_CONFIDENTIAL = "Add --confidential to take out those marked as confidential too."


class OutputKind(StrEnum):
    """What ``export --format`` takes."""

    JSONL = "jsonl"
    SPACY = "spacy"
    CONLL = "conll"
    CONLL_IOB1 = "conll-iob1"
    CONLL_BILOU = "conll-bilou"
    BRAT = "brat"
    LABEL_STUDIO = "label-studio"
    DOCCANO = "doccano"
    WEBANNO_TSV = "webanno-tsv"
    UIMA_XMI = "uima-xmi"
    CSV = "csv"
    HUGGINGFACE = "huggingface"
    HUGGINGFACE_PARQUET = "huggingface-parquet"
    PARQUET = "parquet"
    GLINER = "gliner"


class Which(StrEnum):
    """What ``export --status`` takes."""

    DONE = "done"
    ALL = "all"


class AtTokens(StrEnum):
    """What ``export --edges`` takes."""

    EXPAND = "expand"
    CUT = "cut"
    LEAVE_OUT = "leave-out"


class MutedText(StrEnum):
    """What ``export --muted`` takes."""

    DROP = "drop"
    KEEP = "keep"


def export(
    project: ProjectPath,
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            help="A file (- is standard output, for jsonl), or a folder for some formats.",
        ),
    ],
    annotator: AnnotatorName,
    kind: Annotated[OutputKind, typer.Option("--format", help="What to write.")] = OutputKind.JSONL,
    whose: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="NAME",
            show_default="--annotator",
            help="Whose annotations to take out; “gold”, “best” (gold where there is gold), or "
            "“everyone”, with names.",
        ),
    ] = None,
    which: Annotated[
        Which, typer.Option("--status", help="Finished articles alone, or every article.")
    ] = Which.DONE,
    muted: Annotated[
        MutedText, typer.Option(help="Leave muted text out, or keep it and say where it is.")
    ] = MutedText.DROP,
    tokens: Annotated[
        bool,
        typer.Option("--tokens/--no-tokens", help="With the tokens of each text, for jsonl."),
    ] = True,
    split: Annotated[
        str,
        typer.Option(metavar="A:B:C", help="Shares of train, dev and test, in whole articles."),
    ] = "80:10:10",
    seed: Annotated[int, typer.Option(help="Deals the articles out another way.")] = 0,
    split_by: Annotated[
        By, typer.Option(help="“time”: train on the past, test on the newest articles.")
    ] = By.HASH,
    stratify: Annotated[
        Strata | None, typer.Option(help="Give every part its share of each of these.")
    ] = None,
    keep_split: Annotated[
        Path | None,
        typer.Option(
            metavar="REPORT", help="The report.json of an earlier export, whose parts stay."
        ),
    ] = None,
    dataset_version: Annotated[
        str, typer.Option(metavar="VERSION", help="Goes into the report and the card.")
    ] = "",
    edges: Annotated[
        AtTokens,
        typer.Option(
            help="A span that begins or ends inside a token: grow it, cut the token, or leave it "
            "out. For formats with tokens."
        ),
    ] = AtTokens.CUT,
    span_key: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            show_default="sc",
            help="The span group that holds every span, for spacy.",
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="How many processes do the work.")] = 1,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; say what would go out, and what not.")
    ] = False,
    licence: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="The licence of the data, kept in the project and said in the card.",
        ),
    ] = None,
    confidential: Annotated[
        bool, typer.Option("--confidential", help="Also articles that are marked as confidential.")
    ] = False,
    key: Annotated[
        Path | None,
        typer.Option(
            "--pseudonyms",
            metavar="KEYFILE",
            help="Put pseudonyms for annotators and listed persons; KEYFILE says who is who.",
        ),
    ] = None,
    persons: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Persons to replace, one a line, further spellings behind “|”. With --pseudonyms.",
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Replace files that are there though no export has written them as they are.",
        ),
    ] = False,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> int:
    """Take finished work out as training data, proved by reading it again."""
    from orjson import loads

    from annotator.domain.token_edges import Edges
    from annotator.domain.values import Status
    from annotator.formats.peers.docbin_said import REJECTED
    from annotator.formats.peers.spacy import GROUP
    from annotator.formats.writers import TARGETS
    from annotator.operations import projects
    from annotator.operations.exporting import (
        definitions_export,
        export_formats,
        exporter,
        preflight,
        pseudonym_key,
        side_by_side,
        splitting,
    )
    from annotator.operations.exporting import licence as licences
    from annotator.workspace import Workspace

    if edges is not AtTokens.CUT and not (TARGETS[kind.value].tokens and tokens):
        raise typer.BadParameter(f"--edges is for formats with tokens, and {kind.value} has none")
    if kind is not OutputKind.JSONL and out == exporter.STDOUT:
        raise typer.BadParameter("only jsonl can go to standard output")
    if not tokens and kind is not OutputKind.JSONL:
        raise typer.BadParameter("--no-tokens is for jsonl alone")
    if span_key is not None and (kind is not OutputKind.SPACY or span_key in ("", REJECTED)):
        raise typer.BadParameter(f"--span-key is for spacy alone, and is any name but “{REJECTED}”")
    if as_json and out == exporter.STDOUT and not check:
        raise typer.BadParameter("--json and the records cannot both go to standard output")
    if jobs > 1 and (out == exporter.STDOUT or not side_by_side.can_help(kind.value)):
        where = "standard output" if out == exporter.STDOUT else kind.value
        raise typer.BadParameter(f"{where} is written by one process; leave out --jobs")
    if persons is not None and key is None:
        raise typer.BadParameter("--persons needs --pseudonyms, the file that says who is who")
    keep = splitting.dealt_in(keep_split) if keep_split else None
    kept_by = splitting.report_name(keep_split) if keep_split else ""
    shares = Split.parse(
        split, seed=seed, by=split_by, stratify=stratify, keep=keep, kept_by=kept_by
    )
    doing = "Looking" if check else "Exporting"
    choice = exporter.Choice(
        annotator=whose or annotator,
        statuses=(Status.DONE,) if which is Which.DONE else tuple(Status),
        keep_muted=muted is MutedText.KEEP,
        tokens=tokens,
        dataset_version=dataset_version,
        edges=Edges(edges.value),
        span_key=span_key or GROUP,
        licence=licence,
        confidential=confidential,
    )
    with projects.opened(project) as source, progress_bar(doing) as progress:
        files = pseudonym_key.KeyFiles(key, persons) if key is not None else None
        choice, shares = pseudonym_key.with_pseudonyms(
            *(source, choice, shares, files, out), keep=not check
        )
        if check:
            seen = preflight.check(source, choice, kind=kind.value, split=shares, progress=progress)
        else:
            if licence is not None and not source.read_only:
                licences.choose(Workspace(source, annotator), licence)
            with writing() if out == exporter.STDOUT else nullcontext():
                report = export_formats.export(
                    *(source, out, choice),
                    kind=kind.value,
                    split=shares,
                    progress=progress,
                    jobs=jobs,
                    force=force,
                )
    if check:
        return _tell_check(seen, as_json=as_json)
    _tell(report, aside=as_json or out == exporter.STDOUT)
    if as_json:
        show_json(loads(definitions_export.report_of(out).read_bytes()))
    return 1 if report.left_out else 0


def _tell_check(seen: Preflight, *, as_json: bool) -> int:
    tell(*seen.sentences(), aside=as_json)
    if seen.report.confidential:
        say(_CONFIDENTIAL)
    if seen.offers_all:
        say("Add --status all to take all articles out.")
    if as_json:
        show_json(seen.to_json())
    return 1 if seen.report.left_out else 0


def _tell(report: ExportReport, *, aside: bool) -> None:
    for sentence in report.sentences():
        say(sentence)
    if report.confidential:
        say(_CONFIDENTIAL)
    if not report.articles:
        tell("No article went out; --check says why.", aside=aside)
        return
    for name, part in report.parts.items():
        counts = f"{counted(part.articles, report.noun)}, {counted(part.spans, 'span')}"
        tell(f"{name}: {counts}.", aside=aside)
        if not part.articles:
            say(f"{name} is empty: finish more articles, or choose another --split or --seed.")
    counts = f"{counted(report.articles, report.noun)} exported with"
    tell(f"{counts} {counted(report.spans, 'span')}.", aside=aside)
