"""People with a box each to tick, and names typed beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

_NAME = Qt.ItemDataRole.UserRole


class TickedPeople(QListWidget):
    """A list of people; its row says what there is to know of each beside the name."""

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)

    def add(self, person: str, text: str, *, ticked: bool) -> QListWidgetItem:
        """A row for a person, showing ``text``."""
        item = QListWidgetItem(text)
        item.setData(_NAME, person)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.addItem(item)
        return item

    def ticked(self) -> tuple[str, ...]:
        """Who is ticked, from the top."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(i.data(_NAME) for i in items if i.checkState() == Qt.CheckState.Checked)


def with_typed(ticked: Sequence[str], typed: str) -> tuple[str, ...]:
    """Those who are ticked, and further names parted by commas, each once."""
    names = (" ".join(name.split()) for name in typed.split(","))
    return tuple(dict.fromkeys([*ticked, *(name for name in names if name)]))
