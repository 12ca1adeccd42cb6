"""Lists versions of work that are kept aside; one of them can be shown again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QListView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.direction import isolated
from annotator.domain.wording import counted, filled
from annotator.store.merging.conflicting_versions import DIVERGED, ConflictingVersion
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons
from annotator.ui.shell.widgets.labels import plain


class VersionsDialog(QDialog):
    """The versions, and a button that shows the chosen one."""

    def __init__(self, parent: QWidget | None, entries: Sequence[ConflictingVersion]) -> None:
        super().__init__(parent)
        self.setObjectName("kept_dialog")
        self.setWindowTitle(self.tr("Conflicting versions"))
        self.resize(600, 360)
        self._entries = entries
        self.list = QListView()
        self.list.setObjectName("kept_list")
        self.list.setAccessibleName(self.tr("Conflicting versions"))
        self.list.setModel(QStringListModel([self._line(entry) for entry in entries], self))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.selectionModel().currentChanged.connect(lambda now, before: self._allow())
        note = (
            self.tr("A version that is restored changes places with the current one.")
            if entries
            else self.tr("This project has no conflicting versions.")
        )
        about = plain("", note)
        buttons = dialog_buttons(Standard.Close, self)
        self.show_again = buttons.addButton(
            self.tr("Restore this version"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.show_again.setObjectName("kept_show")
        rows = QVBoxLayout(self)
        for part in (about, self.list, buttons):
            rows.addWidget(part)
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._allow()

    @classmethod
    def ask(cls, parent: QWidget | None, entries: Sequence[ConflictingVersion]) -> str | None:
        """The key of the version to show; None when all stays as it is."""
        dialog = cls(parent, entries)
        agreed = accepted(dialog)
        chosen = dialog.chosen
        return chosen.key if agreed and chosen else None

    @property
    def chosen(self) -> ConflictingVersion | None:
        """The version chosen in the list."""
        row = self.list.currentIndex().row()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def _line(self, entry: ConflictingVersion) -> str:
        version, lost = entry.saved.version, entry.saved.unplaced
        if lost:
            quotes = ", ".join(f"{item.span.label} “{isolated(item.quote)}”" for item in lost)
            text = self.tr("%1, “%2”: not found in this text: %3")
            return filled(text, entry.annotator, isolated(entry.title), quotes)
        return filled(
            self.tr("%1, “%2”: %3, %4 (%5)"),
            entry.annotator,
            isolated(entry.title),
            counted(len(version.spans), "span"),
            (version.status or "new").replace("_", " "),
            entry.source or self.tr("made here"),
        )

    def _allow(self) -> None:
        chosen = self.chosen
        self.show_again.setEnabled(chosen is not None and chosen.kind == DIVERGED)
