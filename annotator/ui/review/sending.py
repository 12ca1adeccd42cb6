"""Sends the article in view, or the conflict in view, back to annotators with a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.conflicts import Conflict
from annotator.domain.review_case import Case
from annotator.domain.sent_back import BackNote
from annotator.domain.values import Article, ArticleStatus, Status
from annotator.domain.wording import filled
from annotator.operations.reviewing import sending_back
from annotator.ui.review.review_texts import reason_name
from annotator.ui.review.send_back_dialog import SendBackDialog
from annotator.ui.shell.context import Context
from annotator.ui.shell.people import People


@dataclass(frozen=True, slots=True)
class InView:
    """What can be sent back: an article with its text, under review with a ``case`` or not."""

    article: Article
    text: str
    people: People
    case: Case | None = None
    item: Conflict | None = None


def send_back(context: Context, view: InView) -> bool:
    """Ask to whom and with what word, and do it; whether it was done."""
    session, number = context.session, view.article.id
    workspace = session.workspace
    statuses = session.look(lambda: sending_back.recipients(workspace, number))
    if statuses is None:
        return False
    item = view.item
    quote = view.text[item.start : item.end] if item else ""
    wish = SendBackDialog.ask(
        context.window,
        view.article.title,
        _listed(statuses, view.people),
        _ticked(view, statuses),
        view.people,
        quote,
    )
    context.surface.setFocus()
    if wish is None:
        return False
    ruling = view.case.ruling_on(item) if view.case and item else None
    reason = reason_name(ruling.reason) if ruling and ruling.reason else ""
    place = (item.start, item.end) if item and wish.passage else (None, None)
    notes = [BackNote(number, name, reason, wish.comment, *place) for name in wish.annotators]
    title = filled(context.window.tr("Send back: %1"), view.article.title)
    sent = session.attempt(
        lambda: sending_back.send_back(workspace, notes, title), title, text=wish.comment
    )
    if sent:
        text = context.window.tr("Sent back to %1; it stands first in their queue.")
        session.said.emit(filled(text, view.people.called(wish.annotators)))
    return bool(sent)


def _listed(statuses: Sequence[ArticleStatus], people: People) -> list[ArticleStatus]:
    """In the order of the review, so that a blind one gives nobody away."""
    return sorted(statuses, key=lambda row: people.place(row.annotator))


def _ticked(view: InView, statuses: Sequence[ArticleStatus]) -> Sequence[str]:
    """Those who set the article aside, if any did; of a conflict those who hold a version: where it
    is decided, another than the one that was chosen.
    """
    case, item = view.case, view.item
    if case is None or item is None:
        aside = [row.annotator for row in statuses if row.flagged or row.status is Status.SKIPPED]
        return aside or (case.comparison.annotators if case else ())
    ruling = case.ruling_on(item)
    holders = [name for option in item.options for name in option.supporters]
    if ruling is None or ruling.chosen is None:
        return holders
    return [name for name in holders if name not in ruling.options[ruling.chosen].supporters]
