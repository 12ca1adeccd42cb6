"""Undo that outlives the window, and flags beside any status"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "undo_step",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("suggestions", sa.Text(), nullable=True),
        sa.Column("edit", sa.Text(), nullable=True),
        sa.CheckConstraint("move IN ('do', 'undo', 'redo')", name=op.f("ck_undo_step_move")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_undo_step_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["annotator_id"],
            ["annotator.id"],
            name=op.f("fk_undo_step_annotator_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_undo_step")),
    )
    op.create_index("ix_undo_step_annotator_id_event_id", "undo_step", ["annotator_id", "event_id"])
    if op.get_bind().dialect.name == "sqlite":
        _make_work_anew()
    else:
        op.drop_constraint("ck_work_reason", "work")
        op.create_check_constraint(op.f("ck_work_reason"), "work", _REASON)


_REASON = "reason IS NULL OR status <> 'new'"


def _make_work_anew() -> None:
    # SQLite takes no rule off a table.
    op.rename_table("work", "older_work")
    op.drop_index("ix_work_annotator_id_status", "older_work")
    op.create_table(
        "work",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint(_REASON, name=op.f("ck_work_reason")),
        sa.CheckConstraint(
            "status IN ('new', 'in_progress', 'done', 'skipped', 'flagged')",
            name=op.f("ck_work_status"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_work_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["annotator_id"],
            ["annotator.id"],
            name=op.f("fk_work_annotator_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("article_id", "annotator_id", name=op.f("pk_work")),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO work (article_id, annotator_id, status, reason) "
        "SELECT article_id, annotator_id, status, reason FROM older_work"
    )
    op.drop_table("older_work")
    op.create_index("ix_work_annotator_id_status", "work", ["annotator_id", "status"])
