"""What a coordinator's file offers beside work: a check each, all of them set at first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from annotator.domain.team_terms import Offer, TermPart
from annotator.domain.wording import filled
from annotator.ui.shell.widgets.labels import plain


class OfferBoxes(QWidget):
    """What is checked is taken over; nothing else is."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__()
        self._boxes: dict[TermPart, QCheckBox] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(plain("merge_offers", self.tr("Take over what has changed for the team:")))
        for offer in offers:
            said = f"{offer.says[:1].upper()}{offer.says[1:]}"
            box = self._boxes[offer.part] = QCheckBox(said.replace("&", "&&"))
            box.setObjectName(filled("merge_take_%s", offer.part.value))
            box.setChecked(True)
            rows.addWidget(box)

    def chosen(self) -> frozenset[TermPart]:
        """What is to be taken over."""
        return frozenset(part for part, box in self._boxes.items() if box.isChecked())
