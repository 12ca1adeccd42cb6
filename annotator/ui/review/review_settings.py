"""Asks between whom a review is, by which rule, and whether names are hidden."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QWidget,
)

from annotator.domain.gold import Coverage, Plan, Rule
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons
from annotator.ui.shell.widgets.ticked_people import TickedPeople

_RULES = {
    Rule.UNANIMOUS: "What all of them agree on",
    Rule.MAJORITY: "What more than half of them agree on",
    Rule.NEVER: "Nothing; I decide everything",
}
_COVERAGE = {
    Coverage.ALL: "Articles all of them have finished",
    Coverage.ANY: "Articles any two of them have finished",
}


class ReviewPlanDialog(QDialog):
    """A list of annotators to tick, and the three choices below it."""

    def __init__(self, parent: QWidget | None, people: Mapping[str, int], plan: Plan) -> None:
        """``people``: how many articles each has finished."""
        super().__init__(parent)
        self.setObjectName("review_plan_dialog")
        self.setWindowTitle(self.tr("Review settings"))
        self.setMinimumWidth(420)
        self.people = TickedPeople("plan_people", self.tr("Annotators"))
        self.people.setMaximumHeight(150)
        for name in [*plan.annotators, *(n for n in people if n not in plan.annotators)]:
            text = f"{name}  ({people.get(name, 0):,})"
            item = self.people.add(name, text, ticked=name in plan.annotators)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
        self.people.itemChanged.connect(lambda item: self._check())
        self.rule = QComboBox()
        self.rule.setObjectName("plan_rule")
        for rule, text in _RULES.items():
            self.rule.addItem(self.tr(text), rule)
        self.rule.setCurrentIndex(self.rule.findData(plan.rule))
        self.coverage = QComboBox()
        self.coverage.setObjectName("plan_coverage")
        for coverage, text in _COVERAGE.items():
            self.coverage.addItem(self.tr(text), coverage)
        self.coverage.setCurrentIndex(self.coverage.findData(plan.coverage))
        self.by_label = QComboBox()
        self.by_label.setObjectName("plan_by_label")
        for text, by_label in (
            (self.tr("all of them, unless each label is marked by one alone"), None),
            (self.tr("those who mark the label anywhere"), True),
            (self.tr("all of them"), False),
        ):
            self.by_label.addItem(text, by_label)
        self.by_label.setCurrentIndex((None, True, False).index(plan.by_label))
        self.blind = QCheckBox(self.tr("Hide names and shuffle the order"))
        self.blind.setObjectName("plan_blind")
        self.blind.setChecked(plan.blind)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setForegroundRole(self._words.palette().ColorRole.PlaceholderText)
        form = QFormLayout(self)
        form.addRow(self.tr("Annotators (articles finished)"), self.people)
        form.addRow(self.tr("Which articles"), self.coverage)
        form.addRow(self.tr("Accept automatically"), self.rule)
        form.addRow(self.tr("Compare a label between"), self.by_label)
        form.addRow("", self.blind)
        form.addRow(self._words)
        self._box = dialog_buttons(Standard.Ok | Standard.Cancel)
        self._box.accepted.connect(self.accept)
        self._box.rejected.connect(self.reject)
        form.addRow(self._box)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._check()

    @classmethod
    def ask(cls, parent: QWidget | None, people: Mapping[str, int], plan: Plan) -> Plan | None:
        """The review that is wanted; None when the person thinks better of it."""
        dialog = cls(parent, people, plan)
        agreed = accepted(dialog)
        chosen = dialog.chosen()
        return chosen if agreed else None

    def chosen(self) -> Plan:
        """What is ticked and chosen now."""
        return Plan(
            annotators=self.people.ticked(),
            rule=Rule(self.rule.currentData()),  # Qt gives an enum of strings back as a string
            blind=self.blind.isChecked(),
            coverage=Coverage(self.coverage.currentData()),
            by_label=self.by_label.currentData(),
        )

    def _check(self) -> None:
        enough = len(self.chosen().annotators) >= 2
        self._box.button(Standard.Ok).setEnabled(enough)
        self._words.setText("" if enough else self.tr("Tick at least two annotators."))
