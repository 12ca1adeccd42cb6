"""Putting articles back into the queues of annotators, with a word; their work has no other version
by that, so nothing diverges.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotator.domain.edits import SendBackEdit
from annotator.domain.sent_back import BackNote, SentBack
from annotator.domain.values import ArticleStatus, Status
from annotator.store.project import Project
from annotator.store.review import remarks, reviewing
from annotator.store.review import sent_back as store
from annotator.workspace import Workspace


def waiting(project: Project, annotator: str) -> Mapping[int, SentBack]:
    """What was put back for an annotator and waits, by article."""
    with project.reading() as connection:
        return store.open_for(connection, annotator)


def recipients(workspace: Workspace, number: int) -> list[ArticleStatus]:
    """The others who have begun an article, and where they stand with it; those who are through can
    be sent it back."""
    with workspace.project.reading() as connection:
        rows = remarks.statuses(connection, number)
    return [row for row in rows if row.annotator != workspace.annotator]


def send_back(workspace: Workspace, notes: Sequence[BackNote], title: str) -> int:
    """Put articles back for annotators who are through with them, as one step that undo takes back
    and redo makes again, reasons and all.

    Returns how many there were; those who are not through with theirs are passed over. Raises
    SaveError and StaleEdit.
    """
    pairs = {(note.article, note.annotator) for note in notes}
    with workspace.project.reading() as connection:
        rows = reviewing.through(
            connection, sorted({n for n, _ in pairs}), sorted({name for _, name in pairs})
        )
    before = tuple(row for row in rows if (row.article_id, row.annotator) in pairs)
    after = tuple(replace(row, status=Status.IN_PROGRESS) for row in before)
    there = {(row.article_id, row.annotator) for row in before}
    said = tuple(note for note in notes if (note.article, note.annotator) in there)
    workspace.do(SendBackEdit(title, before, after, said))
    return len(before)
