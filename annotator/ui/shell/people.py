"""How annotators are called where several are compared: by letter and name, or by letter alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from annotator.domain.gold import Plan
from annotator.domain.wording import filled
from annotator.operations.reviewing import remarks
from annotator.ui.shell.widgets.choice_row import Badge

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class People:
    """Annotators by letter and name, in blind mode by letter alone."""

    names: tuple[str, ...]
    blind: bool

    @classmethod
    def of(cls, plan: Plan, number: int) -> People:
        """All of a plan, whether they have finished an article or not; in blind mode in an order of
        its own.
        """
        return cls(remarks.in_order(plan, number), plan.blind)

    def badge(self, name: str) -> Badge:
        """The letter of an annotator; strangers to this review have a question mark."""
        if name not in self.names:
            return Badge("?", 0, _tr("an annotator not under review") if self.blind else name)
        number = self.names.index(name)
        letter = LETTERS[number % len(LETTERS)]
        called = filled(_tr("Annotator %1"), letter) if self.blind else name
        return Badge(letter, number, called)

    def place(self, name: str) -> int:
        """Where an annotator stands among these; strangers to this review come last."""
        return self.names.index(name) if name in self.names else len(self.names)

    def called(self, names: Sequence[str]) -> str:
        """Several annotators in one phrase."""
        return ", ".join(self.badge(name).name for name in names)


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)
