"""Agreement over time, and who differs in what, in the dialog that F4 brings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dialog_verbs import Answering
from making import make_project
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView, QTabWidget
from window_verbs import Sight, press

from annotator.domain.values import Status
from annotator.operations import annotate, articles
from annotator.ui.agreement.curve_view import CurveView
from annotator.ui.agreement.dialog import AgreementDialog
from annotator.workspace import Workspace

TEXTS = [f"The Taliban took Kunduz on day {n}." for n in range(10)]


def test_the_course_is_drawn_and_who_differs_is_named(
    open_window: Callable[..., Sight], tmp_path: Path, answering: Answering
) -> None:
    project = make_project(tmp_path / "p.annot", TEXTS)
    for name in ("ann", "bob"):
        for number in range(1, 11):
            who = Workspace(project, name)
            annotate.add(who, article=number, start=4, end=11, label="ACTOR")
            if name == "ann" or number > 5:
                annotate.add(who, article=number, start=17, end=23, label="LOCATION")
            articles.set_status(who, article=number, status=Status.DONE)
    project.close()
    answering.leave("agreement_dialog")
    sight = open_window(tmp_path / "p.annot")
    press(sight.view, Qt.Key.Key_F4)
    sight.bot.waitUntil(lambda: sight.window.findChild(AgreementDialog) is not None)
    dialog = sight.window.findChild(AgreementDialog)
    assert dialog is not None
    said = dialog.findChild(QLabel, "agreement_differences").text()
    assert said == "bob marks no LOCATION in 5 of 10 articles in which ann has one."
    tabs = dialog.findChild(QTabWidget, "agreement_tabs")
    names = [tabs.tabText(at).replace("&", "") for at in range(tabs.count())]
    assert names[3] == "Who differs"
    tabs.setCurrentIndex(names.index("Over time"))
    model = dialog.findChild(QTableView, "agreement_over_time").model()
    assert [model.index(row, 2).data() for row in range(2)] == ["0.67", "1.00"]
    curve = dialog.findChild(CurveView)
    assert curve is not None
    picture = curve.grab().toImage()
    colours = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    assert len(colours) > 2  # lines of more than one kind
    dialog.reject()
