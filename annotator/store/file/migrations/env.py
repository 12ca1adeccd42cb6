"""Alembic's entry: runs the revisions on the connection it is handed, in its transaction."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import annotator.store.articles.search_tables
import annotator.store.definitions.name_tables
import annotator.store.review.review_tables
import annotator.store.tables
import annotator.store.work.work_tables  # noqa: F401 - all fill the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
