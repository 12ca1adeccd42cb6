"""The sheet of keys, made from the live actions; keys can be changed here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.wording import filled
from annotator.ui.shell.action_rows import LABEL_PREFIX, MENUS
from annotator.ui.shell.action_table import ActionTable
from annotator.ui.shell.widgets.buttons import Standard, dialog_buttons
from annotator.ui.shell.widgets.labels import plain

# What the surface does itself. It cannot be changed, but it belongs on the sheet.
READING_KEYS = (
    ("← →", "Previous, next word; with Shift select, with Ctrl by sentence"),
    ("← → at a span", "Over it as a whole; back again, into its words"),
    ("↑ ↓", "Line above, below; with Shift select"),
    ("Home End", "First, last word of the line; with Ctrl of the article"),
    ("PgUp PgDown", "Scroll by a screenful"),
    ("Esc", "Clear the selection, then the focus"),
    ("Drag, double click", "Select words, take a word; with Alt by character"),
    ("Drag an edge", "Resize a span; with Alt by character"),
    ("Ctrl+wheel", "Size of the type"),
)


class KeySheet(QDialog):
    """All actions by menu with their keys, and a line to give the chosen one another key."""

    def __init__(
        self, parent: QWidget | None, table: ActionTable, keep: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self.setObjectName("key_sheet")
        self.setWindowTitle(self.tr("Keys"))
        self.resize(620, 640)
        self._table = table
        self._keep = keep
        self.search = QLineEdit()
        self.search.setObjectName("key_search")
        self.search.setPlaceholderText(self.tr("Search actions and keys…"))
        self.search.textChanged.connect(self._filter)
        self.tree = QTreeWidget()
        self.tree.setObjectName("key_tree")
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([self.tr("Action"), self.tr("Key")])
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)
        self.tree.currentItemChanged.connect(self._on_chosen)
        self.edit = QKeySequenceEdit()
        self.edit.setObjectName("key_edit")
        self.edit.setMaximumSequenceLength(1)
        self.set_key = QPushButton(self.tr("Use this key"))
        self.set_key.setObjectName("key_set")
        self.set_key.clicked.connect(self._rebind)
        self.reset_key = QPushButton(self.tr("Default key"))
        self.reset_key.setObjectName("key_reset")
        self.reset_key.clicked.connect(self._reset)
        self.words = plain("", self.tr("Choose an action to give it another key."))
        self._build()

    @classmethod
    def ask(cls, parent: QWidget | None, table: ActionTable, keep: Callable[[], None]) -> None:
        """Show the sheet; ``keep`` is called after every change of a key."""
        dialog = cls(parent, table, keep)
        dialog.exec()
        dialog.deleteLater()

    def _build(self) -> None:
        change = QHBoxLayout()
        change.addWidget(self.edit, 1)
        change.addWidget(self.set_key)
        change.addWidget(self.reset_key)
        buttons = dialog_buttons(Standard.Close, self)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addWidget(self.words)
        column.addLayout(change)
        column.addWidget(buttons)
        self._fill()
        self._on_chosen(None)

    def _fill(self) -> None:
        self.tree.clear()
        # What the hands do all day stands first.
        menus = sorted(MENUS, key=lambda menu: menu not in ("Span", "Article"))
        groups = {menu: self._group(menu) for menu in menus}
        for name, action in self._table.actions.items():
            text = action.data().replace("&", "")
            text = filled(self.tr("Label as %s"), text) if _is_label(name) else text
            item = QTreeWidgetItem(groups[self._table.rows[name].menu], [text, self._keys(name)])
            item.setData(0, Qt.ItemDataRole.UserRole, name)
        reading = self._group(self.tr("Reading"))
        for keys, text in READING_KEYS:
            QTreeWidgetItem(reading, [self.tr(text), keys])
        self.tree.expandAll()

    def _filter(self, typed: str) -> None:
        """Show the actions alone that have what is typed in their name or their key."""
        root = self.tree.invisibleRootItem()
        for group in _children(root):
            rows = _children(group)
            for row in rows:
                row.setHidden(not any(typed.casefold() in row.text(n).casefold() for n in (0, 1)))
            group.setHidden(all(row.isHidden() for row in rows))

    def _group(self, text: str) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self.tree, [text])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        return group

    def _keys(self, name: str) -> str:
        shown = self._table[name].shortcuts()
        return ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in shown)

    def _chosen(self) -> str | None:
        item = self.tree.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole) if item else None

    def _on_chosen(self, item: QTreeWidgetItem | None) -> None:
        name = item.data(0, Qt.ItemDataRole.UserRole) if item else None
        for widget in (self.edit, self.set_key, self.reset_key):
            widget.setEnabled(name is not None)
        if name is not None:
            self.edit.setKeySequence(self._table[name].shortcut())

    def _rebind(self) -> None:
        name, key = self._chosen(), self.edit.keySequence().toString()
        if name is None or not key:
            return
        holder = self._table.holder_of(key, name)
        if holder not in (None, name):
            text = self.tr("%1 belongs to “%2”; choose another key or change that one first.")
            taken = self._table[str(holder)].data().replace("&", "")
            self.words.setText(filled(text, key, taken))
            return
        self._table.rebind(name, [key])
        self._done(name)

    def _reset(self) -> None:
        name = self._chosen()
        if name is not None:
            self._table.rebind(name, None)
            self._done(name)

    def _done(self, name: str) -> None:
        self._keep()
        item = self.tree.currentItem()
        assert item is not None  # its key has just been changed
        item.setText(1, self._keys(name))
        self._on_chosen(item)
        self.words.setText(self.tr("Changed."))


def _is_label(name: str) -> bool:
    return name.startswith(LABEL_PREFIX)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for row in range(item.childCount()) if (child := item.child(row)) is not None]
