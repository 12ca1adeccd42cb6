"""The project's own names: add, change, remove, bring in from a file, write to one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.edits import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.labels import FIGURE
from annotator.domain.names import NONE, ProjectName, cleaned
from annotator.domain.wording import counted, filled
from annotator.operations import names
from annotator.ui.project.name_model import NameModel, belonging
from annotator.ui.shell.drafts import AsksFirst, Typed, drops
from annotator.ui.shell.widgets.buttons import act_button, close_button
from annotator.ui.shell.widgets.labels import plain
from annotator.ui.shell.widgets.tables import row_table
from annotator.workspace import Workspace

_SHOWN = 6  # refused lines that fit


class NamesDialog(AsksFirst, QDialog):
    """A table of names, and the chosen one to be changed; every change is saved at once."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, spelling: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("names_dialog")
        self.setWindowTitle(self.tr("Names"))
        self.resize(720, 520)
        self._workspace = workspace
        self._edited: ProjectName | None = None
        self._shown = ("", "")  # name and variants, before anything was typed
        self.model = NameModel(self)
        self.table = self._table()
        self.filter = QLineEdit()
        self.filter.setObjectName("names_filter")
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter the names"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.model.filter)
        self.name = self._field("names_name")
        self.variants = self._field("names_variants")
        self.variants.setPlaceholderText(self.tr("separated by |"))
        self.label = QComboBox()
        self.label.setObjectName("names_label")
        self.label.activated.connect(lambda: self._ready())
        self.count = QLabel()
        self.count.setObjectName("names_count")
        self.message = plain("names_message")
        self.save = act_button("names_save", self.tr("Add"), self._save)
        self.fresh = act_button("names_new", self.tr("New"), self._on_new)
        self.remove = act_button("names_remove", self.tr("Remove"), self._remove)
        self._build()
        self._fill()
        self._begin(spelling)

    @classmethod
    def ask(cls, parent: QWidget | None, workspace: Workspace, spelling: str = "") -> None:
        """Let the person change the names; ``spelling`` is one to begin with."""
        dialog = cls(parent, workspace, spelling)
        dialog.exec()
        dialog.deleteLater()

    def typed(self) -> list[Typed]:
        """A name that is written and not saved."""
        fields = (self.name.text(), self.variants.text())
        if fields == self._shown:
            return []
        return [Typed(self.tr("A name of the project"), " | ".join(filter(None, fields)))]

    def _build(self) -> None:
        note = QLabel(
            self.tr(
                "The project’s own names are suggested wherever they appear and take precedence "
                "over the names that come with the program. “no name” keeps words from being "
                "suggested."
            )
        )
        note.setWordWrap(True)
        form = QFormLayout()
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Label"), self.label)
        form.addRow(self.tr("Other &spellings"), self.variants)
        acts = QHBoxLayout()
        acts.addWidget(self.save)
        acts.addWidget(self.fresh)
        acts.addWidget(self.remove)
        acts.addStretch(1)
        acts.addWidget(act_button("names_import", self.tr("Import…"), self._import))
        acts.addWidget(act_button("names_export", self.tr("Export…"), self._export))
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(close_button(self.leave))
        column = QVBoxLayout(self)
        column.addWidget(note)
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        column.addLayout(form)
        column.addWidget(self.message)
        column.addLayout(acts)
        column.addLayout(foot)

    def _table(self) -> QTableView:
        table = row_table("names_table", self.tr("Names"), self.model)
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
        for column, width in enumerate((190, 110, 190, 90, 90)):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().currentRowChanged.connect(lambda now, _: self._choose(now.row()))
        return table

    def _fill(self, chosen: ProjectName | None = None) -> None:
        """Show the names as they are now, one of them chosen."""
        names_now = self._workspace.names.names
        self.model.show(names_now)
        self.count.setText(counted(len(names_now), "name"))
        row = self.model.row_of(chosen.spelling, chosen.word_list) if chosen else -1
        if row >= 0:
            self.table.selectRow(row)
        else:
            self._begin()

    def _on_new(self) -> None:
        typed = self.typed()
        if not typed or drops(self, typed[0].words):
            self._begin()

    def _begin(self, spelling: str = "") -> None:
        """Empty the fields for another name."""
        self.table.clearSelection()
        self._show(ProjectName(spelling), None)
        self.name.setFocus()

    def _choose(self, row: int) -> None:
        name = self.model.row_at(row)
        typed = self.typed()
        if name is not None and name != self._edited:
            if not typed or drops(self, typed[0].words):
                self._show(name, name)
            else:
                self._stay()

    def _stay(self) -> None:
        """Go back to the row that is being changed, with what is written."""
        edited = self._edited
        row = self.model.row_of(edited.spelling, edited.word_list) if edited else -1
        selection = self.table.selectionModel()
        selection.blockSignals(True)
        self.table.clearSelection()
        if row >= 0:
            self.table.selectRow(row)
        selection.blockSignals(False)

    def _show(self, name: ProjectName, edited: ProjectName | None) -> None:
        self._edited = edited
        self.name.setText(name.spelling)
        self.variants.setText(" | ".join(name.variants))
        self._shown = (self.name.text(), self.variants.text())
        kept = self.label.currentData()
        self.label.clear()
        for label in self._workspace.labels:
            if label.name != FIGURE:
                self.label.addItem(label.name, (label.name, ""))
        self.label.addItem(self.tr("no name"), (NONE, ""))
        if name.word_list:
            self.label.addItem(belonging(name), ("", name.word_list))
        wanted = (name.label, name.word_list) if edited else kept
        rows = [i for i in range(self.label.count()) if self.label.itemData(i) == wanted]
        self.label.setCurrentIndex(rows[0] if rows else 0)
        self._ready()

    def _ready(self) -> None:
        """Offer what can be done with what the fields hold."""
        self.save.setText(self.tr("Change") if self._edited else self.tr("Add"))
        self.save.setEnabled(bool(cleaned(self.name.text())))
        self.remove.setEnabled(self._edited is not None)

    def _written(self) -> ProjectName:
        label, word_list = self.label.currentData()
        spelling = cleaned(self.name.text())
        others = [cleaned(part) for part in self.variants.text().split("|")]
        variants = dict.fromkeys(part for part in others if part and part != spelling)
        return ProjectName(spelling, label, word_list, tuple(variants))

    def _save(self) -> None:
        new, old = self._written(), self._edited
        gone = [old] if old is not None else []
        text = self.tr("Change the name “%s”") if old else self.tr("Add the name “%s”")
        title = filled(text, new.spelling)
        self._try(lambda: names.change(self._workspace, add=[new], remove=gone, title=title), new)

    def _remove(self) -> None:
        old = self._edited
        if old is not None:
            title = filled(self.tr("Remove the name “%s”"), old.spelling)
            self._try(lambda: names.change(self._workspace, remove=[old], title=title), None)

    def _import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import names"), "", self.tr("Lists of names (*.txt *.csv)")
        )
        if name:
            self._try(lambda: self._read(Path(name)), None)

    def _read(self, path: Path) -> Edit | None:
        labels = [label.name for label in self._workspace.labels]
        name_file = names.read([path], labels=labels)
        if name_file.refused:
            lines = [f"{path.name}, line {r.line}: {r.reason}" for r in name_file.refused[:_SHOWN]]
            more = len(name_file.refused) - len(lines)
            lines += [filled(self.tr("… and %n more"), more)] if more else []
            self.message.setText("\n".join([self.tr("Nothing was imported:"), *lines]))
            return None
        title = filled(self.tr("Import names from %s"), path.name)
        return names.change(self._workspace, add=name_file.names, title=title)

    def _export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export names"), "names.txt", self.tr("Lists of names (*.txt *.csv)")
        )
        if name:
            try:
                names.write(self._workspace.names, Path(name))
            except AnnotatorError as error:
                self.message.setText(str(error))
            else:
                self.message.setText(filled(self.tr("Written to %s."), name))

    def _try(self, act: Callable[[], Edit | None], chosen: ProjectName | None) -> None:
        """Do it, or say in one sentence why not; what is in the fields stays then."""
        self.message.clear()
        try:
            edit = act()
        except AnnotatorError as error:
            self.message.setText(str(error))
            return
        if edit is not None:
            text = self.tr("Saved: %s. Undo reverts it.") if edit else self.tr("No change.")
            self.message.setText(filled(text, edit.title))
            self._shown = (self.name.text(), self.variants.text())
            self._fill(chosen)

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.textEdited.connect(lambda: self._ready())
        field.returnPressed.connect(lambda: self.save.click())
        return field
