"""Walks an annotator through the differences to gold: one key to the next, one to answer."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from PySide6.QtCore import QObject

from annotator.domain.changes import Change, Part
from annotator.domain.conflicts import Option
from annotator.domain.errors import AnnotatorError
from annotator.domain.feedback import Feedback, GoldDifference
from annotator.domain.gold import Ruling
from annotator.domain.wording import filled
from annotator.operations.reviewing import feedback
from annotator.ui.look import theme
from annotator.ui.review.feedback_panel import DifferenceView, FeedbackPanel
from annotator.ui.review.review_texts import kind_name, option_runs, reason_name
from annotator.ui.shell.context import Context
from annotator.ui.shell.drafts import Typed
from annotator.ui.shell.widgets.choice_row import Run


class FeedbackWalk(QObject):
    """The feedback of the annotator of one project, beside the text while it is asked for."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.session)
        self._context = context
        self._session = context.session
        self._told: Feedback | None = None
        self._at = -1
        self.panel = FeedbackPanel()
        context.right.add(self.panel)
        self.panel.answered.connect(self._on_answered)
        self.panel.left.connect(context.surface.setFocus)

    def toggle(self) -> None:
        """Show or hide the feedback, in the place of the inspector."""
        self._context.right.toggle(self.panel)
        if self.panel.isVisible():
            self._load()

    def close(self) -> None:
        """Take the panel away."""
        self._context.right.remove(self.panel)

    def step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) difference."""
        if not self.panel.isVisible():
            self.toggle()
        elif self._told is not None and self._told.differences:
            self._at = (self._at + step) % len(self._told.differences)
            self._show()

    def begin_answer(self) -> None:
        """Let the person answer the reviewer."""
        if self.panel.isVisible() and self.panel.answer.isVisible():
            self.panel.answer.begin()
            return
        self._context.fields.hush()  # what was meant for the answer is no command
        self._session.say(
            self.tr("{feedback} shows your differences; the one in view is answered.")
        )

    def follow(self, change: Change) -> None:
        """Compare anew where gold or what is said of it has changed."""
        if Part.GOLD in change.parts and self.panel.isVisible():
            self._load(keep=True)

    def _load(self, *, keep: bool = False) -> None:
        workspace = self._session.workspace
        if not keep:
            self._at = -1
            self.panel.show_summary("", title=self.tr("Comparing with gold…"))
        self._context.tasks.start(
            lambda progress: feedback.feedback(
                workspace.project, workspace.annotator, progress=progress
            ),
            done=self._take,
            failed=self._on_failed,
            lane="feedback",
        )

    def _take(self, told: Feedback) -> None:
        self._told = told
        text = self.tr("Articles in gold: %1 · spans as in gold: %2 · differences: %3")
        text = filled(text, told.articles, told.agreed, len(told.differences))
        kinds = " · ".join(f"{count} {kind}" for kind, count in told.kinds.items())
        if told.differences:
            self.panel.show_summary(f"{text}\n{kinds}")
            self._at = max(0, min(self._at, len(told.differences) - 1))
            self._show()
        else:
            title = self.tr("No difference from gold") if told.articles else self.tr("No gold yet")
            self.panel.show_summary(text if told.articles else "", title=title)

    def _show(self) -> None:
        assert self._told is not None
        item = self._told.differences[self._at]
        session, view = self._session, self._context.surface
        if session.article != item.article.id:
            session.open(item.article.id)
        view.highlight_found([(item.start, item.end)])
        self._point_at(item)
        view.setFocus()
        self.panel.show_difference(self._view_of(item, len(self._told.differences)))

    def _point_at(self, item: GoldDifference) -> None:
        """Let keys act on what is shown: the own span there, else the passage."""
        view = self._context.surface
        places = {span.place for span in item.own}
        for mark in view.marks:
            if mark.confirmed and (mark.start, mark.end, mark.label.name) in places:
                view.focus_mark(mark.id)
                view.reveal(item.start, item.end)
                return
        view.select_place(item.start, item.end)

    def _view_of(self, item: GoldDifference, count: int) -> DifferenceView:
        dark = theme.is_dark(self.panel.palette())
        inks = {name: theme.ink(lab, dark=dark) for name, lab in self._context.labels.items()}
        state = self._session.state
        text = state.text if state else ""
        words = filled(self.tr("Difference %1 of %2"), self._at + 1, count)
        said = [f"{c.author}: {c.text}" for c in item.comments]
        return DifferenceView(
            heading=f"{words} · {kind_name(item.kind)}",
            quote=(Run(item.before), Run(item.words, bold=True), Run(item.after)),
            own=option_runs(Option(item.own), text, inks),
            gold=option_runs(Option(item.gold), text, inks),
            why=self._why(item),
            said="\n".join(said),
            answers=None if self._session.workspace.project.read_only else item.ruling,
        )

    def _why(self, item: GoldDifference) -> str:
        ruling = item.ruling
        if ruling is None:
            return self.tr("Decided by the rule: the others agreed.")
        parts = [filled(self.tr("Decided by %1, %2"), ruling.reviewer, ruling.at[:10])]
        if ruling.reason is not None:
            parts.append(reason_name(ruling.reason))
        return " · ".join(parts) + (f"\n“{ruling.comment}”" if ruling.comment else "")

    def typed(self) -> list[Typed]:
        """Answers that are written and not sent."""
        what = self.tr("Your answer to the reviewer")
        drafts = self.panel.answer.drafts
        return [
            Typed(what, text, partial(self._send, ruling, text)) for ruling, text in drafts.items()
        ]

    def _send(self, ruling: Hashable, text: str) -> None:
        assert isinstance(ruling, Ruling)  # what an answer is about
        self.panel.answer.forget(ruling)
        self._on_answered(ruling, text)

    def _on_answered(self, ruling: Ruling, text: str) -> None:
        workspace = self._session.workspace
        self._session.attempt(lambda: feedback.answer(workspace, ruling, text), text=text)

    def _on_failed(self, error: AnnotatorError) -> None:
        self.panel.show_summary(str(error), title=self.tr("No feedback"))
