"""Which figure of the article another one is part of, chosen among those beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from annotator.domain.figures import Figure, Place


class WholeChoice(QComboBox):
    """Offers figures by their words; what is chosen is the place of one, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figure_part_of")
        self.setToolTip(self.tr("The figure this one is among: 150 killed, including 19 civilians"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def offer(self, beside: Sequence[tuple[Place, str]]) -> None:
        """Let the person choose among figures, given by their places, or none."""
        self.clear()
        self.addItem(self.tr("no other figure"), None)
        for place, words in beside:
            self.addItem(words, place)

    def show_whole(self, figure: Figure) -> None:
        """Show which of them a figure is part of."""
        rows = range(1, self.count())
        self.setCurrentIndex(next((row for row in rows if self._is_whole(row, figure)), 0))

    def chosen(self) -> Place | None:
        """The place of the one that is chosen."""
        place = self.currentData()
        return None if place is None else (int(place[0]), int(place[1]))

    def _is_whole(self, row: int, figure: Figure) -> bool:
        (start, end), whole = self.itemData(row), figure.part_of
        return whole is not None and start < whole[1] and whole[0] < end
