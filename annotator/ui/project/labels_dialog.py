"""The labels of the project: add, rename, recolour, re-key, order, merge, delete."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.edits import Edit, LabelEdit
from annotator.domain.errors import AnnotatorError, InputError, Unreached
from annotator.domain.values import Label
from annotator.domain.wording import filled
from annotator.operations import labels
from annotator.ui.project.label_replacement import ReplaceLabelDialog
from annotator.ui.project.label_vision import VisionNote, swatch
from annotator.ui.project.new_label import NewLabelDialog
from annotator.ui.shell.drafts import AsksFirst, Typed
from annotator.ui.shell.widgets.buttons import act_button, close_button
from annotator.ui.shell.widgets.labels import plain
from annotator.workspace import Workspace

KeyHolder: TypeAlias = Callable[[str, str], str | None]
"""What else in the window a key is for, given a label and the key; None if nothing."""


def _no_holder(name: str, key: str) -> None:
    return None


class LabelsDialog(AsksFirst, QDialog):
    """A list of labels, and what can be changed about the chosen one."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, key_holder: KeyHolder = _no_holder
    ) -> None:
        super().__init__(parent)
        self.setObjectName("labels_dialog")
        self.setWindowTitle(self.tr("Labels"))
        self.resize(600, 420)
        self._workspace = workspace
        self._key_holder = key_holder
        self.list = QListWidget()
        self.list.setObjectName("labels_list")
        self.list.setAccessibleName(self.tr("Labels"))
        self.list.setIconSize(QSize(28, 14))
        self.list.currentRowChanged.connect(lambda row: self._show_chosen())
        self.name = self._field("labels_name", lambda label, text: replace(label, name=text))
        self.key = self._field("labels_key", lambda label, text: replace(label, key=text.strip()))
        self.key.setMaxLength(1)
        self.key.setMaximumWidth(48)
        self.description = self._field(
            "labels_description", lambda label, text: replace(label, description=text.strip())
        )
        self.refusal = plain("labels_refusal")
        self.vision = VisionNote()
        self.vision.recolour_requested.connect(self._recolour)
        self.undo = act_button("labels_undo", self.tr("&Undo"), self._undo)
        self._build()
        self._fill()

    @classmethod
    def ask(cls, parent: QWidget | None, workspace: Workspace, key_holder: KeyHolder) -> None:
        """Let the person change the labels; every change is made at once."""
        dialog = cls(parent, workspace, key_holder)
        dialog.exec()
        dialog.deleteLater()

    def typed(self) -> list[Typed]:
        """What stands in a field and is not so: it was refused, or is being typed."""
        label = self._chosen()
        fields = (
            (self.name, label.name),
            (self.key, label.key),
            (self.description, label.description),
        )
        what = filled(self.tr("The label %s"), label.name)
        return [Typed(what, field.text()) for field, text in fields if field.text().strip() != text]

    def _build(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Key"), self.key)
        form.addRow(self.tr("M&eaning"), self.description)
        colours = QHBoxLayout()
        colours.addWidget(act_button("labels_light", self.tr("&Light…"), self._recolour_light))
        colours.addWidget(act_button("labels_dark", self.tr("Da&rk…"), self._recolour_dark))
        colours.addStretch(1)
        form.addRow(self.tr("Colour"), colours)
        order = QHBoxLayout()
        order.addWidget(act_button("labels_add", self.tr("&Add…"), self._add))
        order.addWidget(act_button("labels_up", self.tr("U&p"), lambda: self._move(-1)))
        order.addWidget(act_button("labels_down", self.tr("D&own"), lambda: self._move(1)))
        left = QVBoxLayout()
        left.addWidget(self.list)
        left.addLayout(order)
        going = QHBoxLayout()
        going.addWidget(act_button("labels_merge", self.tr("&Merge into…"), self._merge))
        going.addWidget(act_button("labels_delete", self.tr("&Delete…"), self._delete))
        right = QVBoxLayout()
        right.addLayout(form)
        right.addWidget(self.refusal)
        right.addStretch(1)
        right.addWidget(self.vision)
        right.addLayout(going)
        both = QHBoxLayout()
        both.addLayout(left, 2)
        both.addLayout(right, 3)
        foot = QHBoxLayout()
        foot.addWidget(self.undo)
        foot.addWidget(close_button(self.leave))
        column = QVBoxLayout(self)
        column.addLayout(both)
        column.addLayout(foot)

    def _fill(self, chosen: str | None = None) -> None:
        row = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for label in self._workspace.labels:
            text = f"{label.name}   {label.key}".rstrip()
            QListWidgetItem(swatch(label), text, self.list)
        names = [label.name for label in self._workspace.labels]
        near = max(0, min(row, len(names) - 1))
        self.list.setCurrentRow(names.index(chosen) if chosen in names else near)
        self.list.blockSignals(False)
        self._show_chosen()

    def _show_chosen(self) -> None:
        label = self._chosen()
        self.name.setText(label.name)
        self.key.setText(label.key)
        self.description.setText(label.description)
        self.description.setCursorPosition(0)
        self.vision.show_labels(self._workspace.labels, label.name)
        edit = self._undo_edit()
        self.undo.setEnabled(isinstance(edit, LabelEdit))
        tip = edit.title if isinstance(edit, LabelEdit) else ""
        self.undo.setToolTip(tip.replace("&", "&amp;").replace("<", "&lt;"))

    def _recolour(self, better: Label) -> None:
        self._try(lambda: labels.change(self._workspace, better.name, better), self._chosen().name)

    def _undo_edit(self) -> Edit | None:
        try:
            return self._workspace.history.undo_edit
        except AnnotatorError:
            return None  # what is on the disk cannot be read at the moment

    def _undo(self) -> None:
        self._try(self._workspace.undo, self._chosen().name)

    def _chosen(self) -> Label:
        return self._workspace.labels[max(0, self.list.currentRow())]

    def _try(self, act: Callable[[], object], chosen: str) -> None:
        """Do it, or say in one sentence why not."""
        try:
            act()
        except Unreached as error:
            self.refusal.setText(str(error))  # what was typed stays, to be tried again
            return
        except AnnotatorError as error:
            self.refusal.setText(str(error))
            chosen = self._chosen().name
        else:
            self.refusal.clear()
        self._fill(chosen)

    def _change(self, new: Label) -> None:
        old = self._chosen()
        if new == old:
            return

        def act() -> None:
            holder = self._key_holder(old.name, new.key) if new.key != old.key and new.key else None
            if holder:
                raise InputError(f"The key {new.key} is “{holder}”; choose another.")
            labels.change(self._workspace, old.name, new)

        self._try(act, new.name.strip())

    def _add(self) -> None:
        name = NewLabelDialog.ask(self)
        if name is not None:
            self._try(lambda: labels.add(self._workspace, name), name.strip())

    def _move(self, step: int) -> None:
        row, name = self.list.currentRow() + step, self._chosen().name
        if 0 <= row < len(self._workspace.labels):
            self._try(lambda: labels.move(self._workspace, name, row), name)

    def _recolour_light(self) -> None:
        label = self._chosen()
        colour = QColorDialog.getColor(QColor(label.light), self, self.tr("On a light page"))
        if colour.isValid():
            self._change(replace(label, light=colour.name().upper()))

    def _recolour_dark(self) -> None:
        label = self._chosen()
        colour = QColorDialog.getColor(QColor(label.dark), self, self.tr("On a dark page"))
        if colour.isValid():
            self._change(replace(label, dark=colour.name().upper()))

    def _merge(self) -> None:
        self._replace(deleting=False)

    def _delete(self) -> None:
        self._replace(deleting=True)

    def _replace(self, *, deleting: bool) -> None:
        name = self._chosen().name
        others = [label.name for label in self._workspace.labels if label.name != name]
        if not others:
            self.refusal.setText(self.tr("A project needs at least one label; add another first."))
            return
        self._try(lambda: self._let_go(name, others, deleting=deleting), "")

    def _let_go(self, name: str, others: list[str], *, deleting: bool) -> None:
        used = labels.uses(self._workspace, name)
        into = ReplaceLabelDialog.ask(self, name, used, others, deleting=deleting)
        if into:
            labels.merge(self._workspace, name, into)
        elif into is not None:
            labels.remove(self._workspace, name)

    def _field(self, name: str, change: Callable[[Label, str], Label]) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.editingFinished.connect(lambda: self._take(change(self._chosen(), field.text())))
        return field

    def _take(self, new: Label) -> None:
        """Take what a field holds when it is left, but not for a question about it."""
        if not self.asks and self.isVisible():
            self._change(new)
