"""What can be taken back and made again, in which order."""

from __future__ import annotations

from annotator.domain.edits import Edit
from annotator.domain.history import History, Move, Recorded, Step


def step(title: str) -> Step:
    return Step(title, lambda: Recorded(Edit(title)))


class Steps:
    """Three steps with different titles, all done."""

    def __init__(self) -> None:
        self.history = History()
        self.one, self.two, self.three = map(step, ("one", "two", "three"))
        for known in (self.one, self.two, self.three):
            self.history.move(Move.DO, known)

    def undo(self) -> None:
        known = self.history.undo_step
        assert known is not None
        self.history.move(Move.UNDO, known)


def test_the_newest_step_is_taken_back_first() -> None:
    steps = Steps()
    assert steps.history.undo_step is steps.three
    steps.undo()
    assert steps.history.undo_step is steps.two


def test_what_was_undone_last_is_made_again_first() -> None:
    steps = Steps()
    steps.undo()
    steps.undo()
    assert steps.history.redo_step is steps.two
    steps.history.move(Move.REDO, steps.two)
    assert steps.history.redo_step is steps.three


def test_a_new_step_forgets_what_was_undone() -> None:
    steps = Steps()
    steps.undo()
    steps.history.move(Move.DO, step("four"))
    assert steps.history.redo_step is None


def test_a_step_that_became_impossible_is_forgotten_wherever_it_waits() -> None:
    steps = Steps()
    steps.undo()
    steps.history.forget(steps.three)
    steps.history.forget(steps.one)
    assert steps.history.redo_step is None
    assert steps.history.undo_step is steps.two


def test_there_is_nothing_to_undo_at_first() -> None:
    assert History().undo_edit is None
