"""The main job with the keyboard alone, in the real window, from the first start to the export."""

from __future__ import annotations

from pathlib import Path

import pytest
from e2e.driver import Driver, Sample, driving, wait
from e2e.exported import Span, export, finish, free_runs, lone, rejected_in, span, spans_in

from annotator.domain.boundaries import Edge, move_edge
from annotator.domain.state import ArticleState
from annotator.domain.tokens import tokenise
from annotator.domain.values import Status, Suggestion

pytestmark = pytest.mark.e2e
TITLE = "Sample – annotator"
ARTICLE = 1
DIGITS = {"ACTOR": "1", "LOCATION": "2", "FIGURE": "3"}


class Hands:
    """Presses keys and waits until each edit is on the disk."""

    def __init__(self, window: Driver, sample: Sample) -> None:
        self._window = window
        self._sample = sample
        self._edits = sample.events()

    def edit(self, key: str) -> None:
        """Press a key that makes one edit."""
        self._window.press(key)
        self._edits += 1
        wait(lambda: self._sample.events() == self._edits, f"{key} is saved")

    def move(self, *keys: str) -> None:
        """Press keys that change nothing."""
        self._window.press(*keys)


def _after(state: ArticleState, here: int, count: int) -> list[Suggestion]:
    """The suggestions that Tab goes to from a place, one after the other."""
    found: list[Suggestion] = []
    for _ in range(count):
        found.append(next(item for item in state.waiting if item.start > here))
        here = found[-1].start
    return found


def _with_room(state: ArticleState, here: int) -> Suggestion:
    """A suggestion behind a place that can grow by a word on both sides and meets no other."""
    for item in lone(state):
        left, _ = move_edge(state.text, item.start, item.end, Edge.START, outward=True)
        _, right = move_edge(state.text, item.start, item.end, Edge.END, outward=True)
        met = [one for one in state.waiting if one.start < right and left < one.end]
        if item.start > here and left < item.start and item.end < right and met == [item]:
            return item
    raise AssertionError("the sample has no suggestion with room on both sides")


def _other_label(label: str) -> str:
    return next(name for name in DIGITS if name != label)


def test_keys_from_first_start_to_export(display: str, tmp_path: Path) -> None:
    with driving(display, tmp_path / "config") as window:
        sample = Sample.made_in(tmp_path / "config", "ann")
        wait(sample.is_suggested, "suggestions have appeared by themselves")
        window.focus(TITLE)
        state = sample.state(ARTICLE)
        expected, rejected = _work(Hands(window, sample), state)
        window.confirm("Return", lambda: sample.state(ARTICLE).status is Status.DONE)
        finish(window, sample, ARTICLE)
    records = export(sample, tmp_path / "out.jsonl")
    assert [record["meta"]["status"] for record in records] == ["done"]
    assert records[0]["_annotator_id"] == "ann"
    assert records[0]["text"] == state.text
    assert spans_in(records[0]) == expected
    assert rejected_in(records[0]) == {(r.start, r.end, r.label) for r in rejected}


def _work(hands: Hands, state: ArticleState) -> tuple[set[Span], list[Suggestion]]:
    """Do a bit of everything; returns what must come of it, by the keys that were pressed."""
    first, second, third = _after(state, -1, 3)
    assert (first, second, third) == state.waiting[:3]  # they do not share a start
    fourth = _with_room(state, third.start)
    tabs = {item.start for item in state.waiting if third.start < item.start <= fourth.start}
    fifth = _after(state, fourth.start, 1)[0]
    hands.move("Tab")
    hands.edit("a")  # accepts the first, goes to the second
    hands.edit("x")  # rejects it, goes to the third
    label = _other_label(third.label)
    hands.edit(DIGITS[label])  # relabels it, goes to the next
    hands.move(*["Tab"] * (len(tabs) - 1))
    edges = _resize(hands, state.text, fourth)
    hands.move("Tab")
    hands.edit("a")  # the fifth: accepted,
    hands.edit("ctrl+z")  # taken back,
    hands.edit("ctrl+shift+z")  # accepted after all
    hands.edit("Delete")  # which focuses it again; deleted, it counts as rejected
    hands.edit("x")  # the one behind it: rejected,
    hands.edit("ctrl+z")  # and taken back for good
    made = _tag_by_keys(hands, state)
    expected = {
        span(first),
        (third.start, third.end, label, "corrected"),
        (*edges, fourth.label, "corrected"),
        (*made, "LOCATION", "manual"),
    }
    return expected, [second, fifth]


def _resize(hands: Hands, text: str, item: Suggestion) -> tuple[int, int]:
    """Grow both edges by a word, and shrink the right one again."""
    place = (item.start, item.end)
    for key, edge, outward in (
        ("bracketright", Edge.END, True),
        ("bracketleft", Edge.START, True),
        ("shift+bracketright", Edge.END, False),
    ):
        moved = move_edge(text, *place, edge, outward=outward)
        assert moved != place
        hands.edit(key)
        place = moved
    assert place[0] < item.start
    assert place[1] == item.end
    return place


def _tag_by_keys(hands: Hands, state: ArticleState) -> tuple[int, int]:
    """Go to three words no suggestion touches, select them and label them; returns the range."""
    tokens = tokenise(state.text)
    run = free_runs(state, 3)[-1]
    back = len(tokens) - 1 - tokens.index(run[0])
    hands.move("ctrl+End", *["Left"] * back, "shift+Right", "shift+Right")
    hands.edit(DIGITS["LOCATION"])
    return run[0].start, run[-1].end
