"""Gold, rulings, where articles stand in review, and what is said about rulings"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KINDS = "'missing', 'boundary', 'label', 'value', 'name', 'overlap', 'agreed'"
_RULES = "'unanimous', 'majority', 'never'"


def upgrade() -> None:
    _make(
        "ruling",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        *_range(),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("versions", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("chosen", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("comment", sa.String(), nullable=True),
        *_by("reviewer_id"),
        _check("ruling", "bounds", '0 <= "start" AND "start" < "end"'),
        _check("ruling", "kind", f"kind IN ({_KINDS})"),
        _check("ruling", "outcome", "outcome IN ('chosen', 'neither', 'edited')"),
        _check("ruling", "rule", f"rule IS NULL OR rule IN ({_RULES})"),
        _check(
            "ruling",
            "reason",
            "reason IS NULL OR reason IN ('guideline_gap', 'ambiguous', 'slip')",
        ),
        _check("ruling", "chosen", "(outcome = 'chosen') = (chosen IS NOT NULL)"),
    )
    op.create_index("ix_ruling_article_id", "ruling", ["article_id"])
    _make(
        "gold_span",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=False),
        *_range(),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("chosen_from", sa.String(), nullable=False),
        sa.Column("figure", sa.String(), nullable=True),
        sa.Column("entity", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("ruling_id", sa.String(), nullable=True),
        *_by("reviewer_id"),
        _check("gold_span", "bounds", '0 <= "start" AND "start" < "end"'),
        _check("gold_span", "source", "source IN ('unanimous', 'majority', 'chosen', 'edited')"),
        sa.ForeignKeyConstraint(
            ["label_id"], ["label.id"], name=op.f("fk_gold_span_label_id"), ondelete="RESTRICT"
        ),
        _about_ruling("gold_span"),
    )
    op.create_index(
        "uq_gold_span_place", "gold_span", ["article_id", "start", "end", "label_id"], unique=True
    )
    op.create_index("ix_gold_span_ruling_id", "gold_span", ["ruling_id"])
    _make(
        "review",
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("annotators", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        *_by("reviewer_id"),
        _check("review", "status", "status IN ('in_review', 'gold')"),
        _check("review", "rule", f"rule IN ({_RULES})"),
        key=True,
    )
    op.create_index("ix_review_status", "review", ["status"])
    _make(
        "comment",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("ruling_id", sa.String(), nullable=False),
        *_by("author_id"),
        sa.Column("text", sa.String(), nullable=False),
        _check("comment", "text", "text <> ''"),
        _about_ruling("comment"),
    )
    op.create_index("ix_comment_article_id", "comment", ["article_id"])
    op.create_index("ix_comment_ruling_id", "comment", ["ruling_id"])
    # Exports know something else by these names now.
    op.execute(
        "UPDATE annotator SET name = name || ' (annotator)' WHERE lower(name) IN ('gold', 'best')"
    )


def _make(name: str, *members: sa.Column[Any] | sa.Constraint, key: bool = False) -> None:
    person = next(m.name for m in members if isinstance(m, sa.Column) and _is_person(m))
    op.create_table(
        name,
        sa.Column("article_id", sa.Integer(), primary_key=key, nullable=False),
        *members,
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f(f"fk_{name}_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            [person], ["annotator.id"], name=op.f(f"fk_{name}_{person}"), ondelete="RESTRICT"
        ),
        sqlite_with_rowid=False,
    )


def _is_person(column: sa.Column[Any]) -> bool:
    return column.name in ("reviewer_id", "author_id")


def _range() -> tuple[sa.Column[Any], sa.Column[Any]]:
    return (
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
    )


def _by(person: str) -> tuple[sa.Column[Any], sa.Column[Any]]:
    return (
        sa.Column(person, sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
    )


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _about_ruling(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["ruling_id"],
        ["ruling.id"],
        name=op.f(f"fk_{table}_ruling_id"),
        deferrable=True,
        initially="DEFERRED",
    )
