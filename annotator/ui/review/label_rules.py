"""Which labels have a rule of their own in a review: a box to tick, and a choice for each label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.gold import Rule

_MOST_PX = 132  # of the choices; more labels are scrolled to


class LabelRules(QWidget):
    """Closed while no label has a rule of its own; ``changed`` when one gets or loses it."""

    changed = Signal()

    def __init__(self, labels: Sequence[str], own: Mapping[str, Rule]) -> None:
        super().__init__()
        self.ticked = QCheckBox(_tr("Other rules for some labels"))
        self.ticked.setObjectName("plan_label_rules")
        self.ticked.setChecked(bool(own))
        inner = QWidget()
        form = QFormLayout(inner)
        form.setContentsMargins(22, 0, 0, 0)
        self._choices: dict[str, QComboBox] = {}
        for label in labels:
            choice = QComboBox()
            choice.setObjectName(f"plan_rule_{label}")
            choice.addItem(_tr("As above"), None)
            add_rules(choice)
            choice.setCurrentIndex(max(0, choice.findData(own.get(label))) if label in own else 0)
            choice.currentIndexChanged.connect(lambda index: self.changed.emit())
            form.addRow(label, choice)
            self._choices[label] = choice
        self._area = QScrollArea()
        self._area.setWidget(inner)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFixedHeight(min(_MOST_PX, inner.sizeHint().height()))
        self._area.setVisible(bool(own))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.ticked)
        column.addWidget(self._area)
        self.ticked.toggled.connect(self._on_ticked)

    def chosen(self) -> dict[str, Rule]:
        """The rule of each label that has its own."""
        if not self.ticked.isChecked():
            return {}
        chosen = {label: choice.currentData() for label, choice in self._choices.items()}
        # Qt gives an enum of strings back as a string.
        return {label: Rule(rule) for label, rule in chosen.items() if rule is not None}

    def _on_ticked(self, ticked: bool) -> None:
        self._area.setVisible(ticked)
        self.changed.emit()


def add_rules(choice: QComboBox) -> None:
    """Offer what goes to gold without being looked at."""
    for rule, text in {
        Rule.UNANIMOUS: _tr("What all of them agree on"),
        Rule.MAJORITY: _tr("What more than half of them agree on"),
        Rule.THRESHOLD: _tr("What a number of them agree on"),
        Rule.UNCONTRADICTED: _tr("What nobody contradicts"),
        Rule.NEVER: _tr("Nothing; I decide everything"),
    }.items():
        choice.addItem(text, rule)


def _tr(text: str) -> str:
    return QCoreApplication.translate("LabelRules", text)
