"""The signs of each article, so that searching for one reads no texts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from annotator.store.articles.search import signs_of

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article_signs",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("signs", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_article_signs_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_article_signs")),
    )
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("SELECT id, title, text FROM article_search")
        while some := found.fetchmany(500):
            rows = [(number, signs_of(title, body)) for number, title, body in some]
            connection.exec_driver_sql("INSERT INTO article_signs VALUES (?, ?)", rows)
