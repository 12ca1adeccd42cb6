"""The notice of a change: which parts of a project it touches, in which articles, and who made it.

Whoever shows or keeps something of a project decides by it whether to look again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Flag, StrEnum, auto

from annotator.domain.edits import (
    Edit,
    LabelEdit,
    LabelMerge,
    PersonEdit,
    SendBackEdit,
    SuggestionBatch,
)
from annotator.domain.gold import Comment, GoldSpan, Review, Ruling
from annotator.domain.names import ProjectName
from annotator.domain.values import (
    Annotation,
    ArticleStatus,
    Decision,
    MutedRange,
    Status,
    UnmutedRange,
)


class Part(Flag):
    """What a project holds, by what has to be read again when it changes."""

    ARTICLES = auto()  # which there are, and what they are made of
    DUPLICATES = auto()  # which articles tell the same story
    ANNOTATIONS = auto()  # spans and verdicts of annotators
    SUGGESTIONS = auto()
    MUTED = auto()
    STATUS = auto()  # where articles stand, for whom
    TIME = auto()
    GOLD = auto()  # rulings, gold spans, sign-offs, comments
    LABELS = auto()
    NAMES = auto()
    POLICY = auto()  # what vague magnitudes are worth
    OVERLAPS = auto()  # whether spans may lie over each other
    PIPELINE = auto()
    CONTROL_SHARE = auto()
    ASSIGNMENTS = auto()
    PLAN = auto()  # how the project is reviewed
    GUIDELINES = auto()
    LICENCE = auto()  # under which its data go out


TERMS = Part.NAMES | Part.POLICY | Part.PIPELINE
"""What suggestions are read by."""
LISTED = Part.ARTICLES | Part.DUPLICATES | Part.CONTROL_SHARE | Part.ASSIGNMENTS
"""What decides on the articles of a queue and their order."""
WORK = Part.ANNOTATIONS | Part.SUGGESTIONS | Part.MUTED | Part.STATUS | Part.GOLD
"""What is inside articles."""
PEOPLE = WORK | Part.ASSIGNMENTS | Part.TIME | Part.PLAN | Part.GUIDELINES | Part.NAMES
"""What is somebody's."""

_OF_ROWS: dict[type, Part] = {
    Annotation: Part.ANNOTATIONS,
    Decision: Part.ANNOTATIONS,
    ArticleStatus: Part.STATUS,
    MutedRange: Part.MUTED,
    UnmutedRange: Part.MUTED,
    ProjectName: Part.NAMES,
    GoldSpan: Part.GOLD,
    Ruling: Part.GOLD,
    Review: Part.GOLD,
    Comment: Part.GOLD,
}


class ChangeOrigin(StrEnum):
    """Who made a change, as this opening of the project sees it."""

    HERE = "here"
    ELSEWHERE = "elsewhere"  # another window or program


@dataclass(frozen=True, slots=True)
class Change:
    """That something has been committed.

    ``articles`` are those in which ``parts`` have changed, None where it may be any of them, as
    with labels. ``moves`` says from where to where
    articles went for the annotator of the workspace, where that is known. Without ``saved`` it is
    shown, but waits to be committed.
    """

    parts: Part
    articles: tuple[int, ...] | None = ()
    title: str = ""
    origin: ChangeOrigin = ChangeOrigin.HERE
    moves: tuple[tuple[Status, Status], ...] = ()
    saved: bool = True

    def concerns(self, article: int | None) -> bool:
        """Whether an article may look otherwise now."""
        return article is not None and (self.articles is None or article in self.articles)

    def __or__(self, other: Change) -> Change:
        """Both as one, under the title of the first that has one."""
        one, two = self.articles, other.articles
        both = None if one is None or two is None else tuple(sorted({*one, *two}))
        title = self.title or other.title
        return replace(self, parts=self.parts | other.parts, articles=both, title=title)


def parts_of(step: Edit) -> Part:
    """What an edit touches."""
    if isinstance(step, LabelMerge):
        return Part.LABELS | Part.NAMES | Part.OVERLAPS | Part.PLAN | WORK
    if isinstance(step, LabelEdit):
        return Part.LABELS
    if isinstance(step, SuggestionBatch):
        return Part.SUGGESTIONS
    if isinstance(step, PersonEdit):
        return PEOPLE
    # What was put back stands elsewhere in a queue.
    parts = Part.ASSIGNMENTS if isinstance(step, SendBackEdit) else Part(0)
    for row in (*step.before, *step.after):
        parts |= _OF_ROWS[type(row)]
    return parts


def moves_of(step: Edit, annotator: str) -> tuple[tuple[Status, Status], ...]:
    """From where to where articles go by an edit for an annotator; nothing where flags come, go or
    stay, which no status says alone.
    """
    rows = [
        [row for row in side if isinstance(row, ArticleStatus) and row.annotator == annotator]
        for side in (step.before, step.after)
    ]
    if any(row.flagged for side in rows for row in side):
        return ()
    before, after = ({row.article_id: row.status for row in side} for side in rows)
    return tuple(
        (before.get(article, Status.NEW), after.get(article, Status.NEW))
        for article in sorted(before.keys() | after.keys())
    )
