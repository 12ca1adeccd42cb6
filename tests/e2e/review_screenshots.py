"""Pictures of the review for people to look at, in light and dark, large and small.

    python tests/e2e/review_screenshots.py FOLDER

The seed articles, as two made-up annotators have finished them, in the real window.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from e2e.driver import Driver, driving, missing_tools, run_command, screen, wait
from e2e.screenshots import SIZES, THEMES, Camera

from annotator.domain.adjudication import Why
from annotator.domain.edits import Edit
from annotator.domain.gold import Plan, Reason
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Annotation, ArticleStatus, Origin, Status, Suggestion, new_id
from annotator.operations.figures import read_figure
from annotator.operations.reviewing import review
from annotator.store.articles import article_rows
from annotator.store.edits import apply_edit
from annotator.store.project import Project, open_project
from annotator.workspace import Workspace

TITLE = "Afghanistan 2021 – annotator"
LAST = 5  # the article that is in gold
PEOPLE = ("Amina", "Bashir", "Chloé")


def main() -> int:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    if missing_tools():
        print(missing_tools())
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, screen() as display:
        project = Path(home, "Afghanistan 2021.annot")
        make(project)
        for look in THEMES:
            for size in SIZES:
                _picture(display, Path(home, "config"), project, look, size, folder)
    return 0


def make(path: Path) -> None:
    """The seeds, suggested by the rules, finished by three who differ in a tenth."""
    run_command("new", path)
    run_command("import", path, Path(__file__).parents[2] / "seeds")
    run_command("prelabel", path, "--pipeline", "rules")
    project = open_project(path)
    with project.reading() as connection:
        numbers = article_rows.numbers(connection)
    for number in numbers:
        with project.reading() as connection:
            state = article_rows.article_state(connection, number, annotator=PEOPLE[0])
        rows: list[Annotation | ArticleStatus] = []
        for place, name in enumerate(PEOPLE):
            chance = random.Random(1000 * number + place)
            spans = [
                span
                for item in state.suggestions
                if (span := _annotated(item, state.text, name, chance)) is not None
            ]
            rows += spans
            rows.append(ArticleStatus(number, name, Status.DONE))
        with project.writing() as connection:
            apply_edit(connection, Edit("work", (), tuple(rows)), annotator=PEOPLE[0])
    _review_last(project, numbers[-1])
    project.close()


def _review_last(project: Project, number: int) -> None:
    """Sign the last article off, with a gap in it."""
    rita = Workspace(project, "Rita")
    held = review.case(project, number, Plan(PEOPLE[:2]))
    assert held is not None
    reasons = (Why(Reason.GUIDELINE_GAP, "are titles part of a name?"), Why(Reason.SLIP))
    for turn, item in enumerate(held.open):
        held = review.choose(rita, held, item, 1, why=reasons[turn % 2])
    review.sign(rita, held)


def _annotated(item: Suggestion, text: str, name: str, chance: random.Random) -> Annotation | None:
    start, end, label = item.start, item.end, item.label
    manner = chance.random()
    if manner < 0.03:
        return None
    if manner < 0.06 and " " in text[start:end]:
        start = text.index(" ", start) + 1
    elif manner < 0.08:
        label = "LOCATION" if label == "ACTOR" else "ACTOR"
    figure = read_figure(text, start, end, label)
    quote = text[start:end]
    return Annotation(
        new_id(),
        item.article_id,
        name,
        SpanContent(start, end, label, figure=figure),
        quote,
        Origin.MANUAL,
    )


def _picture(
    display: str, config: Path, project: Path, look: str, size: tuple[int, int], folder: Path
) -> None:
    arguments = [str(project), "--theme", look]
    with driving(display, config, arguments, probed=True) as window:
        window.wait_until_ready()
        window.resize(TITLE, *size)
        window.focus(TITLE)
        wait(lambda: window.ask("look")["size"] == list(size), "the window has its size")
        _take(window, Camera(window, folder, look, size), TITLE)
    with driving(display, config, arguments, annotator=PEOPLE[0], probed=True) as window:
        window.wait_until_ready()
        window.resize(TITLE, *size)
        window.focus(TITLE)
        wait(lambda: window.ask("look")["size"] == list(size), "the window has its size")
        if window.ask("look")["article"] == LAST:
            window.press("ctrl+Prior")
            wait(lambda: window.ask("look")["article"] != LAST, "another article is in view")
        window.press("F3")
        wait(lambda: window.ask("look")["article"] == LAST, "a difference is in view")
        Camera(window, folder, look, size).take("feedback")


def _take(window: Driver, camera: Camera, title: str) -> None:
    def until(what: str, is_so: Callable[[dict[str, object]], object]) -> None:
        wait(lambda: is_so(window.ask("look")), what)

    window.press("ctrl+2")
    until("a conflict is focused", lambda seen: seen["focused"])
    camera.take("review")
    window.press("1", "2", "g")
    until("it is saved", lambda seen: "Saved" in str(seen["saved"]))
    window.ask("look")
    camera.take("review-decided")
    window.press("F2")
    window.ask("look")
    camera.take("review-gaps")
    window.press("F2", "e", "bracketright")
    window.ask("look")
    camera.take("review-draft")
    window.press("Escape")
    for key, name, dialog in (
        ("ctrl+shift+r", "review-plan", "Review settings"),
        ("F4", "agreement", "Agreement"),
    ):
        window.press(key)
        window.focus(dialog)
        until("the dialog is open", lambda seen: seen["dialog"])
        camera.take(name)
        window.press("Escape")
        until("the dialog is gone", lambda seen: not seen["dialog"])
        window.focus(title)
    window.press("ctrl+z", "ctrl+z", "ctrl+1")


if __name__ == "__main__":
    sys.exit(main())
