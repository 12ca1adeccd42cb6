"""The guidelines beside the text: to read, to compare versions of, and to write anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.direction import isolated
from annotator.domain.gold import Gap
from annotator.domain.guidelines import Guidelines
from annotator.domain.text_diff import Difference, difference
from annotator.domain.wording import filled
from annotator.ui.guidelines.difference_page import set_difference
from annotator.ui.guidelines.version_chooser import VersionChooser
from annotator.ui.look import theme
from annotator.ui.shell.drafts import Typed, drops
from annotator.ui.shell.widgets.labels import plain


class _Page(QTextBrowser):
    """Shows Markdown and loads nothing: guidelines come from colleagues' files too."""

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        return None


class GuidelinesPanel(QWidget):
    """Hidden until asked for; ``written`` with the text of a new version.

    ``restored`` with the older version that shall hold again.
    """

    written = Signal(str)
    restored = Signal(object)  # Guidelines
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
        self.chooser = VersionChooser()
        self.chooser.chosen.connect(self._show_page)
        self.chooser.restore_requested.connect(self._restore)
        self.told = plain("guidelines_difference", quiet=True)
        self.edit = self._button("guidelines_edit", self.tr("Edit"), self._begin)
        self.save = self._button("guidelines_save", self.tr("Save as new version"), self._save)
        self.cancel = self._button("guidelines_cancel", self.tr("Cancel"), self._cancel)
        self.cancel.setToolTip(self.tr("Leave the guidelines as they are"))
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.edit, self.save, self.cancel):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 8, 8)
        column.addWidget(self.chooser)
        column.addWidget(self.told)
        column.addWidget(self._pages, 1)
        column.addLayout(row)
        self._heading = plain("gaps_heading", quiet=True)
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
        self._held = ""
        self._end()
        self.show_gaps((), new=0)
        self.hide()

    def show_versions(self, versions: Sequence[Guidelines], *, editable: bool) -> None:
        """Offer all versions, newest first: the newest is the one that holds."""
        self._held = versions[0].text
        self.chooser.show_versions(versions, editable=editable)
        self.edit.setEnabled(editable)
        self._end()
        self._show_page()

    def begin_choosing(self) -> None:
        """Let the person choose another version by key."""
        self.chooser.shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_last_change(self) -> None:
        """Show what the version in view has changed."""
        if self.editing:
            return
        self.chooser.show_last_change()
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_editing(self) -> None:
        """Let the person write a new version, out of the one that holds."""
        if self.edit.isEnabled() and not self.editing:
            self._begin()

    def show_gaps(self, gaps: Sequence[Gap], *, new: int) -> None:
        """List what reviewers have found missing; the first ``new`` of them since this version."""
        self.gaps.clear()
        for number, gap in enumerate(gaps):
            text = " ".join(gap.quote.split())
            said = f" · {gap.ruling.comment}" if gap.ruling.comment else ""
            older = "" if number < new else self.tr(" (before this version)")
            item = QListWidgetItem(f"“{isolated(text)}”{said}{older}")
            # A tool tip finds out by itself whether it is rich text; titles come from outside.
            item.setToolTip(isolated(gap.title).replace("&", "&amp;").replace("<", "&lt;"))
            item.setData(Qt.ItemDataRole.UserRole, gap)
            self.gaps.addItem(item)
        text = self.tr("Gaps found in review: %1 since this version, %2 in all")
        self._heading.setText(filled(text, new, len(gaps)))
        self._heading.setVisible(bool(gaps))
        self.gaps.setVisible(bool(gaps))

    @property
    def editing(self) -> bool:
        """Whether a new version is being written."""
        return self._pages.currentWidget() is self.editor

    @property
    def draft(self) -> str | None:
        """What is being written and differs from what holds."""
        text = self.editor.toPlainText()
        return text if self.editing and text.strip() != self._held.strip() else None

    def typed(self) -> list[Typed]:
        """The draft, which can be saved as a new version."""
        what, draft = self.tr("The guidelines you are writing"), self.draft
        return [] if draft is None else [Typed(what, draft, self._save, guidelines=True)]

    def go_on(self, text: str) -> None:
        """Go on writing a text that was kept."""
        self._begin()
        self.editor.setPlainText(text)

    def forget(self) -> None:
        """Write no more; another project is shown."""
        self._end()
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opened.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.chooser.beside is not None:
            self._show_page()

    def _ask(self, item: QListWidgetItem) -> None:
        self.gap_requested.emit(item.data(Qt.ItemDataRole.UserRole))

    def _show_page(self) -> None:
        """Show the chosen version as it reads, or what it has changed since another."""
        shown, other = self.chooser.version, self.chooser.beside
        self.told.setVisible(other is not None)
        if shown is not None and other is not None:
            changes = difference(other.text, shown.text)
            self.told.setText(self._told(changes))
            look = self.palette()
            quiet = theme.quiet(look)
            set_difference(self.page.document(), changes, dark=theme.is_dark(look), quiet=quiet)
        elif shown is not None:
            self.page.setMarkdown(shown.text)
            _quieten(self.page.document())

    def _told(self, changes: Difference) -> str:
        if not changes:
            return self.tr("The two versions are identical.")
        text = self.tr("Lines added (+): %1, removed (−): %2. A changed line is both.")
        return filled(text, changes.added, changes.removed)

    def _restore(self) -> None:
        shown = self.chooser.version
        if shown is not None and not self.editing:
            self.chooser.show_newest()
            self.restored.emit(shown)
            self.left.emit()

    def _begin(self) -> None:
        self.chooser.show_newest()
        self.editor.setPlainText(self._held)
        self._pages.setCurrentWidget(self.editor)
        self._show_buttons(editing=True)
        self.editor.setFocus()

    def _save(self) -> None:
        self.written.emit(self.editor.toPlainText())
        self._end()
        self.left.emit()

    def _cancel(self) -> None:
        draft = self.draft
        if draft is None or drops(self, draft):
            self._end()
            self.left.emit()

    def _end(self) -> None:
        self._pages.setCurrentWidget(self.page)
        self._show_buttons(editing=False)

    def _show_buttons(self, *, editing: bool) -> None:
        self.edit.setVisible(not editing)
        self.chooser.setVisible(not editing)
        self.save.setVisible(editing)
        self.cancel.setVisible(editing)

    def _button(self, name: str, text: str, act: object) -> QPushButton:
        button = QPushButton(text)
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
