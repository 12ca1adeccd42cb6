"""Putting articles back into the queues of annotators, with a word; their work has no other version
by that, so nothing diverges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotator.domain.changes import Part
from annotator.domain.edits import Edit
from annotator.domain.sent_back import SentBack
from annotator.domain.values import Status
from annotator.store.project import Project
from annotator.store.review import reviewing
from annotator.store.review import sent_back as store
from annotator.workspace import Workspace

_QUEUED = Part.STATUS | Part.ASSIGNMENTS  # it stands elsewhere in the queue
Why = tuple[str, str]
"""A reason and a comment; either may be empty."""


def waiting(project: Project, annotator: str) -> Mapping[int, SentBack]:
    """What was put back for an annotator and waits, by article."""
    with project.reading() as connection:
        return store.open_for(connection, annotator)


def send_back(workspace: Workspace, why: Mapping[tuple[int, str], Why], title: str) -> int:
    """Put articles back for annotators who are through with them, as one step that undo takes back.

    ``why`` is by article and annotator. Returns how many there were; those who are not through with
    theirs are passed over. Raises SaveError and StaleEdit.
    """
    numbers = sorted({number for number, _ in why})
    people = sorted({name for _, name in why})
    with workspace.project.reading() as connection:
        rows = reviewing.done(connection, numbers, people)
    before = tuple(row for row in rows if (row.article_id, row.annotator) in why)
    after = tuple(replace(row, status=Status.IN_PROGRESS) for row in before)
    with workspace.announcing_once():
        workspace.do(Edit(title, before, after))
        if before:
            with workspace.changing(_QUEUED, numbers) as connection:
                store.explain(connection, why)
    return len(before)
