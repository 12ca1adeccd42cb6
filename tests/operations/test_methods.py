"""The paragraph for a paper says what `annotator stats` and `annotator agreement` say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from making import do, suggest
from reviewed_project import make_reviewed

from annotator.cli.app import OK, run
from annotator.domain.edits import Edit
from annotator.domain.gold import Plan
from annotator.domain.span_content import SpanContent
from annotator.domain.values import ArticleStatus, Decision, Status, SuggestedSpan, Verdict
from annotator.operations import control_share, projects
from annotator.operations.reviewing import review
from annotator.workspace import Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Ann and bob have finished two articles; ann has said yes to one suggestion of two."""
    made = make_reviewed(tmp_path / "p.annot")
    Workspace(made, "ann").add_time(1, 5400.0)
    numbers = suggest(
        made, *(SuggestedSpan(SpanContent(start, start + 4, "ACTOR")) for start in (50, 60))
    )
    verdicts = (Verdict.ACCEPTED, Verdict.REJECTED)
    decisions = [Decision(n, 1, "ann", v) for n, v in zip(numbers, verdicts, strict=True)]
    do(made, Edit("decide", (), tuple(decisions)), annotator="ann")
    control_share.choose(Workspace(made, "ann"), 20)
    review.make_gold(Workspace(made, "rita"), Plan(("ann", "bob")))
    made.close()
    return tmp_path / "p.annot"


def asked(path: Path, capsys: pytest.CaptureFixture[str], command: str) -> dict[str, object]:
    capsys.readouterr()
    assert run([command, str(path), "--json"]) == OK
    answer: dict[str, object] = orjson.loads(capsys.readouterr().out)
    return answer


def test_the_numbers_are_those_of_stats_and_agreement(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    methods = asked(path, capsys, "methods")
    stats = asked(path, capsys, "stats")
    agreement = asked(path, capsys, "agreement")
    assert methods["stats"] == stats
    shared = methods["agreement"]
    assert isinstance(shared, dict)
    for key in ("articles", "mean_strict_f1", "mean_overlap_f1", "fleiss_kappa"):
        assert shared[key] == agreement[key]
    by_label = stats["suggestions"]["by_label"].values()  # type: ignore[index]
    suggestions = methods["suggestions"]
    assert isinstance(suggestions, dict)
    for verdict in ("accepted", "corrected", "rejected"):
        assert suggestions[verdict] == sum(label[verdict] for label in by_label)
    assert methods["seconds"] == {"ann": 5400.0}


def test_the_paragraph_holds_the_numbers(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["methods", str(path)]) == OK
    said = capsys.readouterr().out
    agreement = asked(path, capsys, "agreement")
    value = agreement["mean_strict_f1"]["value"]  # type: ignore[index]
    assert said.count("\n") == 1
    for words in (
        "The corpus is 2 news articles",
        "Two annotators finished 2 and 2 articles, respectively.",
        "The measured time at work was 1.5 hours and 0 minutes, respectively.",
        "Of 2 decisions on suggestions in the whole project, 50.0% accepted, 0.0% corrected and "
        "50.0% rejected the suggestion.",
        "In a control share of 20% of the articles",
        f"mean exact F1 of the pairs {value:.2f}",
    ):
        assert words in said


def test_suggestions_that_nobody_has_decided_on_have_suggested_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = make_reviewed(tmp_path / "p.annot")
    suggest(made, SuggestedSpan(SpanContent(50, 54, "ACTOR")))
    made.close()
    assert run(["methods", str(tmp_path / "p.annot")]) == OK
    assert "No suggestion was decided on" in capsys.readouterr().out


def test_spans_of_articles_not_finished_are_said_to_be_among_those_marked(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "those in articles not finished included"
    assert run(["methods", str(path)]) == OK
    assert said not in capsys.readouterr().out
    with projects.opened(str(path)) as project:
        done = ArticleStatus(1, "ann", Status.DONE, None)
        begun = replace(done, status=Status.IN_PROGRESS)
        do(project, Edit("begin", (done,), (begun,)), annotator="ann")
    capsys.readouterr()
    assert run(["methods", str(path)]) == OK
    assert said in capsys.readouterr().out


def test_people_are_counted_and_not_named(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["methods", str(path)]) == OK
    said = capsys.readouterr().out.split()
    assert not {"ann", "bob", "rita"} & set(said)
