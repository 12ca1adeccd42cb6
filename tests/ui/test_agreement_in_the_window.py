"""Agreement of the whole project in the window: the task, the tables, the way to an article."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dialog_verbs import Answering, choosing, clicking
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTableView, QWidget
from reviewed_project import WORKS, make_reviewed
from shiboken6 import isValid
from window_verbs import Sight, press

from annotator.domain.gold import Plan, Rule
from annotator.store.review import reviewing
from annotator.ui.agreement.dialog import AgreementDialog

Key = Qt.Key


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    path = tmp_path / "reviewed.annot"
    make_reviewed(path, WORKS).close()
    return path


@pytest.fixture
def shown(
    open_window: Callable[..., Sight], reviewed: Path, answering: Answering
) -> Iterator[tuple[Sight, AgreementDialog]]:
    """The window and the dialog F4 brings."""
    answering.leave("agreement_dialog")
    sight = open_window(reviewed)
    press(sight.view, Key.Key_F4)
    sight.bot.waitUntil(lambda: sight.window.findChild(AgreementDialog) is not None)
    dialog = sight.window.findChild(AgreementDialog)
    assert dialog is not None
    yield sight, dialog
    if isValid(dialog):
        dialog.reject()


def words(dialog: AgreementDialog, name: str) -> list[list[str]]:
    table = dialog.findChild(QTableView, name)
    assert table is not None
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_everybody_stands_beside_everybody(shown: tuple[Sight, AgreementDialog]) -> None:
    _, dialog = shown
    assert words(dialog, "agreement_matrix") == [["ann", "–", "0.73"], ["bob", "0.73", "–"]]
    headline = dialog.findChild(QLabel, "agreement_headline").text()
    assert "2 articles finished by two or more" in headline
    assert "Mean exact F1 of the pairs 0.73" in headline


def test_it_says_why_values_have_no_interval(shown: tuple[Sight, AgreementDialog]) -> None:
    _, dialog = shown
    why = "too few articles for an interval (needs 15)"
    headline = dialog.findChild(QLabel, "agreement_headline").text()
    assert headline.splitlines()[-1] == f"Values without an interval: {why}."
    tips = {name: tip(dialog, name, column) for name, column in (("matrix", 2), ("alphas", 2))}
    assert tips == {"matrix": f"0.73; {why}", "alphas": why}


def tip(dialog: AgreementDialog, name: str, column: int) -> str:
    model = dialog.findChild(QTableView, f"agreement_{name}").model()
    return str(model.index(0, column).data(Qt.ItemDataRole.ToolTipRole))


def test_another_measure_fills_the_matrix_anew(shown: tuple[Sight, AgreementDialog]) -> None:
    _, dialog = shown
    dialog.findChild(QComboBox, "agreement_measure").setCurrentIndex(1)
    assert words(dialog, "agreement_matrix")[0] == ["ann", "–", "0.91"]


def test_two_are_shown_closely_at_once(shown: tuple[Sight, AgreementDialog]) -> None:
    _, dialog = shown
    assert dialog.findChild(QLabel, "agreement_pair").text().startswith("ann and bob: 2 articles.")
    labels = words(dialog, "agreement_labels")
    assert labels[0][:4] == ["all", "5", "6", "0.73"]
    assert [row[0] for row in labels] == ["all", "ACTOR", "LOCATION", "FIGURE"]
    confusion = {row[0]: row[1:] for row in words(dialog, "agreement_confusion")}
    assert confusion["not marked"] == ["–", "1", "–", "–"]  # bob alone marked Kabul


def test_articles_least_agreed_first_and_enter_opens_one(
    shown: tuple[Sight, AgreementDialog],
) -> None:
    sight, dialog = shown
    rows = words(dialog, "agreement_articles")
    assert [row[2] for row in rows] == ["0.57", "1.00"]
    dialog.articles.activated.emit(dialog.articles.model().index(1, 0))
    sight.bot.waitUntil(lambda: sight.state.article_id == 2)


def test_the_report_is_saved_and_it_says_where(
    shown: tuple[Sight, AgreementDialog], tmp_path: Path, answering: Answering
) -> None:
    _, dialog = shown
    out = tmp_path / "report.csv"
    answering(QFileDialog=choosing(out, by="Save"))
    dialog.findChild(QPushButton, "agreement_save").click()
    assert dialog.findChild(QLabel, "agreement_saved").text() == f"The report was saved as {out}."
    with out.open(encoding="utf-8-sig") as file:
        assert next(csv.reader(file))[0] == "annotator"


def test_a_report_that_cannot_be_saved_says_why(
    shown: tuple[Sight, AgreementDialog], tmp_path: Path, answering: Answering
) -> None:
    _, dialog = shown
    out = tmp_path / "report.html"
    out.mkdir()
    out = tmp_path / "report"
    answering(QFileDialog=choosing(out, by="Save"))
    dialog.findChild(QPushButton, "agreement_save").click()
    assert "cannot be written" in dialog.findChild(QLabel, "agreement_saved").text()


def test_without_a_file_chosen_no_report_is_saved(
    shown: tuple[Sight, AgreementDialog], answering: Answering
) -> None:
    _, dialog = shown
    seen = answering(QFileDialog=clicking("Cancel"))
    dialog.findChild(QPushButton, "agreement_save").click()
    assert seen == ["QFileDialog"]
    assert dialog.saved.isHidden()


def test_gamma_is_measured_when_it_is_asked_for(shown: tuple[Sight, AgreementDialog]) -> None:
    sight, dialog = shown
    assert "γ" not in heads(dialog)
    dialog.findChild(QPushButton, "agreement_gamma").click()

    def again() -> AgreementDialog | None:
        dialogs = sight.window.findChildren(AgreementDialog)
        return next((found for found in dialogs if found.isVisible()), None)

    sight.bot.waitUntil(lambda: again() is not None)
    other = again()
    assert other is not None
    told, value = heads(other), words(other, "agreement_labels")[0][-1]
    other.reject()
    assert told[-1] == "γ"
    assert 0 < float(value.split()[0]) < 1


def heads(dialog: AgreementDialog) -> list[str]:
    model = dialog.labels.model()
    columns = range(model.columnCount())
    return [model.headerData(column, Qt.Orientation.Horizontal) for column in columns]


@pytest.fixture
def blind(open_window: Callable[..., Sight], tmp_path: Path, answering: Answering) -> Sight:
    """A blind review of three; ann and bob agree better than eve does with either."""
    answering.leave("agreement_dialog")
    path = tmp_path / "three.annot"
    eve = {1: [("Sunday", "LOCATION")], 2: [("Doha", "LOCATION")]}
    with make_reviewed(path, WORKS | {"eve": eve}).writing() as connection:
        reviewing.keep_plan(connection, Plan(("ann", "bob", "eve"), Rule.UNANIMOUS, blind=True))
    sight = open_window(path, name="lee")
    sight.window.table["review_mode"].trigger()
    return sight


def agreement_shown(sight: Sight) -> AgreementDialog:
    """The dialog F4 brings, once it is there."""
    dialogs = sight.window.findChildren

    def shown() -> AgreementDialog | None:
        return next((d for d in dialogs(AgreementDialog) if d.isVisible()), None)

    sight.bot.waitUntil(lambda: shown() is not None)
    dialog = shown()
    assert dialog is not None
    return dialog


def test_a_blind_review_tells_no_names(blind: Sight) -> None:
    blind.keys(Key.Key_F4)
    dialog = agreement_shown(blind)
    told = words(dialog, "agreement_matrix"), dialog.findChild(QLabel, "agreement_pair").text()
    dialog.reject()
    assert [row[0] for row in told[0]] == ["Annotator A", "Annotator B", "Annotator C"]
    assert sorted(value for row in told[0] for value in row[1:]).count("0.73") == 2
    assert told[1].startswith("Annotator A and Annotator B: 2 articles.")


def test_letters_of_a_blind_review_are_dealt_anew_for_each_report(blind: Sight) -> None:
    pairs = set()
    for _ in range(40):  # letters that come by chance come alike so often in no lifetime
        blind.keys(Key.Key_F4)
        dialog = agreement_shown(blind)
        matrix = words(dialog, "agreement_matrix")
        dialog.reject()
        pairs.add(frozenset(row[0] for row in matrix if "0.73" in row))  # who are ann and bob
        if len(pairs) > 1:
            break
    assert len(pairs) > 1


def test_with_gamma_a_blind_report_keeps_its_letters(
    blind: Sight, monkeypatch: pytest.MonkeyPatch
) -> None:
    blind.keys(Key.Key_F4)
    dialog = agreement_shown(blind)
    before = words(dialog, "agreement_matrix")
    # Were they dealt again, they would be these, which nobody has yet.
    monkeypatch.setattr("random.sample", lambda names, count: ["zoe", "yan", "xia"][:count])
    dialog.findChild(QPushButton, "agreement_gamma").click()
    other = agreement_shown(blind)
    assert other is not dialog
    told = words(other, "agreement_matrix")
    other.reject()
    assert told == before


def test_with_nobody_to_compare_it_says_so(sight: Sight) -> None:
    press(sight.view, Key.Key_F4)
    sight.bot.waitUntil(lambda: sight.window.banner.isVisible())
    assert "two annotators" in sight.says("banner_words")


def test_a_report_that_nobody_was_asked_about_is_not_replaced(
    shown: tuple[Sight, AgreementDialog], tmp_path: Path, answering: Answering
) -> None:
    _, dialog = shown
    (tmp_path / "report.html").write_text("mine")
    answering(QFileDialog=choosing(tmp_path / "report", by="Save"))
    dialog.findChild(QPushButton, "agreement_save").click()
    said = dialog.findChild(QLabel, "agreement_saved").text()
    assert "report.html already exists" in said
    assert (tmp_path / "report.html").read_text() == "mine"


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_F4])
@pytest.mark.parametrize("name", ["agreement_matrix", "agreement_measure"])
def test_escape_and_the_key_that_opened_it_close_the_report(
    shown: tuple[Sight, AgreementDialog], key: Key, name: str
) -> None:
    sight, dialog = shown
    focused = dialog.findChild(QWidget, name)
    assert focused is not None
    focused.setFocus()
    press(focused, key)
    sight.bot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())
