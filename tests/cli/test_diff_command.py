"""What `annotator diff` says of two exports and two projects, asked as a person would."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from reviewed_project import FIRST, WORKS, make_reviewed

from annotator.cli.app import OK, PARTLY, run
from annotator.formats.writers import TARGETS
from annotator.operations.exporting.comparing import CorpusDiff, compare_corpora


def compared(old: Path, new: Path, whose: str = "ann") -> CorpusDiff:
    return compare_corpora(str(old), str(new), annotator=whose)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return made(tmp_path / "old.annot")


def made(path: Path, **places: list[tuple[str, str]]) -> Path:
    """A project in which ann has finished two articles, the first with these places."""
    works = {"ann": {**WORKS["ann"], **({1: places["first"]} if places else {})}}
    make_reviewed(path, works).close()
    return path


def test_a_project_is_the_same_as_itself(old: Path) -> None:
    diff = compared(old, old)
    assert not diff.differs
    assert diff.articles == 2
    assert diff.same == {"ACTOR": 2, "LOCATION": 2, "FIGURE": 1}


def test_each_kind_of_change_is_told_apart(old: Path, tmp_path: Path) -> None:
    new = made(
        tmp_path / "new.annot",
        first=[("Taliban fighters", "ACTOR"), ("Kunduz", "ACTOR"), ("Kabul", "LOCATION")],
    )
    changes = [
        (change.kind.value, change.old_text, change.new_text)
        for change in compared(old, new).changes
    ]
    assert changes == [
        ("moved", "Taliban", "Taliban fighters"),
        ("relabelled", "Kunduz", "Kunduz"),
        ("gone", "30", ""),
        ("added", "", "Kabul"),
    ]


def test_an_export_is_compared_with_a_project(old: Path, tmp_path: Path) -> None:
    out = tmp_path / "old.jsonl"
    assert run(["export", str(old), str(out), "--annotator", "ann"]) == OK
    assert not compared(old, out).differs
    records = [orjson.loads(line) for line in out.read_bytes().splitlines()]
    figure = next(span for span in records[0]["spans"] if span["label"] == "FIGURE")
    figure["figure"] |= {"low": 31, "best": 31, "high": 31}
    out.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    (change,) = compared(old, out).changes
    assert (change.kind.value, change.old_text) == ("other value", "30")


def test_both_values_of_a_figure_are_shown_where_they_differ(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, other = tmp_path / "old.jsonl", {"low": None, "best": 1300, "qualifier": "at_most"}
    assert run(["export", str(old), str(out), "--annotator", "ann"]) == OK
    records = [orjson.loads(line) for line in out.read_bytes().splitlines()]
    figure = next(span for span in records[0]["spans"] if span["label"] == "FIGURE")
    figure["figure"] |= {**other, "high": 1300, "outcome": "wounded", "confirmed": True}
    out.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    capsys.readouterr()
    assert run(["diff", str(old), str(out), "--from", "ann"]) == PARTLY
    assert (
        "other value: FIGURE “30” → FIGURE “30” (low 30 → none; best 30 → 1,300; high 30 → 1,300; "
        "qualifier exact → at most; outcome killed → wounded)\n"
    ) in capsys.readouterr().out


@pytest.mark.parametrize("kind", [kind for kind in TARGETS if kind != "csv"])
@pytest.mark.file_only("formats are written alike from both")
def test_exports_of_each_format_are_compared_with_their_project_and_each_other(
    old: Path, tmp_path: Path, kind: str
) -> None:
    new = made(tmp_path / "new.annot", first=[("Taliban fighters", "ACTOR"), ("Kunduz", "ACTOR")])
    outs = [tmp_path / name / f"x{TARGETS[kind].suffix}" for name in ("one", "two")]
    for project, out in zip((old, new), outs, strict=True):
        out.parent.mkdir()
        assert run(["export", str(project), str(out), "--from", "ann", "--format", kind]) == OK
    assert run(["diff", str(old), str(outs[0]), "--from", "ann"]) == OK
    changes = [(c.kind.value, c.old_text, c.new_text) for c in compared(*outs).changes]
    assert changes == [
        ("moved", "Taliban", "Taliban fighters"),
        ("relabelled", "Kunduz", "Kunduz"),
        ("gone", "30", ""),
    ]


def test_articles_of_one_side_alone_are_named(old: Path, tmp_path: Path) -> None:
    make_reviewed(tmp_path / "new.annot", {"ann": {1: WORKS["ann"][1]}}, [FIRST]).close()
    diff = compared(old, tmp_path / "new.annot")
    assert (diff.articles, len(diff.old_only), diff.new_only) == (1, 1, [])
    assert "Envoys" in diff.old_only[0]


def test_what_cannot_be_read_is_said(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"text": "Kabul fell.", "spans": []}\n{"text":')
    assert run(["diff", str(old), str(bad), "--from", "ann"]) == PARTLY
    assert "bad.jsonl, line 2" in capsys.readouterr().err


def test_the_command_says_what_changed_and_exits_with_1(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = made(tmp_path / "new.annot", first=[("Taliban", "ACTOR"), ("Kunduz", "ACTOR")])
    assert run(["diff", str(old), str(new), "--from", "ann"]) == PARTLY
    told = capsys.readouterr()
    assert "relabelled: LOCATION “Kunduz” → ACTOR “Kunduz”" in told.out
    assert "2 articles in both" in told.out
    assert run(["diff", str(old), str(old), "--from", "ann", "--json"]) == OK
    assert orjson.loads(capsys.readouterr().out)["changes"] == []
