"""What a merge did, article by article and annotator by annotator."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.work import WorkSpan


class MergeResult(StrEnum):
    """What became of one annotator's work in one article."""

    NEW = "new"  # there was none here
    NEWER = "newer"  # it has seen what was here, and took its place
    SAME = "same"  # it was here already
    OLDER = "older"  # what is here has seen it
    DIVERGED = "diverged"  # neither has seen the other: one is shown, the other kept
    LEFT_OUT = "left out"  # the project lacks the article and was to add none


class ArticleMatch(StrEnum):
    """Where the article of a bundle stands in the project."""

    SAME_TEXT = "here"
    ADDED = "added"
    OTHER_TEXT = "carried"  # onto another text of it
    LACKING = "lacking"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An annotation that does not stand in the text of the project; it is kept aside."""

    span: WorkSpan
    quote: str

    def to_json(self) -> dict[str, object]:
        """The annotation as a JSON object of the report."""
        span = self.span
        return {"start": span.start, "end": span.end, "label": span.label, "text": self.quote}


@dataclass(frozen=True, slots=True)
class WorkOutcome:
    """One annotator's work in one article. ``spans`` counts the annotations that came.

    ``shown`` says, of work that has diverged, whether what came is shown now.
    """

    annotator: str
    result: MergeResult
    spans: int
    shown: bool = True
    unplaced: tuple[Unplaced, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleOutcome:
    """One article of a bundle; ``number`` is its number here, None where it was left out.

    ``is_alike`` says that it has another text here of which the same is seen.
    """

    uid: str
    title: str
    match: ArticleMatch
    number: int | None
    works: tuple[WorkOutcome, ...]
    is_alike: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything of it has changed in the project."""
        unchanged = (MergeResult.SAME, MergeResult.OLDER, MergeResult.LEFT_OUT)
        return self.match is ArticleMatch.ADDED or any(
            w.result not in unchanged for w in self.works
        )
