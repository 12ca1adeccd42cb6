"""The command that brings articles in: import."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.options import (
    AnnotatorName,
    ConfigDir,
    Json,
    ProjectPath,
    ReadingJobs,
    label_pairs,
    name_pairs,
)
from annotator.cli.output import progress_bar, say, show_json, tell
from annotator.domain.wording import counted

if TYPE_CHECKING:
    from annotator.operations.importing.import_report import ImportReport

_SAMPLES = 5


class WhosePeople(StrEnum):
    """What ``import --people`` takes."""

    AUTO = "auto"
    RECORDS = "records"
    FILES = "files"
    FOLDERS = "folders"


class WorkStatus(StrEnum):
    """What ``import --status`` takes."""

    AUTO = "auto"
    DONE = "done"
    OPEN = "open"


class SpansAs(StrEnum):
    """What ``import --as`` takes."""

    SUGGESTIONS = "suggestions"
    ANNOTATIONS = "annotations"


def import_(
    project: ProjectPath,
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...", help="Files, folders to be gone through, or - for standard input."
        ),
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
    named_annotators: Annotated[
        bool,
        typer.Option(
            "--named-annotators",
            help="With --as annotations, spans are those of the annotator each record names.",
        ),
    ] = False,
    people: Annotated[
        WhosePeople,
        typer.Option(
            help="With --named-annotators, what names those whom no record names; auto: its file "
            "or folder, where several hold the same texts.",
        ),
    ] = WhosePeople.AUTO,
    person: Annotated[
        list[str] | None,
        typer.Option(
            "--person",
            metavar="NAME=NEW",
            show_default=False,
            help="With --named-annotators, work of NAME comes in as that of NEW.",
        ),
    ] = None,
    status: Annotated[
        WorkStatus,
        typer.Option(
            help="With --as annotations, which work is done: what its file says is finished, all "
            "of which its file does not say otherwise, or none."
        ),
    ] = WorkStatus.AUTO,
    label: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="LABEL=NEW",
            show_default=False,
            help="Spans labelled LABEL become NEW; with nothing behind the sign they are left out.",
        ),
    ] = None,
    new_labels: Annotated[
        bool, typer.Option("--new-labels", help="Add labels to the project that it lacks.")
    ] = False,
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            show_default="detected",
            help="The encoding of text files, for those that are not in UTF-8.",
        ),
    ] = None,
    lines: Annotated[
        bool, typer.Option("--lines", help="Take each line of a plain text as an article.")
    ] = False,
    split_at: Annotated[
        str | None,
        typer.Option(
            metavar="WORDS",
            show_default=False,
            help="Begin an article at each line of a text or document that begins with WORDS.",
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=NAME",
            show_default=False,
            help="The column of a table that holds the text, title, source, url, published or id.",
        ),
    ] = None,
    mute: Annotated[
        bool,
        typer.Option(help="Set menus, share bars and other boilerplate of new articles aside."),
    ] = True,
    repair: Annotated[
        bool, typer.Option(help="Put characters right that were decoded wrongly (â€™ for ’).")
    ] = True,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Report what would come in, and write nothing.")
    ] = False,
    jobs: ReadingJobs = None,
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
    from annotator.operations import projects
    from annotator.operations.importing import finding, importer, previewing
    from annotator.operations.importing.finished import Finished
    from annotator.operations.importing.readings import Readings
    from annotator.operations.importing.whose import PeopleFrom

    if kind not in importer.KINDS:
        raise typer.BadParameter(
            f"there is no format “{kind}”; there are {', '.join(importer.KINDS)}"
        )
    if named_annotators and spans_as is not SpansAs.ANNOTATIONS:
        raise typer.BadParameter("--named-annotators goes with --as annotations")
    if (person or people is not WhosePeople.AUTO) and not named_annotators:
        raise typer.BadParameter("--people and --person go with --named-annotators")
    if status is not WorkStatus.AUTO and spans_as is not SpansAs.ANNOTATIONS:
        raise typer.BadParameter("--status goes with --as annotations")
    choices = importer.ImportChoices(
        kind=kind,
        options=ReadOptions(
            encoding=encoding,
            columns=_columns(column or ()),
            article_a_line=lines,
            split_at=split_at or None,
            tells_columns=dry_run,
        ),
        as_annotations=spans_as is SpansAs.ANNOTATIONS,
        named_annotators=named_annotators,
        people_from=PeopleFrom(people),
        persons=name_pairs(person or ()),
        finished=Finished(status),
        labels=label_pairs(label or ()),
        new_labels=new_labels,
        mute=mute,
        repair=repair,
    )
    words = "Reading" if dry_run else "Importing"
    with projects.at_work(project, annotator) as workspace, progress_bar(words) as progress:
        meant = list(finding.drained(paths, _waits))
        readings = Readings(jobs=jobs)
        if dry_run:
            preview = previewing.preview(
                workspace.project,
                meant,
                choices=choices,
                annotator=annotator,
                progress=progress,
                readings=readings,
            )
            report, as_json_object = preview.report, preview.to_json()
        else:
            report = importer.bring_in(
                workspace, meant, choices=choices, progress=progress, readings=readings
            )
            as_json_object = report.to_json()
    _tell(report, dry_run=dry_run, aside=as_json)
    if as_json:
        show_json(as_json_object)
    return 1 if report.rejections else 0


def _waits(name: str) -> None:
    say(f"Reading {name} until whoever writes into it has ended; Ctrl-C stops.")


def _tell(report: ImportReport, *, dry_run: bool, aside: bool) -> None:
    for issue in report.issues:
        say(f"{issue}.")
    for mapped in report.labels if dry_run else ():
        if mapped.how.value in ("table", "new"):
            continue  # a note has said it
        becomes = mapped.target or "left out"
        tell(f"{mapped.label}: {counted(mapped.count, 'span')} → {becomes}.", aside=aside)
    repairs = report.repairs
    if repairs.places:
        tell(
            f"{counted(repairs.places, 'wrongly decoded place')} put right in "
            f"{counted(repairs.articles, 'article')}, among them:",
            aside=aside,
        )
        for sample in repairs.samples[:_SAMPLES]:
            tell(f"  {sample.line}", aside=aside)
    _tell_of_people(report, dry_run=dry_run, aside=aside)
    muted = report.muted
    if muted.articles:
        look = "; look whether that is right" if muted.is_much else ""
        tell(
            f"{muted.share:.0%} of the text of {counted(muted.looked_at, 'article')} is muted as "
            f"boilerplate{look}.",
            aside=aside,
        )
    added = report.added
    again = f" ({report.doubled_spans:,} given more than once)" if report.doubled_spans else ""
    done = "would come in" if dry_run else "imported"
    tell(
        f"{counted(added.articles, 'article')} {done}, {report.already_there:,} already there, "
        f"{report.doubled:,} given more than once, {counted(added.spans, 'span')} added{again}, "
        f"{len(report.rejections):,} rejected.",
        aside=aside,
    )


def _tell_of_people(report: ImportReport, *, dry_run: bool, aside: bool) -> None:
    from annotator.operations.importing.whose import NAMELESS

    for person in report.people:
        whose = f" as {person.becomes}" if person.becomes != person.name else ""
        work = f"{counted(person.articles, 'article')}, {counted(person.spans, 'span')}"
        tell(f"Work of {person.name}{whose}: {work}.", aside=aside)
    if any(person.alike for person in report.people):
        say(
            "Where two of them are one person, --person NAME=NEW makes one of them as they come "
            "in, “annotator people join” afterwards."
        )
    if any(issue.reason.startswith(NAMELESS) for issue in report.notes):
        say(
            "--people files takes the names of files for those of annotators, --people folders "
            "those of folders."
        )
    if report.statuses:
        named = ((count, name.replace("_", " ")) for name, count in report.statuses.items())
        status = ", ".join(f"{count:,} {name}" for count, name in named)
        tell(f"{'Status would be' if dry_run else 'Status'}: {status}.", aside=aside)
    if report.unsaid:
        say(
            f"Of {counted(report.unsaid, 'article')} no file says whether the work is finished; "
            "--status done brings it in as done, “annotator finish” says so afterwards."
        )


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
        from annotator.formats.readers import READERS

        tell("auto: found out by what a file holds, else by how its name ends")
        for reader in READERS.values():
            endings = ", ".join(sorted(suffix for suffix in reader.suffixes if suffix))
            tell(f"{reader.name}: {reader.title}" + (f" ({endings})" if endings else ""))
        raise typer.Exit
