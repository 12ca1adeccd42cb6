"""Many articles at once as one annotator sees them, in a few statements; for exports.

Rows become records without the values of the window in between: exports have millions of spans.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, TypeAlias

from sqlalchemy import Connection, select

from annotator.domain.errors import DamagedError
from annotator.domain.figures import readable_figure
from annotator.domain.outgoing import rejected, source_text
from annotator.domain.records import AnsweredSuggestion, Record, RecordSpan, RejectedSpan
from annotator.domain.span_content import SpanContent
from annotator.domain.values import (
    ArticleStatus,
    MutedRange,
    NewArticle,
    Origin,
    Status,
    TextRange,
    UnmutedRange,
    Verdict,
)
from annotator.store.articles.article_rows import ARTICLE, TEXT
from annotator.store.mapping import ANNOTATOR, find_annotator, label_ids
from annotator.store.project_settings import JOINED, fact
from annotator.store.row_mapper import ANNOTATION, DECISION, MUTED, STATUS, UNMUTED, fetch
from annotator.store.work.suggestions import SOURCE, SUGGESTION
from annotator.store.work.time_spent import TIME

Quoted: TypeAlias = tuple[RecordSpan, str]
Stray: TypeAlias = tuple[RecordSpan, str]
NO_LABEL = "its label is not in the project"
NO_TEXT = "its name, note or another of its texts is stored as bytes"
_ORIGINS = {origin.value: origin for origin in Origin}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An article as a record whose spans are as they are stored, in text order: figures know the
    places of their wholes.

    ``misquoted`` are annotations of other words than the text has there, with those, ``strays``
    annotations that cannot leave for another reason, with that; neither are in the
    record. ``sha256`` is of the text that was imported.
    """

    number: int
    sha256: str
    record: Record
    misquoted: Sequence[Quoted]
    strays: Sequence[Stray]


_start = itemgetter(0)
_made = tuple.__new__  # twice as fast as RecordSpan()
_NOTHING_MORE = RecordSpan(0, 0, "")[8:]


@dataclass(slots=True)
class _Work:
    """What an annotator has made of an article."""

    spans: list[RecordSpan] = field(default_factory=list)
    misquoted: list[Quoted] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    rejected: list[RejectedSpan] = field(default_factory=list)


def snapshots(connection: Connection, numbers: Sequence[int], *, annotator: str) -> list[Snapshot]:
    """Articles in the order given; give some hundreds at most. One no longer there is left out.

    Raises DamagedError if one of them cannot be read.
    """
    person = find_annotator(connection, annotator)
    own = _own(STATUS, numbers, person)
    statuses = {row.article_id: row for row in fetch(connection, ArticleStatus, own)}
    spent = select(TIME.c.article_id, TIME.c.seconds).where(_own(TIME, numbers, person))
    seconds: dict[int, float] = {row[0]: row[1] for row in connection.execute(spent)}
    muted = _ranges(fetch(connection, MutedRange, MUTED.c.article_id.in_(numbers)))
    unmuted = _ranges(fetch(connection, UnmutedRange, UNMUTED.c.article_id.in_(numbers)))
    query = select(
        *(ARTICLE.c.id, ARTICLE.c.sha256, TEXT.c.text, ARTICLE.c.title, ARTICLE.c.source),
        *(ARTICLE.c.url, ARTICLE.c.published, ARTICLE.c.uid, TEXT.c.extra),
    ).join(TEXT, TEXT.c.article_id == ARTICLE.c.id)
    rows = connection.execute(query.where(ARTICLE.c.id.in_(numbers))).all()
    work = _work(connection, numbers, person, {row[0]: row[2] for row in rows})
    by_number: dict[int, Snapshot] = {}
    for number, sha256, text, title, source, url, published, uid, extra in rows:
        made, status = work[number], statuses.get(number)
        record = Record(
            article=NewArticle(text, title, source, url, published, uid, extra=parsed_extra(extra)),
            spans=tuple(made.spans),
            rejected=rejected(made.rejected),
            muted=tuple(muted[number]),
            unmuted=tuple(unmuted[number]),
            status=status.status if status else Status.NEW,
            reason=status.reason if status else None,
            annotator=annotator,
            seconds=seconds.get(number, 0.0),
        )
        by_number[number] = Snapshot(number, sha256, record, made.misquoted, made.strays)
    return [by_number[number] for number in numbers if number in by_number]


def _work(
    connection: Connection, numbers: Sequence[int], person: int | None, texts: Mapping[int, str]
) -> dict[int, _Work]:
    work = {number: _Work() for number in numbers}
    labels = {number: name for name, number in label_ids(connection).items()}
    decided = _decided(connection, _own(DECISION, numbers, person), labels, work)
    columns = (
        *(ANNOTATION.c.article_id, ANNOTATION.c.start, ANNOTATION.c.end, ANNOTATION.c.label_id),
        *(ANNOTATION.c.id, ANNOTATION.c.origin, ANNOTATION.c.figure, ANNOTATION.c.entity),
        *(ANNOTATION.c.note, ANNOTATION.c.text, ANNOTATION.c.suggestion_id),
    )
    query = select(*columns).where(_own(ANNOTATION, numbers, person))
    # The driver's own tuples, one by one: SQLAlchemy's rows, all at once, take a fifth more.
    rows: Any = connection.execute(query.order_by(ANNOTATION.c.article_id)).cursor
    for number, own in groupby(rows, itemgetter(0)):
        _take(work[number], own, texts.get(number, ""), labels, decided)
    for made in work.values():
        _put_in_text_order(made.spans)
    return work


