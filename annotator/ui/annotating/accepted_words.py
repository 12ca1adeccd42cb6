"""What accepting all of an article has done: how many, and what it has left to be looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from annotator.domain.pace import Whole
from annotator.domain.state import ArticleState
from annotator.domain.values import Suggestion, Verdict
from annotator.domain.wording import filled


def _tr(text: str) -> str:
    return QCoreApplication.translate("AcceptedWords", text)


def accepted_words(
    count: int, doubtful: Sequence[Suggestion], left: Whole, after: ArticleState
) -> str:
    """A sentence on ``count`` suggestions that were accepted: how many of those that were
    ``doubtful`` are among them, and what is ``left``; "" where there was nothing.
    """
    said = filled(_tr("%n accepted"), count) if count else _tr("Nothing accepted")
    decisions = (after.decision_on(item.id) for item in doubtful)
    taken = sum(row is not None and row.verdict is Verdict.ACCEPTED for row in decisions)
    if taken:
        said += filled(_tr(", %n of them doubtful"), taken)
    parts = _parts(left)
    if not parts:
        return said if count else ""
    more = _tr("%1; %2, {accept_all} once more accepts them too.")
    if len(left.left) == 1:
        more = _tr("%1; %2, {accept_all} once more accepts it too.")
    return filled(more, said, _tr(" and ").join(parts))


def none_left() -> str:
    """That no suggestion waits."""
    return _tr("No suggestions are left in this article.")


def _parts(left: Whole) -> list[str]:
    one_doubtful = _tr("1 is doubtful ({next_doubtful} goes to it)")
    doubtful = _tr("%n are doubtful ({next_doubtful} goes to them)")
    one_beside, beside = _tr("1 shares words with them"), _tr("%n share words with them")
    one_unseen = _tr("1 has not been on the screen")
    unseen = _tr("%n have not been on the screen")
    kinds = (
        (len(left.doubtful), one_doubtful, doubtful),
        (len(left.unseen), one_unseen, unseen),
        (len(left.beside), one_beside, beside),
    )
    return [one if count == 1 else filled(many, count) for count, one, many in kinds if count]
