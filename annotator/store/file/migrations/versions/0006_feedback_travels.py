"""Feedback that comes back to an annotator; answers may be about rulings of another project"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _make_comments_anew()
    else:
        op.drop_constraint("fk_comment_ruling_id", "comment")
    op.create_table(
        "received_feedback",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_received_feedback_article_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["annotator_id"],
            ["annotator.id"],
            name=op.f("fk_received_feedback_annotator_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("article_id", "annotator_id", name=op.f("pk_received_feedback")),
        sqlite_with_rowid=False,
    )


def _make_comments_anew() -> None:
    # SQLite takes no rule off a table.
    op.rename_table("comment", "older_comment")
    op.drop_index("ix_comment_article_id", "older_comment")
    op.drop_index("ix_comment_ruling_id", "older_comment")
    op.create_table(
        "comment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("ruling_id", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_comment_text")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_comment_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["annotator.id"], name=op.f("fk_comment_author_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO comment (id, article_id, ruling_id, author_id, text, at) "
        "SELECT id, article_id, ruling_id, author_id, text, at FROM older_comment"
    )
    op.drop_table("older_comment")
    op.create_index("ix_comment_article_id", "comment", ["article_id"])
    op.create_index("ix_comment_ruling_id", "comment", ["ruling_id"])
