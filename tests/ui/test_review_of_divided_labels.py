"""Review says what of a comparison is no disagreement."""

from __future__ import annotations

from PySide6.QtCore import Qt
from reviewed_project import work_on
from window_verbs import CTRL, Sight


def test_labels_that_one_alone_marks_are_named_when_review_begins(sight: Sight) -> None:
    project, text = sight.workspace.project, sight.state.text
    work_on(project, "bob", 1, text, [("Taliban", "ACTOR")])
    work_on(project, "eve", 1, text, [("Kunduz", "LOCATION")])
    sight.keys((Qt.Key.Key_2, CTRL))
    said = "Bob marks no LOCATION; eve marks no ACTOR: each label is compared between those who"
    sight.bot.waitUntil(lambda: sight.says("status_advice").startswith(said))
