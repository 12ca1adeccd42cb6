"""What the first paint of the window needs, read with the standard library alone.

SQLModel takes half a second to import; an article can be read meanwhile. Shows, never writes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.control_share import is_control, share_of
from annotator.domain.errors import ProjectError
from annotator.domain.figures import readable_figure
from annotator.domain.state import ArticleState
from annotator.domain.values import (
    Annotation,
    Article,
    ArticleStatus,
    Decision,
    Document,
    Label,
    MutedRange,
    Origin,
    Status,
    Suggestion,
    Verdict,
)
from annotator.store.file.shape import refuse_foreign

_ARTICLE = "id, uid, title, sha256, length, source, url, published"
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
    found = db.execute("SELECT id FROM annotator WHERE name = ?", (annotator,)).fetchone()
    person = found["id"] if found else None
    if article is None:
        first = db.execute(_FIRST_OPEN, {"person": person}).fetchone()
        article = (first or db.execute(_FIRST).fetchone())["id"]
    row = db.execute(f"SELECT {_ARTICLE} FROM article WHERE id = ?", (article,)).fetchone()
    if row is None:
        return None
    text = db.execute("SELECT text FROM article_text WHERE article_id = ?", (article,)).fetchone()
    document = Document(Article(**dict(row)), text["text"])
    labels = db.execute(
        "SELECT name, key, light, dark, description FROM label ORDER BY position, id"
    ).fetchall()
    return Glimpse(_state(db, document, annotator, person), tuple(Label(*row) for row in labels))


def _state(
    db: sqlite3.Connection, document: Document, annotator: str, person: int | None
) -> ArticleState:
    own = (document.article.id, person)
    rows = db.execute("SELECT * FROM work WHERE article_id = ? AND annotator_id = ?", own)
    statuses = [
        ArticleStatus(r["article_id"], annotator, Status(r["status"]), r["reason"]) for r in rows
    ]
    muted = db.execute("SELECT * FROM muted_range WHERE article_id = ? ORDER BY start", own[:1])
    return ArticleState(
        document=document,
        annotator=annotator,
        annotations=_annotations(db, annotator, own),
        suggestions=_suggestions(db, document.article.id),
        decisions=_decisions(db, annotator, own),
        muted=tuple(
            MutedRange(r["id"], r["article_id"], r["start"], r["end"], r["rule"]) for r in muted
        ),
        article_status=statuses[0] if statuses else None,
        is_control=is_control(document.article.sha256, _share(db)),
    )


def _share(db: sqlite3.Connection) -> int:
    row = db.execute("SELECT value FROM project WHERE key = 'unaided_share'").fetchone()
    return share_of(row["value"] if row else None)


def _annotations(
    db: sqlite3.Connection, annotator: str, own: Sequence[int | None]
) -> tuple[Annotation, ...]:
    rows = db.execute(
        "SELECT annotation.*, label.name AS label FROM annotation "
        "JOIN label ON label.id = annotation.label_id "
        'WHERE article_id = ? AND annotator_id = ? ORDER BY start, "end" DESC, annotation.id',
        own,
    )
    return tuple(
        Annotation(
            id=row["id"],
            article_id=row["article_id"],
            annotator=annotator,
            start=row["start"],
            end=row["end"],
            label=row["label"],
            text=row["text"],
            origin=Origin(row["origin"]),
            figure=readable_figure(row["figure"]),
            entity=row["entity"],
            note=row["note"],
            suggestion_id=row["suggestion_id"],
        )
        for row in rows
    )


def _suggestions(db: sqlite3.Connection, article: int) -> tuple[Suggestion, ...]:
    rows = db.execute(
        "SELECT suggestion.*, label.name AS label, source.name AS source, source.version "
        "FROM suggestion JOIN label ON label.id = suggestion.label_id "
        "JOIN suggestion_source AS source ON source.id = suggestion.source_id "
        'WHERE article_id = ? ORDER BY start, "end" DESC, suggestion.id',
        (article,),
    )
    return tuple(
        Suggestion(
            id=row["id"],
            article_id=row["article_id"],
            start=row["start"],
            end=row["end"],
            label=row["label"],
            source=row["source"],
            version=row["version"],
            rule=row["rule"],
            score=row["score"],
            figure=readable_figure(row["figure"]),
        )
        for row in rows
    )


def _decisions(
    db: sqlite3.Connection, annotator: str, own: Sequence[int | None]
) -> tuple[Decision, ...]:
    rows = db.execute(
        "SELECT * FROM decision WHERE article_id = ? AND annotator_id = ? ORDER BY suggestion_id",
        own,
    )
    return tuple(
        Decision(
            row["suggestion_id"],
            row["article_id"],
            annotator,
            Verdict(row["verdict"]),
            row["annotation_id"],
        )
        for row in rows
    )
