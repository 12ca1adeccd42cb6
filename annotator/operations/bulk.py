"""Edits of so many articles that nobody waits for them: made, taken back and made again on a thread
of a task.
"""

from __future__ import annotations

from annotator.domain.changes import parts_of
from annotator.domain.edits import BulkEdit, Edit
from annotator.domain.errors import SaveError, StaleEdit
from annotator.domain.history import Move, Waiting, first_time
from annotator.store.edits import apply_edit
from annotator.store.work import undo_steps
from annotator.workspace import Workspace


def do(workspace: Workspace, edit: BulkEdit) -> None:
    """Commit an edit and remember it for undo.

    Raises SaveError or StaleEdit, and then nothing has changed.
    """
    if edit:
        _write(workspace, first_time(edit, ()))


def replay(workspace: Workspace, move: Move) -> Edit | None:
    """Undo or redo the step that is next, where it is a large one; returns its edit."""
    known = workspace.history.next_of(move)
    if known is None:
        return None
    try:
        edit, named = known.recorded
        _write(workspace, Waiting(known, move, known.recorded.way(move), named))
    except StaleEdit:
        workspace.post(lambda: workspace.history.forget(known))
        raise
    return edit


def _write(workspace: Workspace, waiting: Waiting) -> None:
    if workspace.waiting:
        raise SaveError(
            f"“{waiting.title}” was not saved, since what was done before it is not saved yet. Try "
            "again once the window says that it is."
        )
    step, who = waiting.step, workspace.annotator
    with workspace.announcing_once():
        parts, title = parts_of(step), waiting.title
        with workspace.changing(parts, step.articles, title=title, bulk=True) as connection:
            event = apply_edit(connection, step, annotator=who)
            undo_steps.note(connection, event, waiting.move, waiting.knows, (), annotator=who)
        workspace.post(workspace.read_history)
