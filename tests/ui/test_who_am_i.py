"""Who works here is asked once, shown, changed, and asked for in a project that knows others."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dialog_verbs import Answering, click, clicking, part
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sample_project import FIRST, make_project
from window_verbs import ALT, CTRL, LEFT, Sight, press

from annotator.domain.identity import Identity, new_person_id
from annotator.identity import PERSON, own_name, settings_value
from annotator.operations import annotate, people
from annotator.store.project import open_project
from annotator.ui.launch import Launcher
from annotator.ui.shell.settings import Settings
from annotator.workspace import Workspace

Key = Qt.Key
Start = Callable[..., Sight]


@pytest.fixture
def start(
    qtbot: QtBot, no_worker: None, config_dir: Path, nothing_left_behind: None
) -> Iterator[Start]:
    """Starts the window as somebody who names no annotator."""
    shown: list[Sight] = []
    launchers: list[Launcher] = []

    def begin(project: Path) -> Sight:
        for sight in shown:
            sight.close()
        launcher = Launcher(Settings(config_dir), "", config_dir)
        launchers.append(launcher)
        sight = Sight(launcher.window, qtbot)
        shown.append(sight)
        launcher.begin(str(project))
        qtbot.waitUntil(lambda: sight.window.project is not None or sight.window.banner.isVisible())
        return sight

    yield begin
    for sight in shown:
        sight.close()
    gc.unfreeze()


def say(name: str, email: str = "") -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        field = part(dialog, QLineEdit, "identity_name")
        field.selectAll()
        QTest.keyClicks(field, name)
        QTest.keyClicks(part(dialog, QLineEdit, "identity_email"), email)
        press(field, Key.Key_Return)

    return act


def known_as(config_dir: Path, name: str, email: str = "") -> Identity:
    """The settings of somebody who has said who they are."""
    person = Identity(new_person_id(), name, email)
    config_dir.mkdir(exist_ok=True)
    Settings(config_dir).set(PERSON, settings_value(person))
    return person


def worked(path: Path, name: str, person: Identity | None = None) -> None:
    space = Workspace(open_project(path), name, person)
    start = FIRST.index("governor")
    annotate.add(space, article=1, start=start, end=start + 8, label="ACTOR")
    space.close()


def status(sight: Sight) -> str:
    return sight.says("status_annotator")


def test_a_name_is_asked_at_the_first_start_and_never_again(
    start: Start, project_path: Path, config_dir: Path, answering: Answering
) -> None:
    seen = answering(identity_dialog=say("Ann Smith", "ann@x.org"))
    assert status(start(project_path)) == "Annotator: Ann Smith"
    assert status(start(project_path)) == "Annotator: Ann Smith"
    assert len(seen) == 1
    assert own_name(config_dir) == "Ann Smith"


def test_what_was_pressed_before_does_not_keep_the_dialog_from_being_written_in(
    start: Start, project_path: Path, config_dir: Path, answering: Answering
) -> None:
    def press_first(dialog: QDialog) -> None:
        press(part(dialog.parentWidget(), QWidget, "queue_list"), Key.Key_1)
        say("Ann Smith")(dialog)

    answering(identity_dialog=press_first)
    start(project_path)
    assert own_name(config_dir) == "Ann Smith"


def test_an_address_that_is_none_is_refused_in_a_sentence(
    start: Start, project_path: Path, answering: Answering
) -> None:
    said: list[str] = []

    def correct(dialog: QDialog) -> None:
        say("Ann", "x")(dialog)
        said.append(part(dialog, QLabel, "identity_message").text())
        part(dialog, QLineEdit, "identity_email").clear()
        click(dialog, "OK")

    answering(identity_dialog=correct)
    start(project_path)
    assert "“x” is no e-mail address" in said[0]


def test_what_is_done_is_known_to_be_done_by_this_person(
    start: Start, project_path: Path, config_dir: Path
) -> None:
    person = known_as(config_dir, "Ann")
    sight = start(project_path)
    sight.keys(Key.Key_1)
    (ann,) = people.people(sight.workspace.project)
    assert ann.identities == (person,)


@pytest.mark.parametrize("by", ["key", "click"])
def test_the_name_is_changed_there_and_goes_with_the_work(
    start: Start, project_path: Path, config_dir: Path, answering: Answering, by: str
) -> None:
    known_as(config_dir, "Ann")
    sight = start(project_path)
    sight.keys(Key.Key_1)
    answering(identity_dialog=say("Ann Smith"))
    if by == "key":
        sight.keys((Key.Key_U, CTRL | ALT))
    else:
        QTest.mouseClick(sight.find(QLabel, "status_annotator"), LEFT)
    sight.bot.waitUntil(lambda: status(sight) == "Annotator: Ann Smith")
    assert [one.person.name for one in people.people(sight.workspace.project)] == ["Ann Smith"]
    assert own_name(config_dir) == "Ann Smith"
    assert len(sight.spans()) == 1


def test_a_name_that_somebody_else_has_is_refused_and_the_dialog_stays(
    start: Start, project_path: Path, config_dir: Path, answering: Answering
) -> None:
    known_as(config_dir, "Ann")
    worked(project_path, "bob")
    sight = start(project_path)
    sight.keys(Key.Key_1)
    said: list[str] = []

    def refuse(dialog: QDialog) -> None:
        say("bob")(dialog)
        said.append(part(dialog, QLabel, "identity_message").text())
        click(dialog, "Cancel")

    answering(identity_dialog=refuse)
    sight.keys((Key.Key_U, CTRL | ALT))
    assert "There is an annotator bob already" in said[0]
    assert status(sight) == "Annotator: Ann"


def test_somebody_who_is_called_like_another_is_asked_and_is_another(
    start: Start, project_path: Path, config_dir: Path, answering: Answering
) -> None:
    worked(project_path, "user", Identity(new_person_id(), "user"))
    known_as(config_dir, "user")
    offered: list[str] = []

    def look(dialog: QDialog) -> None:
        offered.append(part(dialog, QComboBox, "who_name").currentText())
        offered.append(part(dialog, QLabel, "who_note").text())
        click(dialog, "OK")

    answering(who_dialog=look)
    sight = start(project_path)
    assert offered[0] == "user 2"
    assert "At other computers worked “user”" in offered[1]
    assert status(sight) == "Annotator: user 2"
    assert sight.spans() == []


def test_somebody_who_says_that_it_was_them_goes_on_with_that_work(
    start: Start, tmp_path: Path, config_dir: Path, answering: Answering
) -> None:
    path = tmp_path / "other.annot"
    make_project(path).close()
    worked(path, "asmith", Identity(new_person_id(), "asmith"))
    known_as(config_dir, "Ann Smith")

    def choose(dialog: QDialog) -> None:
        field = part(dialog, QComboBox, "who_name")
        field.setCurrentIndex(field.findText("asmith"))
        click(dialog, "OK")

    seen = answering(who_dialog=choose)
    sight = start(path)
    assert status(sight) == "Annotator: asmith"
    assert len(sight.spans()) == 1
    sight.keys((Key.Key_End, CTRL), Key.Key_2)
    assert status(start(path)) == "Annotator: asmith"
    assert len(seen) == 1


def test_who_does_not_say_who_they_are_opens_nothing(
    start: Start, project_path: Path, config_dir: Path, answering: Answering
) -> None:
    worked(project_path, "user", Identity(new_person_id(), "user"))
    known_as(config_dir, "user")
    answering(who_dialog=clicking("Cancel"))
    sight = start(project_path)
    assert sight.window.project is None
    assert "was not opened" in sight.says("banner_words")
