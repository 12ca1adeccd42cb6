"""What the first paint of the window needs, read with the standard library alone.

SQLModel takes half a second to import; an article can be read meanwhile. Shows, never writes.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.control_share import is_control, share_of
from annotator.domain.errors import ProjectError
from annotator.domain.overlap_rule import OverlapRule
from annotator.domain.state import ArticleState
from annotator.domain.values import (
    Document,
    Label,
)
from annotator.store.file.shape import refuse_foreign
from annotator.store.row_values import (
    annotation_of,
    article_of,
    decision_of,
    muted_of,
    status_of,
    suggestion_of,
)

# As the queue goes on: what is assigned, else everything; else whatever there is.
_FIRST_OPEN = """
    SELECT id FROM article WHERE NOT EXISTS (
        SELECT 1 FROM work WHERE article_id = article.id AND annotator_id = :person
        AND status NOT IN ('new', 'in_progress')
    ) AND (
        NOT EXISTS (SELECT 1 FROM assignment WHERE annotator_id = :person)
        OR EXISTS (
            SELECT 1 FROM assignment WHERE article_id = article.id AND annotator_id = :person
        )
    ) ORDER BY id LIMIT 1
"""
_OWN = "SELECT *, ? AS annotator FROM {} WHERE article_id = ? AND annotator_id = ?"
_ANNOTATIONS = (
    "SELECT annotation.*, label.name AS label, ? AS annotator FROM annotation "
    "JOIN label ON label.id = annotation.label_id "
    'WHERE article_id = ? AND annotator_id = ? ORDER BY start, "end" DESC, annotation.id'
)
_SUGGESTIONS = (
    "SELECT suggestion.*, label.name AS label, source.name AS source, source.version "
    "FROM suggestion JOIN label ON label.id = suggestion.label_id "
    "JOIN suggestion_source AS source ON source.id = suggestion.source_id "
    'WHERE article_id = ? ORDER BY start, "end" DESC, suggestion.id'
)
_FIRST = "SELECT min(id) AS id FROM article"


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One article and the labels it is drawn with."""

    state: ArticleState
    labels: tuple[Label, ...]


def glimpse(path: Path, *, annotator: str, article: int | None = None) -> Glimpse | None:
    """The article asked for, or the first that needs work; None if it cannot be had quickly.

    Whatever is wrong is found and said when the project is opened properly.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            refuse_foreign(db, path)
            db.row_factory = sqlite3.Row
            return _look(db, annotator, article)
    except (sqlite3.Error, ValueError, ProjectError):
        return None


def _look(db: sqlite3.Connection, annotator: str, article: int | None) -> Glimpse | None:
    row = db.execute("SELECT id FROM annotator WHERE name = ?", (annotator,)).fetchone()
    person = row["id"] if row else None
    if article is None:
        first = db.execute(_FIRST_OPEN, {"person": person}).fetchone()
        article = (first or db.execute(_FIRST).fetchone())["id"]
    row = db.execute("SELECT * FROM article WHERE id = ?", (article,)).fetchone()
    if row is None:
        return None
    text = db.execute("SELECT text FROM article_text WHERE article_id = ?", (article,)).fetchone()
    document = Document(article_of(row), text["text"])
    labels = db.execute(
        "SELECT name, key, light, dark, description FROM label ORDER BY position, id"
    ).fetchall()
    return Glimpse(_state(db, document, annotator, person), tuple(Label(*row) for row in labels))


def _state(
    db: sqlite3.Connection, document: Document, annotator: str, person: int | None
) -> ArticleState:
    article = document.article.id
    own = (annotator, article, person)
    decisions = db.execute(f"{_OWN.format('decision')} ORDER BY suggestion_id", own)
    muted = db.execute("SELECT * FROM muted_range WHERE article_id = ? ORDER BY start", (article,))
    return ArticleState(
        document=document,
        annotator=annotator,
        annotations=tuple(map(annotation_of, db.execute(_ANNOTATIONS, own))),
        suggestions=tuple(map(suggestion_of, db.execute(_SUGGESTIONS, (article,)))),
        decisions=tuple(map(decision_of, decisions)),
        muted=tuple(map(muted_of, muted)),
        article_status=next(map(status_of, db.execute(_OWN.format("work"), own)), None),
        is_control=is_control(document.article.sha256, share_of(_fact(db, "unaided_share"))),
        overlap_rule=OverlapRule.parsed(_fact(db, "overlaps")),
    )


def _fact(db: sqlite3.Connection, key: str) -> str | None:
    row = db.execute("SELECT value FROM project WHERE key = ?", (key,)).fetchone()
    return row["value"] if row else None
