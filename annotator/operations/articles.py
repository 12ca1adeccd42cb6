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
    """Say where this annotator stands with an article.

    A flag carries its ``reason``. One that is there stays, with its reason, whatever becomes of
    the article; `unflag` takes it away.
    """
    old = workspace.article(article).article_status
    kept = (old.reason or "") if old is not None and old.flagged else None
    stays = status not in (Status.FLAGGED, Status.NEW)
    _put(workspace, article, status, kept if stays else reason or None, _TITLES[status])


def flag(workspace: Workspace, *, article: int, reason: str) -> None:
    """Mark an article as doubtful, with the reason; what is done or skipped stays so."""
    status = workspace.article(article).status
    closed = status in (Status.DONE, Status.SKIPPED)
    title = _TITLES[Status.FLAGGED]
    _put(workspace, article, status if closed else Status.FLAGGED, reason, title)


def unflag(workspace: Workspace, *, article: int) -> None:
    """Take the flag off an article; one that was neither done nor skipped is in progress."""
    status = workspace.article(article).status
    stands = Status.IN_PROGRESS if status is Status.FLAGGED else status
    _put(workspace, article, stands, None, "Remove the flag")


def _put(
    workspace: Workspace, article: int, status: Status, reason: str | None, title: str
) -> None:
    state = workspace.article(article)
    row = ArticleStatus(article, workspace.annotator, status, reason)
    before = (state.article_status,) if state.article_status else ()
    workspace.do(Edit(f"{title}: {state.document.article.title}", before, (row,)))


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
