"""What a reviewer put back stands first and says why, until its annotator is through with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView
from window_verbs import CTRL, Sight

from annotator.domain.sent_back import BackNote
from annotator.domain.values import Status
from annotator.operations import annotate, articles
from annotator.operations.reviewing import sending_back
from annotator.store.project import open_project
from annotator.workspace import Workspace

Key = Qt.Key
WHY = BackNote(2, "ann", "new guidelines", "“Doha”: a place is no actor")


def put_back(path: Path, note: BackNote) -> None:
    """As a reviewer at another window does."""
    space = Workspace(open_project(path), "rita")
    sending_back.send_back(space, [note], "Back")
    space.close()


def test_it_comes_first_says_why_and_is_over_with_done(sight: Sight, project_path: Path) -> None:
    space = sight.workspace
    annotate.add(space, article=2, start=0, end=5, label="ACTOR")
    articles.set_status(space, article=2, status=Status.DONE)
    put_back(project_path, WHY)
    model = sight.find(QListView, "queue_list").model()
    sight.bot.waitUntil(lambda: "Talks in Doha" in model.index(0, 0).data())
    assert not sight.window.banner.isVisible()
    sight.keys((Key.Key_PageUp, CTRL))
    assert sight.state.article_id == 2
    said = sight.says("banner_words")
    assert said == "rita put this article back: new guidelines. “Doha”: a place is no actor"
    assert sight.window.banner.isVisible()
    articles.set_status(sight.workspace, article=2, status=Status.DONE)
    sight.bot.waitUntil(lambda: not sight.window.banner.isVisible())
    assert sending_back.waiting(space.project, "ann") == {}


def test_it_is_said_while_annotating_alone(sight: Sight, project_path: Path) -> None:
    space = sight.workspace
    articles.set_status(space, article=1, status=Status.DONE)
    put_back(project_path, BackNote(1, "ann", "", "look again"))
    sight.bot.waitUntil(sight.window.banner.isVisible)
    sight.keys((Key.Key_2, CTRL))
    assert not sight.window.banner.isVisible()
    sight.keys((Key.Key_1, CTRL))
    assert sight.says("banner_words") == "rita put this article back: look again"
    assert sight.window.banner.isVisible()


def test_the_passage_it_is_about_is_selected_when_it_is_opened(
    sight: Sight, project_path: Path
) -> None:
    space = sight.workspace
    articles.set_status(space, article=2, status=Status.SKIPPED)
    start = space.article(2).text.index("Doha")
    put_back(project_path, BackNote(2, "ann", "slip", "a place", start, start + 4))
    model = sight.find(QListView, "queue_list").model()
    sight.bot.waitUntil(lambda: "Talks in Doha" in model.index(0, 0).data())
    sight.keys((Key.Key_PageUp, CTRL))
    assert sight.says("banner_words") == "rita put this article back: “Doha”. slip. a place"
    sight.bot.waitUntil(lambda: sight.view.cursor_at.selection == (start, start + 4))
    sight.keys(Key.Key_2)
    assert ("LOCATION", "Doha") in sight.spans()
