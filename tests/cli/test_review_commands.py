"""The commands of a review on a real project file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reviewed_project import FIRST, SECOND, make_reviewed, work_on

from annotator.cli.app import run
from annotator.store.project import open_project
from annotator.store.project_settings import set_fact


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.annot"
    make_reviewed(path).close()
    return path


def test_gold_reports_what_it_did(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    arguments = ["gold", str(path), "--annotators", "ann", "bob", "--json"]
    assert run([*arguments, "--annotator", "rita"]) == 0
    out, err = capfd.readouterr()
    assert json.loads(out) == {
        "annotators": ["ann", "bob"],
        "rule": "unanimous",
        "at_least": 2,
        "label_rules": {},
        "articles": 2,
        "signed": 1,
        "already_gold": 0,
        "conflicts_by_rule": 0,
        "conflicts_left": 2,
        "spans": {"unanimous": 4, "majority": 0, "threshold": 0, "uncontradicted": 0},
        "notes": [],
    }
    assert "2 conflicts left to a reviewer" in err


@pytest.fixture
def with_eve(path: Path) -> Path:
    """A third has finished both articles; she sides with bob on Kabul."""
    project = open_project(path)
    work_on(project, "eve", 1, FIRST, [("Taliban", "ACTOR"), ("Kabul", "LOCATION")])
    work_on(project, "eve", 2, SECOND, [("Doha", "LOCATION")])
    project.close()
    return path


def plan_of(path: Path, capfd: pytest.CaptureFixture[str], *options: str) -> dict[str, object]:
    capfd.readouterr()
    assert run(["plan", str(path), *options, "--json"]) == 0
    told: dict[str, object] = json.loads(capfd.readouterr().out)
    return told


def test_the_plan_is_shown(with_eve: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert plan_of(with_eve, capfd) == {
        "annotators": ["ann", "bob"],
        "rule": "unanimous",
        "at_least": 2,
        "label_rules": {},
        "finished_by": "all",
        "blind": False,
        "by_label": None,
        "finished": {"ann": 2, "bob": 2, "eve": 2},
    }


def test_the_plan_is_told_in_lines(with_eve: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", str(with_eve), "--rule", "majority", "--blind"]) == 0
    assert capfd.readouterr().out.splitlines() == [
        "annotators: ann, bob",
        "rule: majority",
        "finished by: all",
        "blind: yes",
        "by label: where labels are divided",
        "articles finished: ann 2, bob 2, eve 2",
    ]


@pytest.mark.parametrize(
    ("options", "changed"),
    [
        (["--annotators", "ann", "bob", "eve"], {"annotators": ["ann", "bob", "eve"]}),
        (["--rule", "never"], {"rule": "never"}),
        (["--finished-by", "any"], {"finished_by": "any"}),
        (["--blind"], {"blind": True}),
        (["--by-label"], {"by_label": True}),
        (["--rule", "uncontradicted"], {"rule": "uncontradicted"}),
        (["--rule", "threshold"], {"rule": "threshold"}),
        (["--at-least", "2"], {"rule": "threshold"}),
        (
            ["--label-rule", "FIGURE=majority", "--label-rule", "ACTOR=never"],
            {"label_rules": {"ACTOR": "never", "FIGURE": "majority"}},
        ),
        (["--label-rule", "FIGURE=same"], {}),
        (
            ["--at-least", "2", "--label-rule", "FIGURE=threshold"],
            {"label_rules": {"FIGURE": "threshold"}},
        ),
    ],
)
def test_what_is_named_of_the_plan_changes_and_the_rest_stays(
    with_eve: Path,
    capfd: pytest.CaptureFixture[str],
    options: list[str],
    changed: dict[str, object],
) -> None:
    before = plan_of(with_eve, capfd)
    plan_of(with_eve, capfd, *options)
    assert plan_of(with_eve, capfd) == before | changed


def test_rules_are_told_in_lines(with_eve: Path, capfd: pytest.CaptureFixture[str]) -> None:
    plan_of(with_eve, capfd, "--annotators", "ann", "bob", "eve")
    rules = ["--at-least", "3", "--label-rule", "LOCATION=uncontradicted"]
    assert run(["plan", str(with_eve), *rules]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[1:3] == ["rule: threshold, at least 3", "rule for LOCATION: uncontradicted"]
    assert plan_of(with_eve, capfd, "--label-rule", "LOCATION=same")["label_rules"] == {}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--at-least", "3"], "3 of 2 annotators cannot be what a rule asks for; say a number"),
        (["--at-least", "1"], "1 of 2 annotators cannot be"),
        (["--label-rule", "TOWN=majority"], "no label TOWN; it has ACTOR, LOCATION, FIGURE"),
        (["--label-rule", "FIGURE=most"], "“FIGURE=most” gives no label a rule; write LABEL=RULE"),
        (["--label-rule", "majority"], "“majority” gives no label a rule"),
    ],
)
@pytest.mark.parametrize("command", ["plan", "gold"])
def test_rules_that_cannot_be_change_nothing(
    path: Path,
    capfd: pytest.CaptureFixture[str],
    command: str,
    options: list[str],
    said: str,
) -> None:
    before = plan_of(path, capfd)
    assert run([command, str(path), *options]) == 2
    assert said in capfd.readouterr().err
    assert plan_of(path, capfd) == before


def test_gold_goes_by_the_rules_of_labels_and_counts_what_they_decide(
    with_eve: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    plan_of(with_eve, capfd, "--annotators", "ann", "bob", "eve", "--rule", "never")
    rules = ["--label-rule", "LOCATION=majority", "--label-rule", "FIGURE=uncontradicted"]
    assert run(["gold", str(with_eve), *rules, "--json"]) == 0
    out, err = capfd.readouterr()
    told = json.loads(out)
    assert told["label_rules"] == {"FIGURE": "uncontradicted", "LOCATION": "majority"}
    # Doha is everybody's, Kunduz and Kabul are of two; nobody has another 30.
    assert told["spans"] == {"unanimous": 1, "majority": 2, "threshold": 0, "uncontradicted": 1}
    assert told["signed"] == 0
    assert told["conflicts_by_rule"] == 3
    assert "3 conflicts decided by the rule, " in err


def test_a_plan_of_an_older_version_is_read(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    project = open_project(path)
    with project.writing() as connection:
        older = (
            '{"annotators": ["ann", "bob"], "rule": "majority", "blind": true, "coverage": "any"}'
        )
        set_fact(connection, "review_plan", older)
    project.close()
    told = plan_of(path, capfd)
    assert (told["rule"], told["blind"], told["finished_by"]) == ("majority", True, "any")
    assert (told["at_least"], told["label_rules"]) == (2, {})


def test_annotators_who_are_named_stay_whoever_finishes_more(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    plan_of(path, capfd, "--annotators", "ann", "bob")
    project = open_project(path)
    work_on(project, "abe", 1, FIRST, [("Taliban", "ACTOR")])
    work_on(project, "abe", 2, SECOND, [("Doha", "LOCATION")])
    project.close()
    assert plan_of(path, capfd)["annotators"] == ["ann", "bob"]


def test_names_can_be_shown_again(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    plan_of(path, capfd, "--blind")
    plan_of(path, capfd, "--no-blind")
    assert plan_of(path, capfd)["blind"] is False


@pytest.mark.parametrize("names", [["ann"], ["ann", "ann"], ["ann", "zoe"]])
def test_a_plan_that_cannot_be_changes_nothing(
    path: Path, capfd: pytest.CaptureFixture[str], names: list[str]
) -> None:
    before = plan_of(path, capfd)
    assert run(["plan", str(path), "--annotators", *names]) == 2
    assert capfd.readouterr().err.count("\n") == 1
    assert plan_of(path, capfd) == before


def test_gold_goes_by_the_plan(with_eve: Path, capfd: pytest.CaptureFixture[str]) -> None:
    plan_of(with_eve, capfd, "--annotators", "ann", "bob", "eve", "--rule", "majority")
    assert run(["gold", str(with_eve), "--json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert (told["annotators"], told["rule"]) == (["ann", "bob", "eve"], "majority")
    assert told["conflicts_left"] == 0


def test_a_plan_that_lets_nothing_by_makes_no_gold(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    plan_of(path, capfd, "--rule", "never")
    assert run(["gold", str(path)]) == 2
    assert "--rule unanimous" in capfd.readouterr().err
    assert run(["gold", str(path), "--rule", "majority"]) == 0


def test_stats_show_gold_once_there_is_some(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", str(path)]) == 0
    assert "Gold" not in capfd.readouterr().out
    run(["gold", str(path)])
    capfd.readouterr()
    assert run(["stats", str(path)]) == 0
    assert "Gold" in capfd.readouterr().out


def test_a_stranger_is_one_sentence(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["gold", str(path), "--annotators", "ann", "zoe"]) == 2
    assert capfd.readouterr().err.count("\n") == 1


def test_nobody_works_under_the_name_gold(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["gold", str(path), "--annotator", "gold"]) == 2
    assert "no annotator can have this name" in capfd.readouterr().err


def test_feedback_is_written_and_reported(
    path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run(["gold", str(path)])
    capfd.readouterr()
    out = tmp_path / "ann.html"
    assert run(["feedback", str(path), "--for", "ann", "-o", str(out), "--json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert (told["annotator"], told["articles"], told["differences"]) == ("ann", 1, [])
    assert "Feedback for ann" in out.read_text(encoding="utf-8")
