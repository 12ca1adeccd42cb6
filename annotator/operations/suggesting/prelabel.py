"""Suggestions for all articles of a project, in batches, to be stopped and taken up at any time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from annotator.domain.changes import Part
from annotator.domain.figures import VERBATIM
from annotator.domain.pipelines import (
    LabelCount,
    LabelTable,
    PipelineChoice,
    left_out,
    left_out_sentence,
)
from annotator.domain.values import Article
from annotator.domain.wording import named_article
from annotator.nlp.processes.batches import Batch, suggest_batches
from annotator.nlp.processes.messages import Fault, Spans
from annotator.nlp.suggesters import load, of_project, settled
from annotator.nlp.suggesters.pipelines import plain_version
from annotator.nlp.suggesters.registry import DEFAULT
from annotator.operations.suggesting.project_pipeline import (
    reader_of,
    refuse_absent,
    refuse_unknown,
)
from annotator.store.articles import article_rows, muting
from annotator.store.definitions import names
from annotator.store.definitions.pipeline import pipeline as chosen_pipeline
from annotator.store.definitions.pipeline import set_pipeline
from annotator.store.project import Project
from annotator.store.project_settings import VAGUE_POLICY, fact
from annotator.store.work import renewing, suggestions
from annotator.tasks import Progress
from annotator.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Skipped:
    """An article that got no suggestions, and why."""

    article: Article
    sentence: str

    def __str__(self) -> str:
        named = named_article(self.article.uid, self.article.title)
        return f"article {named} was skipped: {self.sentence}"


@dataclass(slots=True)
class Prelabelled:
    """What a run has done. Without any article to do, no suggester was loaded or is named, unless
    one was asked for.

    ``changed`` says which version of the project's pipeline has read before, if another.
    ``labels`` counts the spans of a pipeline by its own labels and what they became.
    """

    articles: int = 0
    suggestions: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    source: str | None = None
    version: str | None = None
    note: str | None = None
    changed: str | None = None
    labels: list[LabelCount] = field(default_factory=list)

    @property
    def left_out(self) -> dict[str, int]:
        """The spans the project has no label for, by the pipeline's label."""
        return left_out(self.labels)

    @property
    def sentences(self) -> list[str]:
        """What must be said beside the counts."""
        return [
            *(str(skipped) for skipped in self.skipped),
            *(words for words in (self.note, self.changed) if words),
            *filter(None, [left_out_sentence(self.left_out)]),
        ]

    def to_json(self) -> dict[str, object]:
        """The report as one JSON object."""
        return {
            "articles": self.articles,
            "suggestions": self.suggestions,
            "skipped": [
                {"article": s.article.uid, "title": s.article.title, "reason": s.sentence}
                for s in self.skipped
            ],
            "source": self.source,
            "version": self.version,
            "note": self.note,
            "changed": self.changed,
            "left_out": self.left_out,
        }


def prelabel(
    workspace: Workspace,
    *,
    pipeline: str | None = None,
    labels: LabelTable = (),
    jobs: int = 1,
    again: bool = False,
    progress: Progress | None = None,
) -> Prelabelled:
    """Store suggestions for every article no suggester has been through with the project's names.

    A ``pipeline`` given here is the project's from then on, also in the window; without one the
    project's own reads, else the program's default. ``labels`` are laid over the label map the
    project has for it, and are kept in the same way.
    Articles done with other names than the project has now, or by older rules of the program, are
    done anew, unless somebody has finished them. ``again`` does all articles anew. Suggestions
    somebody has decided on stay, the others are replaced. Each batch is committed and announced
    as a whole, so a run that is stopped is taken up where it was. ``progress`` counts articles.
    Raises SuggesterError, ProjectError, SaveError or Cancelled. Approximate numbers get what the
    project's policy gives them; muted text gets no suggestions.
    """
    progress = progress or Progress()
    project = workspace.project
    project.refuse_read_only()
    with project.reading() as connection:
        policy = fact(connection, VAGUE_POLICY) or VERBATIM.name
        known = chosen_pipeline(connection)
        book = names.book(connection)
        if again:
            numbers = article_rows.numbers(connection)
        else:
            numbers = suggestions.articles_without_run(
                connection, names=book.digest, reader=reader_of(known)
            )
    report = Prelabelled()
    chosen = settled(pipeline or of_project(known.name))
    if pipeline is None:
        refuse_absent(known)
    table = dict(known.labels if chosen == (known.name or DEFAULT) else ()) | dict(labels)
    choice = PipelineChoice(chosen, labels=tuple(table.items()))
    refuse_unknown(labels, workspace.labels)
    progress.report(0, len(numbers))
    if (pipeline is not None or labels) and not numbers:
        suggester = load(chosen)  # raises what is wrong with it, though nothing is to be read
        report.source, report.version = suggester.name, suggester.version
        _keep_choice(workspace, choice, report, known)
        return report
    batches = suggest_batches(
        _texts(project, numbers),
        pipeline=chosen,
        jobs=jobs,
        policy=policy,
        names=book,
        labels=choice.labels,
        check=progress.check,
    )
    with closing(batches):
        for batch in batches:
            _store(workspace, batch, report, again=again)
            if pipeline is not None or labels or known.name is not None:
                known = _keep_choice(workspace, choice, report, known)
            progress.report(report.articles + len(report.skipped), len(numbers))
    return report


def _keep_choice(
    workspace: Workspace, choice: PipelineChoice, report: Prelabelled, known: PipelineChoice
) -> PipelineChoice:
    """Remember what suggests in the project; the report says if it has read in another version."""
    now = replace(choice, version=plain_version(report.version or ""))
    if now != known:
        with workspace.changing(Part.PIPELINE) as connection:
            set_pipeline(connection, now)
    if known.name == choice.name and known.version not in (None, now.version):
        report.changed = f"The project was read by {report.source} {known.version} before."
    return now


def _texts(project: Project, numbers: Sequence[int]) -> Iterator[tuple[Article, str]]:
    for number in numbers:
        # A read of its own for each: nothing stays open while batches are written.
        with project.reading() as connection:
            document = article_rows.document(connection, number)
        yield document.article, document.text


def _store(
    workspace: Workspace, batch: Batch[Article], report: Prelabelled, *, again: bool
) -> None:
    spans: dict[int, Spans] = {}
    for article, outcome in batch.outcomes:
        if isinstance(outcome, Fault):
            report.skipped.append(Skipped(article, outcome.sentence))
        else:
            spans[article.id] = outcome
    suggester = batch.suggester
    with workspace.changing(Part.SUGGESTIONS, tuple(spans)) as connection:
        if again:
            renewing.drop_waiting(connection, spans)
        outside = muting.outside_muted(connection, spans)
        report.labels += [*batch.labels, *suggestions.without_label(connection, outside)]
        count = renewing.renew(
            connection,
            outside,
            source=suggester.name,
            version=suggester.version,
            names=suggester.names,
        )
    report.articles += len(spans)
    report.suggestions += count
    report.source, report.version = suggester.name, suggester.version
    report.note = suggester.note
