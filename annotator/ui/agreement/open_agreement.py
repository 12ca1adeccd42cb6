"""Measures how far annotators agree, from the window."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFileDialog

from annotator.domain.errors import AnnotatorError
from annotator.domain.wording import filled
from annotator.operations.agreement import agreement_measures, agreement_page, agreement_report
from annotator.operations.agreement.agreement_measures import AgreementReport
from annotator.tasks import Progress
from annotator.ui.agreement.dialog import AgreementDialog
from annotator.ui.shell.context import Context
from annotator.ui.shell.people import People
from annotator.ui.shell.room import OpenRoom

_WRITERS = {".html": agreement_page.write_html, ".csv": agreement_report.write_csv}


class OpenAgreement(OpenRoom):
    """What the Review menu offers about agreement."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.bind({"agreement": self.ask})
        self._refusal = ""  # why there is no report, as the banner says it

    def ask(self, *, gamma: bool = False, called: Mapping[str, str] | None = None) -> None:
        """Measure how far those under review agree, else all who have finished articles.

        ``called`` are the letters of a blind review in the report that was open before. Where it
        was said that there is none, the key closes that again.
        """
        if self.context.banner.says(self._refusal):
            self.context.banner.close_said()
            return
        project = self.context.session.workspace.project
        plan = self.context.reviewed()
        chosen = plan.annotators
        letters = (called or _dealt(chosen)) if plan.blind else {}

        def work(progress: Progress) -> AgreementReport:
            return agreement_measures.measure_agreement(
                project, annotators=chosen, called=letters, gamma=gamma, progress=progress
            )

        self.context.tasks.run(
            self.tr("Comparing…"),
            work,
            lambda report: self._show(report, letters),
            failed=self._refuse,
        )

    def _refuse(self, error: AnnotatorError) -> None:
        self._refusal = str(error)
        self.context.banner.say(self._refusal)

    def _show(self, report: AgreementReport, letters: Mapping[str, str]) -> None:
        dialog = AgreementDialog(self.context.window, report, lambda: self._save(report))
        dialog.finished.connect(lambda: self._leave(dialog, report, letters))
        for keys in self.context.table["agreement"].shortcuts():  # what opens it closes it
            QShortcut(keys, dialog, dialog.reject)
        dialog.open()

    def _leave(
        self, dialog: AgreementDialog, report: AgreementReport, letters: Mapping[str, str]
    ) -> None:
        dialog.deleteLater()
        if dialog.wants_gamma:
            self.ask(gamma=True, called=letters)
        elif dialog.chosen is not None:
            self.context.go_to(report.numbers[dialog.chosen], None)

    def _save(self, report: AgreementReport) -> str:
        """Write the report where the person says, as a page or as a table; says what came of it."""
        project = self.context.session.workspace.project.path
        folder = project.parent if project else Path.home()
        name, kind = QFileDialog.getSaveFileName(
            self.context.window,
            self.tr("Save report"),
            str(folder / "agreement.html"),
            self.tr("Page (*.html);;Table (*.csv)"),
        )
        if not name:
            return ""
        out = Path(name)
        if out.suffix not in _WRITERS:
            out = out.with_name(out.name + (".csv" if "csv" in kind else ".html"))
            if out.is_file():  # nobody was asked about it
                text = self.tr("%s already exists; type its full name to replace it.")
                return filled(text, out)
        try:
            _WRITERS[out.suffix](report, out)
        except AnnotatorError as error:
            return str(error)
        return filled(self.tr("The report was saved as %s."), out)


def _dealt(names: Sequence[str]) -> dict[str, str]:
    """A letter for each annotator, in an order that names do not tell and no report repeats."""
    people = People(tuple(random.sample(names, len(names))), blind=True)
    return {name: people.badge(name).name for name in names}
