"""An annotator sees where his work differs from gold, why, and can answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from reviewed_project import FIRST, SECOND, make_reviewed

from annotator.domain.adjudication import Why
from annotator.domain.conflicts import Kind
from annotator.domain.errors import InputError
from annotator.domain.gold import Plan, Reason
from annotator.operations.reviewing import feedback, review
from annotator.store.project import Project
from annotator.workspace import Workspace

PLAN = Plan(("ann", "bob"))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Bob was right twice in the first article, which is in gold; the second is not."""
    project = make_reviewed(tmp_path / "p.annot", texts=(FIRST, SECOND))
    rita = Workspace(project, "rita")
    held = review.case(project, 1, PLAN)
    assert held is not None
    held = review.choose(rita, held, held.open[0], 1, why=Why(Reason.SLIP, "<b>whole</b> name"))
    held = review.choose(rita, held, held.open[0], 0)
    review.sign(rita, held)
    yield project
    project.close()


def test_differences_are_those_to_gold_with_why(project: Project) -> None:
    told = feedback.feedback(project, "ann")
    assert (told.articles, told.agreed) == (1, 2)
    first, second = told.differences
    assert (first.kind, second.kind) == (Kind.BOUNDARY, Kind.MISSING)
    assert first.ruling is not None
    assert (first.ruling.reason, first.ruling.comment) == (Reason.SLIP, "<b>whole</b> name")
    assert [span.place for span in first.own] == [(0, 7, "ACTOR")]
    assert second.own == ()
    assert second.words == "Kabul"
    assert told.reasons == {"slip": 1}


def test_programs_get_offsets_as_numbers_and_spans_as_places(project: Project) -> None:
    first, second = feedback.to_json(feedback.feedback(project, "ann"))["differences"]  # type: ignore[misc]
    assert first["own_spans"] == [{"start": 0, "end": 7, "label": "ACTOR"}]
    assert (type(first["start"]), type(first["end"])) == (int, int)
    assert (second["own_spans"], second["gold_spans"][0]["label"]) == ([], "LOCATION")


def test_who_was_right_has_no_difference(project: Project) -> None:
    told = feedback.feedback(project, "bob")
    assert told.differences == ()
    assert told.agreed == 4


def test_an_answer_is_an_edit_that_the_report_shows(project: Project) -> None:
    ann = Workspace(project, "ann")
    ruling = feedback.feedback(project, "ann").differences[0].ruling
    assert ruling is not None
    feedback.answer(ann, ruling, " but 3.2 says otherwise ")
    told = feedback.feedback(project, "ann")
    assert [(c.author, c.text) for c in told.differences[0].comments] == [
        ("ann", "but 3.2 says otherwise")
    ]
    ann.undo()
    assert feedback.feedback(project, "ann").differences[0].comments == ()


def test_blank_answers_say_nothing(project: Project) -> None:
    ann = Workspace(project, "ann")
    ruling = feedback.feedback(project, "ann").differences[0].ruling
    assert ruling is not None
    feedback.answer(ann, ruling, "  ")
    assert ann.history.undo_edit is None


def test_the_page_shows_words_and_no_markup_of_theirs(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "ann.html"
    feedback.write_report(feedback.feedback(project, "ann"), out)
    page = out.read_text(encoding="utf-8")
    assert "&lt;b&gt;whole&lt;/b&gt; name" in page
    assert "<b>whole" not in page
    assert "<mark>Kabul</mark>" in page


def test_the_table_has_a_row_a_difference(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "ann.csv"
    feedback.write_report(feedback.feedback(project, "ann"), out)
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert [(row["words"], row["own"], row["gold"]) for row in rows] == [
        ("Taliban fighters", "ACTOR “Taliban”", "ACTOR “Taliban fighters”"),
        ("Kabul", "nothing", "LOCATION “Kabul”"),
    ]


def test_nothing_in_a_table_is_a_formula(project: Project) -> None:
    rita = Workspace(project, "rita")
    held = review.case(project, 1, PLAN)
    assert held is not None
    review.explain(rita, held, held.rulings[0], Why(None, "=HYPERLINK(1)"))
    assert "'=HYPERLINK(1)" in feedback.as_csv(feedback.feedback(project, "ann"))


def test_a_stranger_is_refused(project: Project) -> None:
    with pytest.raises(InputError, match="“zoe”"):
        feedback.feedback(project, "zoe")
