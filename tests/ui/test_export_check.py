"""The export dialog says what would go out, and what not, as its choices are made."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from dialog_verbs import Act, Answering, click, part
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton
from window_verbs import CTRL, Sight, press

Key = Qt.Key


@pytest.fixture
def asking(sight: Sight, answering: Answering) -> Callable[[Act], None]:
    """Open the dialog, do something in it, and leave it."""

    def ask(act: Act) -> None:
        def acted(dialog: QDialog) -> None:
            act(dialog)
            click(dialog, "Cancel")

        seen = answering(export_dialog=acted)
        press(sight.view, Key.Key_E, CTRL)
        sight.bot.waitUntil(lambda: bool(seen))

    return ask


@pytest.fixture
def says(sight: Sight) -> Callable[[QDialog, str, str], None]:
    """Wait until a label of the dialog says some words."""

    def wait(dialog: QDialog, name: str, words: str) -> None:
        sight.bot.waitUntil(lambda: words in part(dialog, QLabel, name).text())

    return wait


Says = Callable[[QDialog, str, str], None]
Ask = Callable[[Act], None]


def finish(sight: Sight) -> None:
    """Ann finishes the first article."""
    sight.keys(Key.Key_Tab, Key.Key_A)
    sight.twice(Key.Key_Return)
    sight.bot.waitUntil(lambda: sight.state.article_id == 2)


def test_the_dialog_says_what_goes_out(sight: Sight, asking: Ask, says: Says) -> None:
    finish(sight)

    def act(dialog: QDialog) -> None:
        says(dialog, "export_outcome", "1 article with 1 span goes out: the work of ann.")
        says(dialog, "export_losses", "stays here, not being finished")

    asking(act)


def test_another_choice_gives_another_answer(sight: Sight, asking: Ask, says: Says) -> None:
    finish(sight)

    def act(dialog: QDialog) -> None:
        says(dialog, "export_outcome", "1 article")
        part(dialog, QComboBox, "export_which").setCurrentText("All articles")
        says(dialog, "export_outcome", "2 articles")
        part(dialog, QComboBox, "export_kind").setCurrentText("brat folder")
        says(dialog, "export_losses", "This format cannot hold: ")

    asking(act)


def test_a_format_without_names_says_so_where_everyones_work_is_chosen(
    asking: Ask, says: Says
) -> None:
    def act(dialog: QDialog) -> None:
        part(dialog, QComboBox, "export_whose").setCurrentText("Everyone, each by name")
        part(dialog, QComboBox, "export_kind").setCurrentText("brat folder")
        says(dialog, "export_outcome", "brat folder has no place for whose work an article is")

    asking(act)


def test_where_nothing_is_done_all_articles_are_one_button_away(asking: Ask, says: Says) -> None:
    def act(dialog: QDialog) -> None:
        says(dialog, "export_outcome", "ann has finished none yet")
        button = part(dialog, QPushButton, "export_all")
        assert button.isVisible()
        button.click()
        assert part(dialog, QComboBox, "export_which").currentText() == "All articles"
        says(dialog, "export_outcome", "go out: the work of ann.")
        assert not button.isVisible()

    asking(act)


def test_the_last_answer_stays_pale_until_the_next_is_there(asking: Ask, says: Says) -> None:
    def act(dialog: QDialog) -> None:
        says(dialog, "export_outcome", "ann has finished none yet")
        outcome = part(dialog, QLabel, "export_outcome")
        part(dialog, QComboBox, "export_which").setCurrentText("All articles")
        assert "ann has finished none yet" in outcome.text()
        assert not outcome.isEnabled()
        says(dialog, "export_outcome", "the work of ann")
        assert outcome.isEnabled()

    asking(act)


def test_shares_that_are_none_are_told_at_once(asking: Ask, says: Says) -> None:
    def act(dialog: QDialog) -> None:
        part(dialog, QComboBox, "export_kind").setCurrentText("spaCy training data (DocBin)")
        part(dialog, QLineEdit, "export_split").setText("most:some")
        says(dialog, "export_outcome", "“most:some” is no split")

    asking(act)


def test_spans_inside_tokens_are_asked_about_where_there_are_tokens(asking: Ask) -> None:
    def act(dialog: QDialog) -> None:
        edges = part(dialog, QComboBox, "export_edges")
        assert edges.isVisible()
        part(dialog, QComboBox, "export_kind").setCurrentText("doccano (JSON lines)")
        assert not edges.isVisible()

    asking(act)
