"""What a server refuses is one sentence in the window, which goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from broken_line import Line
from postgres_server import Address, Server
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sample_project import make_project
from window_verbs import Sight

from annotator.store.project import open_project
from annotator.ui.launch import Launcher
from annotator.ui.shell.settings import Settings
from annotator.workspace import Workspace

Key = Qt.Key
SECRET = "s3cret-Wort"


@pytest.fixture
def served(postgres: Server) -> Address:
    """The small project on a server."""
    address = Address(postgres.url(postgres.new_name()))
    address.server, address.database = postgres, address.rpartition("/")[2]
    make_project(address).close()  # type: ignore[arg-type]
    return address


@pytest.fixture
def line(postgres: Server) -> Iterator[Line]:
    with Line(postgres.port) as line:
        yield line


def wrong_password(place: Address, line: Line) -> str:
    return place.server.url(place.database, password=SECRET)


def no_such_database(place: Address, line: Line) -> str:
    return place.server.url("nothing")


def nobody_there(place: Address, line: Line) -> str:
    return f"postgresql://ann:{SECRET}@127.0.0.1:1/war"


def no_such_host(place: Address, line: Line) -> str:
    return f"postgresql://ann:{SECRET}@nowhere.invalid/war"


def too_old(place: Address, line: Line) -> str:
    said = place.server.run("SHOW server_version", database=place.database)[0][0].encode()
    line.changed = {b"server_version\0" + said: b"server_version\0" + b"13" + said[2:]}
    return line.to(place)


SAID: dict[Callable[[Address, Line], str], str] = {
    wrong_password: "the server refuses the name or the password; check both.",
    no_such_database: "the server has no database of that name; ask who runs it to make one.",
    nobody_there: "the server cannot be reached; check that it runs and that you are connected.",
    no_such_host: "the server cannot be reached; check that it runs and that you are connected.",
    too_old: "server of PostgreSQL 13; a project needs 15 or newer, so ask who runs it to update",
}


@pytest.mark.parametrize("case", SAID, ids=lambda case: case.__name__)
def test_a_project_that_cannot_be_opened_is_told_in_one_sentence(
    served: Address,
    line: Line,
    config_dir: Path,
    qtbot: QtBot,
    nothing_left_behind: None,
    case: Callable[[Address, Line], str],
) -> None:
    launcher = Launcher(Settings(config_dir), "ann", config_dir)
    sight = Sight(launcher.window, qtbot)
    launcher.begin(case(served, line))
    qtbot.waitUntil(lambda: sight.window.banner.isVisible())
    said = sight.says("banner_words").replace("\u200b", "")
    sight.close()
    assert (SAID[case] in said, said.count(". "), SECRET in said) == (True, 0, False)


def test_who_may_only_read_reads_and_is_told_so(
    open_window: Callable[..., Sight], served: Address
) -> None:
    run = served.server.run
    run(
        f"CREATE ROLE looker LOGIN PASSWORD '{SECRET}'",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO looker",
        database=served.database,
    )
    try:
        sight = open_window(served.server.url(served.database, "looker", SECRET))
        sight.keys(Key.Key_Tab, Key.Key_A)
        said = sight.says("banner_words"), sight.says("status_saved")
        assert said == (
            "This project is read-only: you can read and export, not change.",
            "Read-only",
        )
        assert sight.spans() == []
        sight.close()
    finally:
        served.server.drop(served.database)
        run("DROP ROLE looker", database="postgres")


def test_a_right_that_is_taken_away_is_told_at_the_next_key_and_work_goes_on(
    open_window: Callable[..., Sight], served: Address
) -> None:
    run = served.server.run
    run(
        f"CREATE ROLE looker LOGIN PASSWORD '{SECRET}'",
        "GRANT ALL ON ALL TABLES IN SCHEMA public TO looker",
        "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO looker",
        database=served.database,
    )
    try:
        sight = open_window(served.server.url(served.database, "looker", SECRET))
        sight.keys(Key.Key_Tab, Key.Key_A)
        run("REVOKE INSERT ON annotation FROM looker", database=served.database)
        sight.keys(Key.Key_A)
        assert "not saved: you have no right to do that there" in sight.says("status_advice")
        workspace = Workspace(open_project(served), "ann")
        stored = [(item.label, item.text) for item in workspace.article(1).annotations]
        workspace.close()
        assert sight.spans() == stored == [("ACTOR", "Taliban fighters")]
        sight.close()
    finally:
        served.server.drop(served.database)
        run("DROP ROLE looker", database="postgres")
