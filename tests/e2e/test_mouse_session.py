"""The main job with the mouse, in the real window. Places come from the window itself, which is
started with an ear for that (see probed.py): computing them here would only repeat its layout.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from e2e.driver import Driver, Sample, driving, wait
from e2e.exported import Span, export, finish, free_runs, lone, rejected_in, span, spans_in

from annotator.domain.boundaries import Edge, move_edge
from annotator.domain.state import ArticleState
from annotator.domain.tokens import Token
from annotator.domain.values import Suggestion

pytestmark = pytest.mark.e2e
TITLE = "Sample – annotator"
ARTICLE = 1
RIGHT_BUTTON = 3
DOUBLE_CLICK_S = 0.6  # Qt takes 0.4 where the desktop says nothing
Place = tuple[int, int]


class Pointer:
    """Points at words, spans and buttons, and waits for what comes of it."""

    def __init__(self, window: Driver) -> None:
        self._window = window
        self._edits = 0

    def box(self, start: int, end: int) -> list[int] | None:
        """Where a range is drawn, if all of it is in view on one line."""
        told = self._window.ask("range", start=start, end=end)
        return told["boxes"][0] if len(told["boxes"]) == 1 and told["seen"] else None

    def middle(self, start: int, end: int) -> Place:
        """The middle of a range that is in view."""
        box = self.box(start, end)
        assert box is not None
        return _middle(box)

    def button(self, name: str) -> None:
        """Click a button, which makes one edit."""
        self.press(name)
        self.saved()

    def press(self, name: str) -> None:
        """Click a button that changes nothing."""
        self._window.click(_middle(self._window.ask("widget", name=name)["box"]))

    def menu(self, at: Place, action: str) -> None:
        """Open the menu of a place and choose an action, which makes one edit."""
        self._window.click(at, button=RIGHT_BUTTON)
        box = wait(lambda: self._window.ask("menu", action=action).get("box"), "the menu is open")
        self._window.click(_middle(box))
        self.saved()

    def saved(self) -> None:
        """Wait until the status bar has called one more edit saved."""
        self._edits += 1
        wait(lambda: len(self._window.saves()) == self._edits, f"edit {self._edits} is saved")

    def until(self, key: str, value: object) -> None:
        """Wait until the window shows something."""
        wait(lambda: self._window.ask("look")[key] == value, f"{key} is {value}")


def _middle(box: list[int]) -> Place:
    left, top, width, height = box
    return left + width // 2, top + height // 2


def test_mouse_from_first_start_to_export(display: str, tmp_path: Path) -> None:
    with driving(display, tmp_path / "config", probed=True) as window:
        window.wait_until_ready()
        sample = Sample.made_in(tmp_path / "config", "ann")
        wait(sample.is_suggested, "suggestions have appeared by themselves")
        window.resize(TITLE, 1280, 1000)
        window.focus(TITLE)
        state = sample.state(ARTICLE)
        pointer = Pointer(window)
        wait(lambda: _seen(pointer, state), "the article is in view")
        expected, rejected = _work(window, pointer, state)
        pointer.press("button_done")  # says what waits
        time.sleep(DOUBLE_CLICK_S)  # not waited for: sooner it would be half of a double click
        pointer.button("button_done")
        finish(window, sample, ARTICLE)
    records = export(sample, tmp_path / "out.jsonl")
    assert [record["meta"]["status"] for record in records] == ["done"]
    assert spans_in(records[0]) == expected
    assert rejected_in(records[0]) == {(r.start, r.end, r.label) for r in rejected}


def _work(
    window: Driver, pointer: Pointer, state: ArticleState
) -> tuple[set[Span], list[Suggestion]]:
    """Do a bit of everything; returns what must come of it."""
    stretched, accepted, rejected, corrected = _seen(pointer, state)
    dragged, taken = _free(pointer, state)
    edge = _drag_edge(window, pointer, state, stretched)
    _drag_over(window, pointer, dragged)
    pointer.button("button_label_LOCATION")
    _double_click(window, pointer, taken)
    pointer.button("button_label_ACTOR")
    pointer.menu(pointer.middle(accepted.start, accepted.end), "accept")
    pointer.menu(pointer.middle(rejected.start, rejected.end), "remove")
    other = "ACTOR" if corrected.label != "ACTOR" else "LOCATION"
    pointer.menu(pointer.middle(corrected.start, corrected.end), f"label_{other}")
    expected = {
        (stretched.start, edge, stretched.label, "corrected"),
        (dragged[0].start, dragged[-1].end, "LOCATION", "manual"),
        (taken.start, taken.end, "ACTOR", "manual"),
        span(accepted),
        (corrected.start, corrected.end, other, "corrected"),
    }
    return expected, [rejected]


def _seen(pointer: Pointer, state: ArticleState) -> list[Suggestion]:
    """Four suggestions in view that touch no other; the first can grow to the right."""
    apart = [item for item in lone(state) if item.start > len(state.document.article.title)]
    seen = [item for item in apart[:40] if pointer.box(item.start, item.end)]
    growing = [item for item in seen if _grown(state, item) and _next_seen(pointer, state, item)]
    rest = [item for item in seen if growing and item is not growing[0]]
    return [growing[0], *rest[-3:]] if len(rest) >= 3 else []


def _grown(state: ArticleState, item: Suggestion) -> int | None:
    """Where a suggestion ends with one word more; None if it cannot grow without touching."""
    _, end = move_edge(state.text, item.start, item.end, Edge.END, outward=True)
    touched = any(one.start < end and item.end < one.end for one in state.waiting)
    return None if end == item.end or touched else end


def _next_seen(pointer: Pointer, state: ArticleState, item: Suggestion) -> bool:
    end = _grown(state, item)
    return end is not None and pointer.box(item.start, end) is not None


def _free(pointer: Pointer, state: ArticleState) -> tuple[list[Token], Token]:
    """Three words in view that touch no suggestion, and such a word as far down as can be:

    there, a click that scrolled would have its second half meet another word.
    """
    runs = [run for run in free_runs(state, 3) if pointer.box(run[0].start, run[-1].end)]
    letters = [run for run in runs if all(t.end - t.start > 2 for t in (run[0], run[-1]))]
    return letters[0], letters[-1][1]


def _drag_edge(window: Driver, pointer: Pointer, state: ArticleState, item: Suggestion) -> int:
    """Click a suggestion, then drag its right edge into the next word; returns its new end."""
    end = _grown(state, item)
    assert end is not None
    window.click(pointer.middle(item.start, item.end))
    pointer.until("focused", [item.start, item.end, item.label, False])
    left, top, width, height = pointer.box(item.start, item.end) or [0, 0, 0, 0]
    grip = (left + width, top + height // 2)
    whole = pointer.box(item.end, end) or [0, 0, 0, 0]
    window.drag(grip, (whole[0] + whole[2] * 3 // 4, grip[1]))
    pointer.saved()
    pointer.until("focused", [item.start, end, item.label, True])
    return end


def _drag_over(window: Driver, pointer: Pointer, run: list[Token]) -> None:
    """Drag from inside the first word to inside the last: the selection takes whole words."""
    window.drag(
        pointer.middle(run[0].start, run[0].end), pointer.middle(run[-1].start, run[-1].end)
    )
    pointer.until("selection", [run[0].start, run[-1].end])


def _double_click(window: Driver, pointer: Pointer, token: Token) -> None:
    window.click(pointer.middle(token.start, token.end), times=2)
    pointer.until("selection", [token.start, token.end])
