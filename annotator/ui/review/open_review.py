"""Review in an open project: reviewing in a mode of its own, and feedback while annotating."""

from __future__ import annotations

from annotator.domain.changes import Change
from annotator.domain.gold import Plan
from annotator.ui.review.feedback_walk import FeedbackWalk
from annotator.ui.review.review_mode import ReviewMode
from annotator.ui.shell.action_rows import ANNOTATE, DRAFT, REVIEW, Mode
from annotator.ui.shell.context import Context
from annotator.ui.shell.drafts import Typed
from annotator.ui.shell.room import OpenRoom


class OpenReview(OpenRoom):
    """The review of one project, and the feedback of its annotator."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.feedback = FeedbackWalk(context)
        self.review = ReviewMode(context)
        self._bind()

    def _bind(self) -> None:
        feedback, review = self.feedback, self.review
        adjudication = review.adjudication
        self.bind(
            {
                "feedback": feedback.toggle,
                "step_difference": feedback.step,
                "answer": feedback.begin_answer,
            },
            ANNOTATE,
        )
        self.bind(
            {
                "undo": review.undo,
                "redo": review.redo,
                "step_article": review.step_article,
                "choose": adjudication.choose,
                "choose_again": adjudication.choose_again,
                "neither": adjudication.reject,
                "edit_gold": adjudication.begin_draft,
                "confirm_agreed": adjudication.accept_agreed,
                "step_conflict": adjudication.step,
                "give_reason": adjudication.give_reason,
                "review_comment": adjudication.begin_comment,
                "sign_off": review.sign,
                "review_again": adjudication.reopen,
                "set_aside": review.aside.toggle,
                "next_answer": review.replies.step_answer,
                "send_back": review.replies.send_back,
                "take_article": review.replies.take,
                "review_plan": review.ask_plan,
                "gold_by_rule": review.ask_rule_all,
            },
            REVIEW,
        )
        self.bind(
            {
                "draft_done": adjudication.end_draft,
                "draft_next": lambda: adjudication.editor.step(1),
                "draft_cancel": adjudication.cancel_draft,
                "label": lambda name: adjudication.editor.label(name),
                "move_edge": lambda move: adjudication.editor.move_edge(move),
                "remove": lambda: adjudication.editor.remove(),
            },
            DRAFT,
        )

    def leave(self, mode: Mode) -> None:
        if mode is not Mode.ANNOTATE:
            self.review.leave()

    def enter(self, mode: Mode) -> None:
        if mode is Mode.REVIEW:
            self.review.enter()

    def follow(self, change: Change) -> None:
        self.review.follow(change)
        self.feedback.follow(change)

    def go_to(self, article: int, place: tuple[int, int] | None) -> bool:
        reviewing = self.context.table.mode is not Mode.ANNOTATE
        if reviewing:
            self.review.open(article, at=place[0] if place else None)
        return reviewing

    def reviewed(self) -> Plan | None:
        if self.context.table.mode is Mode.ANNOTATE:
            return None
        self.review.is_up_to_date()  # others may have changed the plan
        return self.review.plan

    def settle(self) -> None:
        self.review.panel.settle()

    def typed(self) -> list[Typed]:
        return self.feedback.typed() + self.review.adjudication.typed()

    def close(self) -> None:
        super().close()
        self.review.close()
        self.feedback.close()
