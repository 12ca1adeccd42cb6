"""The commands search and assign as scripts meet them."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from making import make_project

from annotator.cli.app import FAILED, OK, run


@pytest.fixture
def project(tmp_path: Path) -> str:
    path = tmp_path / "p.annot"
    bodies = ["Kandāhār fell on Friday.", "Talks about peace in Doha.", "Doha again, peace talks."]
    make_project(path, bodies).close()
    return str(path)


def test_search_reports_the_matches_with_where_they_stand(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["search", project, "kandahar", "--json"]) == OK
    report = orjson.loads(capsys.readouterr().out)
    (found,) = report["articles"]
    start, end = found["hits"][0]
    assert report["total"] == 1
    assert found["context"][start:end] == "Kandāhār"


def test_several_words_must_all_be_there(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", project, "doha", "peace", "--json"]) == OK
    assert orjson.loads(capsys.readouterr().out)["total"] == 2


def test_no_more_matches_are_shown_than_asked_for(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["search", project, "doha", "--limit", "1"]) == OK
    captured = capsys.readouterr()
    assert captured.out.count("Doha") >= 1
    assert "2 articles found, 1 shown." in captured.out


@pytest.mark.parametrize("words", ["' OR 1=1 --", "NEAR(", '"unbalanced', "a AND"])
def test_searching_for_signs_is_no_error(project: str, words: str) -> None:
    assert run(["search", project, "--", words]) == OK


def test_searching_for_nothing_is_refused(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", project, " "]) == FAILED
    assert capsys.readouterr().err == "Say what to look for.\n"


@pytest.mark.parametrize(
    "people", [["--to", "ann", "bob", "cem"], ["--to", "ann", "--to", "bob", "--to", "cem"]]
)
def test_assign_deals_to_everybody_named(
    project: str, capsys: pytest.CaptureFixture[str], people: list[str]
) -> None:
    assert run(["assign", project, *people, "--overlap", "2", "--json"]) == OK
    report = orjson.loads(capsys.readouterr().out)
    assert report == {"articles": 3, "added": 6, "people": {"ann": 2, "bob": 2, "cem": 2}}


def test_more_overlap_than_people_is_refused(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["assign", project, "--to", "ann", "--overlap", "2"]) == FAILED
    assert "cannot go to 2 of 1 person" in capsys.readouterr().err


def test_control_share_hides_suggestions_in_a_share_and_says_what_is_chosen(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["control-share", project, "--share", "100", "--annotator", "lee", "--json"]) == OK
    assert orjson.loads(capsys.readouterr().out) == {"share": 100, "articles": 3}
    assert run(["control-share", project]) == OK
    assert capsys.readouterr().out == "Suggestions are hidden in 3 articles (100 %).\n"


def test_control_share_refuses_what_is_no_share(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["control-share", project, "--share", "101"]) == FAILED
    assert capsys.readouterr().err.startswith("101 is no share")
