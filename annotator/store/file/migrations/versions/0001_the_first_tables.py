"""The first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# The index for searching; PostgreSQL searches without one.
_FULL_TEXT = (
    "CREATE VIEW article_search AS SELECT article.id AS id, article.title AS title, "
    "article_text.text AS text "
    "FROM article JOIN article_text ON article_text.article_id = article.id",
    "CREATE VIRTUAL TABLE article_fts USING fts5(title, text, content='article_search', "
    "content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
    # Words are gathered for a whole batch of an import before they are written.
    "INSERT INTO article_fts(article_fts, rank) VALUES ('hashsize', 33554432)",
)


def upgrade() -> None:
    op.create_table(
        "annotator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_annotator_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotator")),
        sa.UniqueConstraint("name", name=op.f("uq_annotator_name")),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("imported_at", sa.String(), nullable=False),
        sa.CheckConstraint("length >= 0", name=op.f("ck_article_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("sha256", name=op.f("uq_article_sha256")),
        sa.UniqueConstraint("uid", name=op.f("uq_article_uid")),
    )
    op.create_table(
        "label",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("light", sa.String(), nullable=False),
        sa.Column("dark", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_label_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label")),
        sa.UniqueConstraint("name", name=op.f("uq_label_name")),
    )
    op.create_table(
        "project",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_project")),
    )
    op.create_table(
        "suggestion_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_source")),
    )
    with op.batch_alter_table("suggestion_source", schema=None) as batch_op:
        batch_op.create_index("uq_suggestion_source_name_version", ["name", "version"], unique=True)

    op.create_table(
        "article_text",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("encoding", sa.String(), nullable=False),
        sa.Column("raw_sha256", sa.String(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("extra", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_article_text_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_article_text")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["annotator_id"],
            ["annotator.id"],
            name=op.f("fk_event_annotator_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_table(
        "guidelines",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_guidelines_version")),
        sa.ForeignKeyConstraint(
            ["annotator_id"],
            ["annotator.id"],
            name=op.f("fk_guidelines_annotator_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_guidelines")),
    )
    op.create_table(
        "muted_range",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.CheckConstraint('0 <= "start" AND "start" < "end"', name=op.f("ck_muted_range_bounds")),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_muted_range_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_muted_range")),
    )
    with op.batch_alter_table("muted_range", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_muted_range_article_id"), ["article_id"], unique=False)

    op.create_table(
        "unmuted_range",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.CheckConstraint(
            '0 <= "start" AND "start" < "end"', name=op.f("ck_unmuted_range_bounds")
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_unmuted_range_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unmuted_range")),
    )
    with op.batch_alter_table("unmuted_range", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_unmuted_range_article_id"), ["article_id"], unique=False
        )

    op.create_table(
        "learnt_line",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("source", "line", name=op.f("pk_learnt_line")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_story_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["article.id"], name=op.f("fk_story_first_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_story")),
    )
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_story_first_id"), ["first_id"], unique=False)

    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("figure", sa.String(), nullable=True),
        sa.CheckConstraint('0 <= "start" AND "start" < "end"', name=op.f("ck_suggestion_bounds")),
        sa.CheckConstraint(
            "score IS NULL OR (score >= 0 AND score <= 1)", name=op.f("ck_suggestion_score")
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_suggestion_article_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["label_id"], ["label.id"], name=op.f("fk_suggestion_label_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["suggestion_source.id"],
            name=op.f("fk_suggestion_source_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
    )
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggestion_article_id"), ["article_id"], unique=False)

    op.create_table(
        "suggestion_run",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_suggestion_run_article_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["suggestion_source.id"],
            name=op.f("fk_suggestion_run_source_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("article_id", "source_id", name=op.f("pk_suggestion_run")),
    )
    op.create_table(
        "time_spent",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_time_spent_seconds")),
        sa.ForeignKeyConstraint(
            ["annotator_id"],
            ["annotator.id"],
            name=op.f("fk_time_spent_annotator_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_time_spent_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "annotator_id", name=op.f("pk_time_spent")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "work",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint("reason IS NULL OR status = 'flagged'", name=op.f("ck_work_reason")),
        sa.CheckConstraint(
            "status IN ('new', 'in_progress', 'done', 'skipped', 'flagged')",
            name=op.f("ck_work_status"),
        ),
        sa.ForeignKeyConstraint(
            ["annotator_id"],
            ["annotator.id"],
            name=op.f("fk_work_annotator_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_work_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "annotator_id", name=op.f("pk_work")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("work", schema=None) as batch_op:
        batch_op.create_index("ix_work_annotator_id_status", ["annotator_id", "status"])

    op.create_table(
        "article_summary",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.Column("shuffle", sa.Integer(), nullable=False),
        sa.Column("suggestions", sa.Integer(), nullable=False),
        sa.Column("lowest_score", sa.Float(), nullable=True),
        sa.CheckConstraint("suggestions >= 0", name=op.f("ck_article_summary_suggestions")),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_article_summary_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_article_summary")),
    )
    for column in ("title_key", "published", "length", "source", "shuffle", "suggestions"):
        op.create_index(f"ix_article_summary_{column}", "article_summary", [column])
    op.create_index(
        "ix_article_summary_lowest_score",
        "article_summary",
        ["lowest_score"],
        sqlite_where=sa.text("lowest_score IS NOT NULL"),
        postgresql_where=sa.text("lowest_score IS NOT NULL"),
    )
    op.create_table(
        "tally",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.Column("annotations", sa.Integer(), nullable=False),
        sa.Column("decisions", sa.Integer(), nullable=False),
        sa.Column("lowest_score", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["annotator_id"],
            ["annotator.id"],
            name=op.f("fk_tally_annotator_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_tally_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "annotator_id", name=op.f("pk_tally")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tally_annotator_id", "tally", ["annotator_id"])
    op.create_table(
        "assignment",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["annotator_id"],
            ["annotator.id"],
            name=op.f("fk_assignment_annotator_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_assignment_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "annotator_id", name=op.f("pk_assignment")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_assignment_annotator_id", "assignment", ["annotator_id"])
    op.create_table(
        "annotation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("figure", sa.String(), nullable=True),
        sa.Column("entity", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("suggestion_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "origin IN ('manual', 'accepted', 'corrected', 'imported', 'propagated')",
            name=op.f("ck_annotation_origin"),
        ),
        sa.CheckConstraint('0 <= "start" AND "start" < "end"', name=op.f("ck_annotation_bounds")),
        sa.ForeignKeyConstraint(
            ["annotator_id"],
            ["annotator.id"],
            name=op.f("fk_annotation_annotator_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_annotation_article_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["label_id"], ["label.id"], name=op.f("fk_annotation_label_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"],
            ["suggestion.id"],
            name=op.f("fk_annotation_suggestion_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotation")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("annotation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_annotation_article_id"), ["article_id"], unique=False)
        batch_op.create_index(
            "ix_annotation_suggestion_id",
            ["suggestion_id"],
            unique=False,
            sqlite_where=sa.text("suggestion_id IS NOT NULL"),
            postgresql_where=sa.text("suggestion_id IS NOT NULL"),
        )

    op.create_table(
        "decision",
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("annotation_id", sa.String(), nullable=True),
        sa.CheckConstraint(
            "verdict <> 'rejected' OR annotation_id IS NULL", name=op.f("ck_decision_rejected")
        ),
        sa.CheckConstraint(
            "verdict IN ('accepted', 'corrected', 'rejected')", name=op.f("ck_decision_verdict")
        ),
        sa.ForeignKeyConstraint(
            ["annotation_id"],
            ["annotation.id"],
            name=op.f("fk_decision_annotation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["annotator_id"],
            ["annotator.id"],
            name=op.f("fk_decision_annotator_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_decision_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"],
            ["suggestion.id"],
            name=op.f("fk_decision_suggestion_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("suggestion_id", "annotator_id", name=op.f("pk_decision")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(
            "ix_decision_annotation_id",
            ["annotation_id"],
            unique=False,
            sqlite_where=sa.text("annotation_id IS NOT NULL"),
            postgresql_where=sa.text("annotation_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_decision_article_id"), ["article_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for statement in _FULL_TEXT:
            op.execute(statement)
