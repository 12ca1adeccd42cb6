"""Work is sent and merged in the window: by menu, by key and by dropping files on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QListView,
    QPushButton,
    QTableView,
)
from sample_project import FIRST, make_project
from window_verbs import CTRL, SHIFT, Sight, press

from annotator.formats.bundle import open_bundle
from annotator.operations import annotate, bundling, merging
from annotator.store.project import open_project
from annotator.ui.dialogs.kept import KeptDialog
from annotator.ui.dialogs.merge import MergeDialog
from annotator.ui.dialogs.merge_report import MergeReportDialog
from annotator.ui.dialogs.send import SendDialog
from annotator.workspace import Workspace

Key = Qt.Key


def label(path: Path, who: str, words: str, article: int = 1) -> None:
    """Somebody's work in a project file."""
    space = Workspace(open_project(path), who)
    start = space.article(article).text.index(words)
    annotate.add(space, article=article, start=start, end=start + len(words), label="ACTOR")
    space.close()


def bundle_of(path: Path) -> Path:
    project = open_project(path)
    sent = bundling.write_bundle(project, path.with_suffix(".annwork"), made_by="bob").path
    project.close()
    return sent


@pytest.fixture
def from_bob(tmp_path: Path) -> Path:
    """A bundle with bob's work on the first article."""
    make_project(tmp_path / "bob.annot").close()
    label(tmp_path / "bob.annot", "bob", "governor")
    return bundle_of(tmp_path / "bob.annot")


@pytest.fixture
def answering(qapp: QApplication) -> Callable[..., list[str]]:
    """Answers dialogs of some classes as they come up, by what is to be done with each."""

    def answer(**acts: Callable[[QDialog], object]) -> list[str]:
        seen: list[str] = []

        def look() -> None:
            dialog = qapp.activeModalWidget()
            if dialog is not None and dialog.objectName() in acts and dialog.isVisible():
                seen.append(dialog.objectName())
                act = acts.pop(dialog.objectName())
                try:
                    act(dialog)  # type: ignore[arg-type]
                except BaseException:
                    dialog.close()  # or the test would wait for ever
                    raise
            if acts:
                QTimer.singleShot(20, look)

        QTimer.singleShot(20, look)
        return seen

    return answer


