"""Lists versions of work that are kept aside; one of them can be shown again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from annotator.domain.joining import Joining
from annotator.domain.wording import counted, filled
from annotator.operations.sharing.joining_versions import says
from annotator.store.merging.conflicting_versions import DIVERGED, ConflictingVersion
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons
from annotator.ui.shell.widgets.labels import plain


class VersionsDialog(QDialog):
    """The versions, and buttons that show the chosen one or join it to the current one."""

    def __init__(
        self,
        parent: QWidget | None,
        entries: Sequence[ConflictingVersion],
        previews: Mapping[str, Joining] | None = None,
    ) -> None:
        """``previews`` say by key what joining a version would come to."""
        super().__init__(parent)
        self._previews = previews or {}
        self.wants_joining = False
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
        self.join = buttons.addButton(
            self.tr("&Join with the current one"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.join.setObjectName("kept_join")
        self.join.setToolTip(
            self.tr("Add the spans that touch none of those of the current version")
        )
        self.join.clicked.connect(self._on_join)
        self.said = plain("kept_said", quiet=True)
        rows = QVBoxLayout(self)
        for part in (about, self.list, self.said, buttons):
            rows.addWidget(part)
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._allow()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        entries: Sequence[ConflictingVersion],
        previews: Mapping[str, Joining] | None = None,
    ) -> tuple[str, bool] | None:
        """The key of a version, and whether to join it rather than show it; None when all stays."""
        dialog = cls(parent, entries, previews)
        agreed = accepted(dialog)
        chosen = dialog.chosen
        return (chosen.key, dialog.wants_joining) if agreed and chosen else None

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

    def _on_join(self) -> None:
        self.wants_joining = True
        self.accept()

    def _allow(self) -> None:
        chosen = self.chosen
        self.show_again.setEnabled(chosen is not None and chosen.kind == DIVERGED)
        preview = self._previews.get(chosen.key) if chosen else None
        can_join = preview is not None and bool(preview.added or preview.is_whole)
        self.join.setEnabled(can_join)
        said = (
            filled(self.tr("After joining: %s"), says(preview, chosen))
            if preview and chosen
            else ""
        )
        self.said.setText(said)
