"""What an annotator means to do with spans, in a project on the disk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sample_project import BOB, FIRST, MakeProject, place

from annotator.domain.errors import InputError, SaveError, StaleEdit
from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation, Origin, Status, Suggestion, Verdict
from annotator.operations import annotate, articles, overlaps
from annotator.workspace import Workspace

Open = Callable[..., Workspace]
ONE, TWO = 1, 2


def suggested(workspace: Workspace, words: str, article: int = ONE) -> Suggestion:
    state = workspace.article(article)
    (found,) = [item for item in state.suggestions if state.text[item.start : item.end] == words]
    return found


def add(workspace: Workspace, words: str, label: str, nth: int = 0) -> Annotation:
    start, end = place(FIRST, words, nth)
    return annotate.add(workspace, article=ONE, start=start, end=end, label=label)


def verdict(workspace: Workspace, suggestion: Suggestion) -> Verdict | None:
    decision = workspace.article(suggestion.article_id).decision_on(suggestion.id)
    return decision.verdict if decision else None


def words(state: ArticleState) -> list[tuple[str, str]]:
    return [(item.label, item.text) for item in state.annotations]


def on_disk(workspace: Workspace, article: int = ONE) -> ArticleState:
    """The article as a fresh look at the project finds it."""
    other = Workspace(workspace.project, workspace.annotator)
    return other.article(article)


# Accept, reject, correct


def test_an_accepted_suggestion_is_an_annotation_that_says_where_it_came_from(
    workspace: Workspace,
) -> None:
    found = suggested(workspace, "Kunduz")
    made = annotate.accept(workspace, article=ONE, suggestion=found)
    assert (made.start, made.end, made.label, made.text) == (
        *place(FIRST, "Kunduz", 1),
        *made_as(found),
    )
    assert (made.origin, made.suggestion_id, made.annotator) == (Origin.ACCEPTED, found.id, "ann")
    assert verdict(workspace, found) is Verdict.ACCEPTED
    assert on_disk(workspace).annotations == (made,)


def made_as(found: Suggestion) -> tuple[str, str]:
    return found.label, FIRST[found.start : found.end]


def test_what_a_correction_comes_to_say_is_accepted_with_it(workspace: Workspace) -> None:
    wrong, right = suggested(workspace, "governor"), suggested(workspace, "Kunduz")
    mine = annotate.correct(
        workspace,
        article=ONE,
        suggestion=wrong,
        start=right.start,
        end=right.end,
        label=right.label,
    )
    assert words(on_disk(workspace)) == [("LOCATION", "Kunduz")]
    decision = workspace.article(ONE).decision_on(right.id)
    assert decision is not None
    assert (decision.verdict, decision.annotation_id) == (Verdict.ACCEPTED, mine.id)


def test_accepting_all_takes_every_suggestion_that_waits_as_one_step(workspace: Workspace) -> None:
    annotate.reject(workspace, article=ONE, suggestion=suggested(workspace, "governor"))
    before = workspace.article(ONE)
    assert annotate.accept_all(workspace, article=ONE) == 3
    assert workspace.article(ONE).waiting == ()
    assert len(on_disk(workspace).annotations) == 3
    workspace.undo()
    assert workspace.article(ONE) == on_disk(workspace) == before


def test_accepting_all_where_nothing_waits_is_no_step(workspace: Workspace) -> None:
    annotate.accept_all(workspace, article=ONE)
    edit = workspace.history.undo_edit
    assert annotate.accept_all(workspace, article=ONE) == 0
    assert workspace.history.undo_edit is edit


def test_a_rejected_suggestion_leaves_no_annotation(workspace: Workspace) -> None:
    found = suggested(workspace, "governor")
    annotate.reject(workspace, article=ONE, suggestion=found)
    assert verdict(workspace, found) is Verdict.REJECTED
    assert on_disk(workspace).annotations == ()


def test_correcting_keeps_what_the_suggestion_should_have_said(workspace: Workspace) -> None:
    found = suggested(workspace, "Taliban fighters")
    made = annotate.correct(
        workspace,
        article=ONE,
        suggestion=found,
        start=found.start,
        end=found.start + 7,
        label="ACTOR",
    )
    assert (made.text, made.origin, made.suggestion_id) == ("Taliban", Origin.CORRECTED, found.id)
    assert verdict(workspace, found) is Verdict.CORRECTED


def test_correcting_nothing_is_accepting(workspace: Workspace) -> None:
    found = suggested(workspace, "Kunduz")
    made = annotate.correct(
        workspace,
        article=ONE,
        suggestion=found,
        start=found.start,
        end=found.end,
        label=found.label,
    )
    assert made.origin is Origin.ACCEPTED
    assert verdict(workspace, found) is Verdict.ACCEPTED


def test_correcting_to_what_is_annotated_already_makes_no_second_annotation(
    workspace: Workspace,
) -> None:
    mine = add(workspace, "12 men", "ACTOR")
    found = suggested(workspace, "governor")
    made = annotate.correct(
        workspace,
        article=ONE,
        suggestion=found,
        start=mine.start,
        end=mine.end,
        label="ACTOR",
    )
    assert made == mine
    assert verdict(workspace, found) is Verdict.CORRECTED
    assert words(on_disk(workspace)) == [("ACTOR", "12 men")]


# Add


def test_labelling_a_range_makes_an_annotation_by_hand(workspace: Workspace) -> None:
    made = add(workspace, "12 men", "ACTOR")
    assert (made.text, made.origin, made.suggestion_id) == ("12 men", Origin.MANUAL, None)
    assert on_disk(workspace).annotations == (made,)


def test_a_labelled_figure_is_read(workspace: Workspace) -> None:
    made = add(workspace, "at least 30", "FIGURE")
    assert made.figure is not None
    assert (made.figure.low, made.figure.qualifier) == (30, "at_least")


def test_labelling_what_a_waiting_suggestion_says_accepts_it(workspace: Workspace) -> None:
    made = add(workspace, "Kunduz", "LOCATION", 1)
    found = suggested(workspace, "Kunduz")
    assert (made.origin, made.suggestion_id) == (Origin.ACCEPTED, found.id)
    assert verdict(workspace, found) is Verdict.ACCEPTED


@pytest.mark.parametrize("label", ["ACTOR", "LOCATION"])
def test_labelling_across_a_waiting_suggestion_corrects_it(
    workspace: Workspace, label: str
) -> None:
    made = add(workspace, "fighters entered", label)
    found = suggested(workspace, "Taliban fighters")
    decision = workspace.article(ONE).decision_on(found.id)
    assert decision is not None
    assert (decision.verdict, decision.annotation_id) == (Verdict.CORRECTED, made.id)
    workspace.undo()
    assert found in workspace.article(ONE).waiting
    workspace.redo()
    assert workspace.article(ONE).decision_on(found.id) == decision


def test_the_same_annotation_is_not_made_twice(workspace: Workspace) -> None:
    first = add(workspace, "12 men", "ACTOR")
    edit = workspace.history.undo_edit
    assert add(workspace, "12 men", "ACTOR") == first
    assert workspace.history.undo_edit is edit
    assert len(on_disk(workspace).annotations) == 1


def test_one_range_may_carry_two_labels_where_any_overlap_is_allowed(
    workspace: Workspace,
) -> None:
    overlaps.choose(workspace, OverlapRule(Overlaps.ANY))
    add(workspace, "12", "FIGURE")
    add(workspace, "12", "ACTOR")
    assert {label for label, _ in words(on_disk(workspace))} == {"FIGURE", "ACTOR"}


@pytest.mark.parametrize("bounds", [(3, 3), (5, 2), (-1, 3), (0, 10**6), (0, 8)])
def test_a_range_that_is_no_span_is_refused_and_nothing_changes(
    workspace: Workspace, bounds: tuple[int, int]
) -> None:
    with pytest.raises(InputError):
        annotate.add(workspace, article=ONE, start=bounds[0], end=bounds[1], label="ACTOR")
    assert on_disk(workspace).annotations == ()
    assert on_disk(workspace).status is Status.NEW


def test_a_label_the_project_does_not_have_is_refused_in_one_sentence(
    workspace: Workspace,
) -> None:
    with pytest.raises(SaveError, match="no label “PLACE”"):
        add(workspace, "Kunduz", "PLACE")
    assert on_disk(workspace).annotations == ()


# Relabel, resize, delete, note


def test_another_label_makes_an_accepted_suggestion_a_corrected_one(workspace: Workspace) -> None:
    found = suggested(workspace, "Kunduz")
    made = annotate.accept(workspace, article=ONE, suggestion=found)
    changed = annotate.relabel(workspace, article=ONE, annotation=made, label="ACTOR")
    assert (changed.id, changed.label, changed.origin) == (made.id, "ACTOR", Origin.CORRECTED)
    assert verdict(workspace, found) is Verdict.CORRECTED
    assert on_disk(workspace).annotations == (changed,)


def test_a_span_that_becomes_a_figure_is_read_and_one_that_ceases_to_be_forgets_it(
    workspace: Workspace,
) -> None:
    made = add(workspace, "12", "ACTOR")
    figure = annotate.relabel(workspace, article=ONE, annotation=made, label="FIGURE")
    back = annotate.relabel(workspace, article=ONE, annotation=figure, label="ACTOR")
    assert figure.figure is not None
    assert figure.figure.best == 12
    assert back.figure is None


def test_the_same_label_again_is_no_step(workspace: Workspace) -> None:
    made = add(workspace, "12", "ACTOR")
    edit = workspace.history.undo_edit
    annotate.relabel(workspace, article=ONE, annotation=made, label="ACTOR")
    assert workspace.history.undo_edit is edit


def test_moving_an_edge_makes_an_accepted_suggestion_a_corrected_one(workspace: Workspace) -> None:
    found = suggested(workspace, "at least 30")
    made = annotate.accept(workspace, article=ONE, suggestion=found)
    start, end = place(FIRST, "30")
    changed = annotate.resize(workspace, article=ONE, annotation=made, start=start, end=end)
    assert (changed.text, changed.origin) == ("30", Origin.CORRECTED)
    assert verdict(workspace, found) is Verdict.CORRECTED


def test_moving_an_edge_keeps_a_span_made_by_hand_one_made_by_hand(workspace: Workspace) -> None:
    made = add(workspace, "12 men", "ACTOR")
    changed = annotate.resize(
        workspace, article=ONE, annotation=made, start=made.start + 3, end=made.end
    )
    assert (changed.text, changed.origin) == ("men", Origin.MANUAL)


@pytest.mark.parametrize("bounds", [(3, 3), (-1, 3), (0, 8)])
def test_an_annotation_cannot_be_given_edges_that_are_none(
    workspace: Workspace, bounds: tuple[int, int]
) -> None:
    made = add(workspace, "12 men", "ACTOR")
    with pytest.raises(InputError):
        annotate.resize(workspace, article=ONE, annotation=made, start=bounds[0], end=bounds[1])
    assert on_disk(workspace).annotations == (made,)


def test_two_annotations_never_come_to_say_the_same(workspace: Workspace) -> None:
    overlaps.choose(workspace, OverlapRule(Overlaps.ANY))
    one, other = add(workspace, "12", "FIGURE"), add(workspace, "12", "ACTOR")
    longer = add(workspace, "12 men", "ACTOR")
    with pytest.raises(InputError, match="is annotated as FIGURE already"):
        annotate.relabel(workspace, article=ONE, annotation=other, label="FIGURE")
    with pytest.raises(InputError, match="is annotated as ACTOR already"):
        annotate.resize(workspace, article=ONE, annotation=longer, start=other.start, end=other.end)
    assert set(on_disk(workspace).annotations) == {one, other, longer}


def test_a_deleted_annotation_is_gone_and_its_suggestion_counts_as_rejected(
    workspace: Workspace,
) -> None:
    found = suggested(workspace, "Kunduz")
    made = annotate.accept(workspace, article=ONE, suggestion=found)
    annotate.delete(workspace, article=ONE, annotation=made)
    assert on_disk(workspace).annotations == ()
    assert verdict(workspace, found) is Verdict.REJECTED
    workspace.undo()
    assert on_disk(workspace).annotations == (made,)
    assert verdict(workspace, found) is Verdict.ACCEPTED


def test_what_was_only_under_a_deleted_annotation_waits_again(workspace: Workspace) -> None:
    found = suggested(workspace, "Taliban fighters")
    made = add(workspace, "fighters entered", "LOCATION")
    annotate.delete(workspace, article=ONE, annotation=made)
    assert found in on_disk(workspace).waiting


def test_an_edge_moved_over_a_suggestion_answers_it_and_moved_back_asks_it_again(
    workspace: Workspace,
) -> None:
    found = suggested(workspace, "Kunduz")
    made = add(workspace, "entered", "FIGURE")
    longer = annotate.resize(
        workspace, article=ONE, annotation=made, start=made.start, end=found.end
    )
    assert verdict(workspace, found) is Verdict.CORRECTED
    annotate.resize(workspace, article=ONE, annotation=longer, start=made.start, end=made.end)
    assert found in on_disk(workspace).waiting


def test_an_annotation_that_comes_to_say_what_its_suggestion_said_accepts_it(
    workspace: Workspace,
) -> None:
    found = suggested(workspace, "Kunduz")
    made = annotate.accept(workspace, article=ONE, suggestion=found)
    other = annotate.relabel(workspace, article=ONE, annotation=made, label="ACTOR")
    assert annotate.relabel(workspace, article=ONE, annotation=other, label="LOCATION") == made
    assert verdict(workspace, found) is Verdict.ACCEPTED


def test_a_note_is_kept_trimmed_and_an_empty_one_takes_it_away(workspace: Workspace) -> None:
    made = add(workspace, "12", "FIGURE")
    noted = annotate.set_note(workspace, article=ONE, annotation=made, note="  who counted? \n")
    assert on_disk(workspace).annotations[0].note == "who counted?"
    cleared = annotate.set_note(workspace, article=ONE, annotation=noted, note="  ")
    assert cleared.note is None
    assert on_disk(workspace).annotations == (made,)


# The same words elsewhere


def test_the_next_mention_gets_the_same_label_and_the_one_after_it_next(
    workspace: Workspace,
) -> None:
    span = add(workspace, "Kunduz", "LOCATION", 0)
    second = annotate.propagate_next(workspace, article=ONE, span=span)
    assert second is not None
    third = annotate.propagate_next(workspace, article=ONE, span=second)
    assert third is not None
    assert (second.start, third.start) == (
        place(FIRST, "Kunduz", 1)[0],
        place(FIRST, "Kunduz", 2)[0],
    )
    # The second waited as a suggestion, the third is new.
    assert (second.origin, third.origin) == (Origin.ACCEPTED, Origin.PROPAGATED)
    assert annotate.propagate_next(workspace, article=ONE, span=third) is None


def test_every_mention_gets_the_label_in_one_step(workspace: Workspace) -> None:
    span = add(workspace, "Kunduz", "LOCATION", 1)
    before = workspace.article(ONE)
    assert annotate.propagate_all(workspace, article=ONE, span=span) == 2
    assert words(on_disk(workspace)) == [("LOCATION", "Kunduz")] * 3
    workspace.undo()
    assert on_disk(workspace) == before


def test_spreading_a_suggestion_accepts_it_as_well(workspace: Workspace) -> None:
    found = suggested(workspace, "Taliban fighters")
    assert annotate.propagate_all(workspace, article=ONE, span=found) == 2
    assert words(on_disk(workspace)) == [("ACTOR", "Taliban fighters")] * 3
    assert verdict(workspace, found) is Verdict.ACCEPTED


def test_mentions_in_muted_text_are_left_alone(workspace: Workspace) -> None:
    articles.toggle_muted(workspace, article=ONE, offset=0)
    span = add(workspace, "Kunduz", "LOCATION", 1)
    annotate.propagate_all(workspace, article=ONE, span=span)
    starts = [item.start for item in on_disk(workspace).annotations]
    assert starts == [place(FIRST, "Kunduz", nth)[0] for nth in (1, 2)]


@pytest.mark.parametrize("label", ["ACTOR", "LOCATION"])
def test_words_inside_a_longer_span_are_no_mention(workspace: Workspace, label: str) -> None:
    # “Taliban fighters” waits in one place and is annotated in another.
    add(workspace, "Taliban fighters", "ACTOR", 2)
    span = add(workspace, "Taliban", label, 0)
    assert annotate.propagate_all(workspace, article=ONE, span=span) == 0
    assert verdict(workspace, suggested(workspace, "Taliban fighters")) is None


def test_words_with_another_label_of_ones_own_are_no_mention(workspace: Workspace) -> None:
    add(workspace, "Kunduz", "ACTOR", 2)
    span = add(workspace, "Kunduz", "LOCATION", 0)
    assert annotate.propagate_all(workspace, article=ONE, span=span) == 1
    assert sorted(words(on_disk(workspace))) == [
        ("ACTOR", "Kunduz"),
        ("LOCATION", "Kunduz"),
        ("LOCATION", "Kunduz"),
    ]


def test_a_part_of_a_token_is_no_mention(new_project: MakeProject) -> None:
    text = "The U.S sent troops, and the U.S. paid.\n"
    workspace = Workspace(new_project(texts=[text], suggested={}), "ann")
    span = annotate.add(workspace, article=ONE, start=4, end=7, label="LOCATION")
    assert annotate.propagate_all(workspace, article=ONE, span=span) == 0


def test_a_mention_answers_suggestions_of_other_labels(workspace: Workspace) -> None:
    found = suggested(workspace, "Kunduz")
    span = add(workspace, "Kunduz", "ACTOR", 0)
    annotate.propagate_all(workspace, article=ONE, span=span)
    assert verdict(workspace, found) is Verdict.CORRECTED
    annotate.accept_all(workspace, article=ONE)
    assert ("LOCATION", "Kunduz") not in words(on_disk(workspace))


# Standing of the article


def test_the_first_edit_puts_a_new_article_in_progress_and_undo_puts_it_back(
    workspace: Workspace,
) -> None:
    add(workspace, "12", "FIGURE")
    assert on_disk(workspace).status is Status.IN_PROGRESS
    workspace.undo()
    assert on_disk(workspace).status is Status.NEW
    assert on_disk(workspace).article_status is None


def test_an_edit_in_a_done_article_leaves_it_done(workspace: Workspace) -> None:
    articles.set_status(workspace, article=ONE, status=Status.DONE)
    add(workspace, "12", "FIGURE")
    assert on_disk(workspace).status is Status.DONE


# Several people, several windows


def test_two_annotators_do_not_see_or_touch_each_others_spans(
    workspace: Workspace, colleague: Workspace
) -> None:
    hers = annotate.accept(workspace, article=ONE, suggestion=suggested(workspace, "Kunduz"))
    his = annotate.accept(colleague, article=ONE, suggestion=suggested(colleague, "Kunduz"))
    annotate.delete(workspace, article=ONE, annotation=hers)
    assert on_disk(workspace).annotations == ()
    assert on_disk(colleague).annotations == (his,)
    assert on_disk(colleague).annotator == BOB
    assert verdict(colleague, suggested(colleague, "Kunduz")) is Verdict.ACCEPTED


def test_an_edit_of_a_row_that_another_window_changed_is_refused_and_changes_nothing(
    workspace: Workspace, open_workspace: Open
) -> None:
    made = add(workspace, "12", "FIGURE")
    elsewhere = open_workspace("ann")
    annotate.relabel(elsewhere, article=ONE, annotation=made, label="ACTOR")
    before = on_disk(workspace)
    with pytest.raises(StaleEdit) as refusal:
        annotate.set_note(workspace, article=ONE, annotation=made, note="late")
    assert str(refusal.value).count(".") == 1
    assert on_disk(workspace) == before
    # And the refused window now sees what is there.
    assert workspace.article(ONE) == before


def test_a_decision_that_another_window_has_taken_is_not_taken_again(
    workspace: Workspace, open_workspace: Open
) -> None:
    found = suggested(workspace, "Kunduz")
    annotate.reject(open_workspace("ann"), article=ONE, suggestion=found)
    with pytest.raises(StaleEdit):
        annotate.accept(workspace, article=ONE, suggestion=found)
    assert on_disk(workspace).annotations == ()


def test_an_undo_that_became_impossible_is_refused_once_and_then_forgotten(
    workspace: Workspace, open_workspace: Open
) -> None:
    made = add(workspace, "12", "FIGURE")
    annotate.delete(open_workspace("ann"), article=ONE, annotation=made)
    with pytest.raises(StaleEdit):
        workspace.undo()
    assert workspace.undo() is None


@pytest.mark.file_only("takes the right to write from the file")
def test_a_project_that_may_not_be_written_refuses_in_one_sentence(
    new_project: MakeProject,
) -> None:
    project = new_project()
    assert project.path is not None
    project.path.chmod(0o444)
    from annotator.store.project import open_project

    read_only = Workspace(open_project(project.path), "ann")
    with pytest.raises(SaveError, match="read-only"):
        add(read_only, "12", "FIGURE")
    read_only.close()
