"""The dialog of people: keys and buttons rename and join annotators, undo takes it back."""

from __future__ import annotations

from dialog_verbs import Answering, after, click, clicking, part
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QTableView
from window_verbs import CTRL, SHIFT, Sight, press

from annotator.operations import annotate, people
from annotator.workspace import Workspace

Key = Qt.Key


def work_of(sight: Sight, *names: str) -> None:
    """Let people label the first words of the article in view."""
    for name in names:
        workspace = Workspace(sight.workspace.project, name)
        annotate.add(workspace, article=1, start=0, end=7, label="ACTOR")


def names(sight: Sight) -> list[str]:
    return [one.person.name for one in people.people(sight.workspace.project)]


def choose(dialog: QDialog, name: str) -> None:
    """Go to a person with the arrows."""
    table = part(dialog, QTableView, "people_table")
    table.setFocus()
    press(table, Key.Key_Home, CTRL)
    for _ in range(table.model().rowCount()):
        if table.model().index(table.currentIndex().row(), 0).data() == name:
            return
        press(table, Key.Key_Down)
    raise AssertionError(f"there is no {name}")


def open_people(sight: Sight) -> None:
    sight.keys((Key.Key_U, CTRL | SHIFT))


def test_people_are_listed_with_who_may_be_the_same(sight: Sight, answering: Answering) -> None:
    work_of(sight, "bob", "Bob")
    rows: list[list[str]] = []

    def look(dialog: QDialog) -> None:
        model = part(dialog, QTableView, "people_table").model()
        rows.extend(
            [model.index(row, column).data() for column in (0, 1, 2, 5)]
            for row in range(model.rowCount())
        )
        press(dialog, Key.Key_Escape)

    answering(people_dialog=look)
    open_people(sight)
    assert ["Bob", "1", "0", "bob"] in rows
    assert ["bob", "1", "0", "Bob"] in rows


def test_a_name_typed_and_entered_renames(sight: Sight, answering: Answering) -> None:
    work_of(sight, "bob")

    def rename(dialog: QDialog) -> None:
        choose(dialog, "bob")
        field = part(dialog, QLineEdit, "people_name")
        field.selectAll()
        QTest.keyClicks(field, "Bob Smith")
        press(field, Key.Key_Return)
        assert "Bob Smith" in names(sight)
        click(dialog, "Close")

    seen = answering(people_dialog=rename)
    open_people(sight)
    assert seen
    assert "bob" not in names(sight)


def test_a_name_that_is_typed_is_not_dropped_for_another_person_in_silence(
    sight: Sight, answering: Answering
) -> None:
    work_of(sight, "bob", "eve")
    done: list[bool] = []

    def type_and_go_on(dialog: QDialog) -> None:
        choose(dialog, "eve")
        table = part(dialog, QTableView, "people_table")
        field = part(dialog, QLineEdit, "people_name")
        row = table.currentIndex().row()
        QTest.keyClicks(field, " B.")
        press(table, Key.Key_Up)
        sight.bot.waitUntil(lambda: table.currentIndex().row() == row)
        assert field.text() == "eve B."
        press(table, Key.Key_Up)
        assert field.text() != "eve B."
        done.append(True)
        press(dialog, Key.Key_Escape)

    answering(people_dialog=after(type_and_go_on))
    answering(drop_question=clicking("Keep editing"))
    answering(drop_question=clicking("Discard"))
    open_people(sight)
    assert done


def test_the_likely_spelling_is_offered_first_and_joined_by_its_button(
    sight: Sight, answering: Answering
) -> None:
    work_of(sight, "aaa", "bob", "Bob")

    def join(dialog: QDialog) -> None:
        choose(dialog, "Bob")
        assert part(dialog, QComboBox, "people_other").currentText() == "bob"
        click(dialog, "Join")
        assert "Bob" not in names(sight)
        click(dialog, "Undo")
        assert "Bob" in names(sight)
        click(dialog, "Join")
        click(dialog, "Close")

    answering(people_dialog=join)
    open_people(sight)
    assert "Bob" not in names(sight)
    sight.keys((Key.Key_Z, CTRL))
    sight.bot.waitUntil(lambda: "Bob" in names(sight))


def test_one_cannot_rename_or_join_oneself(sight: Sight, answering: Answering) -> None:
    own = sight.workspace.annotator
    work_of(sight, own, "bob")

    def look(dialog: QDialog) -> None:
        choose(dialog, own)
        assert not part(dialog, QLineEdit, "people_name").isEnabled()
        assert not part(dialog, QPushButton, "people_join").isEnabled()
        assert part(dialog, QLabel, "people_message").text().startswith(f"{own} is you")
        press(dialog, Key.Key_Escape)

    seen = answering(people_dialog=look)
    open_people(sight)
    assert seen


def test_a_name_that_is_taken_is_refused_in_a_sentence(sight: Sight, answering: Answering) -> None:
    work_of(sight, "bob", "eve")

    def rename(dialog: QDialog) -> None:
        choose(dialog, "bob")
        field = part(dialog, QLineEdit, "people_name")
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, "eve")
        click(dialog, "Rename")
        said = part(dialog, QLabel, "people_message").text()
        assert said == "There is an annotator eve already; join the two instead."
        field.selectAll()
        QTest.keyClicks(field, "bob")
        press(dialog, Key.Key_Escape)

    seen = answering(people_dialog=rename)
    open_people(sight)
    assert seen
    assert {"bob", "eve"} <= set(names(sight))
