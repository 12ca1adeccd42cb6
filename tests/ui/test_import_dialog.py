"""The import dialog shows what would come in, and nothing is written before Import is pressed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson
import pytest
from import_dialog_verbs import in_import_dialog, whole
from project_dump import dump
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QListView,
    QMessageBox,
    QPushButton,
    QTableView,
    QTabWidget,
)
from pytestqt.qtbot import QtBot
from window_verbs import Sight, press

from annotator.operations.importing import importer
from annotator.store.project import Project, open_project
from annotator.ui.queue.room import QueueRoom
from annotator.ui.transfer.import_preview import ImportDialog
from annotator.ui.transfer.import_preview.article import ArticlePreview

Key = Qt.Key
LOG = ("event", "annotator")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text("Herat is calm.\n\nLEAVE A REPLY\n")
    (folder / "b.txt").write_bytes("Кабул взят, сообщил во вторник губернатор.".encode("cp1251"))
    (folder / "c.txt").write_text("They donâ€™t go.")
    (folder / "d.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    (folder / "e.jsonl").write_bytes(
        orjson.dumps(
            {
                "text": "Ada met Ben.",
                "spans": [
                    {"start": 0, "end": 3, "label": "PER"},
                    {"start": 8, "end": 11, "label": "HERO"},
                ],
            }
        )
    )
    (folder / "f.csv").write_text(
        "headline,body,other\nOne,The words of one,Something else of one\n"
        "Two,The words of two,Something else of two\n"
    )
    return folder


@pytest.fixture
def during(sight: Sight, inbox: Path) -> Callable[..., None]:
    """Opens the dialog on some files, lets a test act once all is read, and waits for its end."""
    return lambda act, *paths: in_import_dialog(sight, act, paths or [inbox])


def project_of(sight: Sight) -> Project:
    return sight.workspace.project


def select(dialog: ImportDialog, name: str) -> None:
    files = dialog.findChild(QTableView, "import_files")
    model = files.model()
    for row in range(model.rowCount()):
        if model.index(row, 0).data() == name:
            files.selectRow(row)
            return
    raise AssertionError(f"there is no {name}")


def cells(dialog: ImportDialog, name: str) -> list[str]:
    model = dialog.findChild(QTableView, "import_files").model()
    rows = [[model.index(r, c).data() for c in range(6)] for r in range(model.rowCount())]
    (found,) = [row for row in rows if row[0] == name]
    return found


def choose(box: QComboBox, words: str) -> None:
    at = box.findText(words, Qt.MatchFlag.MatchStartsWith)
    assert at >= 0, [box.itemText(i) for i in range(box.count())]
    box.setCurrentIndex(at)
    box.activated.emit(at)


def lines(dialog: ImportDialog, name: str) -> list[str]:
    model = dialog.findChild(QListView, name).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def texts(sight: Sight) -> list[str]:
    return [row[1] for row in dump(project_of(sight))["article_text"]]


def test_the_dialog_shows_counts_kinds_and_encodings(
    during: Callable[..., None], sight: Sight
) -> None:
    def act(dialog: ImportDialog) -> None:
        words = dialog.findChild(QLabel, "import_summary").text()
        assert words == (
            "6 new articles  ·  1 span  ·  1 file rejected  ·  1 part of files rejected"
        )
        assert cells(dialog, "b.txt") == ["b.txt", "Plain text", "Windows-1251", "1", "–", "–"]
        assert cells(dialog, "d.txt")[-1] == "1"
        assert lines(dialog, "import_rejected")[0].startswith("d.txt: it is a PNG image")
        assert lines(dialog, "import_repairs") == ["c.txt: “They donâ€™t go.” → “They don’t go.”"]

    during(act)


def test_a_span_that_stands_twice_in_a_file_is_counted_and_named(
    during: Callable[..., None], inbox: Path
) -> None:
    span = {"start": 0, "end": 4, "label": "ACTOR"}
    path = inbox / "twice.jsonl"
    path.write_bytes(orjson.dumps({"text": "Omar met Ben.", "spans": [span, span]}))

    def act(dialog: ImportDialog) -> None:
        words = dialog.findChild(QLabel, "import_summary").text()
        assert words == "1 new article  ·  1 span  ·  1 span given more than once"
        assert lines(dialog, "import_notes") == [
            "twice.jsonl, line 1: given more than once, and in once: ACTOR “Omar” (0 to 4)"
        ]

    during(act, path)


def test_escape_leaves_the_project_as_it_was(during: Callable[..., None], sight: Sight) -> None:
    before = dump(project_of(sight))
    during(lambda dialog: press(dialog, Key.Key_Escape))
    assert dump(project_of(sight)) == before


def test_enter_imports(during: Callable[..., None], sight: Sight, qtbot: QtBot) -> None:
    def act(dialog: ImportDialog) -> None:
        assert dialog.findChild(QPushButton, "import_go").hasFocus()
        press(dialog.focusWidget(), Key.Key_Return)

    during(act)
    qtbot.waitUntil(lambda: len(texts(sight)) == 8)
    close_report(sight, qtbot)
    assert "They don’t go." in texts(sight)
    qtbot.waitUntil(lambda: sight.room(QueueRoom).panel.list.model().rowCount() == 8)


def close_report(sight: Sight, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: sight.window.findChild(QMessageBox) is not None)
    sight.window.findChild(QMessageBox).close()


def test_articles_are_shown_as_they_will_look(
    during: Callable[..., None], sight: Sight, qtbot: QtBot
) -> None:
    def act(dialog: ImportDialog) -> None:
        shown = dialog.findChild(ArticlePreview)
        assert shown.view.text.startswith("Herat is calm.")
        select(dialog, "e.jsonl")
        marks = shown.view.marks
        assert [(m.tag, shown.view.text[m.start : m.end]) for m in marks] == [("ACTOR?", "Ada")]
        choose(dialog.findChild(QComboBox, "import_spans_as"), "annotations of ann")
        assert [m.tag for m in shown.view.marks] == ["ACTOR"]
        press(dialog, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: shown.view.text == "They don’t go.")

    during(act)


def test_what_becomes_of_a_label_can_be_chosen(
    during: Callable[..., None], sight: Sight, qtbot: QtBot
) -> None:
    def act(dialog: ImportDialog) -> None:
        hero = dialog.findChild(QComboBox, "import_labels_HERO")
        assert hero.currentText() == "left out"
        choose(hero, "new label HERO")
        choose(dialog.findChild(QComboBox, "import_labels_PER"), "LOCATION")
        whole(qtbot, dialog)
        select(dialog, "e.jsonl")
        marks = dialog.findChild(ArticlePreview).view.marks
        assert [mark.tag for mark in marks] == ["LOCATION?", "HERO?"]
        assert "HERO" not in {label.name for label in sight.workspace.labels}
        dialog.accept()

    during(act)
    close_report(sight, qtbot)
    assert [label.name for label in sight.workspace.labels][-1] == "HERO"


def test_the_encoding_of_a_file_can_be_changed(
    during: Callable[..., None], sight: Sight, qtbot: QtBot
) -> None:
    def act(dialog: ImportDialog) -> None:
        select(dialog, "b.txt")
        encoding = dialog.findChild(QComboBox, "import_encoding")
        assert encoding.currentText() == "detected: Windows-1251"
        choose(encoding, "KOI8-R")
        whole(qtbot, dialog)
        assert cells(dialog, "b.txt")[2] == "KOI8-R"
        assert cells(dialog, "a.txt")[2] == "UTF-8"

    during(act)


def test_a_file_can_be_read_as_another_kind(
    during: Callable[..., None], sight: Sight, qtbot: QtBot
) -> None:
    def act(dialog: ImportDialog) -> None:
        select(dialog, "e.jsonl")
        choose(dialog.findChild(QComboBox, "import_kind"), "Plain text")
        whole(qtbot, dialog)
        assert cells(dialog, "e.jsonl")[1] == "Plain text"

    during(act)


def test_columns_are_chosen_and_remembered_for_the_same_header(
    during: Callable[..., None], sight: Sight, qtbot: QtBot, inbox: Path
) -> None:
    def choose_column(dialog: ImportDialog) -> None:
        choose(dialog.findChild(QComboBox, "import_columns_text"), "other")
        whole(qtbot, dialog)
        assert dialog.findChild(ArticlePreview).view.text == "Something else of one"
        go = dialog.findChild(QPushButton, "import_go")
        qtbot.mouseClick(go, Qt.MouseButton.LeftButton)

    def find_it_again(dialog: ImportDialog) -> None:
        assert "other" in dialog.findChild(QComboBox, "import_columns_text").currentText()

    during(choose_column, inbox / "f.csv")
    qtbot.waitUntil(lambda: "Something else of one" in texts(sight))
    during(find_it_again, inbox / "f.csv")


def test_repair_and_muting_can_be_left_out(
    during: Callable[..., None], sight: Sight, qtbot: QtBot
) -> None:
    def act(dialog: ImportDialog) -> None:
        dialog.findChild(QCheckBox, "import_repair").setChecked(False)
        dialog.findChild(QCheckBox, "import_mute").setChecked(False)
        whole(qtbot, dialog)
        assert dialog.findChild(ArticlePreview)._articles[0].muted == ()
        tabs = dialog.findChild(QTabWidget, "import_tabs")
        assert not any(tabs.tabText(i).startswith("Repaired") for i in range(tabs.count()))

    during(act)


def test_markup_in_names_and_reasons_is_shown_as_it_stands(
    during: Callable[..., None], sight: Sight, tmp_path: Path
) -> None:
    file = tmp_path / "<b>bold<b>.txt"
    file.write_bytes(b"")

    def act(dialog: ImportDialog) -> None:
        assert lines(dialog, "import_rejected") == ["<b>bold<b>.txt: it has no text"]
        assert not dialog.findChild(QPushButton, "import_go").isEnabled()
        model = dialog.findChild(QTableView, "import_files").model()
        tip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
        assert "&lt;b&gt;bold" in tip

    during(act, file)


def test_dropped_files_and_folders_open_the_dialog(sight: Sight, inbox: Path, qtbot: QtBot) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(inbox))])
    at, copy = QPoint(400, 300), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, copy, held, buttons, keys)
    QApplication.sendEvent(sight.window, enter)
    assert enter.isAccepted()
    seen: list[str] = []

    def look() -> None:
        dialog = sight.window.findChild(ImportDialog)
        if dialog is None:
            QTimer.singleShot(10, look)
            return
        whole(qtbot, dialog)
        seen.append(dialog.findChild(QLabel, "import_summary").text())
        dialog.reject()

    QTimer.singleShot(0, look)
    QApplication.sendEvent(sight.window, QDropEvent(at, copy, held, buttons, keys))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].startswith("6 new articles")


def import_many(
    sight: Sight,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    half_way: Callable[[Any], None],
) -> None:
    """Import 400 articles through the dialog; ``half_way`` gets the progress from the 200th on."""
    monkeypatch.setattr(importer, "_BATCH", 50)
    file = tmp_path / "many.jsonl"
    file.write_bytes(b"".join(orjson.dumps({"text": f"No {n}."}) + b"\n" for n in range(400)))
    original = importer.bring_in

    def bring_in(*args: Any, progress: Any, **wishes: Any) -> object:
        listen = progress.listener

        def hear(done: int, total: int) -> None:
            if done >= 200:
                half_way(progress)
            listen(done, total)

        progress.listener = hear
        return original(*args, progress=progress, **wishes)

    monkeypatch.setattr(importer, "bring_in", bring_in)

    in_import_dialog(sight, lambda dialog: dialog.accept(), [file])


def test_cancelling_a_running_import_takes_it_back(
    sight: Sight, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(project_of(sight), without=LOG)
    cancelled: list[bool] = []

    def cancel(progress: Any) -> None:
        cancelled.append(len(dump(project_of(sight))["article"]) > 100)
        progress.cancel()

    import_many(sight, tmp_path, monkeypatch, cancel)
    said = "Import cancelled; the project is as it was."
    sight.bot.waitUntil(lambda: sight.says("status_advice") == said)
    assert cancelled[0]
    assert dump(project_of(sight), without=LOG) == before


def test_closing_the_window_keeps_what_an_import_has_brought_by_then(
    sight: Sight, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, before = project_of(sight).path, len(dump(project_of(sight))["article"])
    half_way: list[bool] = []

    def hang(progress: Any) -> None:
        half_way.append(True)
        progress._stop.wait()  # until the window closes

    import_many(sight, tmp_path, monkeypatch, hang)
    sight.bot.waitUntil(lambda: bool(half_way))
    sight.window.close()
    with closing(open_project(path)) as project:
        assert before + 100 < len(dump(project)["article"]) < before + 400
