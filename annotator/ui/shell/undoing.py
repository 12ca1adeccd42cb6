"""Undo and redo in the window; what concerns many articles is taken back as a task."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from annotator.domain.edits import Edit
from annotator.domain.history import Move
from annotator.domain.wording import filled
from annotator.operations import bulk
from annotator.ui.shell.context import Context


def replay(context: Context, move: Move, show: Callable[[Edit], None]) -> None:
    """Take back the newest edit or make again what was undone last, say so, and ``show`` it."""
    session = context.session
    workspace = session.workspace
    step = workspace.history.next_of(move)
    is_undo = move is Move.UNDO

    def done(edit: Edit | None) -> None:
        if edit is not None:
            show(edit)
            told = _tr("Undone: %s") if is_undo else _tr("Redone: %s")
            session.said.emit(filled(told, edit.title))

    if step is not None and step.is_bulk:
        text = _tr("Undoing: %s…") if is_undo else _tr("Redoing: %s…")
        context.tasks.run(
            filled(text, step.title),
            lambda progress: bulk.replay(workspace, move),
            done,
            failed=lambda error: session.said.emit(str(error)),
        )
    else:
        done(session.attempt(workspace.undo if is_undo else workspace.redo))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Undoing", text)
