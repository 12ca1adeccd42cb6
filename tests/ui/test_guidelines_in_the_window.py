"""Versions of the guidelines in the window: looked at, compared, restored."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextFragment
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QTextBrowser
from window_verbs import ALT, CTRL, SHIFT, Sight, press

from annotator.operations import guidelines
from annotator.ui.guidelines.guidelines_panel import GuidelinesPanel
from annotator.ui.guidelines.room import GuidelinesRoom
from annotator.ui.look import theme
from annotator.workspace import Workspace

Key = Qt.Key
FIRST = "# Rules\n\nMark all named groups.\n\nA quote is never marked.\n"
SECOND = "# Rules\n\nMark all armed groups.\n\nNumbers keep their unit.\n"


class Reader:
    """The guidelines beside the text."""

    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        self.panel: GuidelinesPanel = sight.room(GuidelinesRoom).panel
        self.page = sight.find(QTextBrowser, "guidelines_page")
        self.versions = sight.find(QComboBox, "guidelines_versions")
        self.beside = sight.find(QComboBox, "guidelines_compare")
        self.restore = sight.find(QPushButton, "guidelines_restore")

    @property
    def text(self) -> str:
        return self.page.toPlainText()

    def choose(self, box: QComboBox, words: str) -> None:
        """Choose the entry of a list that begins with some words."""
        box.setCurrentIndex(box.findText(words, Qt.MatchFlag.MatchStartsWith))

    def fragment(self, words: str) -> QTextFragment:
        """The stretch of the page that has some words and one look."""
        block = self.page.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                if pieces.fragment().text() == words:
                    return pieces.fragment()
                pieces += 1
            block = block.next()
        raise AssertionError(f"no “{words}” in {self.text!r}")


@pytest.fixture
def reader(sight: Sight) -> Reader:
    project = sight.workspace.project
    guidelines.write(Workspace(project, "ann"), FIRST)
    guidelines.write(Workspace(project, "bea"), SECOND)
    sight.keys(Key.Key_F2)
    return Reader(sight)


def test_every_version_can_be_chosen_with_who_and_when(reader: Reader) -> None:
    words = [reader.versions.itemText(row) for row in range(reader.versions.count())]
    assert [w.rsplit(" · ", 1)[0] for w in words[:2]] == ["2 · bea", "1 · ann"]
    assert words[2:] == ["as shipped with the program"]
    (held, *_) = guidelines.versions(reader.sight.workspace.project)
    assert held.at[:4] in words[0]


def test_an_older_version_is_read_as_it_was(reader: Reader) -> None:
    assert "armed groups" in reader.text
    reader.choose(reader.versions, "1 ")
    assert "named groups" in reader.text
    assert "#" not in reader.text
    reader.choose(reader.versions, "as shipped")
    assert "ACTOR" in reader.text


def test_what_two_versions_differ_in_is_marked_by_sign_line_and_colour(reader: Reader) -> None:
    reader.choose(reader.beside, "1 ")
    lines = [line for line in reader.text.split("\n") if line[:1] in ("+", "−")]
    assert lines == [
        "− Mark all named groups.",
        "+ Mark all armed groups.",
        "− A quote is never marked.",
        "+ Numbers keep their unit.",
    ]
    gone, come = (reader.fragment(w).charFormat() for w in ("named", "armed"))
    assert (gone.fontStrikeOut(), gone.fontUnderline()) == (True, False)
    assert (come.fontStrikeOut(), come.fontUnderline()) == (False, True)
    assert gone.foreground().color() == theme.removed(dark=False)[1]
    assert come.foreground().color() == theme.added(dark=False)[1]
    told = reader.sight.says("guidelines_difference")
    assert told == "Lines added (+): 2, removed (−): 2. A changed line is both."


def test_any_two_versions_can_be_compared_either_way(reader: Reader) -> None:
    reader.choose(reader.versions, "1 ")
    reader.choose(reader.beside, "2 ")
    assert "+ Mark all named groups." in reader.text
    reader.choose(reader.beside, "1 ")
    assert reader.sight.says("guidelines_difference") == "The two versions are identical."


def test_a_dark_screen_has_its_own_colours(reader: Reader) -> None:
    reader.choose(reader.beside, "1 ")
    reader.sight.window.setPalette(theme.palette(dark=True))
    QApplication.processEvents()
    armed = reader.fragment("armed").charFormat()
    assert armed.foreground().color() == theme.added(dark=True)[1]


@pytest.mark.parametrize("dark", [False, True])
def test_changes_can_be_read_on_their_ground(dark: bool) -> None:
    for ground, ink in (theme.added(dark=dark), theme.removed(dark=dark)):
        assert theme.contrast(ground, ink) >= 4.5


def test_an_older_version_holds_again_as_a_new_one(reader: Reader) -> None:
    project = reader.sight.workspace.project
    assert not reader.restore.isVisible()
    reader.choose(reader.versions, "1 ")
    assert reader.restore.isVisible()
    reader.restore.click()
    texts = [item.text for item in guidelines.versions(project)]
    assert texts == [FIRST, SECOND, FIRST]
    assert reader.versions.currentText().startswith("3 · ann")
    assert "named groups" in reader.text


def test_a_version_that_says_what_holds_is_not_restored(reader: Reader) -> None:
    reader.choose(reader.versions, "1 ")
    reader.restore.click()
    reader.choose(reader.versions, "1 ")
    assert not reader.restore.isEnabled()


def test_a_new_version_is_written_out_of_the_one_that_holds(reader: Reader) -> None:
    reader.choose(reader.versions, "1 ")
    reader.panel.edit.click()
    assert reader.panel.editor.toPlainText() == SECOND
    assert not reader.versions.isVisible()


def test_keys_show_choose_restore_and_write(reader: Reader) -> None:
    window = reader.sight.window
    reader.sight.keys(Key.Key_F2)
    assert not reader.panel.isVisible()
    press(window, Key.Key_F2, SHIFT)
    assert reader.panel.isVisible()
    assert "+ Mark all armed groups." in reader.text
    press(window, Key.Key_F2, CTRL)
    reader.sight.bot.waitUntil(reader.versions.hasFocus)
    press(reader.versions, Key.Key_Down)
    press(window, Key.Key_F2, ALT | SHIFT)
    held = guidelines.current(reader.sight.workspace.project)
    assert (held.version, held.text) == (3, FIRST)
    press(window, Key.Key_F2, CTRL | SHIFT)
    assert reader.panel.editing
    reader.panel.cancel.click()


def test_a_choice_stands_when_the_panel_is_opened_again(reader: Reader) -> None:
    reader.choose(reader.versions, "1 ")
    reader.sight.keys(Key.Key_F2, Key.Key_F2)
    assert reader.versions.currentText().startswith("1 ")
    assert "named groups" in reader.text


def test_text_of_guidelines_is_shown_as_text(sight: Sight) -> None:
    project = sight.workspace.project
    guidelines.write(Workspace(project, "ann"), "one <b>bold</b> rule")
    guidelines.write(Workspace(project, "ann"), "one <i>bold</i> rule")
    press(sight.window, Key.Key_F2, SHIFT)
    reader = Reader(sight)
    assert "+ one <i>bold</i> rule" in reader.text
    fonts = reader.fragment("i").charFormat()
    assert fonts.fontWeight() in (0, QFont.Weight.Normal)
