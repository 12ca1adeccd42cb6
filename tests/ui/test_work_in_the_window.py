"""Work is sent and merged in the window: by menu, by key and by dropping files on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from dialog_verbs import Act, Answering, choosing, click, clicking, is_at_work, part
from PySide6.QtCore import QEventLoop, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListView,
    QListWidget,
    QPushButton,
    QTableView,
)
from sample_project import FIRST, make_project
from window_verbs import CTRL, SHIFT, Sight, press

from annotator.domain.identity import Identity, new_person_id
from annotator.domain.values import Status
from annotator.domain.work import BundledArticle
from annotator.formats.bundles.bundle import open_bundle
from annotator.operations import annotate, articles
from annotator.operations.sharing import bundling, merging
from annotator.store.project import open_project
from annotator.ui.transfer.merge_dialog import MergeDialog
from annotator.ui.transfer.send_dialog import SendDialog
from annotator.ui.transfer.versions_dialog import VersionsDialog
from annotator.workspace import Workspace

Key = Qt.Key
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


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


merge, close_report = clicking("Merge"), clicking("Close")
READ_MS = 4_500  # longer than any timer of Qt's progress dialog


def test_a_dropped_bundle_is_merged_after_asking(
    sight: Sight, from_bob: Path, answering: Answering
) -> None:
    said: list[str] = []

    def agree(dialog: QDialog) -> None:
        said.extend(found.text() for found in dialog.findChildren(QLabel))
        click(dialog, "Merge")

    seen = answering(merge_dialog=agree, merge_report=close_report)
    assert drop(sight, from_bob)
    sight.bot.waitUntil(lambda: seen == ["merge_dialog", "merge_report"])
    assert quotes(sight, "bob") == ["governor"]
    assert any("work of bob" in words for words in said)
    assert "merged and saved" in sight.says("status_advice")


def test_saying_no_merges_nothing(sight: Sight, from_bob: Path, answering: Answering) -> None:
    seen = answering(merge_dialog=clicking("Cancel"))
    drop(sight, from_bob)
    sight.bot.waitUntil(lambda: seen == ["merge_dialog"])
    sight.bot.waitUntil(lambda: not is_at_work(sight.window))
    assert quotes(sight, "bob") == []


@pytest.mark.parametrize("read", ["merge_dialog", "merge_report"])
def test_a_dialog_that_is_read_for_long_keeps_its_keys(
    sight: Sight, from_bob: Path, answering: Answering, read: str
) -> None:
    """The fault was a timer, so this test waits: what runs in the meantime must not come back."""
    left: list[bool] = []

    def read_and_escape(dialog: QDialog) -> None:
        pause = QEventLoop()
        QTimer.singleShot(READ_MS, pause.quit)
        pause.exec()
        assert QApplication.activeModalWidget() is dialog
        press(dialog, Key.Key_Escape)
        left.append(not dialog.isVisible())

    if read == "merge_report":
        answering(merge_dialog=merge)
    answering(**{read: read_and_escape})
    drop(sight, from_bob)
    sight.bot.waitUntil(lambda: left == [True])


def test_the_key_merges_what_is_chosen(sight: Sight, from_bob: Path, answering: Answering) -> None:
    choose = choosing(from_bob, by="Open")
    seen = answering(QFileDialog=choose, merge_dialog=merge, merge_report=close_report)
    press(sight.view, Key.Key_I, CTRL | SHIFT)
    sight.bot.waitUntil(lambda: len(seen) == 3)
    assert quotes(sight, "bob") == ["governor"]


def test_an_article_that_lacks_joins_the_queue(
    sight: Sight, tmp_path: Path, answering: Answering
) -> None:
    other = tmp_path / "cem.annot"
    make_project(other, texts=[FIRST.replace("Kunduz", "Herat")]).close()
    label(other, "cem", "governor")
    seen = answering(merge_dialog=merge, merge_report=close_report)
    drop(sight, bundle_of(other))
    sight.bot.waitUntil(lambda: len(seen) == 2)
    model = sight.find(QListView, "queue_list").model()
    sight.bot.waitUntil(lambda: model.rowCount() == 3)


def test_articles_that_lack_stay_out_if_so_wished(
    sight: Sight, tmp_path: Path, answering: Answering
) -> None:
    other = tmp_path / "cem.annot"
    make_project(other, texts=[FIRST.replace("Kunduz", "Herat")]).close()
    label(other, "cem", "governor")

    def without(dialog: QDialog) -> None:
        part(dialog, QCheckBox, "merge_add_missing").click()
        merge(dialog)

    seen = answering(merge_dialog=without, merge_report=close_report)
    drop(sight, bundle_of(other))
    sight.bot.waitUntil(lambda: len(seen) == 2)
    assert sight.find(QListView, "queue_list").model().rowCount() == 2


def test_a_text_that_looks_the_same_is_asked_for(
    sight: Sight, tmp_path: Path, answering: Answering
) -> None:
    other = tmp_path / "cem.annot"
    make_project(other, texts=["\u200b" + FIRST]).close()
    label(other, "cem", "governor")
    said: list[str] = []

    def apart(dialog: QDialog) -> None:
        box = part(dialog, QCheckBox, "merge_join_alike")
        said.append(box.text())
        box.click()
        merge(dialog)

    seen = answering(merge_dialog=apart, merge_report=close_report)
    drop(sight, bundle_of(other))
    sight.bot.waitUntil(lambda: len(seen) == 2)
    assert said[0].startswith("1 article is here with a text that looks the same")
    model = sight.find(QListView, "queue_list").model()
    sight.bot.waitUntil(lambda: model.rowCount() == 3)


def test_a_damaged_file_is_told_in_the_banner(sight: Sight, from_bob: Path) -> None:
    from_bob.write_bytes(from_bob.read_bytes()[:-5])
    drop(sight, from_bob)
    sight.bot.waitUntil(sight.window.banner.isVisible)
    assert "damaged" in sight.says("banner_words")


@pytest.fixture
def from_a_laptop(project_path: Path, tmp_path: Path) -> Path:
    """A copy of the project, in which ann has gone on otherwise than in the project."""
    copy = tmp_path / "lap.annot"
    label(project_path, "ann", "governor")
    shutil.copy(project_path, copy)
    label(project_path, "ann", "Sunday")
    label(copy, "ann", "friends")
    return copy


def test_the_report_names_the_copy_and_what_diverged(
    from_a_laptop: Path, open_window: Callable[..., Sight], answering: Answering
) -> None:
    sight = open_window()
    found: list[str] = []
    first: set[str] = set()

    def read(dialog: QDialog) -> None:
        table = dialog.findChild(QTableView, "merge_table")
        issues = dialog.findChild(QListView, "merge_remarks")
        backup = dialog.findChild(QLabel, "merge_backup")
        assert table is not None
        assert issues is not None
        assert backup is not None
        model, lines = table.model(), issues.model()
        found.extend(str(model.index(0, column).data()) for column in range(model.columnCount()))
        found.append(lines.index(0, 0).data())
        found.append(backup.text())
        kept = dialog.findChild(QPushButton, "merge_kept")
        assert kept is not None
        first.update(quotes_in_view(sight))
        kept.click()

    def show_again(dialog: QDialog) -> None:
        assert isinstance(dialog, VersionsDialog)
        button = dialog.findChild(QPushButton, "kept_show")
        assert button is not None
        button.click()

    seen = answering(merge_dialog=merge, merge_report=read, kept_dialog=show_again)
    drop(sight, from_a_laptop)
    sight.bot.waitUntil(lambda: len(seen) == 3)
    assert found[:1] == ["ann"]
    assert "two places at once" in found[-2]
    assert "before-merge" in found[-1]
    # The two have changed places: what was shown first is kept, what was kept is shown.
    versions = ({"governor", "Sunday"}, {"governor", "friends"})
    assert sorted([first, quotes_in_view(sight)], key=sorted) == sorted(versions, key=sorted)
    assert len(merging.saved_versions(sight.workspace.project)) == 1


def test_versions_are_joined_where_they_do_not_touch(
    from_a_laptop: Path, open_window: Callable[..., Sight], answering: Answering
) -> None:
    sight = open_window()
    said: list[str] = []

    def look(dialog: QDialog) -> None:
        part(dialog, QPushButton, "merge_kept").click()

    def join(dialog: QDialog) -> None:
        said.append(part(dialog, QLabel, "kept_said").text())
        part(dialog, QPushButton, "kept_join").click()

    seen = answering(merge_dialog=merge, merge_report=look, kept_dialog=join)
    drop(sight, from_a_laptop)
    sight.bot.waitUntil(lambda: len(seen) == 3)
    assert said == ["After joining: 1 span added; nothing is left in the other version."]
    assert quotes_in_view(sight) == {"governor", "Sunday", "friends"}
    assert merging.saved_versions(sight.workspace.project) == []


def quotes_in_view(sight: Sight) -> set[str]:
    return {item.text for item in sight.state.annotations}


def test_the_key_sends_ones_own_work(sight: Sight, tmp_path: Path, answering: Answering) -> None:
    label(tmp_path / "small.annot", "bob", "governor")
    sight.keys(Key.Key_Tab, Key.Key_A)
    out = tmp_path / "out.annwork"
    answering(send_dialog=clicking("Save"), QFileDialog=choosing(out, by="Save"))
    press(sight.view, Key.Key_E, CTRL | SHIFT)
    sight.bot.waitUntil(out.exists)
    assert open_bundle(out).manifest.annotators == ("ann",)


def test_a_file_that_nobody_was_asked_about_is_not_replaced(
    sight: Sight, tmp_path: Path, answering: Answering
) -> None:
    sight.keys(Key.Key_Tab, Key.Key_A)
    (tmp_path / "out.annwork").write_text("mine")
    answering(send_dialog=clicking("Save"), QFileDialog=choosing(tmp_path / "out", by="Save"))
    press(sight.view, Key.Key_E, CTRL | SHIFT)
    sight.bot.waitUntil(sight.window.banner.isVisible)
    assert "out.annwork already exists" in sight.says("banner_words")
    assert (tmp_path / "out.annwork").read_text() == "mine"


def test_the_people_that_are_checked_are_sent_with_what_they_have_finished(
    sight: Sight, tmp_path: Path, answering: Answering
) -> None:
    label(tmp_path / "small.annot", "bob", "governor")
    finished = Workspace(sight.workspace.project, "bob")
    articles.set_status(finished, article=1, status=Status.DONE)
    label(tmp_path / "small.annot", "bob", "Doha", article=2)
    sight.keys(Key.Key_Tab, Key.Key_A)
    out = tmp_path / "out.annwork"

    def choose(dialog: QDialog) -> None:
        people = part(dialog, QListWidget, "send_people")
        for row in range(people.count()):
            chosen = people.item(row).text().startswith("bob")
            people.item(row).setCheckState(CHECKED if chosen else UNCHECKED)
        part(dialog, QComboBox, "send_which").setCurrentText("Articles they have finished")
        click(dialog, "Save")

    answering(send_dialog=choose, QFileDialog=choosing(out, by="Save"))
    press(sight.view, Key.Key_E, CTRL | SHIFT)
    sight.bot.waitUntil(out.exists)
    sent = open_bundle(out)
    assert sent.manifest.annotators == ("bob",)
    articles_sent = [line for line, _ in sent.lines() if isinstance(line, BundledArticle)]
    assert sum(len(article.versions) for article in articles_sent) == 1


@pytest.mark.parametrize(
    "acts",
    [
        {"send_dialog": clicking("Cancel")},
        {"send_dialog": clicking("Save"), "QFileDialog": clicking("Cancel")},
    ],
)
def test_leaving_the_choice_of_people_or_of_a_file_sends_nothing(
    sight: Sight, answering: Answering, acts: dict[str, Act]
) -> None:
    sight.keys(Key.Key_Tab, Key.Key_A)
    seen = answering(**acts)
    press(sight.view, Key.Key_E, CTRL | SHIFT)
    assert seen == list(acts)
    assert not is_at_work(sight.window)


def test_closing_what_is_kept_aside_changes_nothing(
    from_a_laptop: Path, open_window: Callable[..., Sight], answering: Answering
) -> None:
    sight = open_window()
    seen = answering(merge_dialog=merge, merge_report=close_report, kept_dialog=clicking("Close"))
    drop(sight, from_a_laptop)
    sight.bot.waitUntil(lambda: len(seen) == 2)
    before = quotes_in_view(sight), merging.saved_versions(sight.workspace.project)
    sight.window.table["kept_work"].trigger()
    assert len(seen) == 3
    assert (quotes_in_view(sight), merging.saved_versions(sight.workspace.project)) == before


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


def asked_who(text: list[str], answer: str) -> Act:
    """Look what is asked of a person of a bundle, and answer with a name."""

    def act(dialog: QDialog) -> None:
        field = part(dialog, QComboBox, "merge_person")
        text.extend([part(dialog, QLabel, "merge_doubt").text(), field.currentText()])
        field.setCurrentIndex(field.findText(answer))
        click(dialog, "Merge")

    return act


@pytest.mark.parametrize(
    ("there", "answer", "offered", "question"),
    [
        ("bob", "bob", "bob 2", "bob in this file worked at another computer than bob here"),
        ("bob", "bob 2", "bob 2", "who is it?"),
        ("Bob", "Bob", "bob", "bob in this file may be Bob: who is it?"),
        ("ann", "bob", "", ""),
    ],
)
def test_who_somebody_of_a_bundle_is_is_asked_where_it_is_not_known(
    open_window: Callable[..., Sight],
    tmp_path: Path,
    answering: Answering,
    there: str,
    answer: str,
    offered: str,
    question: str,
) -> None:
    make_project(tmp_path / "home.annot").close()
    for path, name in (("p.annot", there), ("home.annot", "bob")):
        place = tmp_path / path
        if not place.exists():
            make_project(place).close()
        space = Workspace(open_project(place), name, Identity(new_person_id(), name))
        start = space.article(1).text.index("governor")
        annotate.add(space, article=1, start=start, end=start + 8, label="ACTOR")
        space.close()
    sent = bundle_of(tmp_path / "home.annot")
    sight = open_window(tmp_path / "p.annot")
    said: list[str] = []
    act = asked_who(said, answer) if question else merge
    seen = answering(merge_dialog=act, merge_report=close_report)
    drop(sight, sent)
    sight.bot.waitUntil(lambda: seen == ["merge_dialog", "merge_report"])
    assert quotes(sight, answer) == ["governor"]
    if question:
        assert question in said[0]
        assert said[1] == offered


def test_work_of_ones_own_from_another_computer_asks_whether_it_is(
    open_window: Callable[..., Sight], tmp_path: Path, answering: Answering
) -> None:
    make_project(tmp_path / "home.annot").close()
    label(tmp_path / "home.annot", "Ann", "governor")
    sent = bundle_of(tmp_path / "home.annot")
    make_project(tmp_path / "p.annot").close()
    label(tmp_path / "p.annot", "ann", "governor", article=1)
    sight = open_window(tmp_path / "p.annot")
    said: list[str] = []
    seen = answering(merge_dialog=asked_who(said, "ann"), merge_report=close_report)
    drop(sight, sent)
    sight.bot.waitUntil(lambda: seen == ["merge_dialog", "merge_report"])
    assert said[0] == "Ann in this file worked at another computer. Is that you, ann?"
    assert quotes(sight, "Ann") == []
