"""Articles put back into queues. They lie over the statuses of annotators: what somebody has made
of an article, as it travels and is merged, says what they themselves have said.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, update

from annotator.domain.sent_back import THROUGH, BackNote, SentBack
from annotator.domain.values import ArticleStatus, Status, new_id
from annotator.store.mapping import find_annotator
from annotator.store.project_settings import SENT_BACK, fact, set_fact
from annotator.store.row_mapper import STATUS

Pair = tuple[int, str]
_AT_WORK = (Status.NEW, Status.IN_PROGRESS)


def entries(connection: Connection) -> list[SentBack]:
    """All there have been, answered or not."""
    return [_entry(values) for values in json.loads(fact(connection, SENT_BACK) or "[]")]


def _entry(values: dict[str, Any]) -> SentBack:
    if values.pop("was_done", False):  # how it was written before others than the done came back
        values["was"] = Status.DONE.value
    return SentBack(**values)


def open_for(connection: Connection, annotator: str) -> dict[int, SentBack]:
    """Those that an annotator has not answered, the newest of each article."""
    own = (one for one in entries(connection) if one.annotator == annotator and not one.answered)
    return {one.article: one for one in sorted(own, key=lambda one: one.at)}


def keep(connection: Connection, every: Iterable[SentBack]) -> None:
    """Keep these, and no others."""
    stored = [asdict(one) for one in sorted(every, key=lambda one: (one.at, one.id))]
    set_fact(connection, SENT_BACK, json.dumps(stored, ensure_ascii=False))


def explain(connection: Connection, notes: Iterable[BackNote]) -> None:
    """Say of what waits why it was put back."""
    by_pair = {(note.article, note.annotator): note for note in notes}
    every = []
    for one in entries(connection):
        note = None if one.answered else by_pair.get((one.article, one.annotator))
        every.append(_explained(one, note) if note else one)
    keep(connection, every)


def _explained(one: SentBack, note: BackNote) -> SentBack:
    return replace(one, reason=note.reason, comment=note.comment, start=note.start, end=note.end)


def follow(
    connection: Connection,
    before: Sequence[ArticleStatus],
    after: Sequence[ArticleStatus],
    *,
    actor: str,
) -> set[Pair]:
    """Take note of statuses that change; returns the pairs where somebody else put an article back,
    or took that back, so that the work itself has no other version.
    """
    was = {(row.article_id, row.annotator): row.status for row in before}
    now = {(row.article_id, row.annotator): row.status for row in after}
    others = {pair for pair in was.keys() & now.keys() if pair[1] != actor}
    put_back = {p for p in others if was[p] in THROUGH and now[p] is Status.IN_PROGRESS}
    lifted = {p for p in others if was[p] is Status.IN_PROGRESS and now[p] in THROUGH}
    every = entries(connection)
    known = {(one.article, one.annotator) for one in every if not one.answered}
    own = {pair for pair in was.keys() | now.keys() if pair[1] == actor} & known
    if not (put_back or (lifted & known) or own):
        return set()
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    through = {pair for pair in own if now.get(pair, Status.NEW) not in _AT_WORK}
    renewed = []
    for one in every:
        pair = (one.article, one.annotator)
        if not one.answered and pair in lifted | through:
            one = replace(one, answered=at, was="")
        elif pair in own:
            one = replace(one, was="")
        renewed.append(one)
    renewed += [SentBack(new_id(), *p, by=actor, at=at, was=was[p].value) for p in put_back]
    keep(connection, renewed)
    return put_back | (lifted & known)


def lift(connection: Connection, numbers: Collection[int]) -> None:
    """Let statuses in some articles be what their annotators have said, before a merge."""
    every = entries(connection)
    laid = [one for one in every if one.was and one.article in set(numbers)]
    for one in laid:
        _move(connection, one, Status.IN_PROGRESS, Status(one.was))
    if laid:
        keep(connection, [replace(o, was="") if o in laid else o for o in every])


def lay(connection: Connection) -> list[SentBack]:
    """Put back what waits where its annotator is through; returns what was put back now."""
    every = entries(connection)
    laid = {
        one: status
        for one in every
        if not one.answered
        for status in sorted(THROUGH)
        if _move(connection, one, status, Status.IN_PROGRESS)
    }
    if laid:
        keep(connection, [replace(o, was=laid[o].value) if o in laid else o for o in every])
    return list(laid)


def beneath(connection: Connection) -> dict[Pair, str]:
    """Where annotators stand by their own work in articles that were put back."""
    every = entries(connection)
    return {(o.article, o.annotator): o.was for o in every if o.was and not o.answered}


def rename(connection: Connection, was: str, now: str) -> None:
    """Let somebody be called otherwise."""
    every = entries(connection)
    if any(was in (one.annotator, one.by) for one in every):
        keep(
            connection,
            [
                replace(
                    one,
                    annotator=now if one.annotator == was else one.annotator,
                    by=now if one.by == was else one.by,
                )
                for one in every
            ],
        )


def _move(connection: Connection, one: SentBack, was: Status, now: Status) -> bool:
    person = find_annotator(connection, one.annotator)
    own = (STATUS.c.article_id == one.article) & (STATUS.c.annotator_id == person)
    moved = update(STATUS).where(own & (STATUS.c.status == was.value)).values(status=now.value)
    return bool(connection.execute(moved).rowcount)
