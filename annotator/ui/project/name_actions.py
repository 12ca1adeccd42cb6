"""What the keys for the project's own names do: the surface says where, an operation does it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.domain.direction import isolated
from annotator.domain.labels import FIGURE
from annotator.domain.names import NONE
from annotator.domain.wording import filled
from annotator.operations import names
from annotator.ui.document_view import DocumentView
from annotator.ui.project.names_dialog import NamesDialog
from annotator.ui.shell.article_session import ArticleSession


def _tr(text: str) -> str:
    return QCoreApplication.translate("NameActions", text)


class NameActions:
    """Acts on the focused span, else on the selection."""

    def __init__(self, session: ArticleSession, view: DocumentView) -> None:
        self._session = session
        self._view = view

    def ask(self, spelling: str = "") -> None:
        """Let the person change the names of the project."""
        NamesDialog.ask(self._view.window(), self._session.workspace, spelling)

    def remember(self) -> None:
        """Keep the words of the focused span with its label; for others ask for the label."""
        mark, text = self._view.focused, self._words(or_word=True)
        if text is None:
            return
        if mark is None or self._view.cursor_at.selection:
            self.ask(text)
        elif mark.label.name == FIGURE:
            self._session.said.emit(_tr("Figures are found by rules; only names are remembered."))
        else:
            self._keep(text, mark.label.name)

    def never(self) -> None:
        """Keep the words of the focused span, or the selection, as no name."""
        text = self._words()
        if text is not None:
            self._keep(text, NONE)

    def _keep(self, text: str, label: str) -> None:
        workspace = self._session.workspace
        edit = self._session.attempt(
            lambda: names.remember(workspace, text, label),
            filled(_tr("Remember “%s”"), text),
        )
        if edit is not None:
            said = filled(_tr("“%s” is already remembered that way."), isolated(text))
            self._session.said.emit(
                filled(_remembered(label), isolated(text), label) if edit else said
            )

    def _words(self, *, or_word: bool = False) -> str | None:
        """The words meant, or the word at the cursor; None, and a sentence, where nothing is."""
        mark, selection = self._view.focused, self._view.cursor_at.selection
        word = self._view.cursor_at.token
        place = selection or ((mark.start, mark.end) if mark else None)
        if place is None and or_word and word is not None:
            place = (word.start, word.end)
        if place is None:
            self._session.said.emit(_tr("Focus a span or select words; they can be remembered."))
            return None
        return self._view.text[place[0] : place[1]]


def _remembered(label: str) -> str:
    if label == NONE:
        return _tr("Remembered that “%1” is no name; undo takes that back.")
    return _tr("Remembered “%1” as %2; undo takes that back.")
