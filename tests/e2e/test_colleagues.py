"""Two people annotate the same two articles on their own; a third brings their work together."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from e2e.driver import Driver, Sample, driving, run_command, wait

from annotator import resources
from annotator.domain.values import Suggestion
from annotator.operations.sharing import bundling
from annotator.store.project import open_project

pytestmark = pytest.mark.e2e
PEOPLE = {"ann": ("a", "x", "a"), "bob": ("x", "a", "a")}
Spans = dict[int, set[tuple[int, int, str]]]


def made_by_commands(folder: Path) -> Path:
    """A project with two seeds and their suggestions."""
    path = folder / "first.annot"
    seeds = sorted(resources.seeds().glob("*.txt"))[:2]
    for command in (("new", path), ("import", path, *seeds), ("prelabel", path)):
        done = run_command(*command, "--config-dir", folder / "config")
        assert done.returncode == 0, done.stderr
    return path


def pressed(
    suggestions: tuple[Suggestion, ...], keys: tuple[str, ...]
) -> set[tuple[int, int, str]]:
    """What somebody holds who has gone through the first suggestions with these keys."""
    first = suggestions[: len(keys)]
    kept = (item for item, key in zip(first, keys, strict=True) if key == "a")
    return {(item.start, item.end, item.label) for item in kept}


def annotate(window: Driver, mine: Sample, keys: tuple[str, ...]) -> Spans:
    """Press the keys in both articles, each until it is on the disk; gives what must come of it."""
    expected: Spans = {}
    edits = mine.events()
    for article in (1, 2):
        expected[article] = pressed(mine.state(article).suggestions, keys)
        window.press("Tab")
        for key in keys:
            window.press(key)
            edits += 1
            wait(lambda done=edits: mine.events() == done, f"{key} is saved")  # type: ignore[misc]
        edits += 1
        window.confirm("Return", lambda done=edits: mine.events() == done)  # type: ignore[misc]
    return expected


def held(path: Path, who: str) -> Spans:
    """What a project holds of somebody."""
    sample = Sample(open_project(path), who)
    states = [sample.state(article) for article in (1, 2)]
    sample.project.close()
    return {
        state.article_id: {(a.start, a.end, a.label) for a in state.annotations} for state in states
    }


def modal(window: Driver, name: str) -> None:
    wait(lambda: window.ask("look")["modal"] == name, f"the dialog {name} is there")


def sent_in_the_window(window: Driver, out: Path) -> None:
    window.press("ctrl+shift+e")
    modal(window, "send_dialog")
    window.focus("Send work")
    window.press("Return")
    modal(window, "QFileDialog")
    window.focus("Send work")
    window.press("ctrl+a")
    window.type(str(out))
    window.press("Return")
    wait(out.exists, "the bundle is written")


def merged_in_the_window(window: Driver, file: Path) -> None:
    window.press("ctrl+shift+i")
    modal(window, "QFileDialog")
    window.focus("Merge work")
    window.type(str(file))
    window.press("Return")
    modal(window, "merge_dialog")
    window.focus("Merge work")
    window.press("Return")
    modal(window, "merge_report")
    window.focus("Merged")
    window.press("Escape")
    modal(window, "")


def test_work_of_two_comes_together_at_a_third(display: str, tmp_path: Path) -> None:
    first = made_by_commands(tmp_path)
    expected: dict[str, Spans] = {}
    for who, keys in PEOPLE.items():
        path = tmp_path / f"{who}.annot"
        shutil.copy(first, path)
        config = tmp_path / f"config-{who}"
        with driving(display, config, [str(path)], annotator=who, probed=True) as window:
            window.wait_until_ready()
            window.focus(f"{who} – annotator")
            mine = Sample(open_project(path), who)
            expected[who] = annotate(window, mine, keys)
            mine.project.close()
            sent_in_the_window(window, tmp_path / f"{who}.annwork")
            window.focus(f"{who} – annotator")
            window.press("ctrl+q")
            assert window.wait_for_end() == 0, window.said()
    third = tmp_path / "rex.annot"
    shutil.copy(first, third)
    done = run_command(
        "merge", third, tmp_path / "ann.annwork", "--config-dir", tmp_path / "config"
    )
    assert done.returncode == 0, done.stderr
    with driving(
        display, tmp_path / "config-rex", [str(third)], annotator="rex", probed=True
    ) as window:
        window.wait_until_ready()
        window.focus("rex – annotator")
        merged_in_the_window(window, tmp_path / "bob.annwork")
        window.focus("rex – annotator")
        window.press("ctrl+q")
        assert window.wait_for_end() == 0, window.said()
    for who in PEOPLE:
        assert held(third, who) == expected[who] == held(tmp_path / f"{who}.annot", who)
    project = open_project(third)
    finished = {item.annotator: item.done for item in bundling.worked(project)}
    project.close()
    assert finished == {"ann": 2, "bob": 2}
    assert run_command("check", third).returncode == 0
