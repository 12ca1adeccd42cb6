"""What the reviewer does about what annotators said: goes to their answers, looks at what they have
flagged or skipped, sends back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from annotator.domain.review_case import Case
from annotator.ui.review.adjudication import Adjudication
from annotator.ui.review.aside import Aside
from annotator.ui.review.review_model import ReviewModel
from annotator.ui.review.sending import InView, send_back
from annotator.ui.shell.context import Context
from annotator.ui.shell.people import People


@dataclass(frozen=True, slots=True)
class Ways:
    """What the review does for others: opens an article (``at`` an offset), reads one (None where
    it is not under review), lists its articles anew, sees whether its plan is still the same."""

    open: Callable[..., None]
    case: Callable[[int], Case | None]
    reload: Callable[[], None]
    is_up_to_date: Callable[[], bool]


class Replies(QObject):
    """The keys for what annotators said."""

    def __init__(
        self, context: Context, adjudication: Adjudication, model: ReviewModel, ways: Ways
    ) -> None:
        super().__init__(context.session)
        self._context, self._session = context, context.session
        self._adjudication, self._model, self._ways = adjudication, model, ways
        self.aside = Aside(
            context, adjudication.panel, lambda: adjudication.plan, self._open_reviewed
        )

    def _open_reviewed(self, number: int) -> bool:
        """Open an article if it is under review; if not, let go of the one in view."""
        if not self._adjudication.may_leave_draft() or not self._ways.is_up_to_date():
            return True  # what was asked stays in view
        if self._session.look(lambda: self._ways.case(number)) is None:
            self._adjudication.let_go()
            return False
        self._ways.open(number)
        return True

    def take(self) -> None:
        """Let the reviewer annotate the article in view, if it is not under review."""
        case = self._adjudication.case
        self.aside.take(case.article_id if case else None)

    def send_back(self) -> None:
        """Put the article in view back into annotators' queues, with a word."""
        if not self._ways.is_up_to_date():
            return
        case = self._adjudication.case
        entry, text = self.aside.entry, self._context.surface.text
        if case is not None:
            document, people = case.document, People.of(self._adjudication.plan, case.article_id)
            view = InView(document.article, document.text, people, case, self._adjudication.item)
        elif entry is not None:
            view = InView(entry.article, text, self.aside.people(entry))
        else:
            self._session.say(self.tr("No article is in view."))
            return
        if send_back(self._context, view):
            self._after_sending(view.article.id)

    def _after_sending(self, number: int) -> None:
        """Go on where the article is not under review any more."""
        if self.aside.article is not None:
            self.aside.was_sent()
            return
        self.aside.load()
        if self._session.look(lambda: self._ways.case(number)) is None:
            following = self._model.next_undecided(number)
            self._adjudication.let_go()
            self._show_nothing()
            if following is not None:
                self._ways.open(following)
        self._ways.reload()

    def step_answer(self) -> None:
        """Go to the next ruling that an annotator has answered, in this article or another."""
        case, item = self._adjudication.case, self._adjudication.item
        if case is not None:
            here = item.start if item else -1
            after = [ruling for ruling in case.answered if ruling.start > here]
            if after:
                self._ways.open(case.article_id, at=after[0].start)
                return
        number = self._model.next_answered(case.article_id if case else None)
        if number is None:
            self._session.said.emit(self.tr("No annotator has answered since you decided."))
            return
        looked = self._session.look(lambda: self._ways.case(number))
        if looked is not None and looked.answered:
            self._ways.open(number, at=looked.answered[0].start)

    def _show_nothing(self) -> None:
        state = self._session.state
        if state is not None:
            self._context.surface.show_article(state, [], "")
        self._adjudication.panel.show_remarks("", "")
        self._adjudication.panel.show_nothing("")
