"""Whatever way a person's span comes in, suggestions on its words do not wait beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from importing_verbs import import_files
from merge_verbs import send, take
from sample_project import FIRST, MakeProject, make_project, place

from annotator.domain.changes import WORK, Change
from annotator.domain.edits import SuggestionBatch
from annotator.domain.overlap_rule import FLAT, OverlapRule, Overlaps
from annotator.domain.span_content import SpanContent
from annotator.domain.spans import has_overlap
from annotator.domain.state import ArticleState
from annotator.domain.values import Status, SuggestedSpan, Suggestion, Verdict
from annotator.operations import annotate, articles, names, overlaps, stories
from annotator.operations.exporting.exporter import Choice, export_jsonl
from annotator.operations.projects import check, stats
from annotator.operations.sharing import merging
from annotator.operations.suggesting import suggestion_requests
from annotator.operations.suggesting.prelabel import prelabel
from annotator.store.project import Project
from annotator.workspace import Workspace

ONE = 1
WORDS = place(FIRST, "fighters entered")  # half of the suggested “Taliban fighters”, and more
FIGHTERS = place(FIRST, "Taliban fighters", 1)


def fresh(workspace: Workspace) -> ArticleState:
    return Workspace(workspace.project, workspace.annotator).article(ONE)


def waits(workspace: Workspace) -> bool:
    """Whether anything waits on the words of the span."""
    return any(item.start < WORDS[1] and WORDS[0] < item.end for item in fresh(workspace).waiting)


def suggested(workspace: Workspace, words: str) -> Suggestion:
    return next(
        item for item in workspace.article(ONE).suggestions if FIRST[item.start : item.end] == words
    )


def label(workspace: Workspace, folder: Path) -> None:
    annotate.add(workspace, article=ONE, start=WORDS[0], end=WORDS[1], label="LOCATION")


def correct(workspace: Workspace, folder: Path) -> None:
    annotate.correct(
        workspace,
        article=ONE,
        suggestion=suggested(workspace, "governor"),
        start=WORDS[0],
        end=WORDS[1],
        label="LOCATION",
    )


def resize(workspace: Workspace, folder: Path) -> None:
    start = place(FIRST, "entered")[0]
    made = annotate.add(workspace, article=ONE, start=start, end=WORDS[1], label="LOCATION")
    annotate.resize(workspace, article=ONE, annotation=made, start=WORDS[0], end=WORDS[1])


def import_annotations(workspace: Workspace, folder: Path) -> None:
    record = {
        "text": FIRST,
        "spans": [{"start": WORDS[0], "end": WORDS[1], "label": "LOCATION"}],
    }
    path = folder / "in.jsonl"
    path.write_bytes(orjson.dumps(record))
    import_files(workspace.project, [path], annotator="ann", as_annotations=True)


def read_back(workspace: Workspace, folder: Path) -> None:
    """What was exported comes back after it has been undone."""
    label(workspace, folder)
    out = folder / "out.jsonl"
    export_jsonl(workspace.project, out, Choice("ann", keep_muted=True, statuses=tuple(Status)))
    workspace.undo()
    assert waits(workspace)
    import_files(workspace.project, [out], annotator="ann", as_annotations=True)


def merge(workspace: Workspace, folder: Path) -> None:
    take(workspace.project, send(_elsewhere(workspace, folder), folder / "work"))


def restore(workspace: Workspace, folder: Path) -> None:
    other = _elsewhere(workspace, folder)
    for _ in range(3):  # more edits here, so that the work here is the one that is shown
        made = annotate.add(workspace, article=ONE, start=0, end=7, label="ACTOR")
        annotate.delete(workspace, article=ONE, annotation=made)
    take(workspace.project, send(other, folder / "work"))
    assert waits(workspace)
    (entry,) = merging.saved_versions(workspace.project)
    merging.restore(workspace, entry.key)


def _elsewhere(workspace: Workspace, folder: Path) -> Project:
    """The same articles on another machine, where the span has been made."""
    other = Workspace(make_project(folder / "other.annot"), "ann")
    label(other, folder)
    return other.project


def suggestions_later(workspace: Workspace, folder: Path) -> None:
    label(workspace, folder)
    sha256 = workspace.article(ONE).document.article.sha256
    span = SuggestedSpan(SpanContent(*FIGHTERS, "FIGURE"))
    suggestion_requests.keep(workspace, ONE, sha256, [span], source="later", version="1")


def suggested_again(workspace: Workspace, folder: Path) -> None:
    label(workspace, folder)
    suggestion_requests.forget_waiting(workspace, ONE)
    suggestions_later(workspace, folder)


def prelabelled_later(workspace: Workspace, folder: Path) -> None:
    label(workspace, folder)
    prelabel(workspace, pipeline="fake_suggesters:obedient", again=True)


def import_suggestions(workspace: Workspace, folder: Path) -> None:
    label(workspace, folder)
    record = {
        "text": FIRST,
        "spans": [{"start": FIGHTERS[0], "end": FIGHTERS[1], "label": "LOCATION"}],
    }
    path = folder / "in.jsonl"
    path.write_bytes(orjson.dumps(record))
    import_files(workspace.project, [path], annotator="bob")


WAYS = (
    *(label, correct, resize, import_annotations, read_back, merge, restore),
    *(suggestions_later, suggested_again, prelabelled_later, import_suggestions),
)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_waits_on_the_words_of_a_persons_span(
    workspace: Workspace, tmp_path: Path, way: Callable[[Workspace, Path], None]
) -> None:
    assert waits(workspace)
    way(workspace, tmp_path)
    assert (*WORDS, "LOCATION") in {(a.start, a.end, a.label) for a in fresh(workspace).annotations}
    assert not waits(workspace)


@pytest.mark.parametrize("way", WAYS)
def test_accepting_all_afterwards_doubles_nothing(
    workspace: Workspace, tmp_path: Path, way: Callable[[Workspace, Path], None]
) -> None:
    way(workspace, tmp_path)
    workspace.take_over(Change(WORK, (ONE,)))
    annotate.accept_all(workspace, article=ONE)
    assert not has_overlap(fresh(workspace).annotations)
    assert check(workspace.project).overlaps == ()


@pytest.mark.parametrize("way", WAYS)
def test_what_was_answered_is_counted_whichever_way(
    workspace: Workspace, tmp_path: Path, way: Callable[[Workspace, Path], None]
) -> None:
    way(workspace, tmp_path)
    assert check(workspace.project).problems == ()
    labels = stats(workspace.project).labels.values()
    decided = sum(sum(item.verdicts.values()) for item in labels)
    others = sum(item.undecided + item.answered + item.muted for item in labels)
    assert decided + others == sum(item.suggestions for item in labels)


def test_another_persons_span_answers_nothing_of_mine(
    workspace: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    label(colleague, tmp_path)
    assert waits(workspace)


def test_an_imported_span_gives_no_verdict_on_what_nobody_looked_at(
    workspace: Workspace, tmp_path: Path
) -> None:
    import_annotations(workspace, tmp_path)
    assert fresh(workspace).decisions == ()
    assert stats(workspace.project).labels["ACTOR"].answered == 1


# Suggestions that overlap each other


def test_of_overlapping_suggestions_the_longest_is_accepted_and_answers_the_others(
    new_project: MakeProject,
) -> None:
    text = "U.S troops left. NATO stayed.\n"
    wanted = [("U.S", "LOCATION", 0), ("U.S troops", "ACTOR", 0), ("NATO", "ACTOR", 0)]
    workspace = Workspace(new_project(texts=[text], suggested={text: wanted}), "ann")
    assert annotate.accept_all(workspace, article=ONE) == 2
    state = workspace.article(ONE)
    assert [(a.label, a.text) for a in state.annotations] == [
        ("ACTOR", "U.S troops"),
        ("ACTOR", "NATO"),
    ]
    short = next(item for item in state.suggestions if item.label == "LOCATION")
    decision = state.decision_on(short.id)
    assert decision is not None
    assert decision.verdict is Verdict.CORRECTED
    workspace.undo()
    assert len(workspace.article(ONE).waiting) == 3


def test_of_two_labels_for_the_same_words_the_surer_is_accepted(new_project: MakeProject) -> None:
    text = "Georgia voted.\n"
    project = new_project(texts=[text], suggested={})
    workspace = Workspace(project, "ann")
    two = [
        SuggestedSpan(SpanContent(0, 7, "ACTOR"), score=0.4),
        SuggestedSpan(SpanContent(0, 7, "LOCATION"), score=0.6),
    ]
    workspace.add_suggestions({ONE: two}, source="both", version="1")
    annotate.accept_all(workspace, article=ONE)
    assert [a.label for a in workspace.article(ONE).annotations] == ["LOCATION"]


def test_what_a_person_decided_in_another_version_comes_before_a_longer_guess(
    new_project: MakeProject,
) -> None:
    text = "Rapid Support Forces left Georgia.\n"
    workspace = Workspace(new_project(texts=[text], suggested={}), "ann")
    guesses = [
        SuggestedSpan(SpanContent(0, 20, "ACTOR"), score=0.9),
        SuggestedSpan(SpanContent(26, 33, "LOCATION")),
    ]
    workspace.add_suggestions({ONE: guesses}, source="shipped", version="1")
    carried = [
        SuggestedSpan(SpanContent(0, 13, "ACTOR")),
        SuggestedSpan(SpanContent(26, 33, "ACTOR")),
    ]
    workspace.add_suggestions({ONE: carried}, source=stories.SOURCE, version="other")
    georgia = [item.label for item in workspace.article(ONE).waiting if item.start == 26]
    assert georgia == ["ACTOR", "LOCATION"]  # the first is the one that a key or click focuses
    annotate.accept_all(workspace, article=ONE)
    made = [(a.label, a.text) for a in workspace.article(ONE).annotations]
    assert made == [("ACTOR", "Rapid Support"), ("ACTOR", "Georgia")]


# Muted text


def muted(workspace: Workspace) -> list[str]:
    articles.toggle_muted(workspace, article=ONE, offset=FIGHTERS[0])
    return [FIRST[item.start : item.end] for item in workspace.article(ONE).waiting]


def test_what_is_muted_is_not_accepted_with_the_rest(workspace: Workspace) -> None:
    assert muted(workspace) == ["governor"]
    assert annotate.accept_all(workspace, article=ONE) == 1
    muted(workspace)  # once more: unmuted
    state = workspace.article(ONE)
    assert len(state.annotations) == 1
    assert [FIRST[item.start : item.end] for item in state.waiting] == [
        "Taliban fighters",
        "Kunduz",
        "at least 30",
    ]


def test_suggestions_in_muted_text_outlive_new_ones(workspace: Workspace) -> None:
    muted(workspace)
    suggestion_requests.forget_waiting(workspace, ONE)
    prelabel(workspace, pipeline="rules")
    workspace.take_over(Change(WORK, (ONE,)))
    muted(workspace)
    assert waits(workspace)


def test_statistics_leave_muted_words_alone(workspace: Workspace) -> None:
    muted(workspace)
    location = stats(workspace.project).labels["LOCATION"]
    assert (location.suggestions, location.undecided, location.muted) == (2, 1, 1)


# What a check says


def test_the_check_lists_overlaps_that_are_not_allowed_and_calls_them_no_failure(
    workspace: Workspace,
) -> None:
    overlaps.choose(workspace, OverlapRule(Overlaps.NESTED))
    annotate.add(workspace, article=ONE, start=FIGHTERS[0], end=FIGHTERS[1], label="ACTOR")
    annotate.add(workspace, article=ONE, start=FIGHTERS[0], end=FIGHTERS[0] + 7, label="LOCATION")
    assert check(workspace.project).overlaps == ()
    overlaps.choose(workspace, FLAT)
    report = check(workspace.project)
    (overlap,) = report.overlaps
    assert report.problems == ()
    assert [(s.label, s.text) for s in overlap.spans] == [
        ("ACTOR", "Taliban fighters"),
        ("LOCATION", "Taliban"),
    ]


# Redo


def read(workspace: Workspace, words: list[str]) -> None:
    """Suggestions for the article as a suggester with the names of now has found them."""
    digest = workspace.names.digest
    spans = [
        SuggestedSpan(SpanContent(*place(FIRST, item), "ACTOR"), rule=digest) for item in words
    ]
    sha256 = workspace.article(ONE).document.article.sha256
    suggestion_requests.keep(
        workspace, ONE, sha256, spans, source="s", version=digest, names=digest
    )


def test_redo_across_a_remembered_name_brings_every_accept_back(workspace: Workspace) -> None:
    suggestion_requests.forget_waiting(workspace, ONE)
    names.remember(workspace, "governor", "ACTOR")
    read(workspace, ["Kunduz", "governor", "civilians"])
    assert annotate.accept_all(workspace, article=ONE) == 3
    accepted = [(a.text, a.origin) for a in fresh(workspace).annotations]
    workspace.undo()
    workspace.undo()
    read(workspace, ["Kunduz", "men"])  # by the names of then: some go, others come
    workspace.redo()
    workspace.redo()
    assert [(a.text, a.origin) for a in fresh(workspace).annotations] == accepted
    assert len(fresh(workspace).decisions) == 3
    assert check(workspace.project).problems == ()


def test_suggestions_in_muted_text_outlive_a_reading_with_other_names(
    workspace: Workspace,
) -> None:
    suggestion_requests.forget_waiting(workspace, ONE)
    read(workspace, ["fighters entered"])
    muted(workspace)
    names.remember(workspace, "governor", "ACTOR")
    read(workspace, ["governor"])
    muted(workspace)
    assert waits(workspace)


def test_a_number_given_anew_is_not_taken_for_the_suggestion_that_had_it(
    workspace: Workspace,
) -> None:
    suggestion_requests.forget_waiting(workspace, ONE)
    workspace.add_suggestions(
        {2: [SuggestedSpan(SpanContent(0, 5, "ACTOR"))]}, source="s", version="1"
    )
    read(workspace, ["Kunduz"])
    annotate.accept_all(workspace, article=ONE)
    workspace.undo()
    suggestion_requests.forget_waiting(workspace, ONE)
    read(workspace, ["men", "Kunduz"])  # SQLite gives “men” the number that “Kunduz” had
    workspace.redo()
    assert [a.text for a in fresh(workspace).annotations] == ["Kunduz"]
    assert [FIRST[item.start : item.end] for item in fresh(workspace).waiting] == ["men"]


def test_redo_of_what_was_carried_from_another_article_and_accepted(
    workspace: Workspace,
) -> None:
    step = SuggestionBatch(
        "Carry", spans={ONE: (SuggestedSpan(SpanContent(0, 7, "ACTOR")),)}, source="story"
    )
    suggestion_requests.forget_waiting(workspace, ONE)
    workspace.do(step)
    annotate.accept_all(workspace, article=ONE)
    workspace.undo()
    workspace.undo()
    workspace.add_suggestions(
        {2: [SuggestedSpan(SpanContent(0, 5, "ACTOR"))]}, source="s", version="1"
    )
    workspace.redo()
    workspace.redo()
    assert [a.text for a in fresh(workspace).annotations] == ["Taliban"]