def _take(
    work: _Work, rows: Iterable[Any], text: str, labels: Mapping[int, str], decided: _Decided
) -> None:
    """Take in the annotations of an article."""
    size, is_decided = len(text), bool(decided.by_number)
    for _, start, end, label, key, origin, stored, entity, note, quote, suggestion in rows:
        name = labels.get(label)
        if name is None:
            work.strays.append((RecordSpan(start, end, ""), NO_LABEL))
            continue
        # As `is_text` and `says`, which take a fifteenth of an export when called for each span.
        if (
            type(key) is not str
            or (note is not None and type(note) is not str)
            or (entity is not None and type(entity) is not str)
        ):
            work.strays.append((RecordSpan(start, end, name), NO_TEXT))
            continue
        figure = None if stored is None else readable_figure(stored)
        known = (start, end, name, key, _ORIGINS[origin], figure, entity, note)
        span = _made(RecordSpan, known + _NOTHING_MORE)
        if is_decided and (suggestion in decided.by_number or key in decided.by_span):
            span = decided.answered_by(span, suggestion)
        if quote == text[start:end] and 0 <= start < end <= size:
            work.spans.append(span)
        else:
            work.misquoted.append((span, quote))


@dataclass(slots=True)
class _Decided:
    """Suggestions that were decided on, by number, and which of them a span answered, by its id."""

    by_number: dict[int | None, AnsweredSuggestion] = field(default_factory=dict)
    by_span: defaultdict[str | None, list[int]] = field(default_factory=lambda: defaultdict(list))

    def answered_by(self, span: RecordSpan, number: int | None) -> RecordSpan:
        """The span with the suggestion of this number, which it came from, and the others."""
        came_from = self.by_number.get(number)
        others = tuple(self.by_number[n] for n in self.by_span.get(span.id, ()) if n != number)
        score = came_from and came_from.score
        return span._replace(score=score, suggestion=came_from, answers=others)


def _decided(
    connection: Connection, own: Any, labels: Mapping[int, str], work: Mapping[int, _Work]
) -> _Decided:
    """Take in what was rejected; everything that was decided on."""
    decided = _Decided()
    query = (
        select(
            *(DECISION.c.article_id, DECISION.c.verdict, SUGGESTION.c.id, SUGGESTION.c.start),
            *(SUGGESTION.c.end, SUGGESTION.c.label_id, SUGGESTION.c.score, SUGGESTION.c.rule),
            *(SUGGESTION.c.figure, DECISION.c.annotation_id, SOURCE.c.name, SOURCE.c.version),
        )
        .join(SUGGESTION, SUGGESTION.c.id == DECISION.c.suggestion_id)
        .join(SOURCE, SOURCE.c.id == SUGGESTION.c.source_id)
        .where(own)
        .order_by(SUGGESTION.c.id)
    )
    rows = connection.execute(query)
    for article, verdict, number, start, end, label, score, rule, stored, span, *source in rows:
        if label not in labels:
            continue
        place, name = (start, end, labels[label]), source_text(*source)
        figure = None if stored is None else readable_figure(stored)
        if verdict == Verdict.REJECTED:
            content = SpanContent(*place, figure)
            work[article].rejected.append(RejectedSpan(content, name, score, rule))
        decided.by_number[number] = AnsweredSuggestion(*place, name, rule, score, figure)
        if span is not None:
            decided.by_span[span].append(number)
    return decided


def says(text: str, start: int, end: int, quote: str) -> bool:
    """Whether an article has these words there. A slice alone ends where the text does."""
    return 0 <= start < end <= len(text) and text[start:end] == quote


def is_text(value: object) -> bool:
    """Whether a stored value is a text or not there: SQLite keeps bytes in any column."""
    return value is None or type(value) is str


def _put_in_text_order(spans: list[RecordSpan]) -> None:
    spans.sort(key=_start)
    if len(set(map(_start, spans))) < len(spans):  # seldom, and four times as slow
        spans.sort(key=_in_text_order)


def _in_text_order(span: RecordSpan) -> tuple[int, int, str, str | None]:
    return span[0], -span[1], span[2], span[3]


def parsed_extra(stored: str | None) -> dict[str, Any]:
    """The further keys of an article. Raises DamagedError."""
    try:
        extra = json.loads(stored) if stored else {}
    except (ValueError, RecursionError):
        extra = None
    if not isinstance(extra, dict):
        raise DamagedError("Its further keys are damaged; restore a backup.")
    return extra


def annotators(connection: Connection) -> list[str]:
    """Everybody who has worked in the project, by name; who has been joined with another and has
    nothing since is that other.
    """
    names = list(connection.execute(select(ANNOTATOR.c.name).order_by(ANNOTATOR.c.name)).scalars())
    joined = json.loads(fact(connection, JOINED) or "{}")
    return [name for name in names if name not in joined or _has_work(connection, name)]


def _has_work(connection: Connection, name: str) -> bool:
    person = find_annotator(connection, name)
    own = (select(t.c.article_id).where(t.c.annotator_id == person) for t in (ANNOTATION, STATUS))
    return any(connection.execute(query.limit(1)).first() is not None for query in own)


def _own(rows: Any, numbers: Sequence[int], person: int | None) -> Any:
    return rows.c.article_id.in_(numbers) & (rows.c.annotator_id == person)


def _ranges(
    rows: Sequence[MutedRange] | Sequence[UnmutedRange],
) -> defaultdict[int, list[TextRange]]:
    by_article: defaultdict[int, list[TextRange]] = defaultdict(list)
    for row in sorted(rows, key=attrgetter("start", "end")):
        by_article[row.article_id].append(row.range)
    return by_article
