"""What of the queue a person wants to see, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.values import Status


class Sort(StrEnum):
    """Orders of the queue."""

    IMPORT = "import"  # as the articles came in
    DATE = "date"  # newest first
    TITLE = "title"
    LENGTH = "length"  # shortest first
    WAITING = "waiting"  # most suggestions to decide on first
    SCORE = "score"  # the least certain waiting suggestion first
    STORY = "story"  # versions of one story behind each other
    SOURCE = "source"
    STATUS = "status"  # flagged first, by reason; then what is begun, to do, skipped, done
    RANDOM = "random"  # the same for everybody and always
    MATCH = "match"  # what fits the search best first


@dataclass(frozen=True, slots=True)
class QueueView:
    """A choice of articles; what is empty or None chooses all.

    ``since`` and ``until`` are ISO dates, both included; ``shortest`` and ``longest`` code points;
    ``stories`` the numbers of their first articles; ``one_a_story``: of each story the version
    alone that came first of those chosen. ``reasons`` are those of flags. ``fewest_waiting``: so
    many suggestions wait at least; ``score_below``: one that waits has a lower score than this.
    ``mine``: only what is assigned. ``person`` is the annotator whose work it is about, None the
    one who asks.
    """

    words: str = ""
    statuses: tuple[Status, ...] = ()
    sources: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    shortest: int | None = None
    longest: int | None = None
    stories: tuple[int, ...] = ()
    one_a_story: bool = False
    waiting: bool = False
    fewest_waiting: int | None = None
    score_below: float | None = None
    reasons: tuple[str, ...] = ()
    person: str | None = None
    mine: bool = False
    sort: Sort = Sort.IMPORT
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found: plain text around its first hit and ranges ``[start, end)`` within.

    ``offset`` and ``end`` are where the first hit lies in the article, None if it is in the title
    alone.
    """

    article: int
    title: tuple[tuple[int, int], ...] = ()
    context: str = ""
    ranges: tuple[tuple[int, int], ...] = ()
    offset: int | None = None
    end: int | None = None
