"""The one shape of every change: rows that must exist now, rows that shall exist afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from annotator.domain.gold import Comment, GoldSpan, Review, Ruling
from annotator.domain.names import ProjectName
from annotator.domain.sent_back import BackNote
from annotator.domain.values import (
    Annotation,
    ArticleStatus,
    Decision,
    Label,
    MutedRange,
    SuggestedSpan,
    UnmutedRange,
)

ReviewRow: TypeAlias = GoldSpan | Ruling | Review | Comment
"""What a review decides about one article."""

ArticleRow: TypeAlias = (
    Annotation | Decision | ArticleStatus | MutedRange | UnmutedRange | ReviewRow
)
"""What belongs to one article."""

Row: TypeAlias = ArticleRow | ProjectName
Key: TypeAlias = tuple[object, ...]


def key_of(row: Row) -> Key:
    """What makes a row the same row before and after a change."""
    match row:
        case Annotation():
            return (Annotation, row.id)
        case Decision():
            return (Decision, row.suggestion_id, row.annotator)
        case ArticleStatus():
            return (ArticleStatus, row.article_id, row.annotator)
        case MutedRange():
            return (MutedRange, row.id)
        case UnmutedRange():
            return (UnmutedRange, row.id)
        case ProjectName():
            return (ProjectName, row.word_list, row.spelling)
        case Review():
            return (Review, row.article_id)
        case GoldSpan() | Ruling() | Comment():
            return (type(row), row.id)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change a person means to make, whole or not at all.

    ``before`` are rows as they must be held now, ``after`` as they shall be held then. A row in
    both is changed, in ``before`` alone removed, in ``after`` alone added. ``title`` is what
    undo calls it.
    """

    title: str
    before: tuple[Row, ...] = ()
    after: tuple[Row, ...] = ()

    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return replace(self, before=self.after, after=self.before)

    @property
    def articles(self) -> tuple[int, ...]:
        """The articles it touches, in ascending order."""
        rows = (*self.before, *self.after)
        return tuple(sorted({row.article_id for row in rows if not isinstance(row, ProjectName)}))

    @property
    def names(self) -> bool:
        """Whether it touches the names of the project."""
        return any(isinstance(row, ProjectName) for row in (*self.before, *self.after))

    @property
    def suggestions(self) -> frozenset[int]:
        """The numbers of the suggestions that its verdicts are about and its spans came of."""
        numbers = (
            row.suggestion_id
            for row in (*self.before, *self.after)
            if isinstance(row, Decision | Annotation)
        )
        return frozenset(number for number in numbers if number is not None)

    def renumbered(self, moved: Mapping[int, int]) -> Edit:
        """The same edit where suggestions have other numbers by now."""
        before, after = (
            tuple(_renumbered(row, moved) for row in rows) for rows in (self.before, self.after)
        )
        return replace(self, before=before, after=after)

    def __bool__(self) -> bool:
        return self.before != self.after

    def __add__(self, other: Edit) -> Edit:
        """Both as one step under this one's title; the two must touch different rows."""
        return Edit(self.title, self.before + other.before, self.after + other.after)


def combined(title: str, edits: Iterable[Edit]) -> Edit:
    """Edits of rows that follow each other as one step: from what was before the first of them to
    what is after the last.
    """
    first: dict[Key, Row | None] = {}
    last: dict[Key, Row | None] = {}
    for edit in edits:
        before = {key_of(row): row for row in edit.before}
        after = {key_of(row): row for row in edit.after}
        for key in before | after:
            first.setdefault(key, before.get(key))
            last[key] = after.get(key)
    moved = [key for key in first if first[key] != last[key]]
    rows = ([table[key] for key in moved] for table in (first, last))
    was, now = (tuple(row for row in some if row is not None) for some in rows)
    return Edit(title, was, now)


@dataclass(frozen=True, slots=True)
class BulkEdit(Edit):
    """An edit of so many articles that nobody waits for it: it is made, taken back and made again
    on a thread of its own.
    """


@dataclass(frozen=True, slots=True)
class SuggestionBatch(Edit):
    """Suggestions offered by article as one step. Taken back, those go that nobody has decided on.

    ``source`` and ``version`` say whose they are; ``withdrawn`` is the step that takes them back.
    """

    spans: Mapping[int, tuple[SuggestedSpan, ...]] = field(default_factory=dict)
    source: str = ""
    version: str = ""
    withdrawn: bool = False

    def inverse(self) -> SuggestionBatch:
        """The step that takes this one back."""
        return replace(self, withdrawn=not self.withdrawn)

    @property
    def articles(self) -> tuple[int, ...]:
        """The articles it touches, in ascending order."""
        return tuple(sorted(self.spans))

    def __bool__(self) -> bool:
        return any(self.spans.values())


@dataclass(frozen=True, slots=True)
class LabelEdit(Edit):
    """A label added, changed, moved or taken away as one step; its spans stay with it.

    ``was`` is how it must be defined now, ``now`` how it shall be then; None where there is none.
    The places say where among the labels it is offered, counted from 0. The edits before and
    behind it in a history name the label as it was and as it is, so the order keeps them right.
    """

    was: Label | None = None
    now: Label | None = None
    was_place: int = 0
    now_place: int = 0

    def inverse(self) -> LabelEdit:
        """The edit that takes this one back."""
        return replace(
            self, was=self.now, now=self.was, was_place=self.now_place, now_place=self.was_place
        )

    @property
    def renamed(self) -> bool:
        """Whether the label has another name then."""
        return self.was is not None and self.now is not None and self.was.name != self.now.name

    def __bool__(self) -> bool:
        return (self.was, self.was_place) != (self.now, self.now_place)


@dataclass(frozen=True, slots=True)
class LabelMerge(LabelEdit):
    """The label ``was`` goes, and all that has it gets the label ``into``.

    ``parts`` is JSON of what that concerns; ``apart`` is the step that gives each their own again.
    """

    into: str = ""
    parts: str = ""
    apart: bool = False

    def inverse(self) -> LabelMerge:
        """The step that takes this one back."""
        return replace(self, apart=not self.apart)


@dataclass(frozen=True, slots=True)
class PersonEdit(Edit):
    """An annotator called otherwise, or joined with another who is the same person.

    ``was`` becomes ``now``. With ``parts``, JSON of whose each row was, both are there before, and
    ``apart`` is the step that gives each their own again.
    """

    was: str = ""
    now: str = ""
    parts: str = ""
    apart: bool = False

    def inverse(self) -> PersonEdit:
        """The step that takes this one back."""
        if self.parts:
            return replace(self, apart=not self.apart)
        return replace(self, was=self.now, now=self.was)

    def __bool__(self) -> bool:
        return self.was != self.now


@dataclass(frozen=True, slots=True)
class SendBackEdit(Edit):
    """Articles put back into the queues of annotators, with what is said to each."""

    notes: tuple[BackNote, ...] = ()


def _renumbered(row: Row, moved: Mapping[int, int]) -> Row:
    if isinstance(row, Annotation | Decision) and row.suggestion_id is not None:
        return replace(row, suggestion_id=moved.get(row.suggestion_id, row.suggestion_id))
    return row
