"""Two people have one project on a server open at once: each sees what the other does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from postgres_server import Address, Server
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from sample_project import SECOND, make_project, place
from window_verbs import CTRL, Sight

from annotator.domain.values import Status
from annotator.operations import annotate, articles, guidelines, labels
from annotator.operations.importing.importer import ImportChoices, bring_in
from annotator.ui.guidelines.room import GuidelinesRoom
from annotator.ui.queue.room import QueueRoom

Key = Qt.Key
Open = Callable[..., Sight]


@pytest.fixture
def served(postgres: Server) -> Address:
    """The small project on a server."""
    address = Address(postgres.url(postgres.new_name()))
    address.server, address.database = postgres, address.rpartition("/")[2]
    make_project(address).close()  # type: ignore[arg-type]
    return address


@pytest.fixture
def both(open_window: Open, served: Address) -> tuple[Sight, Sight]:
    """The windows of ann and of bob, who have the first article in view."""
    return open_window(served, name="ann"), open_window(served, name="bob")


def rows(sight: Sight) -> int:
    return sight.room(QueueRoom).panel.list.model().rowCount()


def reviewed(sight: Sight) -> str:
    return sight.room(GuidelinesRoom).panel.page.toPlainText()


def test_what_one_accepts_is_not_the_other_s_and_undo_is_one_s_own(
    both: tuple[Sight, Sight],
) -> None:
    ann, bob = both
    ann.keys(Key.Key_Tab, Key.Key_A)
    bob.keys(Key.Key_Tab, Key.Key_X)
    heard: list[object] = []
    ann.workspace.listen(heard.append)
    bob.keys(Key.Key_A)
    ann.bot.waitUntil(lambda: bool(heard))
    assert (ann.spans(), bob.spans()) == (
        [("ACTOR", "Taliban fighters")],
        [("LOCATION", "Kunduz")],
    )
    ann.keys((Key.Key_Z, CTRL))
    assert (ann.spans(), bob.spans()) == ([], [("LOCATION", "Kunduz")])


def test_what_a_colleague_does_moves_neither_cursor_nor_focus(both: tuple[Sight, Sight]) -> None:
    ann, bob = both
    ann.keys(Key.Key_Tab, Key.Key_Tab)
    before = (ann.focused, ann.view.place)
    heard: list[object] = []
    ann.workspace.listen(heard.append)
    articles.toggle_muted(bob.workspace, article=1, offset=ann.view.text.index("Share"))
    labels.add(bob.workspace, "WEAPON")
    ann.bot.waitUntil(lambda: len(ann.workspace.labels) == 4)
    assert (ann.focused, ann.view.place, bool(heard)) == (*before, True)


def test_a_note_being_typed_stays_while_a_colleague_works(both: tuple[Sight, Sight]) -> None:
    ann, bob = both
    ann.keys(Key.Key_Tab, Key.Key_N)
    note = ann.find(QLineEdit, "inspector_note")
    ann.bot.keyClicks(note, "Who says so?")
    articles.set_status(bob.workspace, article=1, status=Status.DONE)
    labels.add(bob.workspace, "WEAPON")
    ann.bot.waitUntil(lambda: len(ann.workspace.labels) == 4)
    assert note.text() == "Who says so?"


def test_labels_guidelines_and_articles_of_a_colleague_appear(
    both: tuple[Sight, Sight], tmp_path: Path
) -> None:
    ann, bob = both
    (tmp_path / "new.txt").write_text("Shelling was heard in Herat.", encoding="utf-8")
    bring_in(bob.workspace, [tmp_path / "new.txt"], choices=ImportChoices())
    guidelines.write(bob.workspace, "# Name the whole group")
    ann.bot.waitUntil(lambda: rows(ann) == 3)
    ann.bot.waitUntil(lambda: "Name the whole group" in reviewed(ann))


def test_one_s_work_in_another_window_of_one_s_own_appears(
    open_window: Open, served: Address
) -> None:
    here, there = open_window(served, article=2), open_window(served, article=2)
    start, end = place(SECOND, "Envoys")
    annotate.add(there.workspace, article=2, start=start, end=end, label="ACTOR")
    here.bot.waitUntil(lambda: here.spans() == [("ACTOR", "Envoys")])
    articles.set_status(there.workspace, article=2, status=Status.DONE)
    here.bot.waitUntil(lambda: here.window.status.progress.text().startswith("1 of"))
