"""Thousands of random keys in the real window: none is lost, and none runs somewhere else.

    python tests/e2e/random_keys.py 2000 --seed 1 --restarts 3

Keys come in gestures: a command; or a field that a key opens, something typed into it, what closes
it, and signs that follow too closely. For each gesture it is known what must become of every key.
Now and then the window is closed and opened again. In the end all is undone, step by step, and done
again.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from e2e.driver import Driver, Sample, driving, missing_tools, screen, wait
from e2e.probed import digest

from annotator.ui.shell.fields import QUIET_S

TITLE = "Sample – annotator"
ANNOTATOR = "ann"
# What a key runs while reading, by its X name.
COMMANDS = {
    "Tab": "next_suggestion",
    "shift+Tab": "previous_suggestion",
    "a": "accept",
    "x": "remove",
    "Delete": "remove",
    "1": "label_ACTOR",
    "2": "label_LOCATION",
    "3": "label_FIGURE",
    "bracketleft": "left_out",
    "bracketright": "right_out",
    "shift+bracketleft": "left_in",
    "shift+bracketright": "right_in",
    "period": "propagate_next",
    "shift+period": "propagate_all",
    "v": "confirm",
    "m": "mute",
    "s": "skip",
    "Return": "done",
    "shift+Return": "reopen",
    "ctrl+Next": "next_article",
    "ctrl+Prior": "previous_article",
    "ctrl+z": "undo",
    "ctrl+shift+z": "redo",
}
WEIGHTS = {"Tab": 9, "a": 8, "x": 4, "ctrl+z": 5, "ctrl+shift+z": 3, "m": 0.5, "s": 0.3}
MOVES = ("Left", "Right", "Up", "Down", "shift+Right", "Escape", "Next", "Home")
WORDS = ("axsm", "says 12", "see p. 3", "fno", "aaaa", "xz1m")
MAY_BE_IDLE = ("undo", "redo")


@dataclass(slots=True)
class Result:
    """What the keys came to."""

    keys: int = 0
    edits: int = 0
    typed: int = 0
    strays: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.keys} keys, {self.edits} edits, {self.typed} signs typed into fields, "
            f"{self.strays} signs behind fields that did nothing; {len(self.faults)} faults"
        )


Entry = tuple[str, str, str]
# Takes what has become of a gesture's keys; says what is wrong, or nothing.
Judge = Callable[[Sequence[Entry]], str]


@dataclass(frozen=True, slots=True)
class Gesture:
    """Keys by their X names, and what must become of them."""

    keys: tuple[str, ...]
    judge: Judge


def names_of(words: str) -> tuple[str, ...]:
    """The X names of what types some words."""
    return tuple({" ": "space", ".": "period"}.get(sign, sign) for sign in words)


def exactly(wanted: Sequence[Entry]) -> Judge:
    """Just this must come of it."""
    return lambda entries: "" if list(entries) == list(wanted) else f"{list(entries)}"


def command(key: str) -> Gesture:
    """A key that runs what it is for; undo and redo may have nothing to do."""
    ran = [("ran", "", COMMANDS[key])]

    def judge(entries: Sequence[Entry]) -> str:
        is_idle = COMMANDS[key] in MAY_BE_IDLE and not entries
        return "" if is_idle or list(entries) == ran else f"{list(entries)}"

    return Gesture((key,), judge)


def note(words: str, ends: str, tail: str) -> Gesture:
    """A note on the focused span; where none is focused, nothing of it runs."""
    signs = [("typed", "inspector_note", sign) for sign in words]
    behind = [("stray", "", sign) for sign in tail]
    lost = [("stray", "", sign) for sign in words]
    begun = ("ran", "", "note")

    def judge(entries: Sequence[Entry]) -> str:
        opened = [begun, *signs, *behind]
        # Return ends what was typed in vain; then only letters behind letters are none.
        unopened = [begun, *lost, *([("stray", "", "\r")] if ends == "Return" else [])]
        given = list(entries)
        if given == opened or (not tail and given == unopened):
            return ""
        return f"{given}"

    return Gesture(("n", *names_of(words), ends, *names_of(tail)), judge)


def find(words: str, tail: str) -> Gesture:
    """Words looked for in the article; then letters behind the closed bar."""
    entries = [
        ("ran", "", "find"),
        *(("typed", "find_field", sign) for sign in words),
        *(("stray", "", sign) for sign in tail),
    ]
    keys = ("ctrl+f", *names_of(words), "Return", "Escape", *names_of(tail))
    return Gesture(keys, exactly(entries))


def search(tail: str) -> Gesture:
    """A search without hits, Return in it, and letters behind it."""
    words = "zqxzq"
    entries = [
        ("ran", "", "search"),
        *(("typed", "queue_search", sign) for sign in words),
        *(("stray", "", sign) for sign in tail),
    ]
    keys = ("ctrl+shift+f", *words, "Return", "Escape", "Escape", *names_of(tail))
    return Gesture(keys, exactly(entries))


def value(words: str) -> Gesture:
    """Words for a value that nobody could read, taken back."""
    signs = [("typed", "figure_value", sign) for sign in words]
    return Gesture((*names_of(words), "Escape"), exactly(signs))


def gesture(dice: random.Random) -> Gesture:
    """Some gesture: mostly commands and moves, sometimes a field."""
    kind = dice.random()
    if kind < 0.70:
        keys = list(COMMANDS)
        weights = [WEIGHTS.get(key, 1.0) for key in keys]
        return command(dice.choices(keys, weights=weights)[0])
    if kind < 0.84:
        return Gesture((dice.choice(MOVES),), exactly([]))
    tail = dice.choice(("", "ax", "s1", "mna"))
    if kind < 0.92:
        ends = dice.choice(("Return", "Escape"))
        return note(dice.choice(WORDS), ends, "")
    if kind < 0.96:
        return find(dice.choice(("Kabul", "the", "xs1")), tail)
    return search(tail)


def play(
    keys: int,
    *,
    seed: int,
    folder: Path,
    restarts: int = 0,
    tell: Callable[[str], None] = print,
) -> Result:
    """Press so many keys on a screen of its own, in one window after the other, and undo and redo
    what came of them.
    """
    dice, config = random.Random(seed), folder / "config"
    with screen() as display:
        with driving(display, config, annotator=ANNOTATOR) as window:
            sample = Sample.made_in(config, ANNOTATOR)
            wait(sample.is_suggested, "the sample has suggestions")
            window.focus(TITLE)
            window.press("ctrl+q")
            window.wait_for_end()
        session = _Session(sample, dice, tell)
        for number in range(restarts + 1):
            with driving(display, config, annotator=ANNOTATOR, probed=True) as window:
                window.wait_until_ready()
                window.focus(TITLE)
                session.play(window, keys * (number + 1) // (restarts + 1))
                if number == restarts:
                    session.undo_and_redo(window)
                window.press("ctrl+q")
                if window.wait_for_end():
                    session.note(f"the window has ended otherwise: {window.said()}")
        return session.result


class _Session:
    """What is done in the windows, from the first key to the last undo and redo."""

    def __init__(self, sample: Sample, dice: random.Random, tell: Callable[[str], None]) -> None:
        self._sample = sample
        self._dice = dice
        self._tell = tell
        self.result = Result()
        self._begun = sample.events()
        self._before = self._digests()
        self._heard = self._seen = 0  # keys and entries in the window of now

    def play(self, window: Driver, until: int) -> None:
        """Press keys in a new window until there were so many, and judge each gesture."""
        window.ask("keys")
        self._heard = self._seen = 0
        while self.result.keys < until:
            some = gesture(self._dice)
            self._do(window, some)
            if some.keys == ("v",) and window.ask("keys")["field"]:
                self._do(window, value(self._dice.choice(("1x", "45"))))
        self.result.edits = self._sample.events() - self._begun

    def _do(self, window: Driver, some: Gesture) -> None:
        result = self.result
        window.press(*some.keys)
        self._heard += len(some.keys)
        result.keys += len(some.keys)
        entries = self._new_entries(window)
        result.typed += sum(what == "typed" for what, _, _ in entries)
        result.strays += sum(what == "stray" for what, _, _ in entries)
        if len(some.keys) > 1:
            time.sleep(QUIET_S * 1.2)  # as a person does who goes on with commands
        fault = some.judge(entries)
        if fault:
            self.note(f"{' '.join(some.keys)}: {fault}")

    def note(self, fault: str) -> None:
        """Write a fault down, and tell it."""
        self.result.faults.append(fault)
        self._tell(fault)

    def undo_and_redo(self, window: Driver) -> None:
        """Take all of it back, and make it again."""
        while window.ask("keys")["redo"]:  # what the last keys have taken back would come with it
            window.press("ctrl+shift+z")
        after = self._digests()
        for key, name, wanted in (
            ("ctrl+z", "undo", self._before),
            ("ctrl+shift+z", "redo", after),
        ):
            while window.ask("keys")[name]:
                window.press(*[key] * 5)
            if self._digests() != wanted:
                self.note(f"{name} of everything gives something else")

    def _new_entries(self, window: Driver) -> list[Entry]:
        """What has become of the keys pressed since; waits until all have been heard.

        A question is answered only when what a key does is done.
        """
        told = wait(
            lambda: (told := window.ask("keys"))["heard"] >= self._heard and told,
            f"{self._heard} keys are heard",
        )
        entries = [tuple(entry) for entry in told["entries"]]
        new, self._seen = entries[self._seen :], len(entries)
        return new

    def _digests(self) -> list[str]:
        return [digest(self._sample.state(number)) for number in range(1, 6)]


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("keys", type=int, nargs="?", default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--restarts", type=int, default=0, help="windows that come after the first")
    wishes = parser.parse_args()
    if missing_tools():
        print(missing_tools(), file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        result = play(wishes.keys, seed=wishes.seed, folder=Path(folder), restarts=wishes.restarts)
    print(result)
    return 1 if result.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
