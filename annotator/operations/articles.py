"""What an annotator means to do with whole articles: finish, reopen, flag, skip, mute."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice

from annotator.domain.boundaries import line_around
from annotator.domain.edits import Edit
from annotator.domain.tokens import trim
from annotator.domain.values import (
    MUTED_BY_HAND,
    ArticleStatus,
    MutedRange,
    Status,
    UnmutedRange,
    new_id,
)
from annotator.store.queue import assignments, queue_listing
from annotator.workspace import Workspace

_TITLES = {
    Status.NEW: "Put back",
    Status.IN_PROGRESS: "Reopen",
    Status.DONE: "Done",
    Status.SKIPPED: "Skip",
    Status.FLAGGED: "Flag",
}


def set_status(
    workspace: Workspace, *, article: int, status: Status, reason: str | None = None
) -> None:
    """Say where this annotator stands with an article; a flag carries its reason."""
    state = workspace.article(article)
    row = ArticleStatus(article, workspace.annotator, status, reason or None)
    before = (state.article_status,) if state.article_status else ()
    title = f"{_TITLES[status]}: {state.document.article.title}"
    workspace.do(Edit(title, before, (row,)))


def toggle_muted(workspace: Workspace, *, article: int, offset: int) -> bool | None:
    """Mute the paragraph at ``offset``, or unmute what is muted there.

    What a rule had muted is remembered as unmuted, so that no rule mutes it again at this source.
    Returns whether it is muted now, None where the paragraph is blank.
    """
    state = workspace.article(article)
    start, end = trim(state.text, *line_around(state.text, offset))
    if start == end:
        return None
    muted = tuple(item for item in state.muted if item.start < end and start < item.end)
    if muted:
        kept = tuple(
            UnmutedRange(new_id(), article, item.start, item.end, item.rule)
            for item in muted
            if item.rule != MUTED_BY_HAND
        )
        workspace.do(Edit("Unmute a paragraph", muted, kept))
        return False
    before = tuple(item for item in state.unmuted if item.start < end and start < item.end)
    paragraph = MutedRange(new_id(), article, start, end, MUTED_BY_HAND)
    workspace.do(Edit("Mute a paragraph", before, (paragraph,)))
    return True


def next_open(
    workspace: Workspace, *, after: int | None, among: Sequence[int] | None = None
) -> int | None:
    """The next article that needs work, beginning again at the top behind the last.

    ``among`` are articles in the order in which they are shown; without it the annotator's own
    articles (all, if none are assigned) in import order. The article ``after`` itself comes last:
    None means that nothing else is open.
    """
    with workspace.project.reading() as connection:
        annotator = workspace.annotator
        if among is None:
            mine = assignments.has_any(connection, annotator=annotator)
            return queue_listing.next_open(connection, annotator=annotator, after=after, mine=mine)
        shut = queue_listing.closed(connection, annotator=annotator)
    place = among.index(after) + 1 if after in among else 0
    following = chain(islice(among, place, None), islice(among, place))
    return next((number for number in following if number not in shut and number != after), None)
