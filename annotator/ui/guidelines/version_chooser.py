"""Which version of the guidelines is shown, and beside which other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QPushButton, QSizePolicy, QWidget

from annotator.domain.guidelines import Guidelines

_ALONE = -1  # in the second list: beside no other


class VersionChooser(QWidget):
    """Two lists of versions, newest first; ``chosen`` when either has changed."""

    chosen = Signal()
    restore_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guidelines_chooser")
        self._versions: list[Guidelines] = []
        self._editable = False
        self.shown = self._list("guidelines_versions", self.tr("Version of the guidelines"))
        self.other = self._list("guidelines_compare", self.tr("What has changed since"))
        self.restore = QPushButton(self.tr("Restore this version"))
        self.restore.setObjectName("guidelines_restore")
        self.restore.setToolTip(self.tr("Saved as a new version; the others are kept"))
        self.restore.clicked.connect(self.restore_requested)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.addRow(self.tr("Version of the guidelines"), self.shown)
        self._form.addRow(self.tr("What has changed since"), self.other)
        self._form.addRow(self.restore)
        self.show_versions((), editable=False)

    def show_versions(self, versions: Sequence[Guidelines], *, editable: bool) -> None:
        """Offer some versions, newest first; the newest is shown unless the choice still stands."""
        newest = self._versions[0].version if self._versions else None
        kept = self.version if self.version and self.version.version != newest else None
        beside = self.beside if kept else None
        self._versions, self._editable = list(versions), editable
        for box in (self.shown, self.other):
            box.blockSignals(True)
            box.clear()
        self.other.addItem(self.tr("No comparison"), _ALONE)
        for version in self._versions:
            self.shown.addItem(self.title(version), version.version)
            self.other.addItem(self.title(version), version.version)
        self._choose(self.shown, kept)
        self._choose(self.other, beside)
        for box in (self.shown, self.other):
            box.blockSignals(False)
        self._show_what_can_be_done()

    @property
    def version(self) -> Guidelines | None:
        """The version that is shown."""
        return self._of(self.shown)

    @property
    def beside(self) -> Guidelines | None:
        """The version it is compared with, None while it stands alone."""
        return self._of(self.other)

    @property
    def is_newest(self) -> bool:
        """Whether the version shown is the one that holds."""
        return self.shown.currentIndex() <= 0

    def show_last_change(self) -> None:
        """Compare the version shown with the one before it; with itself alone if there is none."""
        place = self.shown.currentIndex() + 1
        before = self._versions[place] if place < len(self._versions) else None
        self._choose(self.other, before)

    def show_newest(self) -> None:
        """Show the version that holds, on its own."""
        self.other.setCurrentIndex(0)
        self.shown.setCurrentIndex(0)

    def title(self, version: Guidelines) -> str:
        """What a version is called: its number, who wrote it, when."""
        if not version.version:
            return self.tr("as shipped with the program")
        parts = (str(version.version), version.annotator, _local(version.at))
        return " · ".join(part for part in parts if part)

    def _of(self, box: QComboBox) -> Guidelines | None:
        number = box.currentData()
        return next((item for item in self._versions if item.version == number), None)

    def _choose(self, box: QComboBox, version: Guidelines | None) -> None:
        box.setCurrentIndex(max(0, box.findData(version.version if version else _ALONE)))

    def _on_chosen(self) -> None:
        self._show_what_can_be_done()
        self.chosen.emit()

    def _show_what_can_be_done(self) -> None:
        several = len(self._versions) > 1
        self._form.setRowVisible(self.other, several)
        self._form.setRowVisible(self.restore, several and not self.is_newest)
        newest, shown = next(iter(self._versions), None), self.version
        same = newest is None or shown is None or newest.text.strip() == shown.text.strip()
        self.restore.setEnabled(self._editable and not same)

    def _list(self, name: str, spoken: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(spoken)
        # Names of people can be long, and the column is narrow.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.currentIndexChanged.connect(lambda index: self._on_chosen())
        return box


def _local(at: str) -> str:
    """A stored moment as the person's clock showed it, to the minute."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return at
