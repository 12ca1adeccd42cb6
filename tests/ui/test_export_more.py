"""The export dialog has what few need folded away: version, licence, parts to keep, tokens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from dialog_verbs import Act, Answering, after, choosing, click, clicking, is_at_work, part
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
)
from window_verbs import CTRL, Sight, press

from annotator.library.projects import AnnotationProject
from annotator.operations.exporting import licence as licences

Key = Qt.Key
SPACY = "spaCy training data (DocBin)"


@pytest.fixture
def exports(finished: Sight, answering: Answering) -> Callable[..., dict[str, object]]:
    """Export by what is done in the dialog; gives the report."""

    def run(out: Path, *acts: Act) -> dict[str, object]:
        def asked(dialog: QDialog) -> None:
            part(dialog, QToolButton, "export_more").click()
            for act in acts:
                act(dialog)
            part(dialog, QLineEdit, "export_out").setText(str(out))
            click(dialog, "Save")

        report = out.with_name(f"{out.name}.report.json")
        answering(export_dialog=after(asked))
        press(finished.view, Key.Key_E, CTRL)
        finished.bot.waitUntil(lambda: out.exists() and report.exists())
        finished.bot.waitUntil(lambda: not is_at_work(finished.window))
        said: dict[str, object] = orjson.loads(report.read_bytes())
        return said

    return run


Exports = Callable[..., dict[str, object]]


def writing(name: str, words: str) -> Act:
    return lambda dialog: part(dialog, QLineEdit, name).setText(words)


def licensed(words: str) -> Act:
    return lambda dialog: part(dialog, QComboBox, "export_licence").setEditText(words)


def test_what_few_need_is_folded_away(finished: Sight, answering: Answering) -> None:
    shown: list[bool] = []

    def look(dialog: QDialog) -> None:
        version = part(dialog, QLineEdit, "export_version")
        shown.append(version.isVisible())
        part(dialog, QToolButton, "export_more").click()
        shown.append(version.isVisible())
        click(dialog, "Cancel")

    answering(export_dialog=look)
    press(finished.view, Key.Key_E, CTRL)
    assert shown == [False, True]


def test_the_version_of_the_data_is_in_the_report(exports: Exports, tmp_path: Path) -> None:
    report = exports(tmp_path / "o.jsonl", writing("export_version", "1.2"))
    assert report["dataset_version"] == "1.2"


def test_the_licence_is_in_report_and_card_and_kept_in_the_project(
    finished: Sight, exports: Exports, tmp_path: Path
) -> None:
    report = exports(tmp_path / "o.jsonl", licensed("CC BY 4.0"))
    assert report["licence"] == "CC BY 4.0"
    assert "## Licence\n\nCC BY 4.0\n" in (tmp_path / "o.jsonl.card.md").read_text()
    assert licences.chosen(finished.workspace.project) == "CC BY 4.0"


def test_a_licence_is_asked_for_once(
    finished: Sight, answering: Answering, exports: Exports, tmp_path: Path
) -> None:
    exports(tmp_path / "o.jsonl", licensed("ODbL 1.0"))
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        seen.append(part(dialog, QComboBox, "export_licence").currentText())
        click(dialog, "Cancel")

    answering(export_dialog=look)
    press(finished.view, Key.Key_E, CTRL)
    finished.bot.waitUntil(lambda: bool(seen))
    assert seen == ["ODbL 1.0"]


def test_tokens_stay_away_where_that_is_chosen(exports: Exports, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    report = exports(out, lambda d: part(d, QCheckBox, "export_tokens").setChecked(False))
    assert "tokens" not in orjson.loads(out.read_bytes().splitlines()[0])
    assert "--no-tokens" in str(report["command"])


def test_the_parts_of_an_earlier_export_stay(
    finished: Sight, answering: Answering, tmp_path: Path
) -> None:
    """What chance would put into train lay in the test part, and stays there."""
    earlier = tmp_path / "earlier.report.json"
    (record,) = AnnotationProject(finished.workspace.project).annotations("ann")
    uid = record.article.uid
    earlier.write_bytes(orjson.dumps({"split": {"articles": {"test": [uid]}}}))
    out = tmp_path / "out"

    def asked(dialog: QDialog) -> None:
        part(dialog, QComboBox, "export_kind").setCurrentText(SPACY)
        part(dialog, QLineEdit, "export_split").setText("100:0:0")
        part(dialog, QToolButton, "export_more").click()
        part(dialog, QPushButton, "export_keep").click()
        assert "earlier.report.json" in part(dialog, QPushButton, "export_keep").text()
        part(dialog, QLineEdit, "export_out").setText(str(out))
        click(dialog, "Save")

    answering(export_dialog=after(asked))
    answering(QFileDialog=choosing(earlier, by="Open"))
    answering(QMessageBox=clicking("OK"))
    press(finished.view, Key.Key_E, CTRL)
    finished.bot.waitUntil((out / "report.json").exists)
    parts = orjson.loads((out / "report.json").read_bytes())["parts"]
    assert [parts[name]["articles"] for name in ("train", "dev", "test")] == [0, 0, 1]


def test_a_report_that_deals_nothing_out_is_told_in_the_dialog(
    finished: Sight, answering: Answering, tmp_path: Path
) -> None:
    earlier = tmp_path / "earlier.report.json"
    earlier.write_bytes(b"{}")
    said: list[str] = []

    def asked(dialog: QDialog) -> None:
        part(dialog, QComboBox, "export_kind").setCurrentText(SPACY)
        part(dialog, QToolButton, "export_more").click()
        part(dialog, QPushButton, "export_keep").click()
        said.append(part(dialog, QLabel, "export_outcome").text())
        click(dialog, "Deal out anew")
        assert not part(dialog, QPushButton, "export_keep_forget").isVisible()
        finished.bot.waitUntil(lambda: "goes out" in part(dialog, QLabel, "export_outcome").text())
        click(dialog, "Cancel")

    answering(export_dialog=after(asked), QFileDialog=choosing(earlier, by="Open"))
    press(finished.view, Key.Key_E, CTRL)
    finished.bot.waitUntil(lambda: bool(said))
    assert "does not say how articles were dealt out" in said[0]


def test_confidential_articles_go_out_where_that_is_chosen(
    finished: Sight, answering: Answering, exports: Exports, tmp_path: Path
) -> None:
    def flag(dialog: QDialog) -> None:
        part(dialog, QComboBox, "flag_reason").setCurrentText("Confidential")
        click(dialog, "OK")

    answering(flag_dialog=flag)
    finished.keys(Key.Key_F)
    report = exports(
        tmp_path / "o.jsonl",
        lambda d: part(d, QComboBox, "export_which").setCurrentText("All articles"),
        lambda d: part(d, QCheckBox, "export_confidential").setChecked(True),
    )
    assert report["articles"] == 2
