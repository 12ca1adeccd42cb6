"""Versions of work, so that it can travel between projects"""

from __future__ import annotations

import hashlib
from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ROWS = (
    'SELECT article_id, annotator_id, id, start, "end", label_id, origin, figure, entity, note '
    "FROM annotation WHERE article_id BETWEEN {} AND {} ORDER BY id",
    "SELECT article_id, annotator_id, suggestion_id, verdict, annotation_id "
    "FROM decision WHERE article_id BETWEEN {} AND {} ORDER BY suggestion_id",
    "SELECT article_id, annotator_id, status, reason FROM work WHERE article_id BETWEEN {} AND {}",
)
_AT_ONCE = 500


def upgrade() -> None:
    version = _table(
        "work_version",
        sa.Column("writer", sa.String(), nullable=False),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.CheckConstraint("stamp > 0", name=op.f("ck_work_version_stamp")),
    )
    _table(
        "kept_version",
        sa.Column("key", sa.String(length=32), primary_key=True, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("came", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('diverged', 'unplaced')", name=op.f("ck_kept_version_kind")),
    )
    _table(
        "time_share",
        sa.Column("writer", sa.String(), primary_key=True, nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_time_share_seconds")),
    )
    op.execute(
        "INSERT INTO time_share (article_id, annotator_id, writer, seconds) "
        "SELECT article_id, annotator_id, '', seconds FROM time_spent"
    )
    _note_what_is_there(version)


def _table(name: str, *more: sa.Column[object] | sa.CheckConstraint) -> sa.Table:
    return op.create_table(
        name,
        sa.Column("article_id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("annotator_id", sa.Integer(), primary_key=True, nullable=False),
        *more,
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f(f"fk_{name}_article_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["annotator_id"],
            ["annotator.id"],
            name=op.f(f"fk_{name}_annotator_id"),
            ondelete="RESTRICT",
        ),
        sqlite_with_rowid=False,
    )


def _note_what_is_there(version: sa.Table) -> None:
    # Copies of one file are brought up to date apart from each other: the name of the first
    # version comes of what it holds, so that equal work counts as the same and other as other.
    connection = op.get_bind()
    last = connection.execute(sa.text("SELECT max(id) FROM article")).scalar() or 0
    for first in range(1, last + 1, _AT_ONCE):
        held: defaultdict[tuple[int, int], list[object]] = defaultdict(list)
        for query in _ROWS:
            for row in connection.execute(sa.text(query.format(first, first + _AT_ONCE - 1))):
                held[row[0], row[1]].append(tuple(row[2:]))
        rows = [
            {
                "article_id": article,
                "annotator_id": person,
                "writer": f"first-{hashlib.sha256(repr(found).encode()).hexdigest()[:20]}",
                "stamp": 1,
                "seen": "",
            }
            for (article, person), found in sorted(held.items())
        ]
        if rows:
            connection.execute(sa.insert(version), rows)
