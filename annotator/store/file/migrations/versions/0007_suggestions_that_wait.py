"""How many suggestions wait for whom; those in muted text and on own spans do not"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_SEEN = (
    "NOT EXISTS (SELECT 1 FROM muted_range AS m WHERE m.article_id = suggestion.article_id "
    'AND m.start < suggestion."end" AND suggestion.start < m."end")'
)


def upgrade() -> None:
    op.add_column("tally", sa.Column("waiting", sa.Integer(), nullable=False, server_default="0"))
    of_article = f"FROM suggestion WHERE article_id = article_summary.article_id AND {_SEEN}"
    op.execute(
        f"UPDATE article_summary SET suggestions = (SELECT count(*) {of_article}), "
        f"lowest_score = (SELECT min(score) {of_article}) "
        "WHERE article_id IN (SELECT article_id FROM muted_range)"
    )
    waiting = (
        f"FROM suggestion WHERE article_id = tally.article_id AND {_SEEN} "
        "AND NOT EXISTS (SELECT 1 FROM decision AS d "
        "WHERE d.suggestion_id = suggestion.id AND d.annotator_id = tally.annotator_id) "
        "AND NOT EXISTS (SELECT 1 FROM annotation AS a WHERE a.article_id = tally.article_id "
        "AND a.annotator_id = tally.annotator_id "
        'AND a.start < suggestion."end" AND suggestion.start < a."end")'
    )
    op.execute(
        f"UPDATE tally SET waiting = (SELECT count(*) {waiting}), "
        f"lowest_score = (SELECT min(score) {waiting})"
    )
