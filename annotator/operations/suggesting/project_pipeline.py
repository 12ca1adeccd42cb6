"""What suggests in a project: choosing it, and trying beforehand what it would give."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.changes import Part
from annotator.domain.errors import InputError
from annotator.domain.pipelines import LabelCount, LabelTable, PipelineChoice, summed
from annotator.domain.values import Label
from annotator.nlp.processes.batches import suggest_batches
from annotator.nlp.suggesters import described, pipelines, settled
from annotator.nlp.suggesters.registry import (
    DEFAULT,
    Kind,
    SuggesterError,
    SuggesterInfo,
    default_name,
)
from annotator.operations.importing.label_mapping import program_table
from annotator.store.articles import article_rows
from annotator.store.definitions.pipeline import set_pipeline
from annotator.store.project import Project
from annotator.store.work import suggestions
from annotator.tasks import Progress
from annotator.workspace import Workspace

SAMPLE = 20
"""How many articles a pipeline is tried on."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a pipeline gave on some articles: how many spans it had by its own labels."""

    name: str
    version: str
    articles: int
    labels: tuple[LabelCount, ...]
    note: str | None = None


def choose(workspace: Workspace, choice: PipelineChoice) -> None:
    """Let a pipeline suggest in the project from now on, its labels becoming those given.

    Articles that nobody has finished lack suggestions then, so that those that wait are read
    anew; what somebody has decided on stays as it is. Raises InputError and SaveError.
    """
    refuse_unknown(choice.labels, workspace.labels)
    now = workspace.pipeline
    if choice == now:
        return
    with workspace.changing(Part.PIPELINE) as connection:
        set_pipeline(connection, choice)
        if _meaning(choice) != _meaning(now):
            suggestions.forget_runs(connection)


def _meaning(choice: PipelineChoice) -> tuple[str, frozenset[tuple[str, str]]]:
    """What decides on the suggestions of a choice: to leave out what has no partner is nothing."""
    known = program_table()
    rows = ((theirs, ours) for theirs, ours in choice.labels if ours or theirs in known)
    return choice.name or DEFAULT, frozenset(rows)


def refuse_unknown(table: LabelTable, labels: Iterable[Label]) -> None:
    """Raise InputError where a label would become one that the project does not have."""
    names = [label.name for label in labels]
    for theirs, ours in table:
        if ours and ours not in names:
            raise InputError(
                f"{theirs} cannot become {ours}: the project has no such label; its labels are "
                f"{', '.join(names)}."
            )


def try_out(
    project: Project,
    pipeline: str,
    *,
    labels: LabelTable = (),
    progress: Progress | None = None,
) -> Tried:
    """Read the first articles of a project by a pipeline, and keep nothing.

    ``progress`` counts articles. Raises SuggesterError and Cancelled.
    """
    progress = progress or Progress()
    with project.reading() as connection:
        numbers = article_rows.numbers(connection)[:SAMPLE]
        documents = [article_rows.document(connection, number) for number in numbers]
    items = [(document.article.id, document.text) for document in documents] or [(0, "")]
    counts: list[LabelCount] = []
    done = 0
    progress.report(0, len(items))
    batches = suggest_batches(
        items, pipeline=settled(pipeline), labels=labels, check=progress.check, characters=1
    )
    with closing(batches):
        for batch in batches:
            counts += batch.labels
            done += len(batch.outcomes)
            progress.report(done, len(items))
    suggester = batch.suggester
    return Tried(
        suggester.name,
        pipelines.plain_version(suggester.version),
        len(documents),
        summed(counts),
        suggester.note,
    )


def words_of(choice: PipelineChoice) -> str:
    """What suggests in a project, as an analyst would say it."""
    info = described(choice.name or DEFAULT)
    version = choice.version or (info.version if info else "")
    return named(choice.name or DEFAULT, info, version)


def language_of(choice: PipelineChoice) -> str:
    """The code of the language that is read for a project in the window, "" where nobody says. The
    rules stand in there for a pipeline that is not here, and for one that is code.
    """
    info = described(choice.name or DEFAULT) or described(Kind.RULES.value)
    return info.language if info else ""


def reader_of(choice: PipelineChoice) -> tuple[str, str] | None:
    """Name and version of what suggests in a project, if it comes with the program.

    With another pipeline articles are read anew only when a person says so.
    """
    info = described(choice.name or DEFAULT)
    if info is None or info.kind not in (Kind.RULES, Kind.SHIPPED):
        return None
    return info.name, info.version


def loads_as(choice: PipelineChoice) -> str:
    """The name that a pipeline has once it is loaded."""
    name = choice.name or DEFAULT
    return default_name() if name == DEFAULT else Path(name).name


def named(name: str, info: SuggesterInfo | None, version: str) -> str:
    """A pipeline in words: “shipped pipeline 1.0.0”, “rules alone”, “en_core_web_sm 3.8.0”."""
    kind = info.kind if info else None
    if kind is Kind.RULES:
        return "rules alone"
    plain = "shipped pipeline" if kind is Kind.SHIPPED else Path(name).name
    return f"{plain} {pipelines.plain_version(version)}".rstrip()


def why_absent(choice: PipelineChoice) -> str | None:
    """A sentence for a project whose pipeline is not on this computer; None where it is."""
    if described(choice.name or DEFAULT) is not None:
        return None
    return (
        f"The pipeline of this project, {named(choice.name or '', None, choice.version or '')}, "
        "is not on this computer; choose its folder or another pipeline, until then the rules "
        "suggest and what it has suggested stays."
    )


def refuse_absent(choice: PipelineChoice) -> None:
    """Raise SuggesterError where the pipeline of a project is not on this computer."""
    if described(choice.name or DEFAULT) is None:
        words = named(choice.name or "", None, choice.version or "")
        raise SuggesterError(
            f"The pipeline of this project, {words}, is not on this computer ({choice.name}); name "
            "it where it is now, or another, with --pipeline."
        )
