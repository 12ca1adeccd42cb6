"""Asks whether spans may overlap in the project, and lists those of the annotator that may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QRadioButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.overlap_rule import OverlapRule, Overlaps, OwnOverlap
from annotator.domain.wording import filled
from annotator.ui.overlaps.overlap_model import OverlapModel, whose
from annotator.ui.shell.widgets.buttons import Standard, dialog_buttons
from annotator.ui.shell.widgets.labels import plain
from annotator.ui.shell.widgets.tables import row_table

_LABELS_PX = 150  # of the labels, before they scroll


def _tr(text: str) -> str:
    return QCoreApplication.translate("OverlapsDialog", text)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants: another rule, or to see two spans; nothing where both are None."""

    rule: OverlapRule | None = None
    place: OwnOverlap | None = None


class OverlapsDialog(QDialog):
    """The modes one below the other, what labels say otherwise, and the list."""

    def __init__(
        self,
        parent: QWidget | None,
        rule: OverlapRule,
        labels: Sequence[str],
        pairs: Sequence[OwnOverlap],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("overlaps_dialog")
        self.setWindowTitle(_tr("Overlapping spans"))
        self.resize(620, 600)
        self._pairs = pairs
        self.place: OwnOverlap | None = None
        column = QVBoxLayout(self)
        column.setSpacing(8)
        about = "Whether spans of one annotator may overlap in this project. Spans that are there "
        column.addWidget(plain("", _tr(about + "stay; those that may not overlap are listed.")))
        self.modes = QButtonGroup(self)
        for number, (mode, (name, example)) in enumerate(_modes().items()):
            button = QRadioButton(name)
            button.setObjectName(f"overlaps_{mode}")
            button.setChecked(mode is rule.project)
            self.modes.addButton(button, number)
            hint = plain("", example, quiet=True)
            hint.setIndent(24)
            column.addWidget(button)
            column.addWidget(hint)
        column.addWidget(plain("", _tr("Exceptions for individual labels:")))
        column.addWidget(self._label_rows(rule, labels))
        self.counted = plain("overlaps_count")
        column.addWidget(self.counted)
        self.model = OverlapModel(self)
        self.table = self._list()
        column.addWidget(self.table, 1)
        column.addWidget(self._buttons())
        self.modes.idToggled.connect(self._show_pairs)
        self._show_pairs()
        if self.table.isVisibleTo(self):
            self.table.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        rule: OverlapRule,
        labels: Sequence[str],
        pairs: Sequence[OwnOverlap],
    ) -> Wish:
        """What the person wants of it; ``pairs`` are all spans of theirs that overlap."""
        dialog = cls(parent, rule, labels, pairs)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if dialog.place is not None:
            return Wish(place=dialog.place)
        return Wish(rule=dialog.rule if agreed and dialog.rule != rule else None)

    @property
    def rule(self) -> OverlapRule:
        """What is chosen now."""
        said = {name: box.currentData() for name, box in self.boxes.items()}
        own = sorted((name, Overlaps(mode)) for name, mode in said.items() if mode)
        return OverlapRule(list(Overlaps)[self.modes.checkedId()], tuple(own))

    def _label_rows(self, rule: OverlapRule, labels: Sequence[str]) -> QWidget:
        grid = QGridLayout()
        grid.setColumnStretch(2, 1)
        self.boxes: dict[str, QComboBox] = {}
        said = dict(rule.labels)
        for row, name in enumerate(labels):
            box = QComboBox()
            box.setObjectName(f"overlaps_label_{name}")
            box.addItem(_tr("same as the project"), "")
            for mode, (words, _) in _modes().items():
                box.addItem(words.replace("&", "").lower(), mode.value)
            box.setCurrentIndex(box.findData(said[name].value) if name in said else 0)
            box.currentIndexChanged.connect(self._show_pairs)
            shown = QLabel(name)
            shown.setBuddy(box)
            grid.addWidget(shown, row, 0)
            grid.addWidget(box, row, 1)
            self.boxes[name] = box
        inside = QWidget()
        inside.setLayout(grid)
        area = QScrollArea()
        area.setObjectName("overlaps_labels")
        area.setAccessibleName(_tr("Overlaps of single labels"))
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setMaximumHeight(min(_LABELS_PX, inside.sizeHint().height()))
        return area

    def _list(self) -> QTableView:
        table = row_table("overlaps_list", _tr("Spans that may not overlap"), self.model)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.activated.connect(self._go)
        return table

    def _buttons(self) -> QDialogButtonBox:
        box = dialog_buttons(Standard.Ok | Standard.Cancel, self)
        self.show_button = box.addButton(
            _tr("&Show in the article"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.show_button.setObjectName("overlaps_show")
        self.show_button.setAutoDefault(False)
        self.show_button.clicked.connect(lambda: self._go(self.table.currentIndex()))
        return box

    def _show_pairs(self) -> None:
        rule = self.rule
        pairs = [pair for pair in self._pairs if not rule.allows(*pair.spans)]
        self.model.show_rows(pairs)
        words = filled(_tr("%s overlap and may not:"), whose(pairs))
        if not pairs:
            words = _tr("None of your spans overlap in a way that is not allowed.")
        self.counted.setText(words)
        self.table.setVisible(bool(pairs))
        self.show_button.setVisible(bool(pairs))
        if pairs:
            self.table.selectRow(0)

    def _go(self, index: QModelIndex) -> None:
        pair = self.model.row_at(index.row())
        if pair is not None:
            self.place = pair
            self.reject()


def _modes() -> dict[Overlaps, tuple[str, str]]:
    return {
        Overlaps.NONE: (_tr("&Not at all"), _tr("Each word belongs to one span at most.")),
        Overlaps.NESTED: (
            _tr("N&ested"),
            _tr("A span may lie inside a longer one: LOCATION “Kabul” in ACTOR “Kabul police”."),
        ),
        Overlaps.ANY: (
            _tr("&In any way"),
            _tr("Also partly, and the same words with two labels."),
        ),
    }
