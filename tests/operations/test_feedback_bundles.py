"""Feedback goes back to its annotator in a bundle, and answers come back the same way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reviewed_project import FIRST, WORKS, make_reviewed

from annotator.domain.adjudication import Why
from annotator.domain.gold import Plan, Reason
from annotator.operations import annotate, projects
from annotator.operations.reviewing import feedback, review
from annotator.operations.sharing.bundling import BundleChoice, write_bundle
from annotator.operations.sharing.merging import merge_files
from annotator.store.merging import feedback_section
from annotator.store.merging.feedback_section import FeedbackSection
from annotator.store.project import Project
from annotator.workspace import Workspace

PLAN = Plan(("ann", "bob"))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Project]:
    """The reviewer's project: the first article is in gold."""
    project = make_reviewed(tmp_path / "office.annot")
    rita = Workspace(project, "rita")
    held = review.case(project, 1, PLAN)
    assert held is not None
    held = review.choose(rita, held, held.open[0], 1, why=Why(Reason.SLIP, "the whole name"))
    review.sign(rita, review.choose(rita, held, held.open[0], 0))
    yield project
    project.close()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Project]:
    """Ann's own project, with her work alone."""
    project = make_reviewed(tmp_path / "home.annot", {"ann": WORKS["ann"]})
    yield project
    project.close()


def send(project: Project, out: Path, *names: str, by: str) -> Path:
    return write_bundle(project, out, BundleChoice(annotators=names), made_by=by).path


def take(project: Project, *bundles: Path, by: str) -> None:
    merge_files(Workspace(project, by), list(bundles))


def told(project: Project, name: str = "ann") -> list[tuple[str, str]]:
    found = feedback.feedback(project, name).differences
    return [(item.words, item.ruling.comment or "" if item.ruling else "") for item in found]


def test_feedback_comes_home(office: Project, home: Project, tmp_path: Path) -> None:
    take(home, send(office, tmp_path / "back", "ann", by="rita"), by="ann")
    assert told(home) == told(office) == [("Taliban fighters", "the whole name"), ("Kabul", "")]
    assert feedback.feedback(home, "ann").agreed == 2
    assert projects.check(home).problems == ()


def test_it_brings_no_gold_and_nothing_of_others(
    office: Project, home: Project, tmp_path: Path
) -> None:
    take(home, send(office, tmp_path / "back", "ann", by="rita"), by="ann")
    stats = projects.stats(home)
    assert (stats.gold.signed, sum(stats.gold.labels.values())) == (0, 0)
    assert "bob" not in stats.people


def test_twice_is_as_good_as_once_and_the_newest_is_kept(
    office: Project, home: Project, tmp_path: Path
) -> None:
    first = send(office, tmp_path / "first", "ann", by="rita")
    rita = Workspace(office, "rita")
    held = review.case(office, 1, PLAN)
    assert held is not None
    review.reject(rita, held, held.items[1])
    second = send(office, tmp_path / "second", "ann", by="rita")
    take(home, second, by="ann")
    newest = told(home)
    take(home, first, by="ann")
    take(home, second, by="ann")
    assert told(home) == newest == [("Taliban fighters", "the whole name")]


def test_a_reason_given_after_the_gold_comes_home(
    office: Project, home: Project, tmp_path: Path
) -> None:
    take(home, send(office, tmp_path / "first", "ann", by="rita"), by="ann")
    rita = Workspace(office, "rita")
    held = review.case(office, 1, PLAN)
    assert held is not None
    ruling = held.ruling_on(held.items[1])
    assert ruling is not None
    review.explain(rita, held, ruling, Why(Reason.GUIDELINE_GAP, "See section 3"))
    take(home, send(office, tmp_path / "second", "ann", by="rita"), by="ann")
    assert (
        told(home)
        == told(office)
        == [
            ("Taliban fighters", "the whole name"),
            ("Kabul", "See section 3"),
        ]
    )


def test_a_ruling_that_is_taken_back_is_taken_back_at_home(
    office: Project, home: Project, tmp_path: Path
) -> None:
    before = told(office)
    rita = Workspace(office, "rita")
    held = review.case(office, 1, PLAN)
    assert held is not None
    review.reject(rita, held, held.items[1])
    changed = send(office, tmp_path / "first", "ann", by="rita")
    take(home, changed, by="ann")
    rita.undo()
    take(home, send(office, tmp_path / "second", "ann", by="rita"), by="ann")
    take(home, changed, by="ann")
    assert told(home) == told(office) == before


def test_an_answer_goes_back_to_the_reviewer(
    office: Project, home: Project, tmp_path: Path
) -> None:
    take(home, send(office, tmp_path / "back", "ann", by="rita"), by="ann")
    ann = Workspace(home, "ann")
    ruling = feedback.feedback(home, "ann").differences[0].ruling
    assert ruling is not None
    feedback.answer(ann, ruling, "the list says otherwise")
    assert feedback.feedback(home, "ann").differences[0].comments[0].author == "ann"
    answered = send(home, tmp_path / "answer", "ann", by="ann")
    take(office, answered, answered, by="rita")
    held = review.case(office, 1, PLAN)
    assert held is not None
    assert [(said.author, said.text) for said in held.comments] == [
        ("ann", "the list says otherwise")
    ]


def test_feedback_on_newer_work_is_newer_though_gold_is_the_same(
    office: Project, home: Project, tmp_path: Path
) -> None:
    first = send(office, tmp_path / "first", "ann", by="rita")
    take(home, first, by="ann")
    ann = Workspace(home, "ann")
    right = next(span for span in ann.article(1).annotations if span.text == "Kunduz")
    annotate.delete(ann, article=1, annotation=right)
    take(office, send(home, tmp_path / "work", "ann", by="ann"), by="rita")
    second = send(office, tmp_path / "second", "ann", by="rita")
    for bundles in ((second, first), (first, second, first)):
        take(home, *bundles, by="ann")
        assert feedback.feedback(home, "ann").agreed == 1


ages = st.tuples(
    st.sampled_from(
        (
            "",
            "2026-01-02T09:00:00.000+00:00",
            "2026-01-02T10:30:00+02:00",
            "2026-01-02T09:00:00+00:00",
        )
    ),
    st.sampled_from((0, 9, 10)),
    st.sampled_from((9, 10)),
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(ages, min_size=1, max_size=4), seed=st.randoms())
def test_whatever_the_order_the_newest_feedback_is_kept(
    home: Project, found: list[tuple[str, int, int]], seed: Random
) -> None:
    again = [*found, *found]
    seed.shuffle(again)
    kept = [agreed_after(home, some) for some in (found, found[::-1], again)]
    newest = max(found, key=lambda age: (moment(age[0]), *age[1:]))
    assert kept == [newest[2]] * 3


def moment(at: str) -> float:
    return datetime.fromisoformat(at).timestamp() if at else 0.0


def agreed_after(project: Project, found: list[tuple[str, int, int]]) -> int:
    """What holds after lines of so many agreed have come in, in this order; nothing is kept."""
    sha256 = hashlib.sha256(FIRST.encode()).hexdigest()
    with project.writing() as connection, connection.begin_nested() as attempt:
        for at, edit, agreed in found:
            line = {"sha256": sha256, "annotator": "ann", "at": at, "edit": edit}
            line |= {"agreed": agreed, "differences": []}
            FeedbackSection().read(connection, [line], annotator="ann")
        held = feedback_section.agreed(connection, "ann")[1]
        attempt.rollback()
    return held
