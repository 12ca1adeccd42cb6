"""Suggestions for all articles of a project."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from making import make_project

from annotator.cli.app import run
from annotator.store.file import file_format
from annotator.store.project import open_project
from annotator.store.work import suggestions

OBEDIENT = "fake_suggesters:obedient"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    make_project(tmp_path / "p.annot", ["Kabul", "Kunduz", "Taliban"]).close()
    return tmp_path / "p.annot"


def prelabel(project: Path, *more: str) -> int:
    return run(["prelabel", str(project), "--pipeline", OBEDIENT, *more])


def stored(project: Path) -> dict[int, list[tuple[int, int, str]]]:
    opened = open_project(project)
    with opened.reading() as connection:
        found = {
            number: [
                (item.start, item.end, item.source)
                for item in suggestions.suggestions_of(connection, number)
            ]
            for number in (1, 2, 3)
        }
    opened.close()
    return found


def test_prelabel_stores_suggestions_for_every_article(project: Path) -> None:
    assert prelabel(project, "--jobs", "2") == 0
    assert stored(project) == {
        1: [(0, 5, "obedient")],
        2: [(0, 6, "obedient")],
        3: [(0, 7, "obedient")],
    }


def test_prelabel_twice_does_nothing_the_second_time(
    project: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    prelabel(project)
    capfdbinary.readouterr()
    prelabel(project, "--json")
    assert json.loads(capfdbinary.readouterr().out)["articles"] == 0


def test_prelabel_again_replaces_what_nobody_has_decided_on(project: Path) -> None:
    prelabel(project)
    assert run(["prelabel", str(project), "--pipeline", "rules", "--again"]) == 0
    assert {source for spans in stored(project).values() for *_, source in spans} == {"rules"}


@pytest.mark.crash
def test_prelabel_skips_the_article_that_kills_and_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.annot"
    make_project(path, ["Kabul", "die", "Taliban"]).close()
    assert prelabel(path) == 1
    assert re.search(r"article “die” \([0-9a-f]{16}\) was skipped", capsys.readouterr().err)
    assert [len(spans) for spans in stored(path).values()] == [1, 0, 1]


def test_prelabel_refuses_labels_the_project_lacks(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(["prelabel", str(project), "--pipeline", "fake_suggesters:other_label"])
    assert status == 2
    assert "uses the label “GENE”, which the project does not have" in capsys.readouterr().err


@pytest.mark.file_only("takes the right to write from the file")
def test_prelabel_refuses_a_project_that_is_read_only(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(file_format, "is_read_only", lambda path: True)
    assert prelabel(project) == 2
    assert capsys.readouterr().err.startswith("p is read-only, so nothing was changed;")
