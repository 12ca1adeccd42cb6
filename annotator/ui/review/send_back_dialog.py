"""Asks to whom an article goes back, about which passage, and with what word."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QLineEdit, QWidget

from annotator.domain.sent_back import THROUGH
from annotator.domain.values import ArticleStatus, Status
from annotator.domain.wording import filled
from annotator.ui.review.review_texts import quoted
from annotator.ui.shell.drafts import AsksFirst, Typed
from annotator.ui.shell.people import People
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons
from annotator.ui.shell.widgets.labels import plain
from annotator.ui.shell.widgets.ticked_people import TickedPeople


@dataclass(frozen=True, slots=True)
class SendBackWish:
    """To whom, with what word, and whether it is about the passage in view alone."""

    annotators: tuple[str, ...]
    comment: str
    passage: bool


class SendBackDialog(AsksFirst, QDialog):
    """Those who have the article, to tick; the passage; a line to write."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        statuses: Sequence[ArticleStatus],
        ticked: Collection[str],
        people: People,
        quote: str,
    ) -> None:
        """``quote`` is the passage in view, empty where none is."""
        super().__init__(parent)
        self.setObjectName("send_back_dialog")
        self.setWindowTitle(self.tr("Send back"))
        self.setMinimumWidth(420)
        self.people = TickedPeople("send_back_people", self.tr("Annotators"))
        for status in statuses:
            name, through = status.annotator, status.status in THROUGH
            text = f"{people.badge(name).name}  ({_standing(status.status)})"
            item = self.people.add(name, text, ticked=through and name in ticked)
            flags = Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags | Qt.ItemFlag.ItemIsEnabled if through else flags)
        row_px = max(self.people.sizeHintForRow(0), 18)
        self.people.setFixedHeight(min(120, row_px * max(1, len(statuses)) + 8))
        self.people.itemChanged.connect(lambda item: self._check())
        self.passage = QCheckBox(filled(self.tr("Point at “%1”"), quoted(quote).replace("&", "&&")))
        self.passage.setObjectName("send_back_passage")
        self.passage.setChecked(bool(quote))
        self.passage.setVisible(bool(quote))
        self.comment = QLineEdit()
        self.comment.setObjectName("send_back_comment")
        self.comment.setPlaceholderText(self.tr("What they should look at"))
        self._words = plain("send_back_words", quiet=True)
        form = QFormLayout(self)
        form.addRow(plain("send_back_title", title))
        form.addRow(self.tr("To"), self.people)
        if quote:
            form.addRow("", self.passage)
        form.addRow(self.tr("Comment"), self.comment)
        form.addRow(self._words)
        self._box = dialog_buttons(Standard.Ok | Standard.Cancel)
        self._box.button(Standard.Ok).setText(self.tr("Send back"))
        self._box.accepted.connect(self.accept)
        self._box.rejected.connect(self.reject)
        form.addRow(self._box)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.comment.setFocus()
        self._check()

    @classmethod
    def ask(cls, parent: QWidget | None, *args: object) -> SendBackWish | None:
        """What is wanted; None when the person thinks better of it. ``args`` as of the dialog."""
        dialog = cls(parent, *args)  # type: ignore[arg-type]
        agreed = accepted(dialog)
        return dialog.wish() if agreed else None

    def wish(self) -> SendBackWish:
        """What is ticked and written now."""
        # A box that was left out is in no window.
        about = self.passage.isChecked()
        return SendBackWish(self.people.ticked(), self.comment.text().strip(), about)

    def typed(self) -> list[Typed]:
        text = self.comment.text().strip()
        return [Typed(self.tr("Your comment"), text)] if text else []

    def _check(self) -> None:
        somebody = bool(self.people.ticked())
        self._box.button(Standard.Ok).setEnabled(somebody)
        none = self.tr("Tick who gets it back. Who is in progress has it in their queue anyway.")
        self._words.setText("" if somebody else none)


def _standing(status: Status) -> str:
    return status.value.replace("_", " ")
