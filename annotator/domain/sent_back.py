"""That an article was put back into somebody's queue, with a reason; no edit of their work."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.values import Status

THROUGH = frozenset({Status.DONE, Status.SKIPPED, Status.FLAGGED})
"""Where an annotator is through with an article, so that it can be put back."""


@dataclass(frozen=True, slots=True)
class BackNote:
    """What is said to an annotator about an article that is put back. ``start`` and ``end`` are the
    passage it is about, in code points; both None where that is the whole article.
    """

    article: int
    annotator: str
    reason: str = ""
    comment: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class SentBack:
    """``by`` put it back ``at`` a time; ``answered`` is when the annotator was through with it
    again, or when it was taken back; empty before. ``was`` is where they stand by their own work
    while it lies over that here; empty where it does not. ``start`` and ``end`` are as in BackNote.
    """

    id: str
    article: int
    annotator: str
    by: str
    at: str
    reason: str = ""
    comment: str = ""
    answered: str = ""
    was: str = ""
    start: int | None = None
    end: int | None = None
