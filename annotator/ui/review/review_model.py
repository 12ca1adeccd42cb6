"""The queue of a review as a list model: whole entries, filtered by words of the title."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from annotator.domain.review_case import ReviewEntry
from annotator.ui.review.entry_model import EntryModel


class ReviewModel(EntryModel[ReviewEntry]):
    """The queue; with ``undecided`` without what is finished."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._undecided = False

    def choose(self, text: str, *, undecided: bool) -> None:
        """Show only titles with these words, and with ``undecided`` what is not finished."""
        self._undecided = undecided
        self.filter(text)

    def is_wanted(self, entry: ReviewEntry) -> bool:
        return not (self._undecided and is_finished(entry))

    def update(self, entry: ReviewEntry) -> None:
        """Take over what has changed of one article; it keeps its place."""
        self._all = [entry if e.article.id == entry.article.id else e for e in self._all]
        row = self.row_of(entry.article.id)
        if row is not None:
            self._shown[row] = entry
            self.dataChanged.emit(self.index(row), self.index(row))

    @property
    def entries(self) -> Sequence[ReviewEntry]:
        """All entries, filtered or not."""
        return self._all

    @property
    def numbers(self) -> list[int]:
        """The articles that are shown, in their order."""
        return [entry.article.id for entry in self._shown]

    def next_undecided(self, after: int | None) -> int | None:
        """The article below that is not finished, beginning again at the top."""
        numbers = (e.article.id for e in self._following(after) if not is_finished(e))
        return next((number for number in numbers if number != after), None)

    def next_answered(self, after: int | None) -> int | None:
        """The article below that annotators have answered in, beginning again at the top; the same
        one last."""
        return next((entry.article.id for entry in self._following(after) if entry.answers), None)

    def _following(self, after: int | None) -> list[ReviewEntry]:
        place = (self.row_of(after) or 0) + 1 if after is not None else 0
        return [*self._shown[place:], *self._shown[:place]]


def is_finished(entry: ReviewEntry) -> bool:
    """Whether an article is signed off and has nothing new to decide."""
    return entry.status == "gold" and not entry.open
