"""Asks in which share of the articles suggestions stay hidden, to see how far they sway people."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.control_share import MOST
from annotator.domain.wording import counted, filled
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons
from annotator.ui.shell.widgets.labels import plain


class ControlShareDialog(QDialog):
    """A share in percent, and how many articles that is. ``count`` gives the number for a share."""

    def __init__(
        self, parent: QWidget | None, share: int, count: Callable[[int], int | None]
    ) -> None:
        super().__init__(parent)
        self.setObjectName("unaided_dialog")
        self.setWindowTitle(self.tr("Articles without suggestions"))
        self._count = count
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(
            plain(
                "",
                self.tr(
                    "Suggestions stay hidden in a random share of the articles, the same for "
                    "everybody. Agreement and speed are then reported with and without "
                    "suggestions, which shows how far they influence annotators. Choose "
                    "before the work begins; what is annotated stays."
                ),
            )
        )
        row = QHBoxLayout()
        name = QLabel(self.tr("&Hide suggestions in"))
        self.share = QSpinBox()
        self.share.setObjectName("unaided_share")
        self.share.setRange(0, MOST)
        self.share.setSuffix(self.tr(" % of the articles"))
        self.share.setValue(share)
        self.share.valueChanged.connect(self._show_count)
        name.setBuddy(self.share)
        row.addWidget(name)
        row.addWidget(self.share)
        row.addStretch(1)
        column.addLayout(row)
        self.counted = plain("unaided_count", quiet=True)
        column.addWidget(self.counted)
        box = dialog_buttons(Standard.Ok | Standard.Cancel, self)
        column.addWidget(box)
        self.setMinimumWidth(460)
        self._show_count()
        self.share.selectAll()

    @classmethod
    def ask(
        cls, parent: QWidget | None, share: int, count: Callable[[int], int | None]
    ) -> int | None:
        """The share chosen, in percent; None when the person leaves it as it is."""
        dialog = cls(parent, share, count)
        agreed = accepted(dialog)
        chosen = dialog.share.value()
        return chosen if agreed and chosen != share else None

    def _show_count(self) -> None:
        count = self._count(self.share.value())
        text = self.tr("That is %1 now.")
        if not self.share.value():
            text = self.tr("Suggestions are shown in every article.")
        self.counted.setText("" if count is None else filled(text, counted(count, "article")))
