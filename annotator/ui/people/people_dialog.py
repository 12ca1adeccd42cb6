"""Who has annotated: a table of people, the chosen one to be renamed or joined with another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.edits import PersonEdit
from annotator.domain.errors import AnnotatorError
from annotator.domain.wording import filled
from annotator.operations import people
from annotator.ui.people.people_model import PeopleModel
from annotator.ui.shell.drafts import AsksFirst, Typed, drops
from annotator.ui.shell.widgets.buttons import act_button, close_button
from annotator.ui.shell.widgets.labels import plain
from annotator.ui.shell.widgets.tables import row_table
from annotator.workspace import Workspace


class PeopleDialog(AsksFirst, QDialog):
    """Every change is saved at once, and can be undone here or in the window."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent)
        self.setObjectName("people_dialog")
        self.setWindowTitle(self.tr("People"))
        self.resize(760, 460)
        self._workspace = workspace
        self._edited = ""  # whose name is in the field
        self.model = PeopleModel(self)
        self.table = self._table()
        self.name = QLineEdit()
        self.name.setObjectName("people_name")
        self.name.textChanged.connect(self._ready)
        self.name.returnPressed.connect(self._rename)
        self.other = QComboBox()
        self.other.setObjectName("people_other")
        self.message = plain("people_message")
        self.rename = act_button("people_rename", self.tr("&Rename"), self._rename)
        self.join = act_button("people_join", self.tr("&Join"), self._join)
        self.undo = act_button("people_undo", self.tr("&Undo"), self._undo)
        self._compose()
        self._fill("")

    @classmethod
    def ask(cls, parent: QWidget | None, workspace: Workspace) -> None:
        """Let the person look at the people, and change them."""
        dialog = cls(parent, workspace)
        dialog.exec()
        dialog.deleteLater()

    def typed(self) -> list[Typed]:
        """A name that is written and not saved."""
        text = self.name.text()
        return [] if text == self._edited else [Typed(self.tr("The name of an annotator"), text)]

    # Parts

    def _table(self) -> QTableView:
        table = row_table("people_table", self.tr("People"), self.model)
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
        for column, width in enumerate((190, 80, 110, 100, 100)):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().currentRowChanged.connect(lambda now, _: self._on_row())
        return table

    def _compose(self) -> None:
        note = self.tr(
            "Renaming changes the name everywhere, in gold too. Joining gives the work of the "
            "chosen one to the other: what both say stays once, and where both stand somewhere "
            "with an article, the other’s word holds."
        )
        form = QFormLayout()
        for title, field, button in (
            (self.tr("&Name"), self.name, self.rename),
            (self.tr("Is the &same person as"), self.other, self.join),
        ):
            row = QHBoxLayout()
            row.addWidget(field, 1)
            row.addWidget(button)
            label = QLabel(title)
            label.setBuddy(field)
            form.addRow(label, row)
        foot = QHBoxLayout()
        foot.addWidget(self.undo)
        foot.addStretch(1)
        foot.addWidget(close_button(self.leave))
        column = QVBoxLayout(self)
        column.addWidget(plain("people_note", note, quiet=True))
        column.addWidget(self.table, 1)
        column.addLayout(form)
        column.addWidget(self.message)
        column.addLayout(foot)

    # What is shown

    def _chosen(self) -> str:
        row = self.model.row_at(self.table.currentIndex().row())
        return row.person.name if row is not None else ""

    def _fill(self, chosen: str) -> None:
        """Show the people as they are now, one of them chosen."""
        try:
            self.model.show_rows(people.people(self._workspace.project))
        except AnnotatorError as error:
            self.message.setText(str(error))
            return
        self._edited = self.name.text()  # it is taken, or there is nobody to be called so
        self.table.selectRow(self.model.row_of(chosen))
        self._show_chosen()

    def _on_row(self) -> None:
        """Show another person, unless what is typed for this one is to stay."""
        if self._chosen() == self._edited:
            return
        typed = self.typed()
        if not typed or drops(self, typed[0].words):
            self._show_chosen()
        else:  # a click goes on to mark its row
            back = self.model.row_of(self._edited)
            QTimer.singleShot(0, self, lambda: self.table.selectRow(back))

    def _show_chosen(self) -> None:
        chosen = self._edited = self._chosen()
        self.name.setText(chosen)
        near = next((one.alike for one in self.model.rows if one.person.name == chosen), ())
        self.other.clear()
        names = [one.person.name for one in self.model.rows if one.person.name != chosen]
        self.other.addItems([*near, *(name for name in names if name not in near)])
        self._ready()

    def _ready(self) -> None:
        chosen, own = self._chosen(), self._workspace.annotator
        may_change = bool(chosen) and chosen != own
        self.name.setEnabled(may_change)
        self.other.setEnabled(may_change and self.other.count() > 0)
        self.join.setEnabled(self.other.isEnabled())
        self.rename.setEnabled(may_change and self.name.text().strip() not in ("", chosen))
        edit = self._undo_edit()
        self.undo.setEnabled(edit is not None)
        self.undo.setToolTip(edit.title if edit else "")
        is_own = chosen == own
        said = filled(self.tr("%s is you: somebody else renames or joins you."), own)
        self.message.setText(said if is_own else "")

    def _undo_edit(self) -> PersonEdit | None:
        try:
            edit = self._workspace.history.undo_edit
        except AnnotatorError:
            return None  # what is on the disk cannot be read at the moment
        return edit if isinstance(edit, PersonEdit) else None

    # What is done

    def _rename(self) -> None:
        if self.rename.isEnabled():
            was, now = self._chosen(), self.name.text()
            self._try(lambda: people.rename(self._workspace, was, now).now)

    def _join(self) -> None:
        was, now = self._chosen(), self.other.currentText()
        self._try(lambda: people.join(self._workspace, was, now).now)

    def _undo(self) -> None:
        self._try(lambda: people.undo(self._workspace).was)

    def _try(self, act: Callable[[], str]) -> None:
        """Do it and show whom it concerns, or say in one sentence why not."""
        try:
            chosen = act()
        except AnnotatorError as error:
            self.message.setText(str(error))
            return
        self._fill(chosen)
