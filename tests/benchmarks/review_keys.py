"""How many keys a reviewer presses for each conflict, in the production window.

    python tests/benchmarks/review_keys.py [ARTICLES]

Made-up articles of 60 spans that three annotators have finished; two of them differ from the first
in a tenth each. A reviewer who is right decides every conflict, gives a reason after every tenth,
every fourth and every one, and saves each article; last, a reason goes with all, another one for
every tenth, and is taken over with Alt between. All keys are counted, also those that save.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measuring import machine, on_a_screen  # isort: skip - finds the tests' own
from made_up_pair import make_pair
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from review import in_review

from annotator.domain.gold import Plan, Rule
from annotator.operations.reviewing import review
from annotator.store.project import open_project
from annotator.ui.look import theme
from annotator.ui.review.review_model import is_finished
from annotator.workspace import Workspace

ARTICLES = 12
AGAIN = -10  # another reason for every tenth, the same between
PEOPLE = ("ann", "bob", "eve")
REASONS = (Qt.Key.Key_G, Qt.Key.Key_A, Qt.Key.Key_S)


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    print(machine())
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme.apply(app, dark=False)
    with tempfile.TemporaryDirectory() as folder:
        for rule in (Rule.UNANIMOUS, Rule.MAJORITY):
            for every in (0, 10, 4, 1, AGAIN):
                path = Path(folder, f"{rule.value}-{every}.annot")
                project = make_pair(path, count, third=True)
                rita = Workspace(project, "rita")
                review.keep_plan(rita, Plan(PEOPLE, rule))
                open_ = sum(entry.open for entry in review.queue(project, Plan(PEOPLE, rule)))
                rita.close()
                presses = press_review(
                    app, path, Path(folder, f"config-{rule.value}-{every}"), every
                )
                given = _reasons(path)
                said = f"reasons in {given:3}" if every else "no reasons     "
                each = presses / open_
                print(f"{rule.value:9}  {said}  {presses} keys, {open_} conflicts: {each:.2f} each")


def press_review(app: QApplication, path: Path, config: Path, every: int) -> int:
    """Review a project to its end, with a reason after every so many, and count the keys."""
    window, mode = in_review(path, config)
    presses = decided = 0

    def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        nonlocal presses
        QTest.keyClick(window.windowHandle(), key, held)
        app.processEvents()
        presses += 1

    while any(not is_finished(entry) for entry in mode.model.entries):
        case, item = mode.adjudication.case, mode.adjudication.item
        assert case is not None
        if not case.open or item is None:
            press(Qt.Key.Key_Return)
            continue
        right = next(n for n, option in enumerate(item.options) if "ann" in option.supporters)
        is_same = every == AGAIN and decided % -AGAIN
        alt, none = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
        press(Qt.Key(Qt.Key.Key_1 + right), alt if is_same else none)
        decided += 1
        if (every == AGAIN and not is_same) or (every > 0 and decided % every == 0):
            press(REASONS[decided % 3])
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return presses


def _reasons(path: Path) -> int:
    project = open_project(path)
    plan = review.plan(project)
    cases = [review.case(project, entry.article.id, plan) for entry in review.queue(project, plan)]
    project.close()
    return sum(ruling.reason is not None for case in cases if case for ruling in case.rulings)


if __name__ == "__main__":
    on_a_screen(__file__, main)
