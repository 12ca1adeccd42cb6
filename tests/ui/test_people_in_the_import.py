"""The import dialog asks whose work a file holds and whether it is finished."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from import_dialog_verbs import Step, in_import_dialog, whole
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QMessageBox, QTabWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from window_verbs import Sight, press

from annotator.store.mapping import ANNOTATOR
from annotator.store.row_mapper import ANNOTATION, STATUS
from annotator.ui.transfer.import_preview import ImportDialog

TEXT = "Rebels took Quxtown on Monday and 12 soldiers died."
Key = Qt.Key


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Work of one person in two spellings and of another; no file says whether it is finished."""
    record = {"text": TEXT, "spans": [{"start": 0, "end": 6, "label": "ACTOR"}]}
    names = ("A. Karimi", "a.karimi", "bob")
    lines = (json.dumps({**record, "_annotator_id": name}) for name in names)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "work.jsonl").write_text("\n".join(lines))
    return tmp_path / "in"


def pick(box: QComboBox, text: str) -> None:
    """Choose with the keys, as a person does."""
    box.setFocus()
    press(box, Key.Key_Home)
    for _ in range(box.count()):
        if box.currentText() == text:
            return
        press(box, Key.Key_Down)
    raise AssertionError(f"there is no {text}")


@pytest.fixture
def during(sight: Sight, folder: Path) -> Callable[[Step], None]:
    """Opens the dialog on the folder, lets a test act once all is read, and waits for its end."""
    return lambda act: in_import_dialog(sight, act, [folder])


def people(sight: Sight) -> dict[str, str]:
    """Where everybody stands who has annotated."""
    with sight.workspace.project.reading() as connection:
        query = select(ANNOTATOR.c.name, STATUS.c.status).join(
            STATUS, STATUS.c.annotator_id == ANNOTATOR.c.id
        )
        rows = connection.execute(
            query.where(ANNOTATOR.c.id.in_(select(ANNOTATION.c.annotator_id)))
        )
        return {name: status for name, status in rows}


def find(dialog: ImportDialog, name: str) -> QComboBox:
    return dialog.findChild(QComboBox, name)


def choose_named(qtbot: QtBot, dialog: ImportDialog) -> None:
    pick(find(dialog, "import_spans_as"), "annotations of whom each record names")
    whole(qtbot, dialog)


def close_report(sight: Sight, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: sight.window.findChild(QMessageBox) is not None)
    sight.window.findChild(QMessageBox).close()


def test_two_spellings_come_to_the_front_and_are_asked_about(
    during: Callable[[Step], None], qtbot: QtBot
) -> None:
    def act(dialog: ImportDialog) -> None:
        choose_named(qtbot, dialog)
        tabs = dialog.findChild(QTabWidget, "import_tabs")
        assert tabs.tabText(tabs.currentIndex()) == "People (3)"
        asked = [label.text() for label in dialog.findings.people.names.values()]
        assert asked[0] == "A. Karimi · 1 article – the same person as a.karimi?"
        assert asked[2] == "bob · 1 article"

    during(act)


def test_spellings_that_are_said_to_be_one_come_in_as_one(
    during: Callable[[Step], None], sight: Sight, qtbot: QtBot
) -> None:
    def act(dialog: ImportDialog) -> None:
        choose_named(qtbot, dialog)
        pick(find(dialog, "import_people_a.karimi"), "A. Karimi")
        whole(qtbot, dialog)
        press(dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    during(act)
    close_report(sight, qtbot)
    assert people(sight).keys() == {"A. Karimi", "bob"}


def test_work_is_done_where_that_is_chosen_and_the_sentence_says_what_it_means(
    during: Callable[[Step], None], sight: Sight, qtbot: QtBot
) -> None:
    def act(dialog: ImportDialog) -> None:
        meaning = dialog.findChild(QLabel, "import_finished_means")
        assert not find(dialog, "import_finished").isVisibleTo(dialog)
        choose_named(qtbot, dialog)
        assert meaning.text().startswith(
            "0 articles done; 3 begun; of 3 no file says whether it is finished."
        )
        pick(find(dialog, "import_finished"), "done")
        whole(qtbot, dialog)
        assert meaning.text().startswith("3 articles done. Only what is done is compared")
        press(dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    during(act)
    close_report(sight, qtbot)
    assert set(people(sight).values()) == {"done"}


def test_a_file_that_names_nobody_can_be_named_after(
    during: Callable[[Step], None], sight: Sight, folder: Path, qtbot: QtBot
) -> None:
    record = {"text": TEXT, "spans": [{"start": 0, "end": 6, "label": "ACTOR"}]}
    (folder / "work.jsonl").write_text(json.dumps(record))

    def act(dialog: ImportDialog) -> None:
        pick(find(dialog, "import_spans_as"), "annotations of whom each file is named after")
        whole(qtbot, dialog)
        press(dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    during(act)
    close_report(sight, qtbot)
    assert people(sight).keys() == {"work"}
