"""Whether imported work is finished: one choice, and a sentence that says what it means."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from annotator.domain.wording import counted, filled
from annotator.operations.importing.finished import Finished
from annotator.operations.importing.import_report import ImportReport
from annotator.ui.shell.widgets.choice_box import ChoiceBox
from annotator.ui.shell.widgets.labels import plain


class WorkRow(QWidget):
    """There while spans come in as annotations."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_work")
        self.box = ChoiceBox()
        self.box.setObjectName("import_finished")
        for text, finished in (
            (self.tr("done where its file says so"), Finished.AUTO),
            (self.tr("done"), Finished.DONE),
            (self.tr("begun, not done"), Finished.OPEN),
        ):
            self.box.addItem(text, finished.value)
        self.box.activated.connect(lambda index: self.chosen.emit())
        self.meaning = plain("import_finished_means")
        label = QLabel(self.tr("This &work is"))
        label.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(self.box)
        row.addSpacing(16)
        row.addWidget(self.meaning, 1)
        self.hide()

    @property
    def finished(self) -> Finished:
        """What is chosen."""
        return Finished(self.box.currentData())

    def show_report(self, report: ImportReport, *, is_work: bool) -> None:
        """Say what the choice does with what has been found."""
        done = report.statuses.get("done", 0)
        self.setVisible(is_work and bool(report.statuses))
        parts = [filled(self.tr("%1 done"), counted(done, "article"))]
        begun = report.statuses.get("in_progress", 0)
        if begun:
            parts.append(filled(self.tr("%1 begun"), f"{begun:,}"))
        if report.unsaid and self.finished is Finished.AUTO:
            parts.append(
                filled(self.tr("of %1 no file says whether it is finished"), f"{report.unsaid:,}")
            )
        said = filled(
            self.tr("%1. Only what is done is compared, reviewed and exported."), "; ".join(parts)
        )
        self.meaning.setText(said)
