"""That an article was put back into somebody's queue, with a reason; no edit of their work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SentBack:
    """``by`` put it back ``at`` a time; ``answered`` is when the annotator was through with it
    again, or when it was taken back; empty before. ``was_done`` says that here they had been
    through with it, as their own work still says.
    """

    id: str
    article: int
    annotator: str
    by: str
    at: str
    reason: str = ""
    comment: str = ""
    answered: str = ""
    was_done: bool = False
