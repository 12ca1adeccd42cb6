"""An annotator's own spans of articles that get more of them: what they say against what comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from sqlalchemy import Connection, select

from annotator.domain.figures import readable_figure
from annotator.domain.overlap_rule import Laid, Standing
from annotator.domain.records import ImportIssue, Record, RecordSpan, adds_to
from annotator.store.definitions import overlap_rule
from annotator.store.mapping import LABEL
from annotator.store.row_mapper import ANNOTATION

OwnSpans: TypeAlias = dict[tuple[int, int, int, str], RecordSpan]
"""An annotator's spans by article, place and label."""


def own_spans(connection: Connection, numbers: Sequence[int], person: int) -> OwnSpans:
    """Those of some articles."""
    names = ("article_id", "start", "end", "figure", "entity", "note")
    columns = (*(ANNOTATION.c[name] for name in names), LABEL.c.name.label("label"))
    query = select(*columns).join(LABEL, LABEL.c.id == ANNOTATION.c.label_id)
    own = (ANNOTATION.c.annotator_id == person) & ANNOTATION.c.article_id.in_(numbers)
    spans: OwnSpans = {}
    for row in connection.execute(query.where(own)):
        figure = readable_figure(row.figure) if row.figure else None
        span = RecordSpan(
            row.start, row.end, row.label, figure=figure, entity=row.entity, note=row.note
        )
        spans[(row.article_id, *span.key)] = span
    return spans


def issues(
    connection: Connection, numbered: Sequence[tuple[int, Record]], own: OwnSpans, annotator: str
) -> list[ImportIssue]:
    """Where spans on their way in may not stand beside the annotator's own (all of them do), or say
    otherwise what the same one is, which stays.
    """
    by_article: dict[int, list[RecordSpan]] = {}
    for (number, *_), span in own.items():
        by_article.setdefault(number, []).append(span)
    rule = overlap_rule.rule(connection)
    times = Counter(number for number, _ in numbered)  # records of several people for one text
    said: list[ImportIssue] = []
    for number, record in numbered:
        there = by_article.get(number, [])
        standing = Standing(rule, there)
        if times[number] > 1:
            by_article[number] = [*there, *record.spans]
        for span in record.spans if there else ():
            reason = _against(span, standing, record.article.text, annotator)
            if reason:
                said.append(record.note(reason))
    return said


def _against(
    span: RecordSpan, standing: Standing[RecordSpan], text: str, annotator: str
) -> str | None:
    """What there is to say of a span beside those that stand, as a sentence without its end."""
    others = standing.against(span)
    same = next((item for item in others if item.key == span.key), None)
    if same is not None:
        is_other = adds_to(span.more, same.more)
        otherwise = (
            f"{Laid.of(span, text)} is there already, by {annotator}, with another value, entity "
            "or note; that stays, and what the file says of it was left out"
        )
        return otherwise if is_other else None
    if not others:
        return None
    laid = [str(Laid.of(item, text)) for item in (span, *others)]
    return (
        f"{laid[0]} overlaps {' and '.join(laid[1:])} of {annotator}, which this project does not "
        "allow; both stand, to be decided between (Edit, Overlapping spans)"
    )
