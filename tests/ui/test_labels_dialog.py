"""The dialog of the labels: what it changes, what it refuses, what it asks first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from dialog_verbs import Act, Answering, click, part
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from window_verbs import CTRL, Sight, press

from annotator.domain.labels import DEFAULT_LABELS, LabelUses
from annotator.operations import annotate, projects
from annotator.ui.project.label_replacement import ReplaceLabelDialog
from annotator.ui.project.labels_dialog import LabelsDialog
from annotator.workspace import Workspace

Key = Qt.Key


class Labels:
    """The open dialog."""

    def __init__(self, sight: Sight, bot: QtBot) -> None:
        self.sight = sight
        window = sight.window
        self.dialog = LabelsDialog(window, sight.workspace, window.table.action_with)
        bot.addWidget(self.dialog)
        self.dialog.setModal(True)
        self.dialog.show()
        self.dialog.activateWindow()
        bot.waitUntil(self.dialog.isActiveWindow)
        self.list = self.part(QListWidget, "labels_list")

    def part(self, kind: type[QWidget], name: str) -> QWidget:
        found = self.dialog.findChild(kind, name)
        assert found is not None, f"there is no {name}"
        return found

    def click(self, name: str) -> None:
        button = self.part(QPushButton, name)
        assert isinstance(button, QPushButton)
        button.click()

    def write(self, field: str, words: str) -> None:
        """Type into a field and leave it with Return."""
        line = self.part(QLineEdit, field)
        assert isinstance(line, QLineEdit)
        line.setFocus()
        line.setText(words)
        press(line, Key.Key_Return)

    def choose(self, name: str) -> None:
        assert isinstance(self.list, QListWidget)
        names = [label.name for label in self.workspace.labels]
        self.list.setCurrentRow(names.index(name))

    @property
    def workspace(self) -> Workspace:
        return self.sight.workspace

    @property
    def chosen(self) -> str:
        line = self.part(QLineEdit, "labels_name")
        assert isinstance(line, QLineEdit)
        return line.text()

    @property
    def names(self) -> list[str]:
        return [label.name for label in self.workspace.labels]

    @property
    def said(self) -> str:
        label = self.part(QLabel, "labels_refusal")
        assert isinstance(label, QLabel)
        return label.text()

    @property
    def vision(self) -> str:
        label = self.part(QLabel, "labels_vision")
        assert isinstance(label, QLabel)
        return label.text() if label.isVisible() else ""


@pytest.fixture
def dialog(sight: Sight, qtbot: QtBot, answering: Answering) -> Iterator[Labels]:
    answering.leave("labels_dialog")
    found = Labels(sight, qtbot)
    yield found
    found.dialog.close()


def replacing(by: str, into: str | None = None, said: list[str] | None = None) -> Act:
    """Choose what takes the place of a label that goes, and leave the dialog by a button."""

    def act(dialog: QDialog) -> None:
        if said is not None:
            said.append(part(dialog, QLabel, "replace_label_words").text())
        if into is not None:
            part(dialog, QComboBox, "replace_label_into").setCurrentText(into)
        click(dialog, by)

    return act


def naming(words: str, by: str = "OK") -> Act:
    """Type the name of a new label, and leave the dialog by a button."""

    def act(dialog: QDialog) -> None:
        (line,) = dialog.findChildren(QLineEdit)
        QTest.keyClicks(line, words)
        click(dialog, by)

    return act


def colouring(colour: str, by: str = "OK") -> Act:
    """Type a colour, and leave the dialog by a button."""

    def act(dialog: QDialog) -> None:
        part(dialog, QLineEdit, "qt_colorname_lineedit").selectAll()
        QTest.keyClicks(part(dialog, QLineEdit, "qt_colorname_lineedit"), colour)
        click(dialog, by)

    return act


def test_return_in_a_field_takes_it_and_the_dialog_stays(dialog: Labels) -> None:
    dialog.choose("LOCATION")
    dialog.write("labels_name", "PLACE")
    assert dialog.names == ["ACTOR", "PLACE", "FIGURE"]
    assert dialog.dialog.isVisible()


@pytest.mark.parametrize(
    ("field", "words", "why"),
    [
        ("labels_name", "actor", "There is a label actor already; choose another name."),
        ("labels_name", "  ", "A label's name has 1 to 40 characters"),
        ("labels_key", "1", "The key 1 belongs to ACTOR; choose another."),
        ("labels_key", "a", "The key a is “Accept, next”; choose another."),
        ("labels_key", "[", "The key [ is “Left edge outward”; choose another."),
    ],
)
def test_bad_input_is_refused_in_one_sentence(
    dialog: Labels, field: str, words: str, why: str
) -> None:
    before = dialog.workspace.labels
    dialog.choose("LOCATION")
    dialog.write(field, words)
    assert dialog.said.startswith(why)
    assert dialog.workspace.labels == before


def test_every_change_is_taken_back_by_the_undo_of_the_dialog(dialog: Labels) -> None:
    before = dialog.workspace.labels
    dialog.choose("LOCATION")
    dialog.write("labels_name", "PLACE")
    dialog.write("labels_key", "8")
    dialog.write("labels_description", "where it was")
    dialog.click("labels_down")
    assert dialog.names == ["ACTOR", "FIGURE", "PLACE"]
    for _ in range(4):
        dialog.click("labels_undo")
    assert dialog.chosen == "LOCATION"
    assert dialog.workspace.labels == before
    assert not dialog.part(QPushButton, "labels_undo").isEnabled()


def test_undo_in_the_window_goes_back_past_a_change_of_labels(sight: Sight, qtbot: QtBot) -> None:
    sight.keys(Key.Key_1)
    spans = sight.spans()
    dialog = Labels(sight, qtbot)
    dialog.choose("ACTOR")
    dialog.write("labels_name", "SIDE")
    dialog.dialog.close()
    sight.window.activateWindow()
    qtbot.waitUntil(sight.window.isActiveWindow)
    sight.view.setFocus()
    assert sight.spans() == [("SIDE", words) for _, words in spans]
    assert "label_SIDE" in sight.window.table.actions
    sight.keys((Key.Key_Z, CTRL))
    assert sight.spans() == spans
    assert "label_ACTOR" in sight.window.table.actions
    sight.keys((Key.Key_Z, CTRL))
    assert sight.spans() == []


def test_added_label_is_chosen_and_has_a_key(dialog: Labels, answering: Answering) -> None:
    answering(QInputDialog=naming(" WEAPON "))
    dialog.click("labels_add")
    assert dialog.workspace.labels[-1].key == "4"
    assert dialog.chosen == "WEAPON"
    answering(QInputDialog=naming("WEAPON"))
    dialog.click("labels_add")
    assert dialog.said == "There is a label WEAPON already; choose another name."


def test_leaving_the_name_of_a_new_label_adds_none(dialog: Labels, answering: Answering) -> None:
    seen = answering(QInputDialog=naming("WEAPON", by="Cancel"))
    dialog.click("labels_add")
    assert seen == ["QInputDialog"]
    assert (dialog.names, dialog.said) == (["ACTOR", "LOCATION", "FIGURE"], "")


@pytest.mark.parametrize(("name", "ground"), [("labels_light", "light"), ("labels_dark", "dark")])
@pytest.mark.parametrize("by", ["OK", "Cancel"])
def test_a_colour_is_chosen_in_its_dialog(
    dialog: Labels, answering: Answering, name: str, ground: str, by: str
) -> None:
    dialog.choose("ACTOR")
    before = dialog.workspace.labels[0]
    seen = answering(QColorDialog=colouring("#123456", by=by))
    dialog.click(name)
    assert seen == ["QColorDialog"]
    wanted = replace(before, **{ground: "#123456"}) if by == "OK" else before
    assert dialog.workspace.labels[0] == wanted


def test_deleting_asks_with_what_has_the_label_and_gives_that_another(
    dialog: Labels, answering: Answering
) -> None:
    workspace = dialog.workspace
    annotate.add(workspace, article=1, start=0, end=7, label="ACTOR")
    said: list[str] = []
    answering(replace_label_dialog=replacing("Cancel", said=said))
    dialog.choose("ACTOR")
    dialog.click("labels_delete")
    assert "1 annotation of 1 annotator" in said[0]
    assert "ACTOR" in dialog.names
    answering(replace_label_dialog=replacing("Delete", into="LOCATION"))
    dialog.click("labels_delete")
    assert dialog.names == ["LOCATION", "FIGURE"]
    assert [a.label for a in workspace.article(1).annotations] == ["LOCATION"]
    assert projects.check(workspace.project).problems == ()


def test_a_label_nothing_has_is_deleted_after_asking_and_comes_back(
    dialog: Labels, answering: Answering
) -> None:
    said: list[str] = []
    answering(QInputDialog=naming("WEAPON"), replace_label_dialog=replacing("Delete", said=said))
    dialog.click("labels_add")
    dialog.click("labels_delete")
    assert said[0].startswith("The label WEAPON is not used.")
    assert "WEAPON" not in dialog.names
    dialog.click("labels_undo")
    assert dialog.names[-1] == "WEAPON"


@pytest.mark.parametrize(
    ("by", "names"),
    [("Merge", ["LOCATION", "FIGURE"]), ("Cancel", ["ACTOR", "LOCATION", "FIGURE"])],
)
def test_merging_asks_with_counts(
    dialog: Labels, answering: Answering, by: str, names: list[str]
) -> None:
    annotate.add(dialog.workspace, article=1, start=0, end=7, label="ACTOR")
    said: list[str] = []
    answering(replace_label_dialog=replacing(by, into="LOCATION", said=said))
    dialog.choose("ACTOR")
    dialog.click("labels_merge")
    assert "1 annotation of 1 annotator" in said[0]
    assert dialog.names == names
    if by == "Merge":
        dialog.click("labels_undo")
        assert dialog.names == ["ACTOR", "LOCATION", "FIGURE"]
        state = dialog.workspace.article(1)
        assert [span.label for span in state.annotations] == ["ACTOR"]


def test_the_key_opens_the_dialog_and_a_change_in_it_is_in_the_window(
    sight: Sight, answering: Answering
) -> None:
    def act(dialog: QDialog) -> None:
        name = part(dialog, QLineEdit, "labels_name")
        name.setFocus()
        name.selectAll()
        QTest.keyClicks(name, "SIDE")
        press(name, Key.Key_Return)
        click(dialog, "Close")

    answering(labels_dialog=act)
    sight.keys((Key.Key_L, CTRL))
    assert [label.name for label in sight.workspace.labels] == ["SIDE", "LOCATION", "FIGURE"]
    assert "label_SIDE" in sight.window.table.actions


@pytest.mark.parametrize("deleting", [False, True])
def test_what_is_asked_says_counts_and_offers_the_others(qtbot: QtBot, deleting: bool) -> None:
    used = LabelUses(annotations=12, annotators=3, gold=1)
    dialog = ReplaceLabelDialog(None, "ACTOR", used, ["LOCATION", "FIGURE"], deleting=deleting)
    qtbot.addWidget(dialog)
    dialog.show()
    words = dialog.findChild(QLabel, "replace_label_words")
    assert words is not None
    assert "12 annotations of 3 annotators and 1 gold span" in words.text()
    assert "Undo brings it back." in words.text()
    assert [dialog.into.itemText(row) for row in range(2)] == ["LOCATION", "FIGURE"]
    assert not dialog.go.isDefault()


def test_no_label_is_offered_in_the_place_of_one_that_nothing_has(qtbot: QtBot) -> None:
    dialog = ReplaceLabelDialog(None, "WEAPON", LabelUses(), ["ACTOR"], deleting=True)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.into.isVisible()
    words = dialog.findChild(QLabel, "replace_label_words")
    assert words is not None
    assert words.text() == "The label WEAPON is not used. Undo brings it back."


def test_labels_that_look_alike_are_told_and_mended(dialog: Labels) -> None:
    assert dialog.vision == ""
    place = dialog.workspace.labels[1]
    dialog.choose("LOCATION")
    dialog.dialog._change(replace(place, light=DEFAULT_LABELS[0].light))
    assert dialog.vision == "On a light page ACTOR and LOCATION look alike to everybody."
    button = dialog.part(QPushButton, "labels_recolour")
    assert isinstance(button, QPushButton)
    assert button.isVisible()
    button.click()
    assert dialog.vision == ""
    assert not button.isVisible()
    assert dialog.workspace.labels[0] == DEFAULT_LABELS[0]
    dialog.click("labels_undo")
    dialog.click("labels_undo")
    assert dialog.workspace.labels[1] == place


def test_it_is_said_to_whom_labels_look_alike_and_the_chosen_one_is_mended(dialog: Labels) -> None:
    actor, place, _ = dialog.workspace.labels
    dialog.choose("LOCATION")
    dialog.dialog._change(replace(place, dark="#1E6B60"))
    dialog.choose("ACTOR")
    dialog.dialog._change(replace(actor, dark="#1E647C"))
    assert dialog.vision == "On a dark page ACTOR and LOCATION look alike with tritanopia."
    dialog.click("labels_recolour")
    assert dialog.vision == ""
    assert dialog.workspace.labels[1].dark == "#1E6B60"
    assert dialog.workspace.labels[0].light == actor.light
