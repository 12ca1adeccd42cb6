"""Asks between whom a review is, by which rule, and whether names are hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QSpinBox,
    QWidget,
)

from annotator.domain.gold import LEAST, Coverage, Plan, Rule
from annotator.domain.wording import filled
from annotator.ui.review.label_rules import LabelRules, add_rules
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons
from annotator.ui.shell.widgets.ticked_people import TickedPeople

_COVERAGE = {
    Coverage.ALL: "Articles all of them have finished",
    Coverage.ANY: "Articles any two of them have finished",
}


class ReviewPlanDialog(QDialog):
    """A list of annotators to tick, and the choices below it."""

    def __init__(
        self,
        parent: QWidget | None,
        people: Mapping[str, int],
        plan: Plan,
        labels: Sequence[str] = (),
    ) -> None:
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
        add_rules(self.rule)
        self.rule.setCurrentIndex(self.rule.findData(plan.rule))
        self.at_least = QSpinBox()
        self.at_least.setObjectName("plan_at_least")
        self.at_least.setRange(LEAST, max(LEAST, len(people), plan.at_least))
        self.at_least.setValue(plan.at_least)
        self.label_rules = LabelRules(labels, plan.label_rules)
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
        self._box = dialog_buttons(Standard.Ok | Standard.Cancel)
        self._lay_out()
        self._check()

    def _lay_out(self) -> None:
        self._form = form = QFormLayout(self)
        form.addRow(self.tr("Annotators (articles finished)"), self.people)
        form.addRow(self.tr("Which articles"), self.coverage)
        form.addRow(self.tr("Accept automatically"), self.rule)
        form.addRow(self.tr("How many have to agree"), self.at_least)
        form.addRow(self.label_rules)
        form.addRow(self.tr("Compare a label between"), self.by_label)
        form.addRow("", self.blind)
        form.addRow(self._words)
        form.addRow(self._box)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._box.accepted.connect(self.accept)
        self._box.rejected.connect(self.reject)
        self.rule.currentIndexChanged.connect(lambda index: self._check())
        self.at_least.valueChanged.connect(lambda value: self._check())
        self.label_rules.changed.connect(self._check)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        people: Mapping[str, int],
        plan: Plan,
        labels: Sequence[str] = (),
    ) -> Plan | None:
        """The review that is wanted; None when the person thinks better of it."""
        dialog = cls(parent, people, plan, labels)
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
            at_least=self.at_least.value(),
            label_rules=self.label_rules.chosen(),
        )

    def _check(self) -> None:
        plan = self.chosen()
        count = len(plan.annotators)
        asks = Rule.THRESHOLD in {plan.rule, *plan.label_rules.values()}
        self._form.setRowVisible(self.at_least, asks)
        words = ""
        if count < 2:
            words = self.tr("Tick at least two annotators.")
        elif asks and plan.at_least > count:
            text = self.tr("%1 cannot agree where %2 are ticked. Tick more, or ask for fewer.")
            words = filled(text, plan.at_least, count)
        self._box.button(Standard.Ok).setEnabled(not words)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.adjustSize()
