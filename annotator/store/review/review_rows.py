"""How the rows of reviews are found, taken away and added; used by edits through rows.py."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    delete,
    exists,
    select,
    update,
)

from annotator.domain.conflicts import Claim, Kind, Version
from annotator.domain.figures import Figure, readable_figure
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
from annotator.store.mapping import (
    ANNOTATOR,
    LABEL,
    annotator_id,
    figure_text,
    label_ids,
)
from annotator.store.review.review_tables import CommentRow, GoldSpanRow, ReviewRow, RulingRow
from annotator.store.tables import table

GOLD_SPAN = table(GoldSpanRow)
RULING = table(RulingRow)
REVIEW = table(ReviewRow)
COMMENT = table(CommentRow)


class GoldSpanMapper:
    table = GOLD_SPAN

    def select(self) -> Select[Any]:
        names = (LABEL.c.name.label("label"), ANNOTATOR.c.name.label("reviewer"))
        return select(GOLD_SPAN, *names).join(LABEL).join(ANNOTATOR)

    def where(self, rows: Sequence[GoldSpan]) -> ColumnElement[bool]:
        return GOLD_SPAN.c.id.in_([row.id for row in rows])

    def value(self, row: RowMapping) -> GoldSpan:
        return GoldSpan(
            id=row["id"],
            article_id=row["article_id"],
            start=row["start"],
            end=row["end"],
            label=row["label"],
            text=row["text"],
            source=GoldSource(row["source"]),
            chosen_from=tuple(json.loads(row["chosen_from"])),
            reviewer=row["reviewer"],
            at=row["at"],
            figure=readable_figure(row["figure"]),
            entity=row["entity"],
            note=row["note"],
            ruling_id=row["ruling_id"],
        )

    def params(self, connection: Connection, rows: Sequence[GoldSpan]) -> list[dict[str, Any]]:
        labels = label_ids(connection)
        people = _people(connection, (row.reviewer for row in rows))
        return [
            {
                "id": row.id,
                "article_id": row.article_id,
                "label_id": labels.get(row.label),
                "start": row.start,
                "end": row.end,
                "text": row.text,
                "source": row.source.value,
                "chosen_from": json.dumps(row.chosen_from, ensure_ascii=False),
                "figure": figure_text(row.figure),
                "entity": row.entity,
                "note": row.note,
                "ruling_id": row.ruling_id,
                "reviewer_id": people[row.reviewer],
                "at": row.at,
            }
            for row in rows
        ]


class RulingMapper:
    table = RULING

    def select(self) -> Select[Any]:
        return select(RULING, ANNOTATOR.c.name.label("reviewer")).join(ANNOTATOR)

    def where(self, rows: Sequence[Ruling]) -> ColumnElement[bool]:
        return RULING.c.id.in_([row.id for row in rows])

    def value(self, row: RowMapping) -> Ruling:
        return Ruling(
            id=row["id"],
            article_id=row["article_id"],
            start=row["start"],
            end=row["end"],
            kind=Kind(row["kind"]),
            versions=versions_value(row["versions"]),
            outcome=Outcome(row["outcome"]),
            reviewer=row["reviewer"],
            at=row["at"],
            chosen=row["chosen"],
            rule=Rule(row["rule"]) if row["rule"] else None,
            reason=Reason(row["reason"]) if row["reason"] else None,
            comment=row["comment"],
        )

    def params(self, connection: Connection, rows: Sequence[Ruling]) -> list[dict[str, Any]]:
        people = _people(connection, (row.reviewer for row in rows))
        return [
            {
                "id": row.id,
                "article_id": row.article_id,
                "start": row.start,
                "end": row.end,
                "kind": row.kind.value,
                "versions": versions_text(row.versions),
                "outcome": row.outcome.value,
                "chosen": row.chosen,
                "rule": row.rule.value if row.rule else None,
                "reason": row.reason.value if row.reason else None,
                "comment": row.comment,
                "reviewer_id": people[row.reviewer],
                "at": row.at,
            }
            for row in rows
        ]


class ReviewMapper:
    table = REVIEW

    def select(self) -> Select[Any]:
        return select(REVIEW, ANNOTATOR.c.name.label("reviewer")).join(ANNOTATOR)

    def where(self, rows: Sequence[Review]) -> ColumnElement[bool]:
        return REVIEW.c.article_id.in_([row.article_id for row in rows])

    def value(self, row: RowMapping) -> Review:
        return Review(
            article_id=row["article_id"],
            status=ReviewStatus(row["status"]),
            annotators=tuple(json.loads(row["annotators"])),
            rule=Rule(row["rule"]),
            reviewer=row["reviewer"],
            at=row["at"],
        )

    def params(self, connection: Connection, rows: Sequence[Review]) -> list[dict[str, Any]]:
        people = _people(connection, (row.reviewer for row in rows))
        return [
            {
                "article_id": row.article_id,
                "status": row.status.value,
                "annotators": json.dumps(row.annotators, ensure_ascii=False),
                "rule": row.rule.value,
                "reviewer_id": people[row.reviewer],
                "at": row.at,
            }
            for row in rows
        ]


class CommentMapper:
    table = COMMENT

    def select(self) -> Select[Any]:
        return select(COMMENT, ANNOTATOR.c.name.label("author")).join(ANNOTATOR)

    def where(self, rows: Sequence[Comment]) -> ColumnElement[bool]:
        return COMMENT.c.id.in_([row.id for row in rows])

    def value(self, row: RowMapping) -> Comment:
        names = ("id", "article_id", "ruling_id", "author", "text", "at")
        return Comment(*(row[name] for name in names))

    def params(self, connection: Connection, rows: Sequence[Comment]) -> list[dict[str, Any]]:
        people = _people(connection, (row.author for row in rows))
        return [
            {
                "id": row.id,
                "article_id": row.article_id,
                "ruling_id": row.ruling_id,
                "author_id": people[row.author],
                "text": row.text,
                "at": row.at,
            }
            for row in rows
        ]


def versions_text(versions: Sequence[Version]) -> str:
    """Versions as they are stored."""
    return json.dumps(plain_versions(versions), ensure_ascii=False)


def plain_versions(versions: Sequence[Version]) -> list[dict[str, Any]]:
    """Versions as JSON holds them."""
    return [
        {
            "holders": version.holders,
            "claims": [
                {
                    "start": claim.start,
                    "end": claim.end,
                    "label": claim.label,
                    "figure": claim.figure.to_json() if claim.figure else None,
                    "entity": claim.entity,
                }
                for claim in version.claims
            ],
        }
        for version in versions
    ]


def versions_value(stored: str) -> tuple[Version, ...]:
    """Stored versions. Raises ValueError, KeyError or TypeError where they are damaged."""
    return versions_of(json.loads(stored))


def versions_of(plain: Sequence[Mapping[str, Any]]) -> tuple[Version, ...]:
    """Versions from JSON. Raises ValueError, KeyError or TypeError where they are damaged."""
    return tuple(
        Version(tuple(map(_claim, found["claims"])), tuple(found["holders"])) for found in plain
    )


def relabel(connection: Connection, old: str, new: str) -> None:
    """Let rulings say ``new`` where they say ``old``: a label has another name."""
    query = select(RULING.c.id, RULING.c.versions)
    for number, stored in connection.execute(query).all():
        versions = tuple(
            Version(tuple(_relabelled(c, old, new) for c in version.claims), version.holders)
            for version in versions_value(stored)
        )
        text = versions_text(versions)
        if text != stored:
            same = RULING.c.id == number
            connection.execute(update(RULING).where(same).values(versions=text))


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


def _claim(found: Mapping[str, Any]) -> Claim:
    figure = Figure.from_json(found["figure"]) if found["figure"] else None
    return Claim(found["start"], found["end"], found["label"], figure, found["entity"])


def _relabelled(claim: Claim, old: str, new: str) -> Claim:
    return replace(claim, label=new) if claim.label == old else claim


def _people(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    return {name: annotator_id(connection, name) for name in set(names)}
