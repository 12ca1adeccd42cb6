"""Articles that are marked as confidential stay out of every export unless they are asked for."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from importing_verbs import import_files
from making import make_project
from reviewed_project import FIRST, SECOND, make_reviewed

from annotator.cli.app import run
from annotator.domain.gold import Plan
from annotator.domain.splits import Split
from annotator.domain.text import guess_title
from annotator.domain.values import Status
from annotator.formats.writers import TARGETS
from annotator.operations import articles
from annotator.operations.exporting.comparing import compare_corpora
from annotator.operations.exporting.export_formats import export
from annotator.operations.exporting.exporter import Choice, export_jsonl
from annotator.operations.exporting.preflight import check
from annotator.operations.reviewing import review
from annotator.store.project import Project
from annotator.workspace import Workspace

TITLE = guess_title(SECOND)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Ann and bob have finished two articles; bob has flagged the second as confidential."""
    project = make_reviewed(tmp_path / "p.annot", texts=(FIRST, SECOND))
    articles.flag(Workspace(project, "bob"), article=2, reason="confidential: source at risk")
    return project


def texts(path: Path) -> list[str]:
    return [orjson.loads(line)["text"] for line in path.read_bytes().splitlines()]


@pytest.mark.parametrize("whose", ["ann", "bob", "gold", "best", "everyone"])
def test_what_anybody_has_flagged_so_stays_out_whosever_work_goes_out(
    project: Project, tmp_path: Path, whose: str
) -> None:
    review.make_gold(Workspace(project, "rita"), Plan(("ann", "bob")))
    report = export_jsonl(project, tmp_path / "o.jsonl", Choice(whose, tuple(Status)))
    assert set(texts(tmp_path / "o.jsonl")) == {FIRST}
    assert report.confidential == (TITLE,)


def test_it_goes_out_where_it_is_asked_for(project: Project, tmp_path: Path) -> None:
    report = export_jsonl(project, tmp_path / "o.jsonl", Choice("ann", confidential=True))
    assert texts(tmp_path / "o.jsonl") == [FIRST, SECOND]
    assert report.confidential == ()


@pytest.mark.parametrize("kind", TARGETS)
@pytest.mark.file_only("what goes out is the same from both")
def test_each_format_leaves_it_out_and_says_how_many(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    out = str(tmp_path / "out")
    command = ["export", str(project.path), out, "--from", "ann", "--format", kind]
    assert run([*command, "--config-dir", str(tmp_path / "cfg")]) == 0
    said = capsys.readouterr()
    assert "1 article exported" in said.out
    assert f"Marked as confidential and left out: 1 article: “{TITLE}”.\n" in said.err
    assert "Add --confidential" in said.err


def test_the_look_before_says_it_too(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["export", str(tmp_path / "p.annot"), str(tmp_path / "o"), "--from", "ann", "--check"]
    run([*command, "--config-dir", str(tmp_path / "cfg")])
    said = capsys.readouterr().out
    assert f"Marked as confidential and left out: 1 article: “{TITLE}”.\n" in said
    run([*command, "--json", "--config-dir", str(tmp_path / "cfg")])
    assert orjson.loads(capsys.readouterr().out)["confidential_articles"] == [TITLE]


@pytest.mark.parametrize("kind", TARGETS)
@pytest.mark.file_only("what goes out is the same from both")
def test_nothing_that_goes_out_names_it(project: Project, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    export(project, out / "data", Choice("ann"), kind=kind, split=Split.parse("80:10:10"))
    written = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert TITLE.encode() not in written


def test_of_many_the_first_are_named_and_the_others_counted(tmp_path: Path) -> None:
    texts = [f"Report {number} from Goma." for number in range(1, 24)]
    made = make_reviewed(tmp_path / "p.annot", {"ann": {key: [] for key in range(1, 24)}}, texts)
    for number in range(1, 24):
        articles.flag(Workspace(made, "bob"), article=number, reason="confidential")
    outcome, said = check(made, Choice("ann"), kind="jsonl", split=Split.parse("1:0:0")).summary()
    assert outcome == "No article goes out: all that would are marked as confidential."
    assert "“Report 20 from Goma.” and 3 more." in said


@pytest.mark.parametrize("value", [True, "yes", 1])
def test_what_a_file_marks_so_stays_out(tmp_path: Path, value: object) -> None:
    lines = [{"text": FIRST, "confidential": value}, {"text": SECOND, "confidential": "no"}]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(map(orjson.dumps, lines)))
    made = make_project(tmp_path / "p.annot", [])
    import_files(made, [tmp_path / "in.jsonl"], annotator="ann", mute=False)
    export_jsonl(made, tmp_path / "o.jsonl", Choice("ann", tuple(Status)))
    assert texts(tmp_path / "o.jsonl") == [SECOND]


def test_another_reason_keeps_nothing_back(project: Project, tmp_path: Path) -> None:
    articles.flag(Workspace(project, "bob"), article=2, reason="not confidential")
    export_jsonl(project, tmp_path / "o.jsonl", Choice("ann"))
    assert texts(tmp_path / "o.jsonl") == [FIRST, SECOND]


@pytest.mark.file_only("diff is given a path")
def test_comparing_looks_at_all_articles(project: Project) -> None:
    path = str(project.path)
    assert compare_corpora(path, path, annotator="ann").articles == 2
