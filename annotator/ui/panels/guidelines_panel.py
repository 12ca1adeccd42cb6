"""The guidelines beside the text: to read, and to write a new version of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QPalette,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.gold import Gap
from annotator.domain.guidelines import Guidelines


class _Page(QTextBrowser):
    """Shows Markdown and loads nothing: guidelines come from colleagues' files too."""

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        return None


class GuidelinesPanel(QWidget):
    """Hidden until asked for; ``written`` with the text of a new version."""

    written = Signal(str)
    gap_requested = Signal(object)  # Gap
    opened = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guidelines_panel")
        self.page = _Page()
        self.page.setObjectName("guidelines_page")
        self.page.setAccessibleName(self.tr("Guidelines"))
        self.page.setOpenLinks(False)
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.editor = QPlainTextEdit()
        self.editor.setObjectName("guidelines_editor")
        self.editor.setAccessibleName(self.tr("Guidelines as Markdown"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.page)
        self._pages.addWidget(self.editor)
        self.version = QLabel()
        self.version.setObjectName("guidelines_version")
        self.version.setTextFormat(Qt.TextFormat.PlainText)
        self.version.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.edit = self._button("guidelines_edit", self.tr("Edit"), self._begin)
        self.save = self._button("guidelines_save", self.tr("Save as new version"), self._save)
        self.cancel = self._button("guidelines_cancel", self.tr("Cancel"), self._cancel)
        row = QHBoxLayout()
        row.addWidget(self.version, 1)
        for button in (self.edit, self.save, self.cancel):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 8, 8)
        column.addLayout(row)
        column.addWidget(self._pages, 1)
        self._heading = QLabel()
        self._heading.setObjectName("gaps_heading")
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._heading.setWordWrap(True)
        self.gaps = QListWidget()
        self.gaps.setObjectName("gaps")
        self.gaps.setAccessibleName(self.tr("Gaps that reviewers have found"))
        self.gaps.setWordWrap(True)
        self.gaps.setSpacing(3)
        self.gaps.setFrameShape(QListWidget.Shape.NoFrame)
        self.gaps.setMaximumHeight(200)
        self.gaps.itemActivated.connect(self._ask)
        self.gaps.itemClicked.connect(self._ask)
        column.addWidget(self._heading)
        column.addWidget(self.gaps)
        self._text = ""
        self._end()
        self.show_gaps((), new=0)
        self.hide()

    def show_guidelines(self, guidelines: Guidelines, *, editable: bool) -> None:
        """Show a version."""
        self._text = guidelines.text
        self.page.setMarkdown(guidelines.text)
        _quieten(self.page.document())
        words = self.tr("Version %1").replace("%1", str(guidelines.version))
        if not guidelines.version:
            words = self.tr("As they come with the program")
        day = guidelines.at[:10]
        parts = (words, guidelines.annotator, day)
        self.version.setText(" · ".join(part for part in parts if part))
        self.edit.setEnabled(editable)
        self._end()

    def show_gaps(self, gaps: Sequence[Gap], *, new: int) -> None:
        """List what reviewers have found missing; the first ``new`` of them since this version."""
        self.gaps.clear()
        for number, gap in enumerate(gaps):
            words = " ".join(gap.quote.split())
            said = f" · {gap.ruling.comment}" if gap.ruling.comment else ""
            older = "" if number < new else self.tr(" (before this version)")
            item = QListWidgetItem(f"“{words}”{said}{older}")
            # A tool tip finds out by itself whether it is rich text; titles come from outside.
            item.setToolTip(gap.title.replace("&", "&amp;").replace("<", "&lt;"))
            item.setData(Qt.ItemDataRole.UserRole, gap)
            self.gaps.addItem(item)
        words = self.tr("Gaps found in review: %1 since this version, %2 in all")
        self._heading.setText(words.replace("%1", str(new)).replace("%2", str(len(gaps))))
        self._heading.setVisible(bool(gaps))
        self.gaps.setVisible(bool(gaps))

    @property
    def editing(self) -> bool:
        """Whether a new version is being written."""
        return self._pages.currentWidget() is self.editor

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opened.emit()

    def _ask(self, item: QListWidgetItem) -> None:
        self.gap_requested.emit(item.data(Qt.ItemDataRole.UserRole))

    def _begin(self) -> None:
        self.editor.setPlainText(self._text)
        self._pages.setCurrentWidget(self.editor)
        self._show_buttons(editing=True)
        self.editor.setFocus()

    def _save(self) -> None:
        self.written.emit(self.editor.toPlainText())
        self._end()
        self.left.emit()

    def _cancel(self) -> None:
        self._end()
        self.left.emit()

    def _end(self) -> None:
        self._pages.setCurrentWidget(self.page)
        self._show_buttons(editing=False)

    def _show_buttons(self, *, editing: bool) -> None:
        self.edit.setVisible(not editing)
        self.save.setVisible(editing)
        self.cancel.setVisible(editing)

    def _button(self, name: str, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.clicked.connect(act)
        return button


def _quieten(document: QTextDocument) -> None:
    """Set headings for a narrow column: bold, and hardly larger than the text."""
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level:
            size = QTextCharFormat()
            size.setProperty(QTextFormat.Property.FontSizeAdjustment, 1 if level == 1 else 0)
            cursor = QTextCursor(block)
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.mergeCharFormat(size)
        block = block.next()
