"""Where an export goes is said in its dialog; what cannot be is told, and no choice is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from dialog_verbs import Act, Answering, after, choosing, click, clicking, is_at_work, part
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
)
from window_verbs import CTRL, Sight, press

from annotator.formats.writers import WRITERS
from annotator.operations import articles
from annotator.workspace import Workspace

Key = Qt.Key
BRAT = WRITERS["brat"].title
SPACY = "spaCy training data (DocBin)"


@pytest.fixture
def asking(finished: Sight, answering: Answering) -> Callable[..., None]:
    """Open the dialog and do something in it, answering those that it opens."""

    def ask(act: Act, *files: Act, **others: Act) -> None:
        def safely(dialog: QDialog) -> None:
            try:
                act(dialog)
            except BaseException:
                dialog.close()  # or the test would wait for it for ever
                raise

        answering.anew()
        seen = answering(export_dialog=after(safely))
        for file in files:
            answering(QFileDialog=file)
        for name, answer in others.items():
            answering(**{name: answer})
        press(finished.view, Key.Key_E, CTRL)
        finished.bot.waitUntil(lambda: bool(seen))
        finished.bot.waitUntil(lambda: not is_at_work(finished.window))

    return ask


Ask = Callable[..., None]


def to(dialog: QDialog, out: object) -> None:
    part(dialog, QLineEdit, "export_out").setText(str(out))


def where(dialog: QDialog) -> str:
    return part(dialog, QLineEdit, "export_out").text()


def refused(dialog: QDialog) -> str:
    label = part(dialog, QLabel, "export_refused")
    return label.text() if label.isVisible() else ""


def kind(dialog: QDialog, title: str) -> None:
    part(dialog, QComboBox, "export_kind").setCurrentText(title)


def test_a_file_beside_the_project_is_suggested_and_written(
    finished: Sight, asking: Ask, tmp_path: Path
) -> None:
    folder = finished.workspace.project.path.parent  # type: ignore[union-attr]
    seen: list[str] = []

    def act(dialog: QDialog) -> None:
        seen.append(where(dialog))
        kind(dialog, BRAT)
        seen.append(where(dialog))
        part(dialog, QComboBox, "export_whose").setCurrentText("Gold")
        kind(dialog, "doccano (JSON lines)")
        seen.append(where(dialog))
        part(dialog, QComboBox, "export_whose").setCurrentText("ann")
        click(dialog, "Save")

    asking(act, QMessageBox=clicking("OK"))
    assert seen == [str(folder / name) for name in ("ann.jsonl", "ann-brat", "gold.jsonl")]
    assert (folder / "ann.jsonl").exists()


def test_what_a_person_has_typed_stays_whatever_else_is_chosen(asking: Ask, tmp_path: Path) -> None:
    seen: list[str] = []

    def act(dialog: QDialog) -> None:
        to(dialog, tmp_path / "mine")
        kind(dialog, BRAT)
        seen.append(where(dialog))
        click(dialog, "Cancel")

    asking(act)
    assert seen == [str(tmp_path / "mine")]


def test_a_new_folder_is_typed(asking: Ask, tmp_path: Path) -> None:
    out = tmp_path / "exports" / "2026" / "brat"

    def act(dialog: QDialog) -> None:
        kind(dialog, BRAT)
        to(dialog, out)
        click(dialog, "Save")

    asking(act, QMessageBox=clicking("OK"))
    assert (out / "report.json").exists()


def test_a_refused_folder_is_told_and_every_choice_stays(asking: Ask, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine").touch()
    said: list[str] = []

    def act(dialog: QDialog) -> None:
        kind(dialog, BRAT)
        part(dialog, QComboBox, "export_which").setCurrentText("All articles")
        part(dialog, QToolButton, "export_more").click()
        part(dialog, QLineEdit, "export_version").setText("1.2")
        to(dialog, full)
        click(dialog, "Save")
        said.append(refused(dialog))
        to(dialog, tmp_path / "new")
        said.append(refused(dialog))
        click(dialog, "Save")

    asking(act, QMessageBox=clicking("OK"))
    assert said == [f"{full} is there already and not empty; choose a new folder.", ""]
    assert sorted(path.name for path in full.iterdir()) == ["mine"]
    report = orjson.loads((tmp_path / "new" / "report.json").read_bytes())
    assert (report["dataset_version"], report["articles"]) == ("1.2", 2)


def test_a_file_in_a_folder_that_is_not_there_is_told(asking: Ask, tmp_path: Path) -> None:
    said: list[str] = []

    def act(dialog: QDialog) -> None:
        for out in (tmp_path / "nowhere" / "o.jsonl", ""):
            to(dialog, out)
            click(dialog, "Save")
            said.append(refused(dialog))
        click(dialog, "Cancel")

    asking(act)
    assert said[0].startswith(f"The folder {tmp_path / 'nowhere'} is not there")
    assert said[1] == "Say where to export to."


@pytest.mark.parametrize(("answer", "stays"), [("Cancel", True), ("Replace", False)])
def test_a_file_that_is_there_is_replaced_only_where_the_person_agrees(
    asking: Ask, tmp_path: Path, answer: str, stays: bool
) -> None:
    out = tmp_path / "o.jsonl"
    out.write_text("mine")

    def act(dialog: QDialog) -> None:
        to(dialog, out)
        click(dialog, "Save")
        if dialog.isVisible():
            after(clicking("Cancel"))(dialog)

    asking(act, export_replace=clicking(answer))
    assert (out.read_text() == "mine") == stays


def test_the_file_of_a_colleague_beside_it_is_never_replaced(asking: Ask, tmp_path: Path) -> None:
    card = tmp_path / "o.jsonl.card.md"
    card.write_text("mine")
    said: list[str] = []

    def act(dialog: QDialog) -> None:
        to(dialog, tmp_path / "o.jsonl")
        click(dialog, "Save")
        said.append(refused(dialog))
        click(dialog, "Cancel")

    asking(act)
    assert f"{card} is there already and was not written by an export" in said[0]


@pytest.mark.parametrize(("title", "by"), [("doccano (JSON lines)", "Save"), (BRAT, "Choose")])
def test_a_place_can_be_looked_for(asking: Ask, tmp_path: Path, title: str, by: str) -> None:
    """A folder that holds other things gets a new one in it for a format that needs its own."""
    seen: list[str] = []
    (tmp_path / "mine").touch()
    chosen = tmp_path if by == "Choose" else tmp_path / "o.jsonl"

    def act(dialog: QDialog) -> None:
        kind(dialog, title)
        part(dialog, QPushButton, "export_browse").click()
        seen.append(where(dialog))
        click(dialog, "Cancel")

    asking(act, QFileDialog=choosing(chosen, by=by))
    assert seen == [str(tmp_path / ("ann-brat" if by == "Choose" else "o.jsonl"))]


def test_the_path_is_completed_from_the_disk(finished: Sight, asking: Ask, tmp_path: Path) -> None:
    (tmp_path / "corpora").mkdir()
    offered: list[str] = []

    def act(dialog: QDialog) -> None:
        completer = part(dialog, QLineEdit, "export_out").completer()

        def offers() -> bool:
            completer.setCompletionPrefix(str(tmp_path / "cor"))
            return completer.completionCount() > 0

        finished.bot.waitUntil(offers)
        offered.append(completer.currentCompletion())
        click(dialog, "Cancel")

    asking(act)
    assert offered == [str(tmp_path / "corpora")]


def test_an_export_that_fails_leaves_its_choices_for_the_next(
    finished: Sight, asking: Ask, tmp_path: Path
) -> None:
    """The key of the pseudonyms is broken, which only the export itself finds out."""
    key = tmp_path / "key.json"
    seen: list[str] = []

    def first(dialog: QDialog) -> None:
        part(dialog, QToolButton, "export_more").click()
        part(dialog, QLineEdit, "export_version").setText("2.0")
        part(dialog, QPushButton, "export_key").click()
        to(dialog, tmp_path / "o.jsonl")
        key.write_text("no key")
        click(dialog, "Save")

    def again(dialog: QDialog) -> None:
        seen.append(part(dialog, QLineEdit, "export_version").text())
        seen.append(where(dialog))
        key.unlink()
        click(dialog, "Save")

    def fresh(dialog: QDialog) -> None:
        seen.append(part(dialog, QLineEdit, "export_version").text())
        click(dialog, "Cancel")

    asking(first, QFileDialog=choosing(key, by="Save"))
    assert not (tmp_path / "o.jsonl").exists()
    asking(again)
    finished.bot.waitUntil((tmp_path / "o.jsonl").exists)
    asking(fresh)
    assert seen == ["2.0", str(tmp_path / "o.jsonl"), ""]


def test_annotators_and_persons_get_pseudonyms(
    finished: Sight, asking: Ask, tmp_path: Path
) -> None:
    key, persons, out = (tmp_path / name for name in ("key", "list.txt", "o.jsonl"))
    persons.write_text("Kunduz\n")
    shown: list[bool] = []
    said: list[str] = []

    def act(dialog: QDialog) -> None:
        list_of_persons = part(dialog, QPushButton, "export_persons")
        part(dialog, QToolButton, "export_more").click()
        shown.append(list_of_persons.isVisible())
        part(dialog, QPushButton, "export_key").click()
        shown.append(list_of_persons.isVisible())
        list_of_persons.click()
        finished.bot.waitUntil(lambda: "person-1" in part(dialog, QLabel, "export_losses").text())
        said.append(part(dialog, QLabel, "export_outcome").text())
        shown.append(key.with_suffix(".json").exists())
        to(dialog, out)
        click(dialog, "Save")

    files = choosing(key, by="Save"), choosing(persons, by="Open")
    asking(act, *files, QMessageBox=clicking("OK"))
    finished.bot.waitUntil(out.exists)
    assert shown == [False, True, False]
    record = orjson.loads(out.read_bytes().splitlines()[0])
    assert record["_annotator_id"] in said[0]
    assert record["_annotator_id"].startswith("annotator-")
    assert "Kunduz" not in out.read_text()
    assert key.with_suffix(".json").exists()


def test_a_key_inside_the_export_is_told(asking: Ask, tmp_path: Path) -> None:
    said: list[str] = []

    def act(dialog: QDialog) -> None:
        kind(dialog, SPACY)
        part(dialog, QToolButton, "export_more").click()
        part(dialog, QPushButton, "export_key").click()
        to(dialog, tmp_path)
        click(dialog, "Save")
        said.append(refused(dialog))
        click(dialog, "Cancel")

    asking(act, QFileDialog=choosing(tmp_path / "key.json", by="Save"))
    assert "may not lie inside the export" in said[0]


def test_the_span_group_of_spacy_is_as_chosen(asking: Ask, tmp_path: Path) -> None:
    said: list[str] = []

    def act(dialog: QDialog) -> None:
        part(dialog, QToolButton, "export_more").click()
        group = part(dialog, QLineEdit, "export_group")
        assert not group.isVisible()
        kind(dialog, SPACY)
        assert group.isVisible()
        to(dialog, tmp_path / "out")
        group.setText("rejected")
        click(dialog, "Save")
        said.append(refused(dialog))
        group.setText("conflict")
        click(dialog, "Save")

    asking(act, QMessageBox=clicking("OK"))
    assert "“rejected” holds rejected suggestions" in said[0]
    report = orjson.loads((tmp_path / "out" / "report.json").read_bytes())
    assert "--span-key conflict" in report["command"]


def test_confidential_articles_are_named_before(
    finished: Sight, asking: Ask, tmp_path: Path
) -> None:
    articles.flag(Workspace(finished.workspace.project, "bob"), article=1, reason="Confidential")
    said: list[str] = []

    def act(dialog: QDialog) -> None:
        losses = part(dialog, QLabel, "export_losses")
        finished.bot.waitUntil(lambda: "confidential" in losses.text())
        said.append(losses.text())
        click(dialog, "Cancel")

    asking(act)
    assert "left out: 1 article: “Taliban fighters take Kunduz”." in said[0]


@pytest.mark.parametrize("title", [SPACY, "JSON lines (Prodigy, this program)"])
def test_what_is_said_ahead_can_be_read_with_all_choices_open(
    finished: Sight, asking: Ask, title: str
) -> None:
    """It has as much room as the choices, and the dialog fits a small screen."""
    sizes: list[tuple[int, int, int]] = []

    def act(dialog: QDialog) -> None:
        kind(dialog, title)
        part(dialog, QToolButton, "export_more").click()
        finished.bot.waitUntil(lambda: dialog.height() >= dialog.sizeHint().height())
        area = part(dialog, QScrollArea, "export_losses_area")
        sizes.append((dialog.width(), dialog.height(), area.height()))
        click(dialog, "Cancel")

    asking(act)
    ((width, height, room),) = sizes
    assert width <= 1024
    assert height <= 660
    assert room >= height // 2


def test_the_path_is_a_key_away(finished: Sight, asking: Ask) -> None:
    seen: list[bool] = []

    def act(dialog: QDialog) -> None:
        press(dialog, Key.Key_T, Qt.KeyboardModifier.AltModifier)
        seen.append(part(dialog, QLineEdit, "export_out").hasFocus())
        click(dialog, "Cancel")

    asking(act)
    assert seen == [True]
