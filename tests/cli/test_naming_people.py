"""One option names people in every command; the options of before still do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from making import annotation, do, make_project

from annotator.cli.app import FAILED, OK, run
from annotator.cli.options import all_names
from annotator.domain.edits import Edit
from annotator.domain.values import ArticleStatus, Status
from annotator.operations import projects

COMMA = "Ann, of Goma"


@pytest.fixture
def project(tmp_path: Path) -> str:
    """A project in which ann, bob and one whose name has a comma have finished an article."""
    made = make_project(tmp_path / "p.annot")
    for number, name in enumerate(("ann", "bob", COMMA)):
        span = annotation(id=str(number), annotator=name)
        do(made, Edit("all", (), (span, ArticleStatus(1, name, Status.DONE))), annotator=name)
    made.close()
    return str(tmp_path / "p.annot")


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run([*arguments, "--json"]) == OK
    found: dict[str, Any] = orjson.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(
    "words",
    [
        "--annotator ann --annotator bob",
        "--annotator ann,bob",
        "--annotator ann, bob",
        "--annotators ann bob",
        "--annotators ann --annotators bob",
    ],
)
@pytest.mark.parametrize("command", ["plan", "gold", "bundle", "agreement"])
def test_the_people_a_command_is_about(
    project: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str, words: str
) -> None:
    out = [str(tmp_path / "o.annwork")] if command == "bundle" else []
    found = report(capsys, command, project, *out, *words.split())
    people = [pair["annotators"] for pair in found["pairs"]] if command == "agreement" else None
    assert (people or found["annotators"]) in (["ann", "bob"], [["ann", "bob"]])


@pytest.mark.parametrize("option", ["--annotator", "--to"])
def test_who_gets_articles(project: str, capsys: pytest.CaptureFixture[str], option: str) -> None:
    dealt = report(capsys, "assign", project, option, "eve,dan", "--overlap", "2")
    assert sorted(dealt["people"]) == ["dan", "eve"]


@pytest.mark.file_only("a file for each is made beside the project")
def test_for_whom_files_are_written(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    made = report(capsys, "hand-out", project, "--annotator", "eve,dan", "--me", "lead")
    assert sorted(file["annotator"] for file in made["files"]) == ["dan", "eve"]


@pytest.mark.parametrize(
    "words",
    [
        "assign P --annotator eve --me lead",
        "assign P --to eve --annotator lead",
        "gold P --annotator ann,bob --me lead",
        "gold P --annotators ann bob --annotator lead",
        "gold P --annotator lead",
    ],
)
def test_who_is_working(project: str, words: str) -> None:
    run([project if word == "P" else word for word in words.split()])
    with projects.opened(project) as made, made.reading() as connection:
        last = connection.exec_driver_sql(
            "SELECT name FROM annotator JOIN event ON annotator_id = annotator.id "
            "ORDER BY event.id DESC LIMIT 1"
        ).scalar()
    assert last == "lead"


def test_one_annotator_is_bundled_alone(
    project: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = str(tmp_path / "o.annwork")
    assert report(capsys, "bundle", project, out, "--annotator", "bob")["annotators"] == ["bob"]


def test_a_name_with_a_comma_stands_in_quotation_marks(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = report(capsys, "gold", project, "--annotator", f'"{COMMA}",bob')
    assert found["annotators"] == [COMMA, "bob"]
    assert all_names(["ann,bob", " ann ", "", 'a"b'], None) == ["ann", "bob", 'a"b']


@pytest.mark.parametrize("words", ["plan P ann bob", "plan P --annotators ann --annotator bob,eve"])
def test_names_that_belong_to_no_option_are_refused(
    project: str, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    assert run([project if word == "P" else word for word in words.split()]) == FAILED
    assert "--annotator" in capsys.readouterr().err


def test_sending_back_names_people_alike(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    with projects.opened(project) as made, made.reading() as connection:
        uid = connection.exec_driver_sql("SELECT uid FROM article").scalar()
    sent = ("send-back", project, str(uid), "--annotator", "ann,bob", "--me", "lead")
    assert report(capsys, *sent)["sent"] == 2
    assert run(["send-back", project]) == OK
    assert capsys.readouterr().out.count("sent back to") == 2


@pytest.mark.parametrize("command", ["finish P --begun", "export P o.jsonl", "feedback P"])
def test_a_second_name_where_one_is_taken_is_refused(
    project: str, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    words = [project if word == "P" else word for word in command.split()]
    assert run([*words, "--annotator", "ann", "--annotator=bob"]) == FAILED
    assert f"{words[0]} takes one --annotator" in capsys.readouterr().err
