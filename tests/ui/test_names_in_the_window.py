"""The project's own names in the window: remembered by a key, kept in a dialog, undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from dialog_verbs import Answering, choosing, click, clicking, part
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
)
from sample_project import FIRST, place
from window_verbs import ALT, CTRL, Sight, press

from annotator.domain.names import ProjectName
from annotator.domain.span_content import SpanContent
from annotator.domain.values import SuggestedSpan
from annotator.nlp.processes.messages import Loaded, Result, Terms
from annotator.operations import names
from annotator.ui.annotating.open_annotating import OpenAnnotating
from annotator.ui.project.names_dialog import NamesDialog

Key = Qt.Key
LIST = "# label: LOCATION\nKunduz | Konduz\n# label: NONE\nBlack Hawk\n"


def kept(sight: Sight) -> list[tuple[str, str, tuple[str, ...]]]:
    book = names.of_project(sight.workspace.project)
    return [(name.spelling, name.label, name.variants) for name in book.names]


def worker(sight: Sight) -> Any:
    assert sight.window.project is not None
    return sight.window.project.room(OpenAnnotating).suggesting._worker


def hear(
    sight: Sight, article: int, spans: Sequence[SuggestedSpan], by: Loaded, terms: Terms
) -> None:
    """Let the suggester say what it found in an article, by some terms."""
    sha256 = sight.workspace.article(article).document.article.sha256
    worker(sight).hear(Result((article, sha256), tuple(spans), by, terms))


def test_ctrl_d_remembers_the_focused_span(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, (Key.Key_D, CTRL))
    assert kept(sight) == [("Taliban fighters", "ACTOR", ())]


def test_a_remembered_name_is_given_to_the_suggester_and_the_article_asked_for(
    sight: Sight,
) -> None:
    asked = len(worker(sight).asked)
    sight.keys(Key.Key_Tab, (Key.Key_D, CTRL))
    assert [name.spelling for name in worker(sight).terms.names.names] == ["Taliban fighters"]
    assert (1, True) in worker(sight).asked[asked:]


def test_what_comes_back_takes_the_place_of_what_waited(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, (Key.Key_D, CTRL))
    first = [SuggestedSpan(SpanContent(0, 16, "ACTOR"))]
    for version, digested, spans in (("1", "", first), ("2", sight.workspace.names.digest, [])):
        hear(sight, 1, spans, Loaded("rules", version, names=digested), worker(sight).terms)
    assert "rules" not in {item.source for item in sight.state.suggestions}


def test_what_was_found_with_a_name_is_not_kept_once_undo_has_taken_the_name_back(
    sight: Sight,
) -> None:
    sight.keys(Key.Key_Tab, (Key.Key_D, CTRL))
    with_name, digest = worker(sight).terms, sight.workspace.names.digest
    sight.keys((Key.Key_Z, CTRL))
    before = sight.workspace.article(2).suggestions
    late = [SuggestedSpan(SpanContent(0, 5, "ACTOR"))]
    hear(sight, 2, late, Loaded("rules", f"1+names.{digest}", names=digest), with_name)
    assert sight.workspace.article(2).suggestions == before


def test_undo_takes_the_name_back_and_tells_the_suggester(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, (Key.Key_D, CTRL), (Key.Key_Z, CTRL))
    assert kept(sight) == []
    assert worker(sight).terms.names.names == ()


def test_alt_x_says_that_words_are_no_name(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, (Key.Key_X, ALT))
    assert kept(sight) == [("Taliban fighters", "NONE", ())]


def test_a_figure_is_not_remembered(sight: Sight) -> None:
    figure = sight.mark("at least 30")
    sight.view.focus_mark(figure.id)
    sight.keys((Key.Key_D, CTRL))
    assert kept(sight) == []
    assert "Figures" in sight.says("status_advice")


def test_with_nothing_focused_or_selected_a_sentence_says_what_to_do(sight: Sight) -> None:
    sight.keys((Key.Key_X, ALT))
    assert "select words" in sight.says("status_advice")


def test_the_word_at_the_cursor_is_asked_a_label_for(sight: Sight, answering: Answering) -> None:
    spelt: list[str] = []

    def act(dialog: QDialog) -> None:
        spelt.append(part(dialog, QLineEdit, "names_name").text())
        dialog.reject()

    answering(names_dialog=act)
    sight.keys((Key.Key_D, CTRL))
    assert spelt == ["Taliban"]


@pytest.mark.parametrize(("by", "names_kept"), [("Add", 1), ("Close", 0)])
def test_selected_words_are_asked_a_label_for(
    sight: Sight, answering: Answering, by: str, names_kept: int
) -> None:
    def act(dialog: QDialog) -> None:
        part(dialog, QComboBox, "names_label").setCurrentText("LOCATION")
        click(dialog, by)
        if by == "Add":
            click(dialog, "Close")

    seen = answering(names_dialog=act)
    sight.view.cursor_at.select(*place(FIRST, "Kunduz"))
    sight.keys((Key.Key_D, CTRL))
    assert seen == ["names_dialog"]
    assert kept(sight) == [("Kunduz", "LOCATION", ())][:names_kept]


# The dialog


class Dialog:
    """The dialog as a person sees it."""

    def __init__(self, sight: Sight, spelling: str = "") -> None:
        self.dialog = NamesDialog(sight.window, sight.workspace, spelling)
        self.dialog.show()
        QApplication.processEvents()

    def field(self, name: str) -> QLineEdit:
        found = self.dialog.findChild(QLineEdit, name)
        assert found is not None
        return found

    def click(self, name: str) -> None:
        button = self.dialog.findChild(QPushButton, name)
        assert button is not None
        button.click()

    def choose(self, label: str) -> None:
        box = self.dialog.findChild(QComboBox, "names_label")
        assert box is not None
        box.setCurrentText(label)

    def says(self) -> str:
        label = self.dialog.findChild(QLabel, "names_message")
        assert label is not None
        return label.text()

    def rows(self) -> list[tuple[str, str, str]]:
        table = self.dialog.findChild(QTableView, "names_table")
        assert table is not None
        model = table.model()
        return [
            tuple(model.index(row, column).data() for column in range(3))  # type: ignore[misc]
            for row in range(model.rowCount())
        ]

    def select(self, row: int) -> None:
        table = self.dialog.findChild(QTableView, "names_table")
        assert table is not None
        table.selectRow(row)


@pytest.fixture
def dialog(sight: Sight) -> Iterator[Callable[..., Dialog]]:
    made: list[Dialog] = []

    def show(spelling: str = "") -> Dialog:
        made.append(Dialog(sight, spelling))
        return made[-1]

    yield show
    for one in made:
        one.dialog.close()
        one.dialog.deleteLater()


Show = Callable[..., Dialog]


def test_a_name_is_added_with_enter_and_the_dialog_stays(sight: Sight, dialog: Show) -> None:
    shown = dialog()
    shown.field("names_name").setText("Kunduz")
    shown.field("names_variants").setText("Konduz |  Qunduz | Kunduz")
    shown.choose("LOCATION")
    shown.field("names_name").textEdited.emit("Kunduz")
    press(shown.field("names_variants"), Key.Key_Return)
    assert kept(sight) == [("Kunduz", "LOCATION", ("Konduz", "Qunduz"))]
    assert shown.rows() == [("Kunduz", "LOCATION", "Konduz | Qunduz")]
    assert shown.dialog.isVisible()


def test_a_chosen_name_is_changed(sight: Sight, dialog: Show) -> None:
    names.change(sight.workspace, add=[ProjectName("Kunduz", "LOCATION")], title="x")
    shown = dialog()
    shown.select(0)
    shown.field("names_name").setText("Konduz")
    shown.choose("no name")
    shown.click("names_save")
    assert kept(sight) == [("Konduz", "NONE", ())]
    assert shown.rows() == [("Konduz", "no name", "")]


def test_a_chosen_name_is_removed_and_undo_brings_it_back(sight: Sight, dialog: Show) -> None:
    names.change(sight.workspace, add=[ProjectName("Kunduz", "LOCATION")], title="x")
    shown = dialog()
    shown.select(0)
    shown.click("names_remove")
    assert kept(sight) == []
    sight.workspace.undo()
    assert kept(sight) == [("Kunduz", "LOCATION", ())]


def test_a_file_is_imported(
    sight: Sight, dialog: Show, tmp_path: Path, answering: Answering
) -> None:
    path = tmp_path / "list.txt"
    path.write_text(LIST, encoding="utf-8")
    answering(QFileDialog=choosing(path, by="Open"))
    dialog().click("names_import")
    assert kept(sight) == [("Black Hawk", "NONE", ()), ("Kunduz", "LOCATION", ("Konduz",))]


def test_a_file_with_a_bad_line_changes_nothing_and_the_line_is_named(
    sight: Sight, dialog: Show, tmp_path: Path, answering: Answering
) -> None:
    path = tmp_path / "list.txt"
    path.write_text(LIST + "# label: PLACE\nHerat\n", encoding="utf-8")
    answering(QFileDialog=choosing(path, by="Open"))
    shown = dialog()
    shown.click("names_import")
    assert kept(sight) == []
    assert "list.txt, line 6: there is no label “PLACE”" in shown.says()


def test_exported_names_can_be_read_again(
    sight: Sight, dialog: Show, tmp_path: Path, answering: Answering
) -> None:
    names.change(sight.workspace, add=[ProjectName("Kunduz", "LOCATION")], title="x")
    path = tmp_path / "out.csv"
    answering(QFileDialog=choosing(path, by="Save"))
    dialog().click("names_export")
    assert [name.spelling for name in names.read_book(path).names] == ["Kunduz"]


@pytest.mark.parametrize("name", ["names_import", "names_export"])
def test_without_a_file_chosen_nothing_happens(
    dialog: Show, tmp_path: Path, answering: Answering, name: str
) -> None:
    before = set(tmp_path.rglob("*"))
    shown = dialog()
    seen = answering(QFileDialog=clicking("Cancel"))
    shown.click(name)
    assert seen == ["QFileDialog"]
    assert (shown.says(), set(tmp_path.rglob("*"))) == ("", before)


def test_a_name_that_cannot_be_kept_is_said_and_stays_in_its_field(
    sight: Sight, dialog: Show
) -> None:
    shown = dialog("<b>—</b>|")
    shown.field("names_name").setText("—")
    shown.field("names_name").textEdited.emit("—")
    shown.click("names_save")
    assert "has no letter" in shown.says()
    assert shown.field("names_name").text() == "—"
    assert kept(sight) == []


def test_the_filter_narrows_by_any_spelling(sight: Sight, dialog: Show) -> None:
    many = [ProjectName("Kunduz", "LOCATION", variants=("Konduz",)), ProjectName("Herat", "ACTOR")]
    names.change(sight.workspace, add=many, title="x")
    shown = dialog()
    shown.field("names_filter").setText("kond")
    assert [row[0] for row in shown.rows()] == ["Kunduz"]


def test_words_given_with_it_stand_in_the_field(dialog: Show) -> None:
    assert dialog("Blue Brigade").field("names_name").text() == "Blue Brigade"
