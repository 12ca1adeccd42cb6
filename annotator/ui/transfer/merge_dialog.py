"""Says what files with colleagues' work hold, and asks whether to merge them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.team_terms import Offer, TermPart
from annotator.domain.wording import counted, filled
from annotator.domain.work import Manifest
from annotator.operations.sharing.whose_work import Doubt
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons
from annotator.ui.shell.widgets.labels import plain
from annotator.ui.transfer.doubt_rows import DoubtRows
from annotator.ui.transfer.offer_boxes import OfferBoxes

_SHOWN = 8
_NAMES = 6


@dataclass(frozen=True, slots=True)
class MergeWish:
    """Whether lacking articles are to be added, whether texts that look the same are one article,
    what people of the files are called here, and what
    of a coordinator's file is taken over.
    """

    add_missing: bool
    people: Mapping[str, str]
    take: frozenset[TermPart]
    join_alike: bool = True


class MergeDialog(QDialog):
    """What comes, whether articles that are not here come too, and who some people are here."""

    def __init__(
        self,
        parent: QWidget | None,
        files: Sequence[tuple[Path, Manifest | None]],
        doubts: Sequence[Doubt] = (),
        offers: Sequence[Offer] = (),
        annotator: str = "",
        alike: int = 0,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("merge_dialog")
        self.setWindowTitle(self.tr("Merge work"))
        self.setMinimumWidth(460)
        rows = QVBoxLayout(self)
        rows.setSpacing(10)
        for path, manifest in files[:_SHOWN]:
            rows.addWidget(plain("", self._about(path, manifest)))
        if len(files) > _SHOWN:
            more = filled(self.tr("… and %s more files"), len(files) - _SHOWN)
            rows.addWidget(plain("", more))
        self.promise = plain(
            "",
            self.tr(
                "Nobody’s work is overwritten. The project is copied before, so that the merge can "
                "be taken back."
            ),
        )
        self.promise.setEnabled(False)
        rows.addWidget(self.promise)
        self.add_missing = QCheckBox(self.tr("Add articles that this project lacks"))
        self.add_missing.setObjectName("merge_add_missing")
        self.add_missing.setChecked(True)
        rows.addWidget(self.add_missing)
        self.join_alike = QCheckBox(_alike(alike))
        self.join_alike.setObjectName("merge_join_alike")
        self.join_alike.setToolTip(
            self.tr("Blanks, line ends, accents, soft hyphens; spans go to the same signs")
        )
        self.join_alike.setChecked(True)
        if alike:
            rows.addWidget(self.join_alike)
        self.doubts = DoubtRows(doubts, annotator)
        if doubts:
            rows.addWidget(self.doubts)
        self.offers = OfferBoxes(offers)
        if offers:
            rows.addWidget(self.offers)
        buttons = dialog_buttons(Standard.Ok | Standard.Cancel, self)
        buttons.button(Standard.Ok).setText(self.tr("Merge"))
        self.doubts.answered.connect(buttons.button(Standard.Ok).setEnabled)
        rows.addWidget(buttons)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        files: Sequence[tuple[Path, Manifest | None]],
        doubts: Sequence[Doubt] = (),
        offers: Sequence[Offer] = (),
        annotator: str = "",
        alike: int = 0,
    ) -> MergeWish | None:
        """What is wished for; None when nothing is to be merged. ``annotator`` is who merges;
        ``alike`` counts articles of which texts here differ only in what nobody sees.
        """
        dialog = cls(parent, files, doubts, offers, annotator, alike)
        agreed = accepted(dialog)
        people, take = dialog.doubts.answers(), dialog.offers.chosen()
        join_alike = dialog.join_alike.isChecked()
        wish = MergeWish(dialog.add_missing.isChecked(), people, take, join_alike)
        return wish if agreed else None

    def _about(self, path: Path, manifest: Manifest | None) -> str:
        if manifest is None:
            return filled(self.tr("%s: all the work in this project"), path.name)
        if not manifest.annotators:
            text = self.tr("%1: from %2, made on %3, guidelines version %4")
            day = manifest.at[:16].replace("T", " ")
            version = manifest.guidelines_version
            return filled(text, path.name, manifest.made_by, day, version)
        names = ", ".join(manifest.annotators[:_NAMES])
        if len(manifest.annotators) > _NAMES:
            names += ", …"
        return filled(
            self.tr("%1: work of %2\nmade by %3 on %4, guidelines version %5"),
            path.name,
            names,
            manifest.made_by,
            manifest.at[:16].replace("T", " "),
            manifest.guidelines_version,
        )


def _alike(count: int) -> str:
    said = QCoreApplication.translate(
        "MergeDialog", "%s is here with a text that looks the same: treat the two as one"
    )
    more = QCoreApplication.translate(
        "MergeDialog", "%s are here with texts that look the same: treat each two as one"
    )
    return filled(said if count == 1 else more, counted(count, "article"))
