"""What a coordinator types and presses for 12 articles and three annotators, from texts to gold.

    python tests/benchmarks/coordinator.py [ARTICLES]

Made-up articles of 60 spans, handed out to three; two of them differ from the first in a tenth.
Every command is the real one, run as a process; the review is done in the production window, as in
review_keys.py, with a reason for every conflict, another one for every tenth. The annotators'
own work is written into their files and not pressed. Printed are characters typed, keys pressed,
seconds that the program took, and minutes at 0.28 s a character or key (Card, Moran and Newell
1980, an average typist) and at 5, 10 and 20 s of thought for a conflict.
"""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from measuring import machine, on_a_screen  # isort: skip - finds the tests' own
import made_up_pair
from e2e.driver import run_command
from PySide6.QtWidgets import QApplication
from review_keys import AGAIN, ARTICLES, PEOPLE, press_review

from annotator.domain.edits import Edit
from annotator.domain.gold import Rule
from annotator.domain.values import ArticleStatus, Status
from annotator.operations.reviewing import review
from annotator.store.articles import article_rows
from annotator.store.edits import apply_edit
from annotator.store.project import open_project
from annotator.ui.look import theme

KEY_S = 0.28
THOUGHT_S = (5, 10, 20)
NAMES = ",".join(PEOPLE)
BEFORE = (
    "new news.annot",
    "import news.annot articles",
    f"assign news.annot --annotator {NAMES} --overlap 3",
    f"hand-out news.annot --annotator {NAMES}",
)
BETWEEN = (
    "merge news.annot ann.annwork bob.annwork eve.annwork",
    "agreement news.annot",
    "plan news.annot --annotator {names} --rule {rule}",
    "gold news.annot",
)
AFTER = (
    "export news.annot corpus --format spacy --from gold",
    "hand-out news.annot --update",
    "check news.annot",
)


def main() -> None:
    """Print the figures, for two rules."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    print(machine())
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme.apply(app, dark=False)
    for rule in (Rule.UNANIMOUS, Rule.MAJORITY):
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            os.environ["XDG_CONFIG_HOME"] = folder
            _play(app, count, rule)
            os.chdir("/")


def _play(app: QApplication, count: int, rule: Rule) -> None:
    places = {}
    Path("articles").mkdir()
    for number in range(1, count + 1):
        text, own = made_up_pair.article(number)
        places[text] = number, own
        Path("articles", f"{number:02}.txt").write_text(text, encoding="utf-8")
    print(f"\n{rule.value}")
    typed, waited = _run(BEFORE)
    for who in PEOPLE:
        _annotate(who, places)
        _run((f"bundle news-{who}.annot {who}.annwork",), me=who, is_shown=False)
    said = [line.format(names=NAMES, rule=rule.value) for line in BETWEEN]
    more, longer = _run(said)
    left = _open_conflicts()
    begun = time.perf_counter()
    pressed = press_review(app, Path("news.annot"), Path("config"), AGAIN)
    in_window = time.perf_counter() - begun
    print(f"{pressed:5} keys  {in_window:5.1f} s  review of {left} conflicts in the window")
    last, longest = _run(AFTER)
    typed, waited = typed + more + last, waited + longer + longest + in_window
    hands = (typed + pressed) * KEY_S
    print(f"{typed:5} typed {waited:6.1f} s in all, {hands / 60:.1f} min of hands")
    for thought in THOUGHT_S:
        print(f"  {thought:2} s a conflict: {(hands + waited + thought * left) / 60:.1f} min")


def _run(lines: Sequence[str], me: str = "rita", *, is_shown: bool = True) -> tuple[int, float]:
    """Characters typed, Enter too, and seconds that the commands took."""
    typed, seconds = 0, 0.0
    for line in lines:
        begun = time.perf_counter()
        os.environ["LOGNAME"] = me  # a person whose computer knows their name types no more
        done = run_command(*shlex.split(line))
        spent = time.perf_counter() - begun
        if done.returncode:
            sys.exit(f"annotator {line}: {done.returncode}\n{done.stdout}{done.stderr}")
        characters = len(f"annotator {line}\n")
        if is_shown:
            print(f"{characters:5} typed {spent:5.1f} s  annotator {line}")
        typed, seconds = typed + characters, seconds + spent
    return typed, seconds


def _annotate(who: str, places: dict[str, tuple[int, list[tuple[int, int, str]]]]) -> None:
    """Put somebody's finished work into the file that was made for them."""
    project = open_project(Path(f"news-{who}.annot"))
    with project.reading() as connection:
        texts = article_rows.texts(connection, article_rows.numbers(connection))
    for number, text in texts.items():
        seed, own = places[text]
        if who != PEOPLE[0]:
            own = made_up_pair.otherwise(own, seed if who == PEOPLE[1] else 1000 + seed)
        rows = (
            *made_up_pair.annotations(number, who, text, own),
            ArticleStatus(number, who, Status.DONE),
        )
        with project.writing() as connection:
            apply_edit(connection, Edit("work", (), rows), annotator=who)
    project.close()


def _open_conflicts() -> int:
    project = open_project(Path("news.annot"))
    left = sum(entry.open for entry in review.queue(project, review.plan(project)))
    project.close()
    return left


if __name__ == "__main__":
    on_a_screen(os.path.abspath(__file__), main)
