"""How far the annotators of a project agree, each two over the articles both have finished."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import comb

import numpy as np

from annotator.domain.agreement import (
    Agreement,
    ArticleAgreement,
    Coded,
    agreement,
    with_gamma,
)
from annotator.domain.agreement import article_agreement as measure
from annotator.domain.agreement.anchoring import Anchoring, Condition, Turn, anchoring
from annotator.domain.agreement.counts import overlapping
from annotator.domain.agreement.differing import Difference, differences
from annotator.domain.agreement.over_time import Curve, over_time
from annotator.domain.control_share import is_control
from annotator.domain.errors import DamagedError, InputError, quoted, those_who
from annotator.domain.tokens import token_bounds
from annotator.store.definitions.control_share import share
from annotator.store.definitions.labels import labels as label_rows
from annotator.store.project import Project
from annotator.store.review import agreement as store
from annotator.store.review import finishing
from annotator.store.review.agreement import Finished, SideBySide
from annotator.tasks import Progress

_BATCH = 200


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """What was measured. ``left_out`` articles one of the annotators alone has finished.

    ``titles`` and ``numbers`` are those of the articles, by uid. ``anchoring`` is None in a project
    that hides suggestions nowhere. ``damaged`` articles and spans could not be counted.
    ``differences`` say who differs from all others in what; ``overlapping`` counts spans that lie
    over or in a longer one of the same annotator. ``curve`` says how agreement goes with time.
    """

    agreement: Agreement
    titles: dict[str, str]
    left_out: int
    anchoring: Anchoring | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    damaged: int = 0
    differences: tuple[Difference, ...] = ()
    overlapping: int = 0
    curve: Curve | None = None


def measure_agreement(
    project: Project,
    *,
    annotators: Sequence[str] = (),
    articles: Collection[int] | None = None,
    called: Mapping[str, str] | None = None,
    gamma: bool = False,
    progress: Progress | None = None,
) -> AgreementReport:
    """Measure how far annotators agree; without names all who have finished an article.

    ``articles``, by their numbers, are all that is looked at; None stands for all there are.
    ``called`` gives annotators other names, and with them another order, as in a blind review.
    ``gamma`` says whether to measure that too, which takes longest. ``progress`` counts articles
    read, articles measured, and articles of pairs given random continua. Raises InputError where
    fewer than two can be compared, and Cancelled.
    """
    progress, called = progress or Progress(), called or {}
    with project.reading() as connection:
        known = store.finishers(connection)
        chosen = _chosen(annotators, known)
        done = store.finished(connection, chosen)
        if articles is not None:
            asked = set(articles)
            done = {number: names for number, names in done.items() if number in asked}
        labels = [label.name for label in label_rows(connection)]
        hidden = share(connection)
        finished = finishing.days(connection)
        turns = store.finished_articles(connection, chosen) if hidden else []
    shared = [number for number, names in done.items() if len(names) > 1]
    if not shared:
        people = quoted(sorted(called.get(name, name) for name in chosen))
        raise InputError(
            f"There is no article that two of {people} have finished, so nothing can be "
            "compared; choose others with --annotator."
        )
    pairs = sum(comb(len(done[number]), 2) for number in shared) if gamma else 0
    coded: list[Coded] = []
    titles: dict[str, str] = {}
    numbers: dict[str, int] = {}
    damaged = 0
    for at in range(0, len(shared), _BATCH):
        progress.report(at, 2 * len(shared) + pairs)
        rows = _readable(project, shared[at : at + _BATCH], chosen)
        damaged += len(shared[at : at + _BATCH]) - len(rows) + sum(row.damaged for row in rows)
        coded += [_coded(row, done[row.number], called) for row in rows]
        titles.update((row.uid, row.title) for row in rows)
        numbers.update((row.uid, row.number) for row in rows)
    if not coded:
        raise InputError(
            "What two have finished is damaged, so nothing can be compared; “annotator check” "
            "lists it."
        )
    measured = _measured(coded, labels, pairs, progress)
    swayed = anchoring(measured.articles, [_turn(row, hidden) for row in turns]) if hidden else None
    return AgreementReport(
        *(measured, titles, len(done) - len(shared), swayed, numbers, damaged),
        differences=tuple(differences(coded, labels)),
        curve=over_time(measured.articles, _days(numbers, done, finished), numbers),
        overlapping=sum(
            overlapping(spans) for article in coded for spans in article.spans.values()
        ),
    )


def _days(
    numbers: Mapping[str, int], done: Mapping[int, Collection[str]], finished: finishing.Days
) -> dict[str, str]:
    """The day on which the last of its annotators finished each article; "" where it is not known
    of one of them.
    """
    days = {}
    for uid, number in numbers.items():
        of_people = [finished.get((number, name), "") for name in done[number]]
        days[uid] = max(of_people) if all(of_people) else ""
    return days


def _readable(
    project: Project, numbers: Sequence[int], annotators: Sequence[str]
) -> list[SideBySide]:
    """The articles that can be read. Damaged ones are looked for by halves."""
    try:
        with project.reading() as connection:
            return store.side_by_side(connection, numbers, annotators)
    except (DamagedError, TypeError, ValueError):  # a column may hold anything
        half = len(numbers) // 2
        if not half:
            return []
        first = _readable(project, numbers[:half], annotators)
        return first + _readable(project, numbers[half:], annotators)


def _measured(
    coded: Sequence[Coded], labels: Sequence[str], pairs: int, progress: Progress
) -> Agreement:
    """The agreement over articles already read; gamma too, for so many articles of ``pairs``."""
    begun = len(coded)
    measured = agreement(
        coded,
        labels,
        check=lambda done, total: progress.report(begun + done, begun + total + pairs),
    )
    if not pairs:
        return measured
    return with_gamma(
        measured,
        coded,
        check=lambda done, total: progress.report(2 * begun + done, 2 * begun + total),
    )


def article_agreement(
    project: Project, *, article: int, annotators: Sequence[str]
) -> ArticleAgreement | None:
    """How far annotators agree on one article as it stands; None if it is not there."""
    with project.reading() as connection:
        labels = [label.name for label in label_rows(connection)]
    rows = _readable(project, [article], list(annotators))
    return measure(_coded(rows[0], annotators, {}), labels) if rows else None


def _chosen(wanted: Sequence[str], known: Sequence[str]) -> list[str]:
    chosen = list(dict.fromkeys(wanted)) or list(known)
    strangers = [name for name in chosen if name not in known]
    if strangers:
        raise InputError(f"{those_who(strangers)} finished no article in this project.")
    if len(chosen) < 2:
        raise InputError("Agreement needs two annotators who have finished the same articles.")
    return chosen


def _coded(row: SideBySide, finishers: Collection[str], called: Mapping[str, str]) -> Coded:
    spans = {called.get(n, n): spans_of for n, spans_of in row.spans.items() if n in finishers}
    tokens = np.array(token_bounds(row.text), dtype=np.int64).reshape(-1, 2)
    return Coded(row.uid, len(row.text), tokens, spans)


def _turn(row: Finished, hidden: int) -> Turn:
    condition = None
    if is_control(row.sha256, hidden):
        condition = None if row.decisions else Condition.CONTROL
    elif row.suggestions and row.decisions:
        condition = Condition.AIDED
    return Turn(row.uid, row.annotator, row.length, row.seconds, row.spans, condition)
