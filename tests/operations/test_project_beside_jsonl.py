"""What holds for a whole project, and gold with its sources, come in with JSON lines again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from importing_verbs import import_files
from making import make_project
from reviewed_project import FIRST, SECOND, make_reviewed

from annotator.domain.gold import Plan
from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Status
from annotator.operations import annotate, guidelines, labels, names, overlaps
from annotator.operations.defining import definitions
from annotator.operations.exporting.exporter import Choice, export_jsonl
from annotator.operations.importing.import_choices import ImportChoices
from annotator.operations.importing.importer import ImportReport
from annotator.operations.importing.previewing import preview
from annotator.operations.reviewing import review
from annotator.store.project import Project
from annotator.workspace import Workspace

PLAN = Plan(("ann", "bob"))
TEXT = '# Who counts\n\nSee `ACTOR` | “x”.\n\n```json\n{"not": "this"}\n```\n\n---\n'


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Labels, names, guidelines and a rule of its own; one article is gold, one in review."""
    project = make_reviewed(tmp_path / "p.annot", texts=(FIRST, SECOND))
    work = Workspace(project, "ann")
    labels.add(work, "GROUP")
    label = next(item for item in definitions(project).labels if item.name == "ACTOR")
    labels.change(work, "ACTOR", replace(label, light="#AABBCC", description="who | acts"))
    labels.move(work, "GROUP", 0)
    guidelines.write(work, "first")
    guidelines.write(work, TEXT)
    names.remember(work, "Khorasan", "GROUP")
    overlaps.choose(work, OverlapRule(Overlaps.NESTED, (("GROUP", Overlaps.ANY),)))
    review.keep_plan(work, PLAN)
    bob = Workspace(project, "bob")
    doha = bob.article(2).annotations[-1]
    annotate.relabel(bob, article=2, annotation=doha, label="GROUP")
    rita = Workspace(project, "rita")
    for number in (1, 2):
        case = review.case(project, number, PLAN)
        assert case is not None
        while case.open:
            case = review.rewrite(rita, case, case.open[0], [SpanContent(0, 6, "LOCATION")])
        case = review.sign(rita, case)
        if number == 2:
            review.reopen(rita, case)
    yield project
    project.close()


def take_in(project: Project, file: Path) -> ImportReport:
    wishes = {"as_annotations": True, "named_annotators": True}
    return import_files(project, [file], annotator="ann", **wishes)  # type: ignore[arg-type]


@pytest.mark.parametrize("whose", ["gold", "best", "ann", "bob"])
def test_both_files_are_the_same_again(project: Project, tmp_path: Path, whose: str) -> None:
    keep = Choice(whose, tuple(Status), keep_muted=True)
    export_jsonl(project, tmp_path / "one.jsonl", keep)
    fresh = make_project(tmp_path / "again.annot", [])
    report = take_in(fresh, tmp_path / "one.jsonl")
    export_jsonl(fresh, tmp_path / "two.jsonl", keep)
    fresh.close()
    files = [
        (tmp_path / f"{name}.jsonl{end}").read_bytes()
        for end in ("", ".guidelines.md")
        for name in ("one", "two")
    ]
    assert report.rejections == ()
    assert files[0] == files[1]
    assert files[2] == files[3]


def test_what_lies_beside_is_told_before_and_after(project: Project, tmp_path: Path) -> None:
    export_jsonl(project, tmp_path / "one.jsonl", Choice("ann"))
    fresh = make_project(tmp_path / "again.annot", [])
    choices = ImportChoices(as_annotations=True)
    seen = preview(fresh, [tmp_path / "one.jsonl"], choices=choices, annotator="ann").report
    report = take_in(fresh, tmp_path / "one.jsonl")
    said = "labels, guidelines, overlapping spans, names, how it is reviewed, people: what it says"
    for told in (seen, report):
        assert any(f"{said} came in" in str(issue) for issue in told.issues)


def test_a_project_with_articles_stays_as_it_is_and_says_so(
    project: Project, tmp_path: Path
) -> None:
    export_jsonl(project, tmp_path / "one.jsonl", Choice("ann"))
    there = make_project(tmp_path / "there.annot", ["Herat is calm."])
    before = definitions(there)
    report = take_in(there, tmp_path / "one.jsonl")
    assert replace(definitions(there), people=()) == replace(before, people=())
    assert any("are not those of this project" in str(issue) for issue in report.issues)


def test_what_a_new_project_says_already_stays(project: Project, tmp_path: Path) -> None:
    export_jsonl(project, tmp_path / "one.jsonl", Choice("ann"))
    fresh = make_project(tmp_path / "again.annot", [])
    guidelines.write(Workspace(fresh, "zoe"), "ours")
    take_in(fresh, tmp_path / "one.jsonl")
    assert definitions(fresh).guidelines.text == "ours"
    assert definitions(fresh).labels == definitions(project).labels


@pytest.mark.parametrize("damage", [b'"labels": [', b'"rule": "'])
def test_a_damaged_file_beside_is_said_and_the_articles_come_in(
    project: Project, tmp_path: Path, damage: bytes
) -> None:
    export_jsonl(project, tmp_path / "one.jsonl", Choice("ann"))
    beside = tmp_path / "one.jsonl.guidelines.md"
    beside.write_bytes(beside.read_bytes().replace(damage, damage + b"x"))
    fresh = make_project(tmp_path / "again.annot", [])
    report = take_in(fresh, tmp_path / "one.jsonl")
    assert report.added.articles == 2
    assert any("it was left out" in str(issue) for issue in report.issues)


def test_an_older_file_beside_is_read_as_before(project: Project, tmp_path: Path) -> None:
    export_jsonl(project, tmp_path / "one.jsonl", Choice("ann"))
    beside = tmp_path / "one.jsonl.guidelines.md"
    beside.write_bytes(beside.read_bytes().split(b"\n## As programs read it")[0])
    fresh = make_project(tmp_path / "again.annot", [])
    before = definitions(fresh)
    take_in(fresh, tmp_path / "one.jsonl")
    assert replace(definitions(fresh), people=()) == before


def test_gold_without_the_names_of_annotators_comes_in_as_work_and_says_so(
    project: Project, tmp_path: Path
) -> None:
    export_jsonl(project, tmp_path / "one.jsonl", Choice("gold"))
    fresh = make_project(tmp_path / "again.annot", [])
    files = [tmp_path / "one.jsonl"]
    report = import_files(fresh, files, annotator="zoe", as_annotations=True)
    assert len(Workspace(fresh, "zoe").article(1).annotations) > 0
    assert any("--named-annotators" in str(issue) for issue in report.issues)


def test_gold_that_is_there_already_stays_and_what_was_left_out_is_named(
    project: Project, tmp_path: Path
) -> None:
    export_jsonl(project, tmp_path / "one.jsonl", Choice("gold"))
    report = take_in(project, tmp_path / "one.jsonl")
    assert any("had been reviewed here before" in str(issue) for issue in report.rejections)
