"""Reviewed articles on their way in: gold spans and where the review stands."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from annotator.domain.gold import GoldSource, GoldSpan, Review, ReviewStatus, Rule
from annotator.domain.records import ImportIssue, Record, RecordSpan
from annotator.domain.span_content import SpanContent
from annotator.domain.span_keys import kept
from annotator.domain.values import Status, new_id
from annotator.domain.wording import counted
from annotator.store.articles.article_rows import add_articles
from annotator.store.bulk import chunks
from annotator.store.events import log
from annotator.store.imports import not_added
from annotator.store.imports.exchange import Added, add_muted
from annotator.store.mapping import annotator_id
from annotator.store.review.review_rows import GOLD_SPAN, REVIEW
from annotator.store.row_mapper import add


def add_gold(connection: Connection, records: Sequence[Record]) -> Added:
    """Store reviewed articles; one that has been reviewed here stays as it is, which is told."""
    if not records:
        return Added()
    stored = add_articles(connection, [kept(record.article, record.spans) for record in records])
    issues = [*not_added.issues(connection, stored, records)]
    numbered = [(number, record) for (number, _), record in zip(stored, records, strict=True)]
    begun: set[int] = set()
    for some in chunks(sorted({number for number, _ in numbered})):
        query = select(REVIEW.c.article_id).where(REVIEW.c.article_id.in_(some))
        begun.update(connection.execute(query).scalars())
    fresh = [(number, record) for number, record in numbered if number not in begun]
    if len(fresh) < len(numbered):
        reviewed = counted(len(numbered) - len(fresh), "article")
        reason = f"{reviewed} had been reviewed here before, and the gold of the file was left out"
        issues.append(ImportIssue(records[0].file, None, reason))
    spans = [span for number, record in fresh for span in _spans(connection, number, record)]
    for name in {name for _, record in fresh for name in _reviewers(record)}:
        annotator_id(connection, name)
    add(connection, Review, [_review(number, record) for number, record in fresh])
    add(connection, GoldSpan, spans)
    add_muted(connection, numbered)
    new = sum(is_new for _, is_new in stored)
    reviewer = _review(*numbered[0]).reviewer
    log(connection, f"Import: gold of {counted(len(fresh), 'article')}", annotator=reviewer)
    return Added(new, len(stored) - new, len(spans), tuple(issues))


def _spans(connection: Connection, number: int, record: Record) -> list[GoldSpan]:
    wanted = [span.id for span in record.spans if span.id]
    query = select(GOLD_SPAN.c.id).where(GOLD_SPAN.c.id.in_(wanted))
    taken = set(connection.execute(query).scalars())
    return [_span(number, record, span, taken) for span in record.spans]


def _span(number: int, record: Record, span: RecordSpan, taken: set[str]) -> GoldSpan:
    review = _review(number, record)
    gold = span.gold
    identifier = span.id if span.id and span.id not in taken else new_id()
    return GoldSpan(
        id=identifier,
        article_id=number,
        span=SpanContent(*span.key, *span.more),
        text=record.article.text[span.start : span.end],
        source=GoldSource(gold.source) if gold else GoldSource.EDITED,
        chosen_from=gold.supporters if gold else (),
        reviewer=gold.reviewer if gold else review.reviewer,
        at=gold.at if gold else review.at,
    )


def _review(number: int, record: Record) -> Review:
    said = record.gold or {}
    status = ReviewStatus.GOLD if record.status is Status.DONE else ReviewStatus.IN_REVIEW
    people: object = said["annotators"]
    return Review(
        article_id=number,
        status=status,
        annotators=tuple(map(str, people)) if isinstance(people, list) else (),
        rule=Rule(str(said["rule"])),
        reviewer=str(said["reviewer"]),
        at=str(said["at"]),
    )


def _reviewers(record: Record) -> set[str]:
    return {
        _review(0, record).reviewer,
        *(span.gold.reviewer for span in record.spans if span.gold),
    }
