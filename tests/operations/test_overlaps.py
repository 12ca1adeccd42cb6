"""Whether spans may overlap is said by a project, and holds for every way in which one is made."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from importing_verbs import import_files
from merge_verbs import send, take
from sample_project import FIRST, MakeProject, make_project, place
from story_texts import article as story

from annotator.domain.changes import Part
from annotator.domain.errors import InputError
from annotator.domain.overlap_rule import FLAT, OverlapRule, Overlaps
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Annotation, SuggestedSpan, Verdict
from annotator.operations import annotate, labels, overlaps, stories
from annotator.operations.projects import check, opened, stats
from annotator.store.queue import queue_listing
from annotator.workspace import Workspace

ONE = 1
KEYS = ("start", "end", "label")
NESTED, ANY = OverlapRule(Overlaps.NESTED), OverlapRule(Overlaps.ANY)


def add(workspace: Workspace, words: str, label: str, nth: int = 0) -> Annotation:
    text = workspace.article(ONE).text
    start, end = place(text, words, nth)
    return annotate.add(workspace, article=ONE, start=start, end=end, label=label)


def said(workspace: Workspace) -> list[tuple[str, str]]:
    state = Workspace(workspace.project, workspace.annotator).article(ONE)
    return [(item.label, item.text) for item in state.annotations]


# What a project says


def test_a_new_project_lets_no_spans_overlap(workspace: Workspace) -> None:
    assert overlaps.chosen(workspace.project) == FLAT


def test_what_is_chosen_holds_for_whoever_opens_the_project_next(workspace: Workspace) -> None:
    overlaps.choose(workspace, NESTED)
    assert Workspace(workspace.project, "bob").article(ONE).overlap_rule == NESTED


def test_an_open_window_follows_what_is_chosen_elsewhere(workspace: Workspace) -> None:
    place = workspace.project.path or workspace.project.engine.url.render_as_string(False)
    with opened(str(place)) as project:
        other = Workspace(project, "bob")
        other.article(ONE)
        assert other.news() is None
        overlaps.choose(workspace, NESTED)
        change = other.news()
        assert change is not None
        other.take_over(change)
        assert other.article(ONE).overlap_rule == NESTED


def test_a_label_that_is_not_there_cannot_overlap(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="no label PLACE"):
        overlaps.choose(workspace, OverlapRule(labels=(("PLACE", Overlaps.ANY),)))


def test_what_a_label_says_stays_with_it_when_it_is_renamed(workspace: Workspace) -> None:
    overlaps.choose(workspace, OverlapRule(labels=(("LOCATION", Overlaps.NESTED),)))
    label = next(label for label in workspace.labels if label.name == "LOCATION")
    labels.change(workspace, "LOCATION", replace(label, name="PLACE"))
    assert overlaps.chosen(workspace.project).labels == (("PLACE", Overlaps.NESTED),)
    workspace.undo()
    assert overlaps.chosen(workspace.project).labels == (("LOCATION", Overlaps.NESTED),)


def test_what_waits_is_counted_anew_when_spans_may_overlap(workspace: Workspace) -> None:
    add(workspace, "Taliban", "ACTOR", 1)  # in the suggested “Taliban fighters”
    before = len(workspace.article(ONE).waiting)
    workspace.undo()
    overlaps.choose(workspace, NESTED)
    add(workspace, "Taliban", "ACTOR", 1)
    assert len(workspace.article(ONE).waiting) == before + 1
    overlaps.choose(workspace, FLAT)
    assert len(workspace.article(ONE).waiting) == before
    assert check(workspace.project).problems == ()


# Labels put over labels


def test_another_label_on_the_same_words_takes_the_place_of_the_first(
    workspace: Workspace,
) -> None:
    first = add(workspace, "Sunday", "ACTOR")
    annotate.set_note(workspace, article=ONE, annotation=first, note="Why?")
    second = add(workspace, "Sunday", "LOCATION")
    assert said(workspace) == [("LOCATION", "Sunday")]
    assert second.note == "Why?"
    workspace.undo()
    assert said(workspace) == [("ACTOR", "Sunday")]


def test_a_longer_span_takes_the_place_of_one_inside_it(workspace: Workspace) -> None:
    add(workspace, "Sunday", "LOCATION")
    add(workspace, "on Sunday", "ACTOR")
    assert said(workspace) == [("ACTOR", "on Sunday")]


@pytest.mark.parametrize("words", ["fighters", "the Taliban", "fighters had"])
def test_a_span_that_would_cut_another_is_refused_and_nothing_changes(
    workspace: Workspace, words: str
) -> None:
    add(workspace, "Taliban fighters", "ACTOR", 2)
    start = FIRST.index(words, FIRST.index("said"))
    with pytest.raises(InputError, match="would overlap ACTOR “Taliban fighters”"):
        annotate.add(workspace, article=ONE, start=start, end=start + len(words), label="ACTOR")
    assert said(workspace) == [("ACTOR", "Taliban fighters")]


def test_a_correction_that_would_cut_another_span_is_refused(workspace: Workspace) -> None:
    add(workspace, "of Kunduz said", "LOCATION")
    governor = workspace.article(ONE).suggestions[-1]
    start, end = place(FIRST, "governor of")
    with pytest.raises(InputError, match="would overlap LOCATION “of Kunduz said”"):
        annotate.correct(
            workspace, article=ONE, suggestion=governor, start=start, end=end, label="ACTOR"
        )
    assert said(workspace) == [("LOCATION", "of Kunduz said")]


def test_a_span_over_two_others_is_refused(workspace: Workspace) -> None:
    add(workspace, "lost", "ACTOR")
    add(workspace, "12", "FIGURE")
    with pytest.raises(InputError, match="ACTOR “lost” and FIGURE “12”"):
        add(workspace, "lost 12 men", "ACTOR")
    assert len(said(workspace)) == 2


def test_the_edge_of_a_span_stops_at_the_next_span(workspace: Workspace) -> None:
    made = add(workspace, "lost", "ACTOR")
    add(workspace, "12", "FIGURE")
    with pytest.raises(InputError, match="would overlap FIGURE “12”"):
        annotate.resize(workspace, article=ONE, annotation=made, start=made.start, end=made.end + 3)
    assert ("ACTOR", "lost") in said(workspace)


def test_spans_that_overlap_already_can_be_moved_apart(workspace: Workspace) -> None:
    overlaps.choose(workspace, ANY)
    made = add(workspace, "had lost 12", "ACTOR")
    add(workspace, "lost 12 men", "FIGURE")
    overlaps.choose(workspace, FLAT)
    end = made.end - len(" 12")
    annotate.resize(workspace, article=ONE, annotation=made, start=made.start, end=end)
    assert workspace.article(ONE).contradictions
    start = made.start
    shorter = workspace.article(ONE).annotations[0]
    annotate.resize(workspace, article=ONE, annotation=shorter, start=start, end=start + len("had"))
    assert workspace.article(ONE).contradictions == ()


def test_a_span_inside_another_stands_where_spans_may_be_nested(workspace: Workspace) -> None:
    overlaps.choose(workspace, NESTED)
    add(workspace, "Taliban fighters", "ACTOR", 2)
    add(workspace, "Taliban", "LOCATION", 2)
    assert len(said(workspace)) == 2
    with pytest.raises(InputError):
        add(workspace, "fighters had", "ACTOR")


@pytest.mark.parametrize(
    ("begin", "step", "after"),
    [
        ("had", "had lost", "had lost 12 men"),  # into the span, outward: around it
        ("had lost 12 men", "lost 12 men", "lost 12 men"),
        ("lost 12 men", "12 men", "lost 12 men"),  # the same words: refused
        ("said the Taliban", "the Taliban", "the Taliban"),
    ],
)
def test_an_edge_gets_past_a_span_that_it_may_not_lie_half_over(
    workspace: Workspace, begin: str, step: str, after: str
) -> None:
    overlaps.choose(workspace, NESTED)
    add(workspace, "lost 12 men" if begin == "had" else "12 men", "FIGURE")
    made = add(workspace, begin, "ACTOR")
    start, end = place(FIRST, step)
    with suppress(InputError):
        annotate.resize(workspace, article=ONE, annotation=made, start=start, end=end)
    assert ("ACTOR", after) in said(workspace)


# Suggestions


def test_a_suggestion_inside_an_own_span_waits_where_spans_may_be_nested(
    new_project: MakeProject,
) -> None:
    text = "U.S troops left.\n"
    workspace = Workspace(
        new_project(
            texts=[text], suggested={text: [("U.S", "LOCATION", 0), ("U.S troops", "ACTOR", 0)]}
        ),
        "ann",
    )
    overlaps.choose(workspace, NESTED)
    assert annotate.accept_all(workspace, article=ONE) == 2
    assert said(workspace) == [("ACTOR", "U.S troops"), ("LOCATION", "U.S")]


def test_a_suggestion_half_over_an_own_span_does_not_wait_where_spans_may_be_nested(
    workspace: Workspace,
) -> None:
    overlaps.choose(workspace, NESTED)
    add(workspace, "fighters entered", "LOCATION")  # half of the suggested “Taliban fighters”
    words = [FIRST[item.start : item.end] for item in workspace.article(ONE).waiting]
    assert words == ["Kunduz", "at least 30", "governor"]


@pytest.mark.parametrize("rule", [FLAT, NESTED, ANY])
def test_a_correction_given_to_all_mentions_answers_what_was_suggested_there(
    new_project: MakeProject, rule: OverlapRule
) -> None:
    text = "Kutum fell. They left Kutum. In Kutum it is calm.\n"
    suggested = [("Kutum", "ACTOR", nth) for nth in range(3)]
    workspace = Workspace(new_project(texts=[text], suggested={text: suggested}), "ann")
    overlaps.choose(workspace, rule)
    first = workspace.article(ONE).waiting[0]
    made = annotate.correct(
        workspace,
        article=ONE,
        suggestion=first,
        start=first.start,
        end=first.end,
        label="LOCATION",
    )
    assert annotate.propagate_all(workspace, article=ONE, span=made) == 2
    assert workspace.article(ONE).waiting == ()
    verdicts = [decision.verdict for decision in workspace.article(ONE).decisions]
    assert verdicts == [Verdict.CORRECTED] * 3
    assert annotate.accept_all(workspace, article=ONE) == 0
    assert said(workspace) == [("LOCATION", "Kutum")] * 3
    workspace.undo()
    assert len(workspace.article(ONE).waiting) == 2


def test_the_notice_of_a_choice_says_that_other_suggestions_wait(workspace: Workspace) -> None:
    changes = []
    workspace.listen(changes.append)
    overlaps.choose(workspace, NESTED)
    (change,) = changes
    assert change.articles is None
    assert Part.OVERLAPS in change.parts
    assert Part.SUGGESTIONS in change.parts


# Every mention of a name


def test_a_label_given_to_all_mentions_does_not_go_into_longer_names(
    new_project: MakeProject,
) -> None:
    text = "Many in the U.S left. U.S troops and the U.S State Department left the U.S today.\n"
    workspace = Workspace(new_project(texts=[text], suggested={}), "ann")
    made = add(workspace, "U.S", "LOCATION")
    assert annotate.propagate_all(workspace, article=ONE, span=made) == 1
    starts = [item.start for item in workspace.article(ONE).annotations]
    assert starts == [text.index("U.S"), text.rindex("U.S")]


# Colleagues' work


def test_merged_work_with_overlaps_comes_whole_and_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    bob = Workspace(make_project(tmp_path / "bobs.annot"), "bob")
    overlaps.choose(bob, ANY)
    add(bob, "Sunday", "LOCATION")
    add(bob, "Sunday", "ACTOR")
    report = take(workspace.project, send(bob.project, tmp_path / "work"))
    (note,) = report.files[0].notes
    assert note.endswith("“Sunday” (65 to 71) overlap, which this project does not allow")
    assert {label for label, _ in said(Workspace(workspace.project, "bob"))} == {
        "ACTOR",
        "LOCATION",
    }
    assert len(check(workspace.project).overlaps) == 1
    again = take(workspace.project, send(bob.project, tmp_path / "again"))
    assert again.files[0].notes == ()


def test_spans_copied_to_a_duplicate_are_offered_where_the_project_lets_them_stand(
    new_project: MakeProject,
) -> None:
    text = story(random.Random(1))
    twin = text.replace("day", "Day", 1)
    words = text.split("\n\n")[-1].split()[3:6]
    place_ = place(text, " ".join(words))
    workspace = Workspace(new_project(texts=[text, twin], suggested={}), "ann")
    stories.group_stories(workspace)
    annotate.add(
        workspace, article=ONE, start=place_[0], end=place_[0] + len(words[0]), label="ACTOR"
    )
    annotate.add(workspace, article=2, start=place_[0], end=place_[1], label="ACTOR")
    assert stories.prepare_copies(workspace, article=ONE).report.offered == 0
    overlaps.choose(workspace, NESTED)
    copies = stories.prepare_copies(workspace, article=ONE)
    assert copies.report.offered == 1
    stories.copy_to_duplicates(workspace, copies)
    assert len(workspace.article(2).waiting) == 1


# What the queue counts

RULES = (
    *(OverlapRule(mode) for mode in Overlaps),
    OverlapRule(Overlaps.NONE, (("ACTOR", Overlaps.ANY), ("LOCATION", Overlaps.NESTED))),
    OverlapRule(Overlaps.ANY, (("ACTOR", Overlaps.NESTED), ("FIGURE", Overlaps.NONE))),
)


@pytest.fixture
def crowded(new_project: MakeProject, tmp_path: Path) -> Workspace:
    """Many spans and suggestions over each other, none of them decided on."""
    text = " ".join(f"word{number}" for number in range(60)) + "\n"
    workspace = Workspace(new_project(texts=[text], suggested={}), "ann")
    dice = random.Random(7)
    starts = [match.start() for match in re.finditer(r"\w+", text)]
    ends = [match.end() for match in re.finditer(r"\w+", text)]

    def some(count: int) -> list[tuple[int, int, str]]:
        firsts = [dice.randrange(57) for _ in range(count)]
        return [
            (starts[at], ends[at + dice.randrange(4)], dice.choice(["ACTOR", "LOCATION", "FIGURE"]))
            for at in firsts
        ]

    suggested = [SuggestedSpan(SpanContent(*span)) for span in some(60)]
    workspace.add_suggestions({ONE: suggested}, source="random", version="1")
    record = {"text": text, "spans": [dict(zip(KEYS, span, strict=True)) for span in some(12)]}
    path = tmp_path / "own.jsonl"
    path.write_bytes(orjson.dumps(record))
    import_files(workspace.project, [path], annotator="ann", as_annotations=True)
    return workspace


@pytest.mark.parametrize("rule", RULES)
def test_the_queue_counts_what_waits_by_the_rule(crowded: Workspace, rule: OverlapRule) -> None:
    overlaps.choose(crowded, rule)
    state = Workspace(crowded.project, "ann").article(ONE)
    left = [
        item
        for item in state.suggestions
        if all(rule.allows(item, own) for own in state.annotations)
    ]
    assert {item.id for item in state.waiting} == {item.id for item in left}
    with crowded.project.reading() as connection:
        (entry,) = queue_listing.entries(connection, [ONE], annotator="ann").values()
    assert entry.waiting == len(left)
    counted = stats(crowded.project).labels.values()
    assert sum(item.undecided for item in counted) == len(left)
    assert check(crowded.project).problems == ()
