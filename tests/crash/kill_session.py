"""Kills the window with SIGKILL in the middle of an editing session, again and again, and proves
after each kill that every edit the status bar had called saved is in the project.

    python tests/crash/kill_session.py 200 --seed 1

One project is worked on from the first kill to the last, so each start meets what a kill left.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from e2e.driver import Driver, Sample, driving, missing_tools, run_command, screen, wait
from e2e.probed import digest, digest_of
from sqlalchemy import select

from annotator.store.tables import ArticleTextRow, EventRow, table

TITLE = "Sample – annotator"
ANNOTATOR = "ann"
MOST_EDITS = 25  # saved before a kill
MOST_WAIT_S = 0.03  # after the last of them: about three commits
# Weighted by how often a person presses them; the session ends wherever the kill meets it.
KEYS = {
    "Tab": 6,
    "a": 8,
    "x": 4,
    "1": 2,
    "2": 2,
    "3": 2,
    "bracketright": 3,
    "shift+bracketright": 2,
    "bracketleft": 2,
    "shift+bracketleft": 2,
    "alt+bracketright": 1,
    "period": 1,
    "shift+period": 1,
    "Right": 2,
    "shift+Right": 3,
    "Escape": 1,
    "ctrl+z": 6,
    "ctrl+shift+z": 3,
    "m": 1,
    "Return": 1,
    "shift+Return": 1,
    "s": 1,
    "ctrl+Next": 1,
    "ctrl+Prior": 1,
}
EVENT, TEXT = table(EventRow), table(ArticleTextRow)
Rows = dict[tuple[str, ...], dict[str, Any]]


@dataclass(slots=True)
class Tally:
    """What the kills came to."""

    kills: int = 0
    saved: int = 0
    in_flight: int = 0  # edits on the disk that had not been called saved yet
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.saved} edits called saved, all there unless named below; "
            f"{self.in_flight} kills met an edit already on the disk but not yet called saved; "
            f"{len(self.faults)} faults"
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """The project before the first key: its log begins there, on what was muted at import."""

    sample: Sample
    events: int
    muted: Rows

    @classmethod
    def of(cls, sample: Sample) -> Ground:
        """The project as it is now."""
        muted = [item for number in _articles(sample) for item in sample.state(number).muted]
        rows = [
            {"kind": "MutedRange"} | {part.name: getattr(item, part.name) for part in fields(item)}
            for item in muted
        ]
        return cls(sample, sample.events(), {_key(row): row for row in rows})


def kill_repeatedly(
    kills: int, *, seed: int, folder: Path, tell: Callable[[str], None] = lambda line: None
) -> Tally:
    """Edit and kill ``kills`` times on a screen of its own; returns what was found."""
    tally = Tally()
    dice = random.Random(seed)
    config = folder / "config"
    with screen() as display:
        sample = _prepare(display, config)
        ground = Ground.of(sample)
        for number in range(1, kills + 1):
            before = sample.events()
            told = _session(display, config, dice)
            faults = [f"kill {number}: {fault}" for fault in _verify(ground, before, told, tally)]
            tally.kills, tally.saved = number, tally.saved + len(told)
            tally.faults += faults
            tell(f"kill {number}: {len(told)} saved; {'; '.join(faults) or 'all there'}")
    return tally


def _prepare(display: str, config: Path) -> Sample:
    with driving(display, config, annotator=ANNOTATOR) as window:
        sample = Sample.made_in(config, ANNOTATOR)
        wait(sample.is_suggested, "the sample has suggestions")
        window.focus(TITLE)
        window.press("ctrl+q")
        window.wait_for_end()
    return sample


def _session(display: str, config: Path, dice: random.Random) -> list[dict[str, Any]]:
    """Start, press keys, kill at a random moment; returns what had been called saved."""
    wanted = dice.randint(1, MOST_EDITS)
    pause_s = dice.uniform(0.0, MOST_WAIT_S)
    with driving(display, config, annotator=ANNOTATOR, probed=True) as window:
        window.wait_until_ready()
        window.focus(TITLE)
        typist = _Typist(window, dice)
        wait(lambda: typist.has_saved(wanted), f"{wanted} edits are saved")
        time.sleep(pause_s)  # the random moment itself, not something waited for
        window.kill()
        typist.stop()
        return window.saves()


class _Typist:
    """Keeps xdotool pressing keys without waiting for what comes of them."""

    def __init__(self, window: Driver, dice: random.Random) -> None:
        self._window = window
        self._dice = dice
        self._hand: subprocess.Popen[bytes] | None = None

    def has_saved(self, wanted: int) -> bool:
        """Whether so many edits have been called saved; presses on if not."""
        if len(self._window.saves()) >= wanted:
            return True
        if self._hand is None or self._hand.poll() is not None:
            keys = self._dice.choices(list(KEYS), weights=list(KEYS.values()), k=40)
            self._hand = self._window.press_on(*keys)
        return False

    def stop(self) -> None:
        """Take the hands off the keyboard."""
        if self._hand is not None:
            self._hand.kill()
            self._hand.wait()


def _verify(ground: Ground, before: int, told: list[dict[str, Any]], tally: Tally) -> list[str]:
    """What is wrong with the project, one sentence each."""
    sample = ground.sample
    faults: list[str] = []
    checked = run_command("check", sample.project.path or "", "--json")
    if checked.returncode != 0:
        faults.append(f"check failed: {checked.stdout}{checked.stderr}")
    with sample.project.reading() as connection:
        events = list(connection.execute(select(EVENT).order_by(EVENT.c.id)).mappings())
    since = events[before:]
    titles = [report["title"] for report in told]
    if [event["title"] for event in since[: len(told)]] != titles:
        faults.append(f"of {len(told)} saved edits the log holds {len(since)} or others")
    if len(since) - len(told) not in (0, 1):
        faults.append(f"{len(since) - len(told)} edits more than were called saved")
    tally.in_flight += len(since) > len(told)
    if any(report["saved"] != "✓ Saved" for report in told):
        faults.append("an edit was committed without the status bar saying so")
    return faults + _compare(ground, events, before, told) + _misplaced(sample)


def _compare(
    ground: Ground, events: list[Mapping[str, Any]], before: int, told: list[dict[str, Any]]
) -> list[str]:
    """The log, replayed, against what was told at each save and against the tables."""
    faults: list[str] = []
    sample, rows = ground.sample, dict(ground.muted)
    for number, event in enumerate(events[ground.events :], ground.events):
        for row in json.loads(event["before"]):
            rows.pop(_key(row), None)
        rows |= {_key(row): row for row in json.loads(event["after"])}
        if before <= number < before + len(told):
            for article, sign in told[number - before]["articles"].items():
                if _sign(rows, int(article)) != sign:
                    faults.append(f"“{event['title']}” is not on the disk as it was saved")
    for article in _articles(sample):
        if _sign(rows, article) != digest(sample.state(article)):
            faults.append(f"article {article} does not hold what its log says")
    return faults


def _articles(sample: Sample) -> list[int]:
    with sample.project.reading() as connection:
        return list(connection.execute(select(TEXT.c.article_id)).scalars())


def _misplaced(sample: Sample) -> list[str]:
    """Annotations that are not what their article says at their place."""
    faults: list[str] = []
    for article in _articles(sample):
        state = sample.state(article)
        faults += [
            f"annotation {item.id} is not its text"
            for item in state.annotations
            if state.text[item.start : item.end] != item.text
        ]
    return faults


def _key(row: dict[str, Any]) -> tuple[str, ...]:
    names = {"Decision": ("suggestion_id",), "Work": ("article_id",)}.get(row["kind"], ("id",))
    return (row["kind"], *(str(row[name]) for name in names))


def _sign(rows: Rows, article: int) -> str:
    """The sign of an article in the replayed log, made as the window makes it."""
    own = [row for row in rows.values() if row["article_id"] == article]
    return digest_of(
        [
            (r["id"], r["start"], r["end"], r["label"], r.get("note") or "")
            for r in own
            if r["kind"] == "Annotation"
        ],
        [
            (r["suggestion_id"], r["verdict"], r.get("annotation_id") or "")
            for r in own
            if r["kind"] == "Decision"
        ],
        [(r["status"], r.get("reason") or "") for r in own if r["kind"] == "Work"],
        [(r["id"], r["start"], r["end"]) for r in own if r["kind"] == "MutedRange"],
    )


def main() -> int:
    """Run as a script; returns 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep the project there")
    given = parser.parse_args()
    lacking = missing_tools()
    if lacking:
        print(lacking)
        return 2
    begun = time.monotonic()
    place = nullcontext(str(given.folder)) if given.folder else tempfile.TemporaryDirectory()
    with place as folder:
        tally = kill_repeatedly(given.kills, seed=given.seed, folder=Path(folder), tell=print)
    print(f"\n{tally}; seed {given.seed}; {time.monotonic() - begun:.0f} s")
    print(*tally.faults, sep="\n")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
