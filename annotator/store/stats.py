"""What a project holds, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, case, exists, func, select, text

from annotator.domain.values import Origin, Status, Verdict
from annotator.store.articles.article_rows import ARTICLE
from annotator.store.definitions import overlap_rule
from annotator.store.mapping import ANNOTATOR, LABEL
from annotator.store.queue.queue_listing import flag_counts, status_counts
from annotator.store.review import reviewing
from annotator.store.row_mapper import ANNOTATION, DECISION, STATUS
from annotator.store.work.suggestions import SUGGESTION, hidden
from annotator.store.work.time_spent import TIME

_FEW_LABELS = 6
"""Counting rows label by label takes half the time of sorting them, as GROUP BY does."""


@dataclass(frozen=True, slots=True)
class PersonStats:
    """One annotator: articles by status, how many of them are flagged (done or not), annotations by
    label, seconds of work."""

    statuses: Mapping[Status, int]
    flagged: int
    annotations: Mapping[str, int]
    seconds: float


@dataclass(frozen=True, slots=True)
class LabelStats:
    """The suggestions of one label: all, what becomes of those without a verdict, and verdicts.

    ``answered`` are on words that somebody's span has, ``muted`` in muted text, ``undecided`` the
    rest. Each annotator decides alone, so the verdicts can be more than the suggestions.
    """

    suggestions: int
    undecided: int
    answered: int
    muted: int
    verdicts: Mapping[Verdict, int]


@dataclass(frozen=True, slots=True)
class GoldStats:
    """What has been reviewed: articles signed off and in review, gold spans by label and source."""

    signed: int
    in_review: int
    labels: Mapping[str, int]
    sources: Mapping[str, int]

    def to_json(self) -> dict[str, object]:
        """The numbers as a JSON object."""
        return {
            "articles": self.signed,
            "in_review": self.in_review,
            "spans": sum(self.labels.values()),
            "by_label": dict(self.labels),
            "by_source": dict(self.sources),
        }


@dataclass(frozen=True, slots=True)
class Stats:
    """A project in numbers: people by name, labels in their order."""

    articles: int
    people: Mapping[str, PersonStats]
    labels: Mapping[str, LabelStats]
    gold: GoldStats

    def to_json(self) -> dict[str, object]:
        """The numbers as a JSON object."""
        people, labels = self.people.items(), self.labels.items()
        return {
            "articles": {
                "total": self.articles,
                "by_annotator": {
                    name: {status.value: count for status, count in person.statuses.items()}
                    for name, person in people
                },
                "flagged": {name: person.flagged for name, person in people},
            },
            "annotations": {
                "total": sum(sum(person.annotations.values()) for _, person in people),
                "by_annotator": {name: dict(person.annotations) for name, person in people},
            },
            "suggestions": {
                "total": sum(label.suggestions for _, label in labels),
                "by_label": {
                    name: {
                        "total": label.suggestions,
                        "undecided": label.undecided,
                        "answered": label.answered,
                        "muted": label.muted,
                        **{verdict.value: label.verdicts[verdict] for verdict in Verdict},
                    }
                    for name, label in labels
                },
            },
            "gold": self.gold.to_json(),
            "seconds": {name: round(person.seconds, 1) for name, person in people},
        }


def stats(connection: Connection) -> Stats:
    """Count what the project holds."""
    articles = connection.execute(select(func.count()).select_from(ARTICLE)).scalar_one()
    rows = connection.execute(select(LABEL.c.id, LABEL.c.name).order_by(LABEL.c.position))
    names = [(number, name) for number, name in rows]
    people = connection.execute(select(ANNOTATOR.c.id, ANNOTATOR.c.name).order_by(ANNOTATOR.c.name))
    flags = flag_counts(connection)
    return Stats(
        articles=articles,
        people={
            name: _person(connection, number, name, names, flags.get(name, 0))
            for number, name in people
        },
        labels={name: _label(connection, number) for number, name in names},
        gold=GoldStats(*reviewing.counts(connection)),
    )


def _person(
    connection: Connection, number: int, name: str, labels: list[tuple[int, str]], flagged: int
) -> PersonStats:
    counts = _annotations(connection, number, [label_id for label_id, _ in labels])
    seconds = select(func.sum(TIME.c.seconds)).where(TIME.c.annotator_id == number)
    return PersonStats(
        statuses=status_counts(connection, annotator=name),
        flagged=flagged,
        annotations={label: counts.get(label_id, 0) for label_id, label in labels},
        seconds=connection.execute(seconds).scalar() or 0.0,
    )


def imported(connection: Connection) -> int:
    """How many annotations came in with files."""
    brought = ANNOTATION.c.origin == Origin.IMPORTED.value
    return connection.execute(select(func.count()).where(brought)).scalar_one()


def unfinished(connection: Connection) -> dict[str, int]:
    """How many annotations each has in articles that they have not finished."""
    own = (STATUS.c.article_id == ANNOTATION.c.article_id) & (
        STATUS.c.annotator_id == ANNOTATION.c.annotator_id
    )
    finished = exists().where(own, STATUS.c.status == Status.DONE.value)
    query = select(ANNOTATOR.c.name, func.count()).select_from(ANNOTATION)
    query = query.join(ANNOTATOR, ANNOTATOR.c.id == ANNOTATION.c.annotator_id).where(~finished)
    return {name: count for name, count in connection.execute(query.group_by(ANNOTATOR.c.name))}


def _annotations(connection: Connection, number: int, labels: Sequence[int]) -> Mapping[int, int]:
    """An annotator's annotations by label."""
    label = ANNOTATION.c.label_id
    own = ANNOTATION.c.annotator_id == number
    if 0 < len(labels) <= _FEW_LABELS:
        each = (func.count().filter(label == label_id) for label_id in labels)
        row = connection.execute(select(*each).where(own)).one()
        return dict(zip(labels, row, strict=True))
    query = select(label, func.count()).where(own).group_by(label)
    return {label_id: count for label_id, count in connection.execute(query)}


def _label(connection: Connection, number: int) -> LabelStats:
    of_label = SUGGESTION.c.label_id == number
    contradicts = overlap_rule.contradicts(connection, "annotation", "suggestion")
    decided = exists().where(DECISION.c.suggestion_id == SUGGESTION.c.id)
    answered = exists().where(
        ANNOTATION.c.article_id == SUGGESTION.c.article_id, text(f"({contradicts})")
    )
    stands = case(
        (decided, "decided"), (hidden(), "muted"), (answered, "answered"), else_="undecided"
    )
    query = select(stands.label("stands"), func.count()).where(of_label).group_by("stands")
    counts = Counter({name: count for name, count in connection.execute(query)})
    verdicts = (
        select(DECISION.c.verdict, func.count())
        .join(SUGGESTION, SUGGESTION.c.id == DECISION.c.suggestion_id)
        .where(of_label)
        .group_by(DECISION.c.verdict)
    )
    given = {Verdict(name): times for name, times in connection.execute(verdicts)}
    return LabelStats(
        suggestions=counts.total(),
        undecided=counts["undecided"],
        answered=counts["answered"],
        muted=counts["muted"],
        verdicts={verdict: given.get(verdict, 0) for verdict in Verdict},
    )
