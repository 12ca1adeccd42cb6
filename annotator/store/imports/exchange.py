"""Records in bulk: a batch of articles with their spans, one transaction, few statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, TypeAlias

from sqlalchemy import Connection, select

from annotator.domain.answering import IMPORTED
from annotator.domain.outgoing import source_parts
from annotator.domain.records import ImportIssue, Record, RecordSpan
from annotator.domain.span_keys import kept
from annotator.domain.values import (
    ArticleStatus,
    Decision,
    MutedRange,
    Origin,
    Status,
    SuggestedSpan,
    TextRange,
    UnmutedRange,
    Verdict,
    new_id,
    new_ids,
)
from annotator.domain.wording import counted
from annotator.store.articles.article_rows import add_articles
from annotator.store.bulk import chunks, insert_rows
from annotator.store.events import log
from annotator.store.imports import also, decided, not_added, own_spans
from annotator.store.imports.also import Kept
from annotator.store.mapping import annotator_id, figure_text, label_ids
from annotator.store.queue.summaries import recount, tally
from annotator.store.row_mapper import ANNOTATION, MUTED, STATUS, UNMUTED, add
from annotator.store.work.suggestions import add_suggestions
from annotator.store.work.work_versions import advance

_AT_ONCE = 5000  # annotations in memory beside their records

BySource: TypeAlias = dict[str, dict[int, list[SuggestedSpan]]]


@dataclass(frozen=True, slots=True)
class Added:
    """What a batch brought in: new articles, articles already there, spans; ``issues`` say which
    spans go against what was annotated before, ``kept`` what records said of articles there.
    """

    articles: int = 0
    known: int = 0
    spans: int = 0
    issues: tuple[ImportIssue, ...] = ()
    kept: Kept = field(default_factory=Kept)

    def __add__(self, other: Added) -> Added:
        return Added(
            self.articles + other.articles,
            self.known + other.known,
            self.spans + other.spans,
            self.issues + other.issues,
            self.kept + other.kept,
        )


def add_records(
    connection: Connection,
    records: Sequence[Record],
    *,
    annotator: str,
    as_annotations: bool,
    boilerplate: Sequence[Sequence[TextRange]] = (),
) -> Added:
    """Store records; their labels must be in the project and their spans inside their texts.

    With ``as_annotations`` spans become annotations of ``annotator``, with rejected suggestions
    and status; otherwise they become suggestions of "import:" and the record's file name. Those
    a program suggested stay that program's suggestions.
    ``boilerplate`` is for each record what rules mute in it if it is new. Nothing already there is
    doubled or changed.
    """
    stored = add_articles(connection, [kept(record.article, record.spans) for record in records])
    numbered = [(number, record) for (number, _), record in zip(stored, records, strict=True)]
    more = also.keep(connection, stored, records)
    issues = [*not_added.issues(connection, stored, records)]
    if as_annotations:
        made = [(number, record) for number, record in numbered if record.suggested_by is None]
        numbers = [number for number, _ in made]
        own = own_spans.own_spans(connection, numbers, annotator_id(connection, annotator))
        issues += own_spans.issues(connection, made, own, annotator)
        answered = decided.add_answered(connection, made)
        spans = _add_annotations(connection, made, own.keys(), annotator, answered)
        _add_rejected(connection, made, annotator)
        _add_work(connection, made, annotator)
        issues += decided.add_time(connection, made, annotator)
        _tally(connection, made, annotator)
        guessed = [(number, record) for number, record in numbered if record.suggested_by]
        spans += _add_suggested(connection, guessed)
    else:
        spans = _add_suggested(connection, numbered)
    add_muted(connection, numbered)
    if boilerplate:
        _add_boilerplate(connection, stored, boilerplate)
    new = sum(is_new for _, is_new in stored)
    added = Added(new, len(stored) - new, spans, tuple(issues), more)
    title = f"Import: {counted(added.articles, 'new article')}, {counted(added.spans, 'span')}"
    log(connection, title, annotator=annotator)
    return added


def _add_annotations(
    connection: Connection,
    numbered: Sequence[tuple[int, Record]],
    own: Iterable[tuple[int, int, int, str]],
    annotator: str,
    answered: Mapping[decided.Key, int],
) -> int:
    """Those of some records that the annotator does not have yet; ``own`` are those that are."""
    person = annotator_id(connection, annotator)
    labels = label_ids(connection)
    there = set(own)
    taken = _taken_ids(connection, (span.id for _, record in numbered for span in record.spans))
    rows: list[tuple[Any, ...]] = []  # in the order of the table's columns
    verdicts: list[Decision] = []
    fresh, count, imported = new_ids(), 0, Origin.IMPORTED.value
    for number, record in numbered:
        text = record.article.text
        for span in record.spans:
            start, end, label, identifier, origin, figure, entity, note = span[:8]
            key = (number, start, end, label)
            if key not in there:
                there.add(key)
                if not identifier or identifier in taken:
                    identifier = next(fresh)
                taken.add(identifier)
                made = imported if origin is None else origin.value
                value = None if figure is None else figure_text(figure)
                place = (identifier, number, person, labels[label], start, end, text[start:end])
                came_from = None
                if span.suggestion is not None or span.answers:
                    verdicts += decided.verdicts(number, span, identifier, annotator, answered)
                    came_from = decided.number_of(number, span.suggestion, answered)
                rows.append((*place, made, value, entity, note, came_from))
        if len(rows) >= _AT_ONCE:
            count += insert_rows(connection, ANNOTATION, rows)
            rows.clear()
    count += insert_rows(connection, ANNOTATION, rows)
    decided.add_verdicts(connection, verdicts, person)
    return count


def _taken_ids(connection: Connection, ids: Iterable[str | None]) -> set[str]:
    wanted = [identifier for identifier in ids if identifier]
    taken: set[str] = set()
    for some in chunks(wanted, 900):
        query = select(ANNOTATION.c.id).where(ANNOTATION.c.id.in_(some))
        taken.update(connection.execute(query).scalars())
    return taken


def _add_suggested(connection: Connection, numbered: Sequence[tuple[int, Record]]) -> int:
    # An article without spans gets no run, so that it is left to the suggesters.
    by_source: dict[tuple[str, str], dict[int, list[RecordSpan]]] = {}
    for number, record in numbered:
        source = (f"{IMPORTED}{PurePath(record.file).name}", "")
        if record.suggested_by:
            source = source_parts(record.suggested_by)
        if record.spans:
            by_source.setdefault(source, {}).setdefault(number, []).extend(record.spans)
    return sum(
        add_suggestions(connection, spans, source=source, version=version)
        for (source, version), spans in by_source.items()
    )


def _add_rejected(
    connection: Connection, numbered: Sequence[tuple[int, Record]], annotator: str
) -> None:
    by_source: BySource = {}
    for number, record in numbered:
        for span in record.rejected:
            suggested = SuggestedSpan(span.span, span.rule, span.score)
            by_source.setdefault(span.source, {}).setdefault(number, []).append(suggested)
    for source, spans in by_source.items():
        name, version = source_parts(source)
        add_suggestions(connection, spans, source=name, version=version)
    if by_source:
        _decide(connection, by_source.values(), annotator)


def _decide(
    connection: Connection,
    rejected: Iterable[Mapping[int, Sequence[SuggestedSpan]]],
    annotator: str,
) -> None:
    person = annotator_id(connection, annotator)
    labels = label_ids(connection)
    keys = {
        (number, span.start, span.end, labels[span.label]): None
        for by_article in rejected
        for number, spans in by_article.items()
        for span in spans
    }
    numbers = {key[0] for key in keys}
    at = decided.numbers(connection, numbers)
    rows = [Decision(at[key], key[0], annotator, Verdict.REJECTED) for key in keys]
    decided.add_verdicts(connection, rows, person)


def _add_work(
    connection: Connection, numbered: Sequence[tuple[int, Record]], annotator: str
) -> None:
    person = annotator_id(connection, annotator)
    numbers = [number for number, _ in numbered]
    own = (STATUS.c.annotator_id == person) & STATUS.c.article_id.in_(numbers)
    there = set(connection.execute(select(STATUS.c.article_id).where(own)).scalars())
    rows: list[ArticleStatus] = []
    for number, record in numbered:
        status = record.status or (Status.IN_PROGRESS if record.spans else Status.NEW)
        if number not in there and status is not Status.NEW:
            there.add(number)
            rows.append(ArticleStatus(number, annotator, status, record.reason))
    add(connection, ArticleStatus, rows)


def _tally(connection: Connection, numbered: Sequence[tuple[int, Record]], annotator: str) -> None:
    person = annotator_id(connection, annotator)
    worked = {number for number, record in numbered if record.spans or record.rejected}
    tally(connection, [(number, person) for number in sorted(worked)])
    marked = {number for number, record in numbered if record.status}
    advance(connection, [(number, person) for number in sorted(worked | marked)])


def add_muted(connection: Connection, numbered: Sequence[tuple[int, Record]]) -> None:
    """Store what is muted and unmuted in articles, as far as neither is there."""
    numbers = [number for number, record in numbered if record.muted or record.unmuted]
    if not numbers:
        return
    there: set[tuple[int, int, int]] = set()
    for rows in (MUTED, UNMUTED):
        query = select(rows.c.article_id, rows.c.start, rows.c.end)
        rows_there = connection.execute(query.where(rows.c.article_id.in_(numbers)))
        there |= {(number, start, end) for number, start, end in rows_there}
    muted: list[MutedRange] = []
    unmuted: list[UnmutedRange] = []
    for number, record in numbered:
        for part in record.muted:
            if _is_new(there, number, part):
                muted.append(MutedRange(new_id(), number, part.start, part.end, part.rule))
        for part in record.unmuted:
            if _is_new(there, number, part):
                unmuted.append(UnmutedRange(new_id(), number, part.start, part.end, part.rule))
    add(connection, MutedRange, muted)
    add(connection, UnmutedRange, unmuted)
    recount(connection, numbers)


def _is_new(there: set[tuple[int, int, int]], number: int, part: TextRange) -> bool:
    """Whether a part is neither muted nor unmuted yet; from now on it is one of them."""
    place = (number, part.start, part.end)
    is_new = place not in there
    there.add(place)
    return is_new


def _add_boilerplate(
    connection: Connection,
    stored: Sequence[tuple[int, bool]],
    boilerplate: Sequence[Sequence[TextRange]],
) -> None:
    rows = [
        MutedRange(new_id(), number, part.start, part.end, part.rule)
        for (number, is_new), parts in zip(stored, boilerplate, strict=True)
        for part in parts
        if is_new
    ]
    add(connection, MutedRange, rows)
