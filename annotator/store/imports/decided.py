"""What the spans of records were the answer to, and how long the work took: suggestions, verdicts,
seconds. What the project knows of them already stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import Connection, insert, select

from annotator.domain.outgoing import source_parts
from annotator.domain.records import AnsweredSuggestion, ImportIssue, Record, RecordSpan
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Decision, SuggestedSpan, Verdict
from annotator.domain.wording import counted
from annotator.store.articles.stories import forget_runs
from annotator.store.bulk import chunks
from annotator.store.engine import writer
from annotator.store.mapping import annotator_id, label_ids
from annotator.store.row_mapper import DECISION, add
from annotator.store.work.person_tables import SHARE
from annotator.store.work.suggestions import SUGGESTION, add_suggestions
from annotator.store.work.time_spent import TIME

Key: TypeAlias = tuple[int, int, int, str]
"""A suggestion by its article, place and label; there is no other that says the same."""


def add_answered(
    connection: Connection, numbered: Sequence[tuple[int, Record]]
) -> Mapping[Key, int]:
    """Store the suggestions that spans were the answer to; their numbers.

    Suggesters go through these articles all the same: what waited there is not in a record.
    """
    by_source: dict[str, dict[int, list[SuggestedSpan]]] = {}
    for number, record in numbered:
        for span in record.spans:
            for item in span.answered:
                content = SpanContent(item.start, item.end, item.label, item.figure)
                suggested = SuggestedSpan(content, item.rule, item.score)
                by_source.setdefault(item.source, {}).setdefault(number, []).append(suggested)
    for source, spans in by_source.items():
        name, version = source_parts(source)
        add_suggestions(connection, spans, source=name, version=version)
        forget_runs(connection, spans, source=name)
    articles = {number for spans in by_source.values() for number in spans}
    names = {number: name for name, number in label_ids(connection).items()}
    return {
        (article, start, end, names[label]): number
        for (article, start, end, label), number in numbers(connection, articles).items()
        if label in names
    }


def numbers(
    connection: Connection, articles: Collection[int]
) -> dict[tuple[int, int, int, int], int]:
    """The suggestions of some articles, by article, place and number of the label."""
    columns = (SUGGESTION.c.article_id, SUGGESTION.c.start, SUGGESTION.c.end, SUGGESTION.c.label_id)
    query = select(SUGGESTION.c.id, *columns).order_by(SUGGESTION.c.id)
    return {
        (article, start, end, label): number
        for some in chunks(sorted(articles))
        for number, article, start, end, label in connection.execute(
            query.where(SUGGESTION.c.article_id.in_(some))
        )
    }


def number_of(
    article: int, suggestion: AnsweredSuggestion | None, there: Mapping[Key, int]
) -> int | None:
    """The number of a suggestion that has been stored."""
    return None if suggestion is None else there.get((article, *suggestion[:3]))


def verdicts(
    article: int, span: RecordSpan, identifier: str, annotator: str, there: Mapping[Key, int]
) -> Iterator[Decision]:
    """What a span, which is stored under this id, says of each suggestion it was the answer to."""
    for item in span.answered:
        number = number_of(article, item, there)
        if number is not None:
            verdict = Verdict.ACCEPTED if item[:3] == span.key else Verdict.CORRECTED
            yield Decision(number, article, annotator, verdict, identifier)


def add_verdicts(connection: Connection, rows: Sequence[Decision], person: int) -> None:
    """Store the verdicts of somebody, of several on one suggestion the first."""
    known: set[int] = set()
    for some in chunks(sorted({row.article_id for row in rows})):
        own = (DECISION.c.annotator_id == person) & DECISION.c.article_id.in_(some)
        known.update(connection.execute(select(DECISION.c.suggestion_id).where(own)).scalars())
    new: dict[int, Decision] = {}
    for row in rows:
        if row.suggestion_id not in known:
            new.setdefault(row.suggestion_id, row)
    add(connection, Decision, list(new.values()))


def add_time(
    connection: Connection, numbered: Sequence[tuple[int, Record]], annotator: str
) -> Iterator[ImportIssue]:
    """Store how long somebody has worked on articles, where nothing is known of that; one sentence
    on those where something else is.
    """
    spent = {number: record for number, record in numbered if record.seconds}
    person = annotator_id(connection, annotator)
    known: dict[int, float] = {}
    for some in chunks(sorted(spent)):
        query = select(TIME.c.article_id, TIME.c.seconds).where(TIME.c.annotator_id == person)
        rows = connection.execute(query.where(TIME.c.article_id.in_(some)))
        known |= {number: seconds for number, seconds in rows}
    new = [
        {"article_id": number, "annotator_id": person, "seconds": record.seconds}
        for number, record in spent.items()
        if number not in known
    ]
    if new:
        connection.execute(insert(TIME), new)
        here = writer(connection)
        connection.execute(insert(SHARE), [{**row, "writer": here} for row in new])
    others = [number for number in known if known[number] != spent[number].seconds]
    if others:
        what = f"of {counted(len(others), 'article')} it says otherwise how long {annotator} has "
        reason = what + "worked on them than the project does, which stays"
        yield ImportIssue(spent[others[0]].file, None, reason, loss=False)
