"""What a review decides: gold spans, rulings on conflicts, where an article stands in review.

Gold is nobody's annotation: it says of each span how it came to be and who answers for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.domain.conflicts import Conflict, Kind, Option
from annotator.domain.errors import ProjectError
from annotator.domain.span_content import HasSpan, SpanContent
from annotator.domain.values import Annotation, Origin

GOLD = "gold"
BEST = "best"
EVERYONE = "everyone"
RESERVED = frozenset({GOLD, BEST, EVERYONE})
"""Names no annotator may have: exports know something else by them."""


def refuse_reserved(name: str) -> None:
    """Raise ProjectError for a name that no annotator may have."""
    if name.strip().casefold() in RESERVED:
        raise ProjectError(
            f"“{name}” says whose work an export takes, so no annotator can have this name; choose "
            "another with --annotator."
        )


class GoldSource(StrEnum):
    """How a gold span came to be."""

    UNANIMOUS = "unanimous"  # all annotators say it
    MAJORITY = "majority"  # more than half of them do, and the rule lets that do
    THRESHOLD = "threshold"  # as many as the rule asks for do
    UNCONTRADICTED = "uncontradicted"  # some do, the others have nothing there
    CHOSEN = "chosen"  # the reviewer chose this version
    EDITED = "edited"  # the reviewer wrote it


class Rule(StrEnum):
    """What goes to gold without being looked at."""

    UNANIMOUS = "unanimous"
    MAJORITY = "majority"  # what more than half say, with it what all say
    THRESHOLD = "threshold"  # what at least so many say, however many have finished
    UNCONTRADICTED = "uncontradicted"  # what some say and nobody says otherwise
    NEVER = "never"


class Outcome(StrEnum):
    """What a ruling decided."""

    CHOSEN = "chosen"
    NEITHER = "neither"
    EDITED = "edited"


class Reason(StrEnum):
    """Why annotators differed."""

    GUIDELINE_GAP = "guideline_gap"  # the guidelines do not say
    AMBIGUOUS = "ambiguous"  # the text can be read in more than one way
    SLIP = "slip"  # somebody has overlooked something


class ReviewStatus(StrEnum):
    """Where an article stands in review, whatever its annotators say of it."""

    IN_REVIEW = "in_review"
    GOLD = "gold"


class Coverage(StrEnum):
    """Which articles are to be reviewed: those all of the chosen annotators have finished, or any
    two of them."""

    ALL = "all"
    ANY = "any"


LEAST = 2
"""What a threshold is at least: of one, whoever says something would be right."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What goes to gold without being looked at: a rule, and rules of their own for some labels.

    ``at_least`` is how many must say the same where a rule is a threshold.
    """

    rule: Rule = Rule.UNANIMOUS
    at_least: int = LEAST
    of_labels: Mapping[str, Rule] = field(default_factory=dict)

    def of(self, label: str) -> Rule:
        """The rule for spans of a label."""
        return self.of_labels.get(label, self.rule)

    def lets_all_by(self, label: str, voters: int) -> bool:
        """Whether what all of so many ``voters`` say goes to gold unasked."""
        rule = self.of(label)
        return rule is not Rule.NEVER and (rule is not Rule.THRESHOLD or voters >= self.at_least)

    def choice(self, item: Conflict) -> int | None:
        """The version of a conflict that goes to gold unasked; None where it is to be decided.

        Where its labels have different rules, each of these must choose that version.
        """
        chosen = {self._choice(rule, item) for rule in self._of_item(item)}
        return chosen.pop() if len(chosen) == 1 else None

    def deciding(self, item: Conflict) -> Rule:
        """The rule by which a conflict goes, the strictest of several."""
        return min(self._of_item(item), key=list(Rule).index)

    def _of_item(self, item: Conflict) -> set[Rule]:
        return {self.of(span.label) for option in item.options for span in option.spans}

    def _choice(self, rule: Rule, item: Conflict) -> int | None:
        votes = [len(option.supporters) for option in item.options]
        enough = {
            Rule.MAJORITY: [n for n, count in enumerate(votes) if 2 * count > item.voters],
            Rule.THRESHOLD: [n for n, count in enumerate(votes) if count >= self.at_least],
            Rule.UNCONTRADICTED: [n for n, option in enumerate(item.options) if option.spans],
        }.get(rule, [])
        return enough[0] if len(enough) == 1 else None


@dataclass(frozen=True, slots=True)
class Plan:
    """How a review is done: between whom, by which rule, and whether their names are hidden.

    With ``by_label`` a label is compared between those who mark it anywhere; None where that is
    done if each label is marked by one of them alone. ``at_least`` and ``label_rules`` are as in
    `Rules`.
    """

    annotators: tuple[str, ...] = ()
    rule: Rule = Rule.UNANIMOUS
    blind: bool = False
    coverage: Coverage = Coverage.ALL
    by_label: bool | None = None
    at_least: int = LEAST
    label_rules: Mapping[str, Rule] = field(default_factory=dict)

    @property
    def rules(self) -> Rules:
        """What goes to gold without being looked at."""
        return Rules(self.rule, self.at_least, self.label_rules)


@dataclass(frozen=True, slots=True)
class GoldSpan(HasSpan):
    """A span that has been decided. ``chosen_from`` are the annotators who support it.

    ``ruling_id`` names the ruling it came of, None where all agreed.
    """

    id: str
    article_id: int
    span: SpanContent
    text: str
    source: GoldSource
    chosen_from: tuple[str, ...]
    reviewer: str
    at: str
    ruling_id: str | None = None

    def as_annotation(self) -> Annotation:
        """The same as what an annotator named gold would have said; for drawing and exports."""
        return Annotation(self.id, self.article_id, GOLD, self.span, self.text, Origin.MANUAL)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision on a conflict, with every version it was made in sight of.

    ``versions`` are those of the conflict, then those of rulings it replaces. ``chosen`` is the
    index of one of them. ``rule`` is the rule that decided, None where the reviewer did.
    """

    id: str
    article_id: int
    start: int
    end: int
    kind: Kind
    options: tuple[Option, ...]
    outcome: Outcome
    reviewer: str
    at: str
    chosen: int | None = None
    rule: Rule | None = None
    reason: Reason | None = None
    comment: str | None = None

    def covers(self, conflict: Conflict) -> bool:
        """Whether it was made in sight of all that the conflict holds."""
        if not self.meets(conflict):
            return False
        known = {option.key for option in self.options}
        return all(option.key in known for option in conflict.options)

    def meets(self, conflict: Conflict) -> bool:
        """Whether both are about a common part of the text."""
        return self.start < conflict.end and conflict.start < self.end


@dataclass(frozen=True, slots=True)
class Review:
    """Where an article stands in review, between whom and by which rule; ``at`` is ISO 8601."""

    article_id: int
    status: ReviewStatus
    annotators: tuple[str, ...]
    rule: Rule
    reviewer: str
    at: str


@dataclass(frozen=True, slots=True)
class Comment:
    """Something said about a ruling, by its reviewer or by one of the annotators."""

    id: str
    article_id: int
    ruling_id: str
    author: str
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A ruling that says that the guidelines do not say, with its article's title and its words."""

    ruling: Ruling
    title: str
    quote: str
