"""Labels of files become labels of the project, new ones where wanted, or are left out and told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from making import make_project

from annotator.domain.errors import InputError
from annotator.domain.labels import DEFAULT_LABELS
from annotator.operations.importing.import_report import ImportReport
from annotator.operations.importing.importer import ImportChoices, bring_in
from annotator.operations.importing.label_mapping import MOST_NEW, How, LabelMapping
from annotator.store.articles.article_rows import article_state
from annotator.store.definitions import labels as label_store
from annotator.store.project import Project
from annotator.workspace import Workspace

PROJECT = [label.name for label in DEFAULT_LABELS]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.annot", [])


def bring(project: Project, folder: Path, *labels: str, **choices: Any) -> ImportReport:
    spans = [{"start": 0, "end": 3, "label": label} for label in labels]
    (folder / "in.jsonl").write_bytes(orjson.dumps({"text": "Ada.", "spans": spans}))
    chosen = ImportChoices(**choices)
    return bring_in(Workspace(project, "ada"), [folder / "in.jsonl"], choices=chosen)


def kept(project: Project) -> list[str]:
    with project.reading() as connection:
        found = article_state(connection, 1, annotator="ada").suggestions
    return [item.label for item in found]


@pytest.mark.parametrize(
    ("label", "target"),
    [
        *(("PER", "ACTOR"), ("GPE", "LOCATION"), ("Location", "LOCATION"), ("person", "ACTOR")),
        *(
            ("Organisation", "ACTOR"),
            ("organization", "ACTOR"),
            ("ORG", "ACTOR"),
            ("loc", "LOCATION"),
        ),
        *(
            ("PERSON", "ACTOR"),
            ("Place", "LOCATION"),
            ("Facility", "LOCATION"),
            ("number", "FIGURE"),
        ),
        *(("gpe-loc", "LOCATION"), ("Actor", "ACTOR"), ("locations", "LOCATION")),
    ],
)
def test_the_table_of_the_program_is_applied_with_a_note(
    project: Project, tmp_path: Path, label: str, target: str
) -> None:
    report = bring(project, tmp_path, label)
    assert kept(project) == [target]
    assert [str(note) for note in report.notes] == [
        f"label {label}: its 1 span became {target}, by the program's table"
    ]
    assert report.rejections == ()


def test_a_label_that_a_format_wrote_with_other_signs_is_that_label() -> None:
    mapping = LabelMapping(["armed group", "a-b"], new=True)
    assert mapping.target("armed_group") == ("armed group", How.TABLE)
    assert mapping.target("ARMED-GROUP") == ("armed group", How.TABLE)
    assert mapping.target("a-b") == ("a-b", How.SAME)
    assert mapping.target("*") == ("*", How.NEW)
    assert mapping.target("+") == ("+", How.NEW)


def test_what_is_asked_for_comes_first(project: Project, tmp_path: Path) -> None:
    report = bring(project, tmp_path, "PER", labels={"PER": "LOCATION"})
    assert kept(project) == ["LOCATION"]
    assert report.issues == ()


def test_a_label_left_out_by_wish_is_no_loss(project: Project, tmp_path: Path) -> None:
    report = bring(project, tmp_path, "MISC", labels={"MISC": ""})
    assert kept(project) == []
    assert report.issues == ()
    assert [(m.label, m.target, m.how) for m in report.labels] == [("MISC", None, How.ASKED)]


def test_two_labels_that_become_one_make_one_span(project: Project, tmp_path: Path) -> None:
    bring(project, tmp_path, "PER", "ORG")
    assert kept(project) == ["ACTOR"]


def test_unknown_labels_are_added_where_that_is_asked_for(project: Project, tmp_path: Path) -> None:
    bring(project, tmp_path, "WEAPON", "EVENT", "PER", new_labels=True)
    assert sorted(kept(project)) == ["ACTOR", "EVENT", "WEAPON"]
    with project.reading() as connection:
        labels = label_store.labels(connection)
    assert [label.name for label in labels] == [*PROJECT, "WEAPON", "EVENT"]
    assert [label.key for label in labels] == ["1", "2", "3", "4", "5"]
    assert len({label.light for label in labels}) == 5


def test_a_name_no_label_can_have_is_left_out(project: Project, tmp_path: Path) -> None:
    report = bring(project, tmp_path, "A\u202eB", "X" * 41, new_labels=True)
    assert kept(project) == []
    assert len(report.rejections) == 2


def test_a_flood_of_labels_is_stopped() -> None:
    mapping = LabelMapping(PROJECT, new=True)
    targets = [mapping.target(f"L{number}")[0] for number in range(MOST_NEW + 5)]
    assert targets[MOST_NEW - 1 :] == [f"L{MOST_NEW - 1}", *[None] * 5]


def test_a_target_the_project_lacks_is_refused_unless_labels_may_be_added() -> None:
    with pytest.raises(InputError, match="PER cannot become HERO"):
        LabelMapping(PROJECT, asked={"PER": "HERO"})
    assert LabelMapping(PROJECT, asked={"PER": "HERO"}, new=True).target("PER")[0] == "HERO"


def test_many_lost_spans_of_one_record_are_one_remark(project: Project, tmp_path: Path) -> None:
    spans = [{"start": at, "end": at + 1, "label": "CITY"} for at in range(8)]
    (tmp_path / "in.jsonl").write_bytes(orjson.dumps({"text": "abcdefgh", "spans": spans}))
    chosen = ImportChoices()
    report = bring_in(Workspace(project, "ada"), [tmp_path / "in.jsonl"], choices=chosen)
    (lost,) = report.rejections
    assert lost.reason == (
        "8 spans, 0 to 1, 1 to 2, 2 to 3, 3 to 4, 4 to 5 and 3 more were left out: the project "
        "has no label “CITY”"
    )
