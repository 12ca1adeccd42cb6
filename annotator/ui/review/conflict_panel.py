"""Everything about the conflict in view: its words, its versions, why, and what to say about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.figures import Figure, Place
from annotator.domain.gold import Reason
from annotator.domain.wording import filled
from annotator.ui.review.article_agreement import ArticleAgreementTable
from annotator.ui.review.review_texts import ItemView
from annotator.ui.shell.drafts import DraftField
from annotator.ui.shell.widgets.choice_row import ChoiceRow, Run, Words
from annotator.ui.shell.widgets.figure_form import FigureForm
from annotator.ui.shell.widgets.flow_layout import Flow
from annotator.ui.shell.widgets.labels import heading, plain
from annotator.ui.shell.widgets.mode_switch import ModeButton

MOST = 9  # versions that have a key


class ConflictPanel(QWidget):
    """Shows an item; says what of it was chosen with the mouse and what was written about it."""

    chosen = Signal(int)  # version
    neither_chosen = Signal()
    edit_chosen = Signal()
    commented = Signal(object, str)  # (article, conflict), what was written
    figure_written = Signal(object)  # Figure, of the focused span of a draft
    left = Signal()  # the person goes back to reading

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        """``actions`` by id: what the buttons show the keys of and run."""
        super().__init__(parent)
        self.setObjectName("conflict_panel")
        self._actions = actions
        self._heading = heading("conflict_heading")
        self._card = QFrame()
        self._card.setObjectName("conflict_card")
        self._card.setAutoFillBackground(True)
        self._card.setBackgroundRole(QPalette.ColorRole.Window)
        self._quote = Words("conflict_quote")
        self._rows: list[ChoiceRow] = []
        self._neither = ChoiceRow("choice_neither")
        self._neither.clicked.connect(self.neither_chosen)
        self._edit = ChoiceRow("choice_edit")
        self._edit.clicked.connect(self.edit_chosen)
        self._notes = plain("conflict_notes", narrow=True)
        self._told = plain("conflict_told", quiet=True, narrow=True)
        self._reasons = {
            Reason.GUIDELINE_GAP: ModeButton(actions["reason_gap"], small=True),
            Reason.AMBIGUOUS: ModeButton(actions["reason_ambiguous"], small=True),
            Reason.SLIP: ModeButton(actions["reason_slip"], small=True),
        }
        self._decided = QFrame()
        self._decided.setObjectName("decided")
        self._decided_words = plain("decided_words", narrow=True)
        self._decided_reasons = {
            reason: ModeButton(button.action, small=True)
            for reason, button in self._reasons.items()
        }
        for button in self._decided_reasons.values():
            button.setObjectName(f"decided_{button.objectName()}")
        self._decided.hide()
        self.comment = DraftField("conflict_comment")
        self.comment.setAccessibleName(self.tr("Comment to the annotators"))
        self.comment.setPlaceholderText(self.tr("Comment to the annotators…"))
        self.comment.written.connect(self.commented)
        self.comment.left.connect(self.left)
        self.figure = FigureForm()
        self.figure.confirm.hide()
        self.figure.changed.connect(self.figure_written)
        self.figure.left.connect(self.left)
        self._hint = plain("conflict_hint", quiet=True, narrow=True)
        self.agreement = ArticleAgreementTable(heading("agreement_heading"))
        self._compose()
        self.show_nothing("")
        self.show_remarks("", "")

    def _compose(self) -> None:
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(10, 10, 10, 10)
        inside.setSpacing(6)
        inside.addWidget(self._quote)
        inside.addWidget(self._notes)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(6)
        inside.addLayout(self._choices)
        inside.addWidget(self._neither)
        inside.addWidget(self._edit)
        inside.addWidget(self.figure)
        inside.addWidget(self._told)
        self._why = Flow(*self._reasons.values())
        inside.addWidget(self._why)
        inside.addWidget(self.comment)
        inside.addStretch(1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(14, 14, 12, 8)
        column.setSpacing(8)
        decided = QVBoxLayout(self._decided)
        decided.setContentsMargins(0, 0, 0, 10)
        decided.setSpacing(6)
        decided.addWidget(self._decided_words)
        decided.addWidget(Flow(*self._decided_reasons.values()))
        column.addWidget(self._decided)
        column.addWidget(self._heading)
        column.addWidget(self._card)
        column.addWidget(self._hint)
        self._remarks_heading = heading("remarks_heading", self.tr("Said about this article"))
        self._remarks_heading.setContentsMargins(0, 8, 0, 0)
        self._remarks = plain("article_remarks", narrow=True)
        column.addWidget(self._remarks_heading)
        column.addWidget(self._remarks)
        column.addWidget(self.agreement)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("conflict_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(whole)
        for part in (scroll.viewport(), whole):
            part.setAutoFillBackground(True)
            part.setBackgroundRole(QPalette.ColorRole.Base)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def show_item(self, about: tuple[int, str], view: ItemView) -> None:
        """Show an item that can be decided; ``about`` names its article and itself."""
        self._card.show()
        self._heading.setText(view.heading.upper())
        self._quote.show_runs(view.quote)
        self._show_choices(view)
        self._neither.setVisible(view.offers_neither or view.neither_taken)
        self._neither.show_choice(
            [Run(self.tr("No span"))], (), self._key("neither"), taken=view.neither_taken
        )
        written = filled(self.tr("Edited: %s"), view.edited)
        text = written if view.edited else self.tr("Edit…")
        self._edit.show()
        self._edit.show_choice([Run(text)], (), self._key("edit_gold"), taken=bool(view.edited))
        self._told.setText(view.told)
        self._told.setVisible(bool(view.told))
        self._why.setVisible(self._decided.isHidden())
        for known, button in self._reasons.items():
            button.setChecked(known is view.reason)
        self.comment.setVisible(True)
        self.comment.show_text(about, view.comment)
        self.figure.hide()
        self._say("")

    def show_decided(self, words: str, reason: Reason | None) -> None:
        """Show what was decided last, which a reason is about now; no ``words`` where none is."""
        self._decided_words.setText(words)
        self._decided.setVisible(bool(words))
        self._why.setVisible(not words)
        for known, button in self._decided_reasons.items():
            button.setChecked(known is reason)

    def show_remarks(self, here: str, article: str) -> None:
        """Show what annotators noted on the conflict in view, and what else of its article."""
        self._notes.setText(here)
        self._notes.setVisible(bool(here))
        for part in (self._remarks_heading, self._remarks):
            part.setVisible(bool(article))
        self._remarks.setText(article)

    def show_draft(self, quote: Sequence[Run], spans: Sequence[Run], hint: str) -> None:
        """Show that gold is being written."""
        self._card.show()
        self._heading.setText(self.tr("Edit").upper())
        self._quote.show_runs(quote)
        for row in self._rows:
            row.hide()
        self._neither.hide()
        self._edit.show()
        self._edit.show_choice(spans, (), "⏎", taken=True)
        self._told.hide()
        self._why.hide()
        self.comment.hide()
        self._say(hint)

    def show_figure(
        self, figure: Figure | None, beside: Sequence[tuple[Place, str]], *, shown: bool
    ) -> None:
        """Let the value of the focused span of a draft be written, if it is a FIGURE."""
        self.figure.setVisible(shown)
        if shown:
            self.figure.show_figure(figure, beside=beside)
            self.figure.confirm.hide()

    def show_nothing(self, text: str, *, title: str = "") -> None:
        """Show that there is no conflict to look at, and what can be done."""
        self._heading.setText(title.upper())
        self._card.hide()
        self._say(text)

    def settle(self) -> None:
        """Take over what is being typed."""
        self.figure.settle()
        self.comment.settle()

    def _show_choices(self, view: ItemView) -> None:
        while len(self._rows) < len(view.choices):
            number = len(self._rows)
            row = ChoiceRow(f"choice_{number + 1}")
            row.clicked.connect(lambda checked=False, n=number: self.chosen.emit(n))
            self._choices.addWidget(row)
            self._rows.append(row)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(view.choices))
            if number < len(view.choices):
                choice = view.choices[number]
                key = self._key(f"version_{number + 1}") if number < MOST else ""
                row.show_choice(choice.runs, choice.badges, key, taken=choice.taken)

    def _key(self, action_id: str) -> str:
        keys = self._actions[action_id].shortcut()
        return keys.toString(keys.SequenceFormat.NativeText)

    def _say(self, text: str) -> None:
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
