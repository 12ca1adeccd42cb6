"""The project of the last time is there again at the next start, or it is said that it is not."""

from __future__ import annotations

import gc
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from dialog_verbs import Answering, choosing, click
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from sample_project import FIRST, make_project
from window_verbs import Sight, press

from annotator.ui.launch import Launcher
from annotator.ui.shell.settings import Settings
from annotator.ui.start import read

Start = Callable[..., Sight]


@pytest.fixture
def start(
    qtbot: QtBot, no_worker: None, config_dir: Path, nothing_left_behind: None
) -> Iterator[Start]:
    """Starts the window as the program does, and waits until it has opened something or says why
    not."""
    shown: list[Sight] = []
    launchers: list[Launcher] = []

    def begin(*arguments: str) -> Sight:
        for sight in shown:
            sight.close()
        launcher = Launcher(Settings(config_dir), "ann", config_dir)
        launchers.append(launcher)
        sight = Sight(launcher.window, qtbot)
        shown.append(sight)
        launcher.begin(read(arguments, commands=()).project)
        qtbot.waitUntil(lambda: sight.window.project is not None or sight.window.banner.isVisible())
        return sight

    yield begin
    for sight in shown:
        sight.close()
    gc.unfreeze()


def remember(config_dir: Path, project: str) -> None:
    config_dir.mkdir(exist_ok=True)
    (config_dir / "settings.json").write_text(json.dumps({"project": project}))


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    return tmp_path / "elsewhere"


@pytest.mark.parametrize("named", ["small.annot", "small", "./small.annot", "../a/small.annot"])
def test_a_project_named_without_its_folder_is_there_at_the_next_start_elsewhere(
    start: Start, tmp_path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    (tmp_path / "a").mkdir()
    make_project(tmp_path / "a" / "small.annot").close()
    monkeypatch.chdir(tmp_path / "a")
    start(named)
    monkeypatch.chdir(elsewhere)
    again = start()
    assert again.workspace.project.path is not None
    assert again.workspace.project.path.samefile(tmp_path / "a" / "small.annot")


def test_every_place_that_is_remembered_is_absolute(
    start: Start, project_path: Path, config_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project_path.parent)
    start("small.annot").close()
    kept = json.loads((config_dir / "settings.json").read_text())
    places = [kept["project"], *kept["articles"], *kept["places"]]
    assert places == [str(project_path)] * 3


def test_the_place_in_an_article_is_found_again_however_the_project_is_named(
    start: Start, project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = start(str(project_path))
    first.window.project.session.open(2)  # type: ignore[union-attr]
    monkeypatch.chdir(project_path.parent)
    assert start("small").state.article_id == 2


def test_a_last_project_that_is_gone_is_named_and_no_sample_is_made_in_its_place(
    start: Start, config_dir: Path, tmp_path: Path
) -> None:
    remember(config_dir, str(tmp_path / "gone.annot"))
    sight = start()
    assert sight.window.project is None
    assert str(tmp_path / "gone.annot") in sight.says("banner_words")
    assert not (config_dir / "data" / "Sample.annot").exists()


def test_a_sample_that_is_gone_is_not_made_anew(start: Start, config_dir: Path) -> None:
    remember(config_dir, str(config_dir / "data" / "Sample.annot"))
    sight = start()
    assert sight.window.project is None
    assert "Sample.annot" in sight.says("banner_words")


def test_a_last_project_that_is_gone_stays_the_last_one(
    start: Start, config_dir: Path, tmp_path: Path
) -> None:
    make_project(tmp_path / "later.annot").close()
    (tmp_path / "later.annot").rename(tmp_path / "away.annot")
    remember(config_dir, str(tmp_path / "later.annot"))
    start()
    (tmp_path / "away.annot").rename(tmp_path / "later.annot")
    assert start().workspace.project.path == tmp_path / "later.annot"


def test_where_the_last_project_is_gone_another_can_be_opened_with_the_button_beside_the_sentence(
    start: Start,
    config_dir: Path,
    project_path: Path,
    tmp_path: Path,
    answering: Answering,
    qtbot: QtBot,
) -> None:
    remember(config_dir, str(tmp_path / "gone.annot"))
    sight = start()
    answering(QFileDialog=choosing(project_path, by="Open"))
    click(sight.window.banner, "Open project…")
    qtbot.waitUntil(lambda: sight.window.project is not None)
    assert sight.workspace.project.path == project_path
    assert not sight.window.banner.isVisible()


def test_where_the_last_project_is_gone_those_before_it_are_offered(
    start: Start, config_dir: Path, project_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    make_project(tmp_path / "later.annot").close()
    start(str(project_path))
    start(str(tmp_path / "later.annot")).close()
    (tmp_path / "later.annot").unlink()
    sight = start()
    click(sight.window.banner, "Recent projects…")
    menu = sight.find(QMenu, "recent_menu")
    places = [action.text() for action in menu.actions() if action.text()]
    assert places == [f"&1 small · {project_path.parent}", "Open project…"]
    press(menu, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: sight.window.project is not None)
    assert sight.workspace.project.path == project_path


def test_the_name_of_a_folder_that_is_longer_than_a_line_is_shown_whole(
    start: Start, config_dir: Path
) -> None:
    remember(config_dir, f"/home/ann/{'longname' * 25}/gone.annot")
    words = start().window.banner.words
    assert words.minimumSizeHint().width() < 380  # what the column in the middle always has


def test_a_last_project_known_by_its_name_alone_is_not_guessed(
    start: Start, config_dir: Path, project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(config_dir, "small.annot")
    monkeypatch.chdir(project_path.parent)  # where there is one of that name
    sight = start()
    assert sight.window.project is None
    assert "small.annot" in sight.says("banner_words")
    assert sight.view.text == ""


def test_nothing_of_a_project_with_a_trigger_is_shown(start: Start, project_path: Path) -> None:
    with closing(sqlite3.connect(project_path)) as db:
        db.execute("CREATE TRIGGER t AFTER DELETE ON work BEGIN DELETE FROM annotation; END")
    sight = start(str(project_path))
    assert sight.window.project is None
    assert "the trigger “t” is no part of a project" in sight.says("banner_words")
    assert FIRST.split("\n")[0] not in sight.view.text


def test_at_the_first_start_there_is_the_sample(start: Start, config_dir: Path) -> None:
    assert start().workspace.project.path == config_dir / "data" / "Sample.annot"
