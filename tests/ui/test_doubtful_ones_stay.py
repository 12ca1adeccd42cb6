"""Accepting all of an article leaves what is doubtful, says so, and takes it a second time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from sample_project import make_project, place
from window_verbs import CTRL, SHIFT, Sight

from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.span_content import SpanContent
from annotator.domain.values import SuggestedSpan
from annotator.operations import overlaps

Key = Qt.Key
ALL = (Key.Key_A, SHIFT)
TEXT = (
    "Fighting near Herat\n"
    "\n"
    "Reuters met Ahmad in Herat. Dozens of men left Kabul, said Omar.\n"
    "Omar stayed in Kunduz.\n"
)
SUGGESTED = (("Herat", "LOCATION", 0), ("Herat", "LOCATION", 1), ("Kabul", "LOCATION", 0))


@pytest.fixture
def opened(tmp_path: Path, open_window: Callable[..., Sight]) -> Callable[..., Sight]:
    """Opens the window on one article in which these suggestions wait and all is seen."""

    def open_it(*suggested: tuple[str, str, int], text: str = TEXT) -> Sight:
        path = tmp_path / "doubt.annot"
        make_project(path, texts=(text,), suggested={text: suggested}).close()
        return open_window(path)

    return open_it


@pytest.fixture
def contradicted(opened: Callable[..., Sight]) -> Sight:
    """The analyst has said that Herat is an actor: the other Herat is doubtful."""
    sight = opened(*SUGGESTED)
    sight.keys(Key.Key_Tab, Key.Key_1)
    assert sight.spans() == [("ACTOR", "Herat")]
    return sight


def words_left(sight: Sight) -> str:
    return sight.says("status_advice")


def test_what_the_person_has_labelled_otherwise_waits(contradicted: Sight) -> None:
    contradicted.keys(ALL)
    assert contradicted.waiting() == ["Herat"]
    assert ("LOCATION", "Kabul") in contradicted.spans()


def test_how_many_are_left_and_how_to_go_to_them_is_said(contradicted: Sight) -> None:
    contradicted.keys(ALL)
    assert words_left(contradicted) == (
        "1 accepted; 1 is doubtful (D goes to it), Shift+A once more accepts it too."
    )


def test_d_goes_to_what_was_left(contradicted: Sight) -> None:
    contradicted.keys(ALL, Key.Key_D)
    mark = contradicted.view.focused
    assert mark is not None
    assert (mark.start, mark.confirmed) == (place(TEXT, "Herat", 1)[0], False)


def test_the_second_press_takes_it_and_says_that_it_was_doubtful(contradicted: Sight) -> None:
    contradicted.twice(ALL)
    assert contradicted.waiting() == []
    assert words_left(contradicted) == "1 accepted, 1 of them doubtful"


def test_what_was_decided_between_makes_the_next_press_a_first_one(
    opened: Callable[..., Sight],
) -> None:
    sight = opened(*SUGGESTED, ("Dozens", "FIGURE", 0))
    sight.keys(Key.Key_Tab, Key.Key_1, ALL, Key.Key_D, Key.Key_X)
    sight.read()
    sight.keys(ALL)
    assert len(sight.waiting()) == 1


def test_undone_between_the_next_press_is_a_first_one(contradicted: Sight) -> None:
    contradicted.keys(ALL, (Key.Key_Z, CTRL))
    contradicted.read()
    contradicted.keys(ALL)
    assert contradicted.waiting() == ["Herat"]


def test_a_figure_without_a_value_waits(opened: Callable[..., Sight]) -> None:
    sight = opened(("Dozens", "FIGURE", 0), ("Kabul", "LOCATION", 0))
    sight.keys(ALL)
    assert (sight.waiting(), sight.spans()) == (["Dozens"], [("LOCATION", "Kabul")])


def test_nothing_is_accepted_where_all_is_doubtful(opened: Callable[..., Sight]) -> None:
    sight = opened(("Dozens", "FIGURE", 0))
    sight.keys(ALL)
    assert words_left(sight).startswith("Nothing accepted; 1 is doubtful")


def test_what_would_answer_a_doubtful_one_waits_with_it(opened: Callable[..., Sight]) -> None:
    sight = opened(("Dozens", "FIGURE", 0), ("Dozens of men", "ACTOR", 0), ("Kabul", "LOCATION", 0))
    sight.keys(ALL)
    assert sorted(sight.waiting()) == ["Dozens", "Dozens of men"]
    assert "2 are doubtful" in words_left(sight)


def test_a_doubtful_one_that_was_not_on_the_screen_is_named_as_doubtful(
    opened: Callable[..., Sight],
) -> None:
    text = "Herat " + "is calm and no word is said " * 300 + "Dozens left Kunduz.\n"
    sight = opened(
        ("Herat", "LOCATION", 0), ("Dozens", "FIGURE", 0), ("Kunduz", "LOCATION", 0), text=text
    )
    sight.keys(ALL)
    assert words_left(sight) == (
        "1 accepted; 1 is doubtful (D goes to it) and 1 has not been on the screen, "
        "Shift+A once more accepts them too."
    )


def nested(sight: Sight) -> None:
    overlaps.choose(sight.workspace, OverlapRule(Overlaps.NESTED))


INSIDE = (("Ahmad in Herat", "ACTOR", 0), ("Ahmad", "ACTOR", 0), ("Herat", "LOCATION", 1))


def test_of_nested_suggestions_with_one_label_the_inner_waits(opened: Callable[..., Sight]) -> None:
    sight = opened(*INSIDE)
    nested(sight)
    sight.keys(ALL)
    assert sight.waiting() == ["Ahmad"]
    assert sight.spans() == [("ACTOR", "Ahmad in Herat"), ("LOCATION", "Herat")]


def test_the_paragraph_stops_at_a_nested_one_with_the_same_label(
    opened: Callable[..., Sight],
) -> None:
    sight = opened(*INSIDE)
    nested(sight)
    sight.keys(Key.Key_Tab, Key.Key_E)
    assert (sight.spans(), sight.focused) == ([("ACTOR", "Ahmad in Herat")], "Ahmad")


def test_the_keys_that_are_named_are_those_the_person_has_chosen(contradicted: Sight) -> None:
    table = contradicted.window.table
    table.rebind("next_doubtful", ["Ctrl+Alt+D"])
    table.rebind("accept", [])
    contradicted.keys(ALL)
    assert "(Ctrl+Alt+D goes to it)" in words_left(contradicted)
    table["next_doubtful"].trigger()
    assert words_left(contradicted).endswith("“Accept, next” accepts it, X rejects it.")


def test_accepting_all_with_the_same_words_says_how_many_were_doubtful(
    opened: Callable[..., Sight],
) -> None:
    text = "Omar left. Omar came. Omar stayed.\n"
    sight = opened(*(("Omar", "ACTOR", nth) for nth in range(2)), text=text)
    low = SuggestedSpan(SpanContent(*place(text, "Omar", 2), "ACTOR"), score=0.2)
    sight.workspace.add_suggestions({1: [low]}, source="other", version="1")
    sight.keys(Key.Key_Tab, Key.Key_G)
    assert words_left(sight).endswith("undo reverts it. 1 of them was doubtful.")
