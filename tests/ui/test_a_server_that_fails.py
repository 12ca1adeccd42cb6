"""A window works on a server that dies, falls silent or loses answers: nothing saved is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from broken_line import Line
from postgres_server import Address, Server, running
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from sample_project import make_project
from window_verbs import CTRL, Sight

from annotator.store.project import open_project
from annotator.workspace import Workspace

Key = Qt.Key
Open = Callable[..., Sight]
OTHERS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> {}"


@pytest.fixture(scope="module")
def own_server(postgres: Server) -> Iterator[Server]:
    """A server that tests may stop."""
    with running(postgres.programs) as server:
        yield server


@pytest.fixture
def place(own_server: Server) -> Address:
    """The small project on that server."""
    database = own_server.new_name()
    place = Address(own_server.url(database))
    place.server, place.database = own_server, database
    make_project(place).close()  # type: ignore[arg-type]
    return place


@pytest.fixture
def line(own_server: Server) -> Iterator[Line]:
    with Line(own_server.port) as line:
        yield line


def stored(place: Address, who: str = "ann") -> list[str]:
    workspace = Workspace(open_project(place), who)
    texts = [item.text for item in workspace.article(1).annotations]
    workspace.close()
    return texts


def until_saved(sight: Sight) -> None:
    sight.bot.waitUntil(lambda: sight.says("status_saved") == "✓ Saved")


def until_away(sight: Sight) -> None:
    sight.bot.waitUntil(lambda: "cannot be reached" in sight.says("banner_words"))


def test_a_server_killed_amid_edits_is_told_and_all_is_saved_when_it_is_back(
    open_window: Open, place: Address
) -> None:
    sight = open_window(place)
    sight.keys(Key.Key_Tab, Key.Key_A)
    assert stored(place) == ["Taliban fighters"]
    place.server.kill()
    sight.keys(Key.Key_A, Key.Key_A)
    assert sight.says("status_saved") == "✗ Not saved"
    assert "2 changes are not saved" in sight.says("banner_words")
    assert "goes on by itself when it answers again" in sight.says("banner_words")
    seen = [item.text for item in sight.state.annotations]
    place.server.start()
    until_saved(sight)
    assert stored(place) == seen == ["Taliban fighters", "Kunduz", "at least 30"]
    assert not sight.window.banner.isVisible()
    assert "all 2 changes are saved" in sight.says("status_advice")
    sight.keys((Key.Key_Z, CTRL))
    assert stored(place) == ["Taliban fighters", "Kunduz"]


def test_a_window_that_nobody_uses_says_that_its_server_is_away_and_back(
    open_window: Open, place: Address
) -> None:
    sight = open_window(place)
    place.server.stop()
    until_away(sight)
    assert sight.says("status_saved") == "✓ Saved"
    place.server.start()
    sight.bot.waitUntil(lambda: not sight.window.banner.isVisible())


def test_a_line_that_falls_silent_keeps_nobody_from_working(
    open_window: Open, place: Address, line: Line
) -> None:
    sight = open_window(line.to(place))
    sight.keys(Key.Key_Tab)
    line.fall_silent()
    sight.keys(Key.Key_A, Key.Key_A, Key.Key_A)
    assert "3 changes are not saved" in sight.says("banner_words")
    assert stored(place) == []
    line.mend()
    until_saved(sight)
    assert stored(place) == ["Taliban fighters", "Kunduz", "at least 30"]


def test_a_change_whose_answer_was_lost_is_saved_once_and_asked_of_nobody(
    open_window: Open, place: Address, line: Line
) -> None:
    sight = open_window(line.to(place))
    sight.keys(Key.Key_Tab)
    line.loses_commits = True
    sight.keys(Key.Key_A)
    assert sight.says("status_saved") == "✗ Not saved"
    sight.bot.waitUntil(lambda: stored(place) == ["Taliban fighters"])  # which nobody heard of
    line.mend()
    until_saved(sight)
    sight.keys((Key.Key_Z, CTRL))
    assert (stored(place), sight.spans()) == ([], [])


def test_a_backend_that_stands_still_or_is_ended_loses_no_key(
    open_window: Open, place: Address
) -> None:
    sight = open_window(place)
    sight.keys(Key.Key_Tab)
    others = OTHERS.format("pg_backend_pid()")
    pids = [row[0] for row in place.server.run(others, database=place.database)]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    sight.keys(Key.Key_A)
    for pid in pids:
        os.kill(pid, signal.SIGCONT)
    until_saved(sight)
    ended = f"SELECT pg_terminate_backend(pid) FROM ({others}) AS other"
    place.server.run(ended, database=place.database)
    sight.keys(Key.Key_A)
    until_saved(sight)
    assert stored(place) == ["Taliban fighters", "Kunduz"]


def test_a_window_whose_server_is_away_closes_and_keeps_what_waits(
    open_window: Open, place: Address, line: Line, config_dir: Path
) -> None:
    sight = open_window(line.to(place))
    sight.keys(Key.Key_Tab)
    line.fall_silent()
    sight.keys(Key.Key_A)
    sight.window.ending = True
    sight.window.close()
    assert len(list(config_dir.glob("unsaved-*.json"))) == 1


def test_try_again_asks_at_once(open_window: Open, place: Address, line: Line) -> None:
    sight = open_window(line.to(place))
    sight.keys(Key.Key_Tab)
    line.cut()
    sight.keys(Key.Key_A)
    until_away(sight)
    line.mend()
    sight.find(QPushButton, "banner_act").click()
    assert (sight.says("status_saved"), stored(place)) == ("✓ Saved", ["Taliban fighters"])