def drop(sight: Sight, *paths: Path) -> bool:
    """Drop files on the window; whether it takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, action = QPointF(50, 50), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), action, data, left, none)
    QApplication.sendEvent(sight.window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(sight.window, QDropEvent(at, action, data, left, none))
    return enter.isAccepted()


def quotes(sight: Sight, who: str, article: int = 1) -> list[str]:
    space = Workspace(sight.workspace.project, who)
    return [item.text for item in space.article(article).annotations]


def close_report(dialog: QDialog) -> None:
    assert isinstance(dialog, MergeReportDialog)
    dialog.reject()


def test_a_dropped_bundle_is_merged_after_asking(
    sight: Sight, from_bob: Path, answering: Callable[..., list[str]]
) -> None:
    said: list[str] = []

    def agree(dialog: QDialog) -> None:
        said.extend(found.text() for found in dialog.findChildren(QLabel))
        dialog.accept()

    seen = answering(merge_dialog=agree, merge_report=close_report)
    assert drop(sight, from_bob)
    sight.bot.waitUntil(lambda: seen == ["merge_dialog", "merge_report"])
    assert quotes(sight, "bob") == ["governor"]
    assert any("work of bob" in words for words in said)
    assert "merged and saved" in sight.says("status_advice")


def test_saying_no_merges_nothing(
    sight: Sight, from_bob: Path, answering: Callable[..., list[str]]
) -> None:
    seen = answering(merge_dialog=lambda dialog: dialog.reject())
    drop(sight, from_bob)
    sight.bot.waitUntil(lambda: seen == ["merge_dialog"])
    assert quotes(sight, "bob") == []


def test_the_key_merges_what_is_chosen(
    sight: Sight,
    from_bob: Path,
    answering: Callable[..., list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = ([str(from_bob)], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *args, **more: chosen)
    seen = answering(merge_dialog=lambda dialog: dialog.accept(), merge_report=close_report)
    press(sight.view, Key.Key_I, CTRL | SHIFT)
    sight.bot.waitUntil(lambda: len(seen) == 2)
    assert quotes(sight, "bob") == ["governor"]


def test_an_article_that_lacks_joins_the_queue(
    sight: Sight, tmp_path: Path, answering: Callable[..., list[str]]
) -> None:
    other = tmp_path / "cem.annot"
    make_project(other, texts=[FIRST.replace("Kunduz", "Herat")]).close()
    label(other, "cem", "governor")
    seen = answering(merge_dialog=lambda dialog: dialog.accept(), merge_report=close_report)
    drop(sight, bundle_of(other))
    sight.bot.waitUntil(lambda: len(seen) == 2)
    model = sight.find(QListView, "queue_list").model()
    sight.bot.waitUntil(lambda: model.rowCount() == 3)


def test_articles_that_lack_stay_out_if_so_wished(
    sight: Sight, tmp_path: Path, answering: Callable[..., list[str]]
) -> None:
    other = tmp_path / "cem.annot"
    make_project(other, texts=[FIRST.replace("Kunduz", "Herat")]).close()
    label(other, "cem", "governor")

    def without(dialog: QDialog) -> None:
        box = dialog.findChild(QCheckBox, "merge_add_missing")
        assert box is not None
        box.setChecked(False)
        dialog.accept()

    seen = answering(merge_dialog=without, merge_report=close_report)
    drop(sight, bundle_of(other))
    sight.bot.waitUntil(lambda: len(seen) == 2)
    assert sight.find(QListView, "queue_list").model().rowCount() == 2


def test_a_damaged_file_is_told_in_the_banner(sight: Sight, from_bob: Path) -> None:
    from_bob.write_bytes(from_bob.read_bytes()[:-5])
    drop(sight, from_bob)
    sight.bot.waitUntil(sight.window.banner.isVisible)
    assert "damaged" in sight.says("banner_words")


def test_the_report_names_the_copy_and_what_diverged(
    open_window: Callable[..., Sight],
    project_path: Path,
    tmp_path: Path,
    answering: Callable[..., list[str]],
) -> None:
    label(project_path, "ann", "governor")
    shutil.copy(project_path, tmp_path / "lap.annot")
    label(project_path, "ann", "Sunday")
    label(tmp_path / "lap.annot", "ann", "friends")
    sight = open_window()
    found: list[str] = []
    first: set[str] = set()

    def read(dialog: QDialog) -> None:
        table = dialog.findChild(QTableView, "merge_table")
        remarks = dialog.findChild(QListView, "merge_remarks")
        backup = dialog.findChild(QLabel, "merge_backup")
        assert table is not None
        assert remarks is not None
        assert backup is not None
        model, lines = table.model(), remarks.model()
        found.extend(str(model.index(0, column).data()) for column in range(model.columnCount()))
        found.append(lines.index(0, 0).data())
        found.append(backup.text())
        kept = dialog.findChild(QPushButton, "merge_kept")
        assert kept is not None
        first.update(quotes_in_view(sight))
        kept.click()

    def show_again(dialog: QDialog) -> None:
        assert isinstance(dialog, KeptDialog)
        button = dialog.findChild(QPushButton, "kept_show")
        assert button is not None
        button.click()

    seen = answering(
        merge_dialog=lambda dialog: dialog.accept(), merge_report=read, kept_dialog=show_again
    )
    drop(sight, tmp_path / "lap.annot")
    sight.bot.waitUntil(lambda: len(seen) == 3)
    assert found[:1] == ["ann"]
    assert "two places at once" in found[-2]
    assert "before-merge" in found[-1]
    # The two have changed places: what was shown first is kept, what was kept is shown.
    versions = ({"governor", "Sunday"}, {"governor", "friends"})
    assert sorted([first, quotes_in_view(sight)], key=sorted) == sorted(versions, key=sorted)
    assert len(merging.kept(sight.workspace.project)) == 1


def quotes_in_view(sight: Sight) -> set[str]:
    return {item.text for item in sight.state.annotations}


def test_the_key_sends_ones_own_work(
    sight: Sight,
    tmp_path: Path,
    answering: Callable[..., list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    label(tmp_path / "small.annot", "bob", "governor")
    sight.keys(Key.Key_Tab, Key.Key_A)
    out = str(tmp_path / "out.annwork")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **more: (out, ""))

    def save(dialog: QDialog) -> None:
        assert isinstance(dialog, SendDialog)
        assert dialog.chosen() == ("ann",)
        box = dialog.findChild(QDialogButtonBox)
        assert box is not None
        box.button(QDialogButtonBox.StandardButton.Save).click()

    answering(send_dialog=save)
    press(sight.view, Key.Key_E, CTRL | SHIFT)
    sight.bot.waitUntil(lambda: Path(out).exists())
    assert open_bundle(Path(out)).manifest.annotators == ("ann",)


def test_nobody_chosen_cannot_be_sent(sight: Sight) -> None:
    people = bundling.worked(sight.workspace.project)
    assert people == ()
    dialog = SendDialog(None, [bundling.Worked("a", 1, 0), bundling.Worked("b", 2, 1)], "zoe")
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    assert not box.button(QDialogButtonBox.StandardButton.Save).isEnabled()
    dialog.deleteLater()


def test_hostile_names_are_shown_as_they_are(qapp: QApplication, from_bob: Path) -> None:
    manifest = open_bundle(from_bob).manifest
    dialog = MergeDialog(None, [(Path("<b>x</b>.annwork"), manifest)])
    (words, *_) = dialog.findChildren(QLabel)
    assert words.textFormat() == Qt.TextFormat.PlainText
    dialog.deleteLater()
