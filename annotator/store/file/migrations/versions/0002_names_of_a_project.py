"""A team's own names, and with which of them suggestions were found"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "project_name",
        sa.Column("word_list", sa.String(), nullable=False),
        sa.Column("spelling", sa.String(), nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=True),
        sa.Column("variants", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("spelling <> ''", name=op.f("ck_project_name_spelling")),
        sa.CheckConstraint("label_id IS NULL OR word_list = ''", name=op.f("ck_project_name_kind")),
        sa.ForeignKeyConstraint(
            ["annotator_id"],
            ["annotator.id"],
            name=op.f("fk_project_name_annotator_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["label_id"], ["label.id"], name=op.f("fk_project_name_label_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("word_list", "spelling", name=op.f("pk_project_name")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("suggestion_source", schema=None) as batch_op:
        batch_op.add_column(sa.Column("names", sa.String(), nullable=True))
    # What a suggester of the program found before was found without names of a team; what came
    # with files was found by whatever made them.
    op.execute("UPDATE suggestion_source SET names = '' WHERE name IN ('shipped', 'rules')")
