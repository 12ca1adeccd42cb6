"""The labels of the project: add, rename, recolour, re-key, order, merge, delete."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import AnnotatorError
from annotator.domain.values import Label
from annotator.operations import labels
from annotator.ui.dialogs.buttons import dialog_buttons
from annotator.workspace import Workspace


class LabelsDialog(QDialog):
    """A list of labels, and what can be changed about the chosen one."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent)
        self.setObjectName("labels_dialog")
        self.setWindowTitle(self.tr("Labels"))
        self.resize(600, 420)
        self._workspace = workspace
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
        self.refusal = QLabel()
        self.refusal.setObjectName("labels_refusal")
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.setWordWrap(True)
        self._build()
        self._fill()

    @classmethod
    def ask(cls, parent: QWidget | None, workspace: Workspace) -> None:
        """Let the person change the labels; every change is made at once."""
        dialog = cls(parent, workspace)
        dialog.exec()
        dialog.deleteLater()

    def _build(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Key"), self.key)
        form.addRow(self.tr("Means"), self.description)
        colours = QHBoxLayout()
        colours.addWidget(self._button("labels_light", self.tr("Light…"), self._recolour_light))
        colours.addWidget(self._button("labels_dark", self.tr("Dark…"), self._recolour_dark))
        colours.addStretch(1)
        form.addRow(self.tr("Colour"), colours)
        order = QHBoxLayout()
        order.addWidget(self._button("labels_add", self.tr("Add…"), self._add))
        order.addWidget(self._button("labels_up", self.tr("Up"), lambda: self._move(-1)))
        order.addWidget(self._button("labels_down", self.tr("Down"), lambda: self._move(1)))
        left = QVBoxLayout()
        left.addWidget(self.list)
        left.addLayout(order)
        right = QVBoxLayout()
        right.addLayout(form)
        right.addStretch(1)
        right.addWidget(self.refusal)
        going = QHBoxLayout()
        going.addWidget(self._button("labels_merge", self.tr("Merge into…"), self._merge))
        going.addWidget(self._button("labels_delete", self.tr("Delete"), self._delete))
        right.addLayout(going)
        both = QHBoxLayout()
        both.addLayout(left, 2)
        both.addLayout(right, 3)
        close = dialog_buttons(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(both)
        column.addWidget(close)

    def _fill(self, chosen: str | None = None) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for label in self._workspace.labels:
            words = f"{label.name}   {label.key}".rstrip()
            QListWidgetItem(_swatch(label), words, self.list)
        names = [label.name for label in self._workspace.labels]
        self.list.setCurrentRow(names.index(chosen) if chosen in names else 0)
        self.list.blockSignals(False)
        self._show_chosen()

    def _show_chosen(self) -> None:
        label = self._chosen()
        self.name.setText(label.name)
        self.key.setText(label.key)
        self.description.setText(label.description)

    def _chosen(self) -> Label:
        return self._workspace.labels[max(0, self.list.currentRow())]

    def _try(self, act: Callable[[], object], chosen: str) -> None:
        """Do it, or say in one sentence why not."""
        try:
            act()
        except AnnotatorError as error:
            self.refusal.setText(str(error))
            chosen = self._chosen().name
        else:
            self.refusal.clear()
        self._fill(chosen)

    def _change(self, new: Label) -> None:
        old = self._chosen()
        if new != old:
            self._try(lambda: labels.change(self._workspace, old.name, new), new.name.strip())

    def _add(self) -> None:
        name, given = QInputDialog.getText(self, self.tr("New label"), self.tr("Name"))
        if given:
            self._try(lambda: labels.add(self._workspace, name), name.strip())

    def _move(self, step: int) -> None:
        names = [label.name for label in self._workspace.labels]
        row = self.list.currentRow()
        if 0 <= row + step < len(names):
            names[row], names[row + step] = names[row + step], names[row]
            self._try(lambda: labels.reorder(self._workspace, names), names[row + step])

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
        name = self._chosen().name
        others = [label.name for label in self._workspace.labels if label.name != name]
        words = self.tr("Give all spans of %s this label:").replace("%s", name)
        into, given = QInputDialog.getItem(self, self.tr("Merge"), words, others, 0, False)
        if given and self._sure(name, into):
            self._try(lambda: labels.merge(self._workspace, name, into), into)

    def _sure(self, name: str, into: str) -> bool:
        annotations, suggestions = labels.uses(self._workspace, name)
        words = self.tr(
            "%1 annotations and %2 suggestions of %3 become %4, for every annotator. This cannot "
            "be undone, and neither can what was done before it. Merge?"
        )
        for sign, value in zip(
            ("%1", "%2", "%3", "%4"),
            (f"{annotations:,}", f"{suggestions:,}", name, into),
            strict=True,
        ):
            words = words.replace(sign, value)
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Merge"), words, parent=self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        yes = box.addButton(self.tr("Merge"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is yes

    def _delete(self) -> None:
        name = self._chosen().name
        self._try(lambda: labels.remove(self._workspace, name), "")

    def _field(self, name: str, change: Callable[[Label, str], Label]) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.editingFinished.connect(lambda: self._change(change(self._chosen(), field.text())))
        return field

    def _button(self, name: str, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        return button


def _swatch(label: Label) -> QIcon:
    """Both colours of a label, side by side."""
    picture = QPixmap(28, 14)
    picture.fill(QColor(label.light))
    dark = QPixmap(14, 14)
    dark.fill(QColor(label.dark))
    painter = QPainter(picture)
    painter.drawPixmap(14, 0, dark)
    painter.end()
    return QIcon(picture)
