"""Asks what vague magnitudes are worth in the project."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.figures import POLICIES, VaguePolicy
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons

_WORDS = ("dozens", "scores", "hundreds", "thousands")


class PolicyDialog(QDialog):
    """The policies one below the other, each with what it makes of the usual words."""

    def __init__(self, parent: QWidget | None, current: VaguePolicy) -> None:
        super().__init__(parent)
        self.setObjectName("policy_dialog")
        self.setWindowTitle(self.tr("Approximate numbers"))
        column = QVBoxLayout(self)
        note = QLabel(
            self.tr(
                "What “dozens”, “scores” and “hundreds” count as in this project. Undecided "
                "suggestions are computed again, except in finished articles. Your spans keep "
                "theirs."
            )
        )
        note.setWordWrap(True)
        column.addWidget(note)
        self.buttons = QButtonGroup(self)
        for number, policy in enumerate(POLICIES.values()):
            button = QRadioButton(policy.title)
            button.setObjectName(f"policy_{policy.name}")
            button.setChecked(policy.name == current.name)
            self.buttons.addButton(button, number)
            example = QLabel(_example(policy))
            example.setTextFormat(Qt.TextFormat.PlainText)
            example.setIndent(24)
            example.setForegroundRole(example.palette().ColorRole.PlaceholderText)
            column.addWidget(button)
            column.addWidget(example)
        box = dialog_buttons(Standard.Ok | Standard.Cancel, self)
        column.addWidget(box)

    @classmethod
    def ask(cls, parent: QWidget | None, current: VaguePolicy) -> VaguePolicy | None:
        """The policy chosen; None when the person thinks better of it."""
        dialog = cls(parent, current)
        agreed = accepted(dialog)
        chosen = list(POLICIES.values())[dialog.buttons.checkedId()]
        return chosen if agreed else None


def _example(policy: VaguePolicy) -> str:
    parts = []
    for word in _WORDS:
        bounds = policy.bounds(word)
        values = [bounds.low, bounds.best, bounds.high]
        known = list(dict.fromkeys(f"{int(v):,}" for v in values if v is not None))
        parts.append(f"{word} {'/'.join(known) if known else '–'}")
    return " · ".join(parts)
