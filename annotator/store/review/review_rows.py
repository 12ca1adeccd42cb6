"""The rows of reviews as domain values, and the options of a ruling as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    Connection,
    delete,
    exists,
    select,
    update,
)

from annotator.domain.conflicts import Kind, Option
from annotator.domain.figures import Figure
from annotator.domain.gold import (
    Comment,
    GoldSource,
    GoldSpan,
    Outcome,
    Reason,
    Review,
    ReviewStatus,
    Rule,
    Ruling,
)
from annotator.domain.span_content import SpanContent
from annotator.store.mapping import RowMapper
from annotator.store.review.review_tables import CommentRow, GoldSpanRow, ReviewRow, RulingRow
from annotator.store.row_values import NamedRow, span_of
from annotator.store.tables import table

GOLD_SPAN = table(GoldSpanRow)
RULING = table(RulingRow)
REVIEW = table(ReviewRow)
COMMENT = table(CommentRow)


def _gold_span_of(row: NamedRow) -> GoldSpan:
    return GoldSpan(
        id=row["id"],
        article_id=row["article_id"],
        span=span_of(row),
        text=row["text"],
        source=GoldSource(row["source"]),
        chosen_from=tuple(json.loads(row["chosen_from"])),
        reviewer=row["reviewer"],
        at=row["at"],
        ruling_id=row["ruling_id"],
    )


def _ruling_of(row: NamedRow) -> Ruling:
    return Ruling(
        id=row["id"],
        article_id=row["article_id"],
        start=row["start"],
        end=row["end"],
        kind=Kind(row["kind"]),
        options=options_value(row["versions"]),
        outcome=Outcome(row["outcome"]),
        reviewer=row["reviewer"],
        at=row["at"],
        chosen=row["chosen"],
        rule=Rule(row["rule"]) if row["rule"] else None,
        reason=Reason(row["reason"]) if row["reason"] else None,
        comment=row["comment"],
    )


def _review_of(row: NamedRow) -> Review:
    return Review(
        article_id=row["article_id"],
        status=ReviewStatus(row["status"]),
        annotators=tuple(json.loads(row["annotators"])),
        rule=Rule(row["rule"]),
        reviewer=row["reviewer"],
        at=row["at"],
    )


def _comment_of(row: NamedRow) -> Comment:
    names = ("id", "article_id", "ruling_id", "author", "text", "at")
    return Comment(*(row[name] for name in names))


GOLD_SPANS = RowMapper(GOLD_SPAN, _gold_span_of)
RULINGS = RowMapper(
    RULING, _ruling_of, {"versions": lambda ruling, _: options_text(ruling.options)}
)
REVIEWS = RowMapper(REVIEW, _review_of)
COMMENTS = RowMapper(COMMENT, _comment_of)


def options_text(options: Sequence[Option]) -> str:
    """Versions as they are stored."""
    return json.dumps(plain_options(options), ensure_ascii=False)


def plain_options(options: Sequence[Option]) -> list[dict[str, Any]]:
    """Versions as JSON holds them."""
    return [
        {
            "holders": option.supporters,
            "claims": [
                {
                    "start": span.start,
                    "end": span.end,
                    "label": span.label,
                    "figure": span.figure.to_json() if span.figure else None,
                    "entity": span.entity,
                }
                for span in option.spans
            ],
        }
        for option in options
    ]


def options_value(stored: str) -> tuple[Option, ...]:
    """Stored versions. Raises ValueError, KeyError or TypeError where they are damaged."""
    return options_of(json.loads(stored))


def options_of(plain: Sequence[Mapping[str, Any]]) -> tuple[Option, ...]:
    """Versions from JSON. Raises ValueError, KeyError or TypeError where they are damaged."""
    return tuple(
        Option(tuple(map(_span, option["claims"])), tuple(option["holders"])) for option in plain
    )


def relabel(connection: Connection, old: str, new: str) -> None:
    """Let rulings say ``new`` where they say ``old``: a label has another name."""
    query = select(RULING.c.id, RULING.c.versions)
    for number, stored in connection.execute(query).all():
        text = relabelled_text(stored, old, new)
        if text != stored:
            same = RULING.c.id == number
            connection.execute(update(RULING).where(same).values(versions=text))


def relabelled_text(stored: str, old: str, new: str) -> str:
    """Stored versions that say ``new`` where they said ``old``."""
    return options_text(
        [
            Option(tuple(_relabelled(c, old, new) for c in option.spans), option.supporters)
            for option in options_value(stored)
        ]
    )


def merge_label(connection: Connection, old: int, new: int) -> None:
    """Give the gold spans of one label another; where one lies there already, it stays alone.

    Both are given by their numbers.
    """
    twin = GOLD_SPAN.alias("twin")
    same = (
        (twin.c.article_id == GOLD_SPAN.c.article_id)
        & (twin.c.start == GOLD_SPAN.c.start)
        & (twin.c.end == GOLD_SPAN.c.end)
        & (twin.c.label_id == new)
    )
    labelled = GOLD_SPAN.c.label_id == old
    connection.execute(delete(GOLD_SPAN).where(labelled, exists().where(same)))
    connection.execute(update(GOLD_SPAN).where(labelled).values(label_id=new))


def _span(row: Mapping[str, Any]) -> SpanContent:
    figure = Figure.from_json(row["figure"]) if row["figure"] else None
    return SpanContent(row["start"], row["end"], row["label"], figure, row["entity"])


def _relabelled(span: SpanContent, old: str, new: str) -> SpanContent:
    return replace(span, label=new) if span.label == old else span
