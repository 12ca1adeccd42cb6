"""Why the key of an action did nothing, and what to do so that it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.wording import filled
from annotator.ui.shell.action_rows import Mode
from annotator.ui.shell.action_table import ActionTable

if TYPE_CHECKING:
    from annotator.ui.shell.article_session import ArticleSession


def _tr(text: str) -> str:
    return QCoreApplication.translate("Unheard", text)


def why_not(table: ActionTable, action_id: str, session: ArticleSession) -> str:
    """One sentence on an action that cannot be done in the project that is open."""
    row, name = table.rows[action_id], table.name_of(action_id).replace("&", "")
    words = _tr("“%s” has nothing to act on here.")
    if table.is_idle(action_id):
        words = _tr("“%s”: there is nothing to be done.")
    elif row.writes and session.workspace.project.read_only:
        words = _tr(
            "“%s” would change the project, which is read-only; work on a copy of its file."
        )
    elif table.mode not in row.there_in:
        words = _elsewhere(table.mode, row.there_in)
    elif session.article is None:
        words = _tr("“%s” needs an article; import some first ({import}).")
    return filled(table.spelt(words), name)


def _elsewhere(mode: Mode, there_in: frozenset[Mode]) -> str:
    """In which mode an action can be done, and how to get there."""
    if mode is Mode.DRAFT:
        return _tr(
            "“%s” must wait: {draft_done} applies your edit of gold, {draft_cancel} cancels it."
        )
    if Mode.ANNOTATE in there_in:
        return _tr("“%s” is for annotating; {annotate_mode} goes there.")
    if mode is Mode.ANNOTATE:
        return _tr("“%s” is for reviewing; {review_mode} goes there.")
    return _tr("“%s” is for editing gold; {edit_gold} begins that.")
