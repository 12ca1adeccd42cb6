"""Two people annotate, a third reviews with keys, takes gold out and sends feedback back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from e2e.driver import Driver, Sample, driving, run_command, wait
from e2e.test_colleagues import PEOPLE, annotate, made_by_commands

from annotator.domain.gold import Plan
from annotator.operations.reviewing import feedback, review
from annotator.store.project import open_project

pytestmark = pytest.mark.e2e
# Of the first three suggestions ann took the first and the third, bob the second and the third.
REVIEWED = ("1", "x", "Return")


def run(*arguments: str | Path) -> None:
    done = run_command(*arguments)
    assert done.returncode == 0, done.stderr


def worked(display: str, tmp_path: Path, first: Path, who: str) -> Path:
    """The project of somebody who has annotated both articles with keys."""
    path = tmp_path / f"{who}.annot"
    shutil.copy(first, path)
    with driving(display, tmp_path / f"config-{who}", [str(path)], annotator=who, probed=True) as w:
        w.wait_until_ready()
        w.focus(f"{who} – annotator")
        mine = Sample(open_project(path), who)
        annotate(w, mine, PEOPLE[who])
        mine.project.close()
        w.press("ctrl+q")
        assert w.wait_for_end() == 0, w.said()
    return path


def reviewed(window: Driver, theirs: Sample) -> None:
    """Decide both articles with keys, each waited for until it is on the disk."""
    window.press("ctrl+2")
    wait(lambda: window.ask("look")["focused"], "a conflict is in view")
    for _ in (1, 2):
        for key in REVIEWED:
            before = theirs.events()
            window.press(key)
            wait(lambda held=before: theirs.events() > held, f"{key} is saved")  # type: ignore[misc]
    window.press("ctrl+1", "ctrl+q")
    assert window.wait_for_end() == 0, window.said()


def test_what_was_pressed_is_in_gold_and_comes_back_as_feedback(
    display: str, tmp_path: Path
) -> None:
    first = made_by_commands(tmp_path)
    config = ("--config-dir", tmp_path / "config")
    third = tmp_path / "rex.annot"
    shutil.copy(first, third)
    for who in PEOPLE:
        path = worked(display, tmp_path, first, who)
        run("bundle", path, tmp_path / who, "--annotators", who, *config)
        run("merge", third, tmp_path / f"{who}.annwork", *config)
    folder = tmp_path / "config-rex"
    with driving(display, folder, [str(third)], annotator="rex", probed=True) as window:
        window.wait_until_ready()
        window.focus("rex – annotator")
        theirs = Sample(open_project(third), "rex")
        reviewed(window, theirs)
    suggested = {number: theirs.state(number).suggestions for number in (1, 2)}
    for number in (1, 2):
        case = review.case(theirs.project, number, Plan(("ann", "bob")))
        assert case is not None
        assert case.is_gold
        taken = [suggested[number][at] for at in (0, 2)]
        places = [(span.start, span.end, span.label) for span in case.gold]
        assert places == [(item.start, item.end, item.label) for item in taken]
    theirs.project.close()

    run("export", third, tmp_path / "gold.jsonl", "--from", "gold", "--muted", "keep", *config)
    records = [json.loads(line) for line in (tmp_path / "gold.jsonl").read_text().splitlines()]
    assert [[s["gold"]["from"] for s in record["spans"]] for record in records] == [
        [["ann"], ["ann", "bob"]]
    ] * 2

    run("bundle", third, tmp_path / "back", "--annotators", "bob", *config)
    run("merge", tmp_path / "bob.annot", tmp_path / "back.annwork", *config)
    home = open_project(tmp_path / "bob.annot")
    told = feedback.feedback(home, "bob")
    home.close()
    missed = [(d.article.id, d.start, bool(d.own), bool(d.gold)) for d in told.differences]
    assert missed == [
        (number, suggested[number][at].start, at == 1, at == 0)
        for number in (1, 2)
        for at in (0, 1)
    ]
    run("check", third)
    run("check", tmp_path / "bob.annot")
