"""Lays what a suggester finds beside gold annotation: scores, and every error to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from annotator.domain.errors import InputError
from annotator.domain.figures import VERBATIM
from annotator.domain.names import NO_NAMES, NameBook
from annotator.domain.records import ImportIssue, Record, RecordSpan
from annotator.domain.scoring import (
    Counts,
    Error,
    FigureCounts,
    Marked,
    Mistake,
    Tally,
    by_kind,
    compare,
    overall,
)
from annotator.domain.values import SuggestedSpan
from annotator.formats.json import jsonl
from annotator.formats.reader import ReadOptions
from annotator.nlp.processes.batches import suggest_batches
from annotator.nlp.processes.messages import Fault, Loaded
from annotator.nlp.suggesters.registry import DEFAULT
from annotator.operations.importing.finding import drained
from annotator.operations.importing.reading import source_of
from annotator.operations.suggesting.rule_counts import RuleCounter
from annotator.tasks import Progress

_CONTEXT = 50  # code points on either side of an error


@dataclass(frozen=True, slots=True)
class Finding:
    """An error where it stands: the line of the gold file, and the text around it.

    ``context`` has the words in square brackets; ``gold`` and ``found`` are their quotes.
    """

    line: int
    article: str
    error: Error[RecordSpan, SuggestedSpan]
    context: str
    gold: str | None
    predicted: str | None

    def to_json(self) -> dict[str, object]:
        """The finding as a JSON object."""
        return {
            "line": self.line,
            "article": self.article,
            "gold": _span_json(self.error.gold, self.gold),
            "found": _span_json(self.error.predicted, self.predicted),
            "rule": self.error.predicted.rule if self.error.predicted is not None else None,
            "context": self.context,
        }


@dataclass(slots=True)
class Evaluation:
    """Scores and errors of one suggester on one gold file."""

    texts: int = 0
    tally: Tally = field(default_factory=Tally)
    findings: list[Finding] = field(default_factory=list)
    problems: int = 0
    suggester: Loaded | None = None
    rules: RuleCounter = field(default_factory=RuleCounter)

    def of_kind(self) -> Iterator[tuple[Mistake, list[Finding]]]:
        """The findings by kind of error, in the order of the file."""
        for kind, _ in by_kind(finding.error for finding in self.findings):
            yield kind, [finding for finding in self.findings if finding.error.kind is kind]

    def to_json(self) -> dict[str, object]:
        """The evaluation as one JSON object. Scores of nothing are null."""
        strict, overlapping = self.tally.strict, self.tally.overlapping
        return {
            "source": self.suggester.name if self.suggester else None,
            "version": self.suggester.version if self.suggester else None,
            "note": self.suggester.note if self.suggester else None,
            "texts": self.texts,
            "problems": self.problems,
            "overall": _scores(overall(strict), overall(overlapping)),
            "labels": {
                label: _scores(strict[label], overlapping[label]) for label in self.tally.labels
            },
            "figures": _figures(self.tally.figures),
            "errors": {
                kind.value: [finding.to_json() for finding in findings]
                for kind, findings in self.of_kind()
            },
            "rules": [count.to_json() for count in self.rules.counts()],
        }


def evaluate(
    gold: Path,
    *,
    pipeline: str = DEFAULT,
    jobs: int = 1,
    names: NameBook = NO_NAMES,
    problem: Callable[[ImportIssue], None] = lambda issue: None,
    progress: Progress | None = None,
) -> Evaluation:
    """Score a suggester on a JSON lines file of annotated texts.

    ``names`` are laid over the shipped ones. ``problem`` hears of what in the file was left out,
    and of texts without an answer. Raises InputError when the file cannot be read or holds no
    text, SuggesterError, and Cancelled.
    """
    progress = progress or Progress()
    result = Evaluation()
    records = list(_records(gold, result, problem))
    if not records:
        raise InputError(f"{gold} holds no annotated text.")
    batches = suggest_batches(
        ((record, record.article.text) for record in records),
        pipeline=pipeline,
        jobs=jobs,
        policy=VERBATIM.name,
        names=names,
        check=progress.check,
    )
    with closing(batches):
        for batch in batches:
            result.suggester = batch.suggester
            for record, outcome in batch.outcomes:
                if isinstance(outcome, Fault):
                    result.problems += 1
                    problem(ImportIssue(record.file, record.line, outcome.sentence.rstrip(".")))
                    # Nothing found is what a person would have got.
                    outcome = ()
                _score(result, record, outcome)
            progress.report(result.texts, len(records))
    return result


def _records(
    gold: Path, result: Evaluation, problem: Callable[[ImportIssue], None]
) -> Iterator[Record]:
    (file,) = drained([gold])
    if isinstance(file, ImportIssue):
        raise InputError(f"{file}.")
    try:
        for item in jsonl.read(source_of(file, ReadOptions()), ReadOptions()):
            if isinstance(item, Record):
                yield item
            elif item.loss:
                result.problems += 1
                problem(item)
    except OSError as error:
        raise InputError(f"{gold} cannot be read: {error.strerror}.") from error


def _score(result: Evaluation, record: Record, spans: tuple[SuggestedSpan, ...]) -> None:
    comparison = compare(record.spans, spans)
    result.texts += 1
    result.tally.add(comparison)
    result.rules.add(record.spans, spans)
    result.findings += [_finding(record, error) for error in comparison.errors]


def _finding(record: Record, error: Error[RecordSpan, SuggestedSpan]) -> Finding:
    text = record.article.text
    spans: list[Marked] = [span for span in (error.gold, error.predicted) if span is not None]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return Finding(
        line=record.line or 0,
        article=record.article.uid or record.article.title,
        error=error,
        context=_context(text, start, end),
        gold=_quote(text, error.gold),
        predicted=_quote(text, error.predicted),
    )


def _context(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return f"{before}[{text[start:end]}]{after}".replace("\n", " ")


def _quote(text: str, span: Marked | None) -> str | None:
    return None if span is None else text[span.start : span.end]


def _span_json(span: Marked | None, quote: str | None) -> dict[str, object] | None:
    if span is None:
        return None
    return {"start": span.start, "end": span.end, "label": span.label, "text": quote}


def _scores(strict: Counts, overlapping: Counts) -> dict[str, object]:
    return {
        "gold": strict.gold,
        "found": strict.predicted,
        "strict": _score_json(strict),
        "overlapping": _score_json(overlapping),
    }


def _score_json(counts: Counts) -> Mapping[str, object]:
    return {
        "right": counts.right,
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
    }


def _figures(counts: FigureCounts) -> dict[str, object]:
    return {
        "gold": counts.gold,
        "matched": counts.matched,
        "right": counts.right,
        "unread": counts.unread,
        "wrong": counts.wrong,
        "counts_right": counts.counted,
        "outcome_right": counts.outcome,
    }
