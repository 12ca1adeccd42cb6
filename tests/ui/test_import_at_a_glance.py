"""The preview of an import tells the truth at a glance, and the report behind it the same."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from import_dialog_verbs import in_import_dialog
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QListView,
    QMessageBox,
    QStyleOptionViewItem,
    QTableView,
    QTabWidget,
)
from window_verbs import Sight

from annotator.ui.shell.widgets.paths import in_order, shortened_path
from annotator.ui.transfer.import_preview import ImportDialog

STORY = "Rebels took {} on Friday after a fight of nine hours, the army said."
DEEP = "Collected by the team/Second half of the year/Newspapers typed by hand/Upper province"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder in which two files are good, three are not, and one is in part."""
    folder = tmp_path / "inbox"
    (folder / DEEP).mkdir(parents=True)
    (folder / "a.txt").write_text(STORY.format("Marvale"))
    (folder / DEEP / "2023-05-01 clipping of the evening paper.txt").write_text(
        STORY.format("Quxtown")
    )
    (folder / "empty.txt").touch()
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(99))
    (folder / "z-damaged.docx").write_bytes(b"PK\x03\x04" + bytes(99))
    lines = []
    for number in range(20):
        text = STORY.format(f"town {number}")
        spans = [{"start": 0, "end": 6, "label": "ORG"}, {"start": 7, "end": 11, "label": "EVENT"}]
        lines.append(orjson.dumps({"text": text, "spans": spans}))
    (folder / "spans.jsonl").write_bytes(b"\n".join(lines))
    return folder


def lines(dialog: ImportDialog, name: str) -> list[str]:
    model = dialog.findChild(QListView, name).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_files_and_parts_of_files_are_counted_apart_and_whole_files_named_first(
    sight: Sight, inbox: Path
) -> None:
    def act(dialog: ImportDialog) -> None:
        assert dialog.findChild(QLabel, "import_summary").text().split("  ·  ") == [
            "22 new articles",
            "20 spans",
            "3 files rejected",
            "20 parts of files rejected",
        ]
        rejected = lines(dialog, "import_rejected")
        assert [line.partition(":")[0] for line in rejected[:3]] == [
            "empty.txt",
            "photo.jpg",
            "z-damaged.docx",
        ]
        assert rejected[3:] == [
            "spans.jsonl, line 1: the span 7 to 11 was left out: the project has no label “EVENT” "
            "(the like on lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 7 more)"
        ]
        tabs = dialog.findChild(QTabWidget, "import_tabs")
        assert tabs.tabText(tabs.currentIndex()) == "Rejected (23)"
        # What becomes of ORG stands on the tab of the labels, and not among the notes again.
        assert [tabs.tabText(at) for at in range(tabs.count())] == ["Labels (2)", "Rejected (23)"]

    in_import_dialog(sight, act, [inbox])


def test_the_report_of_the_import_says_the_same_as_its_preview(sight: Sight, inbox: Path) -> None:
    said: list[str] = []

    def act(dialog: ImportDialog) -> None:
        said.append(dialog.findChild(QLabel, "import_summary").text().replace("  ·  ", ", "))
        said.extend(lines(dialog, "import_rejected"))
        dialog.go.click()

    in_import_dialog(sight, act, [inbox])
    sight.bot.waitUntil(lambda: sight.window.findChild(QMessageBox) is not None)
    box = sight.window.findChild(QMessageBox)
    assert box.text() == f"Imported: {said[0]}."
    assert box.informativeText().split("\n") == said[1:]
    box.close()


def test_files_of_which_nothing_comes_in_stand_out(sight: Sight, inbox: Path) -> None:
    def act(dialog: ImportDialog) -> None:
        model = dialog.findChild(QTableView, "import_files").model()
        names = {
            model.index(row, 0).data(): model.index(row, 0).data(Qt.ItemDataRole.FontRole)
            for row in range(model.rowCount())
        }
        bold = {name for name, font in names.items() if isinstance(font, QFont) and font.bold()}
        assert bold == {"empty.txt", "photo.jpg", "z-damaged.docx"}

    in_import_dialog(sight, act, [inbox])


def test_the_name_of_a_file_in_deep_folders_can_be_read(sight: Sight, inbox: Path) -> None:
    def act(dialog: ImportDialog) -> None:
        table = dialog.findChild(QTableView, "import_files")
        table.setColumnWidth(0, 400)
        model = table.model()
        row = next(r for r in range(model.rowCount()) if DEEP in model.index(r, 0).data())
        option = QStyleOptionViewItem()
        option.initFrom(table)
        option.rect = table.visualRect(model.index(row, 0))
        table.itemDelegateForColumn(0).initStyleOption(option, model.index(row, 0))
        assert "clipping of the evening paper.txt" in option.text or option.text.endswith("er.txt")
        assert "Collected" not in option.text
        table.selectRow(row)
        where = dialog.findChild(QLabel, "import_where")
        assert "2023-05-01 clipping of the evening paper.txt" in where.text()
        assert "Collected by the team" not in where.text()
        assert where.toolTip() == f"{DEEP}/2023-05-01 clipping of the evening paper.txt"

    in_import_dialog(sight, act, [inbox])


def test_the_folders_nearest_to_a_file_stay_longest(sight: Sight) -> None:
    metrics = QFontMetrics(QApplication.font())
    path = "one/two/three/name.txt"
    whole = metrics.horizontalAdvance(path)
    assert shortened_path(path, metrics, whole) == path
    assert shortened_path(path, metrics, whole - 1) == "…/two/three/name.txt"
    assert shortened_path(path, metrics, metrics.horizontalAdvance("…/name.txt")) == "…/name.txt"
    short = shortened_path(path, metrics, metrics.horizontalAdvance("name.tx"))
    assert short[0] + short[-1] == "nt"
    assert "…" in short


def test_parts_of_a_path_stay_in_their_order_whichever_way_they_run() -> None:
    assert in_order("a/b.txt") == "a/b.txt"
    assert in_order("عربي/غاو.txt") == "\u2068عربي\u2069/\u2068غاو\u2069.txt"


def test_a_turn_of_the_wheel_over_a_box_chooses_nothing(sight: Sight, inbox: Path) -> None:
    def act(dialog: ImportDialog) -> None:
        for name in ("import_kind", "import_encoding", "import_spans_as", "import_labels_ORG"):
            box = dialog.findChild(QComboBox, name)
            was = box.currentIndex()
            middle = QPointF(box.rect().center())
            for turn in (-120, 120):
                event = QWheelEvent(
                    middle,
                    QPointF(box.mapToGlobal(box.rect().center())),
                    QPoint(),
                    QPoint(0, turn),
                    Qt.MouseButton.NoButton,
                    Qt.KeyboardModifier.NoModifier,
                    Qt.ScrollPhase.NoScrollPhase,
                    False,
                )
                assert event.type() == QEvent.Type.Wheel
                QApplication.sendEvent(box, event)
                assert box.currentIndex() == was

    in_import_dialog(sight, act, [inbox])
