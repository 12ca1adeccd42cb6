"""Flagged and skipped articles in the review: listed, looked at, taken over by the reviewer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from annotator.domain.gold import Plan
from annotator.domain.remarks import SetAside
from annotator.domain.spans import lanes
from annotator.domain.state import ArticleState
from annotator.operations.reviewing import assigning, remarks
from annotator.ui.document_view.marks import Mark, tag_of
from annotator.ui.review.aside_list import AsideList
from annotator.ui.review.conflict_panel import ConflictPanel
from annotator.ui.review.remark_texts import about_article, statuses_words
from annotator.ui.shell.action_rows import Mode
from annotator.ui.shell.context import Context
from annotator.ui.shell.people import People

ACTION = "set_aside"


class Aside(QObject):
    """The list, and the article of it that is in view where it is not under review."""

    def __init__(
        self,
        context: Context,
        panel: ConflictPanel,
        plan: Callable[[], Plan],
        open_: Callable[[int], bool],
    ) -> None:
        """``open_`` opens an article of the review; False if it is not under review."""
        super().__init__(context.session)
        self._context, self._session = context, context.session
        self._panel, self._plan, self._open = panel, plan, open_
        self.article: int | None = None  # in view, and not under review
        self.entries: Sequence[SetAside] = ()
        self.list = AsideList(
            lambda entry: statuses_words(entry.statuses, self.people(entry)),
            context.table[ACTION],
        )
        for name in (ACTION, "send_back", "take_article"):
            self.list.addAction(context.table[name])  # also where the list has the keyboard
        context.left.add(self.list)
        self.list.open_requested.connect(self._on_row)
        self.list.left.connect(context.surface.setFocus)

    def close(self) -> None:
        """Take the list away."""
        self._context.left.remove(self.list)

    def load(self) -> None:
        """Read what is flagged and skipped."""
        project = self._session.workspace.project
        self.entries = self._session.look(lambda: remarks.set_aside(project)) or ()
        self.list.show_entries(self.entries)
        self.list.show_row(self.list.model.row_of(self.article))
        self._context.table.show_object(ACTION, str(len(self.entries)))

    def toggle(self) -> None:
        """Show the list in the place of the queue, or the queue again."""
        self._context.left.toggle(self.list)
        if self.list.isVisible():
            self.list.go_to_list()
            if not self.list.list.currentIndex().isValid():
                self.list.show_row(0 if self.entries else None)
        else:
            self._context.surface.setFocus()

    def was_sent(self) -> None:
        """The article in view is with its annotators again."""
        self.load()
        text = self.tr("It is in the queue of its annotators; {set_aside} goes back to yours.")
        self._panel.show_nothing(self._session.spelt(text), title=self.tr("Sent back"))

    def take(self, under_review: int | None) -> None:
        """Let the reviewer annotate the article in view; one ``under_review`` is decided here."""
        session, number = self._session, self.article
        if number is None:
            text = self.tr("This article is under review: decide it here.")
            if under_review is None:
                text = self.tr("No article is in view; {set_aside} lists the flagged and skipped.")
            session.say(text)
            return
        workspace = session.workspace
        session.attempt(lambda: assigning.take(workspace, number), self.tr("Take an article"))
        self._context.table[f"{Mode.ANNOTATE.value}_mode"].trigger()
        session.open(number)
        self._context.surface.setFocus()

    def show(self, entry: SetAside) -> None:
        """Bring an article that is not under review into view, with the spans of those who set it
        aside."""
        project, number = self._session.workspace.project, entry.article.id
        names = [status.annotator for status in entry.statuses]
        looked = self._session.look(
            lambda: (remarks.states(project, number, names), remarks.of_article(project, number))
        )
        if looked is None:
            return
        states, said = looked
        self.article = number
        self._context.surface.show_article(
            states[0], _marks(states, self._context), self.tr("not under review")
        )
        people = self.people(entry)
        self._panel.show_decided("", None)
        self._panel.show_nothing(
            self._session.spelt(
                self.tr("{send_back} sends it back; {take_article} lets you annotate it yourself.")
            ),
            title=self.tr("Not under review"),
        )
        self._panel.show_remarks("", about_article(said, None, people))

    def _on_row(self, row: int) -> None:
        entry = self.list.model.at(row)
        if not self._open(entry.article.id):
            self.show(entry)
        self.list.show_row(self.list.model.row_of(entry.article.id))
        self._context.surface.setFocus()

    @property
    def entry(self) -> SetAside | None:
        """What is known of the article in view."""
        return next((one for one in self.entries if one.article.id == self.article), None)

    def people(self, entry: SetAside) -> People:
        """Its annotators as the review calls them."""
        return People.of(self._plan(), entry.article.id)


def _marks(states: Sequence[ArticleState], context: Context) -> list[Mark]:
    spans = [span for state in states for span in state.annotations]
    spans.sort(key=lambda span: (span.start, -span.end))
    return [
        Mark(span, context.labels[span.label], lane, tag_of(span))
        for span, lane in zip(spans, lanes(spans), strict=True)
        if span.label in context.labels
    ]
