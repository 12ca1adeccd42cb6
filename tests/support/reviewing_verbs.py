"""Verbs for tests of reviews in the window: what a reviewer sees, and what is on the disk then."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from window_verbs import CTRL, Sight

from annotator.domain.review_case import Case
from annotator.operations.reviewing import review
from annotator.ui.document_view.marks import Look
from annotator.ui.review.open_review import OpenReview
from annotator.ui.shell.widgets.choice_row import ChoiceRow

Key = Qt.Key


class Reviewing:
    """The window in review, as a person sees it."""

    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        sight.keys((Key.Key_2, CTRL))
        sight.bot.waitUntil(lambda: self.mode.adjudication.case is not None)
        QApplication.processEvents()

    @property
    def mode(self):
        return self.sight.open_room(OpenReview).review

    def keys(self, *keys: object) -> None:
        self.sight.keys(*keys)  # type: ignore[arg-type]
        QApplication.processEvents()

    @property
    def heading(self) -> str:
        return self.sight.says("conflict_heading")

    def choices(self) -> list[tuple[str, str]]:
        """Letters and words of the versions that are shown."""
        rows = self.sight.window.findChildren(ChoiceRow)
        shown = [row for row in rows if row.objectName()[7:].isdigit() and row.isVisible()]
        return [(row.letters, row.text()) for row in shown if row.objectName().startswith("choice")]

    def boxes(self) -> list[tuple[str, str]]:
        """Words and numbers of the passages that are to be decided."""
        marks = [mark for mark in self.sight.view.marks if mark.look is Look.OPEN]
        return [(self.sight.view.text[m.start : m.end], m.tag) for m in marks]

    def settled(self) -> list[str]:
        marks = [mark for mark in self.sight.view.marks if mark.look is Look.SETTLED]
        return [self.sight.view.text[mark.start : mark.end] for mark in marks]

    def on_disk(self, number: int = 1) -> Case:
        found = review.case(self.sight.workspace.project, number, self.mode.plan)
        assert found is not None
        return found

    def gold(self, number: int = 1) -> list[str]:
        return [span.text for span in self.on_disk(number).gold]


def all_words(reviewing: Reviewing) -> list[str]:
    """What is written and what is read out in the window, the list of articles aside."""
    window = reviewing.sight.window
    rows = [row.accessibleName() for row in window.findChildren(ChoiceRow)]
    return [*(label.text() for label in window.findChildren(QLabel)), *rows]
