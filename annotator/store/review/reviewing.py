"""Reads what a review needs: articles with the work of several annotators, gold and rulings."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from annotator.domain.conflicts import compare
from annotator.domain.division import Marks, same_words
from annotator.domain.edits import ArticleRow
from annotator.domain.gold import (
    LEAST,
    Comment,
    Coverage,
    Gap,
    GoldSource,
    GoldSpan,
    Plan,
    Reason,
    Review,
    ReviewStatus,
    Rule,
    Rules,
    Ruling,
)
from annotator.domain.review_case import Case, in_text_order
from annotator.domain.sent_back import THROUGH
from annotator.domain.values import Annotation, ArticleStatus, Document, MutedRange, Status
from annotator.store import project_settings
from annotator.store.articles.article_rows import ARTICLE, TEXT
from annotator.store.bulk import chunks
from annotator.store.definitions import overlap_rule
from annotator.store.mapping import ANNOTATOR, LABEL
from annotator.store.review import sent_back
from annotator.store.review.review_rows import COMMENT, GOLD_SPAN, REVIEW, RULING
from annotator.store.row_mapper import ANNOTATION, MUTED, STATUS, fetch
from annotator.store.row_values import article_of

PLAN = "review_plan"
R = TypeVar("R", bound=ArticleRow)


def plan(connection: Connection) -> Plan:
    """How the project is reviewed; without annotators while nobody has said it."""
    return _plan_of(project_settings.fact(connection, PLAN))


def _plan_of(kept: str | None) -> Plan:
    try:
        stored = json.loads(kept or "{}")
        return Plan(
            tuple(stored.get("annotators", ())),
            Rule(stored.get("rule", Rule.UNANIMOUS)),
            bool(stored.get("blind", False)),
            Coverage(stored.get("coverage", Coverage.ALL)),
            None if stored.get("by_label") is None else bool(stored["by_label"]),
            max(LEAST, int(stored.get("at_least", LEAST))),
            {str(name): Rule(rule) for name, rule in stored.get("label_rules", {}).items()},
        )
    except (ValueError, AttributeError, TypeError):  # another program has written it
        return Plan()


def keep_plan(connection: Connection, chosen: Plan) -> None:
    """Remember how the project is reviewed."""
    plain = {
        "annotators": chosen.annotators,
        "rule": chosen.rule.value,
        "blind": chosen.blind,
        "coverage": chosen.coverage.value,
        "by_label": chosen.by_label,
        "at_least": chosen.at_least,
        "label_rules": {name: rule.value for name, rule in sorted(chosen.label_rules.items())},
    }
    project_settings.set_fact(connection, PLAN, json.dumps(plain, ensure_ascii=False))


def relabel_plan(connection: Connection, old: str, new: str | None) -> None:
    """Let a label's own rule go on with its new name; with None it has no rule of its own."""
    kept = plan(connection)
    rules = dict(kept.label_rules)
    rule = rules.pop(old, None)
    if rule is not None:
        keep_plan(connection, replace(kept, label_rules=rules | ({new: rule} if new else {})))


def give_rule_back(connection: Connection, stored: str | None, label: str) -> None:
    """Let a label have again the rule of its own that it had in a plan that was ``stored``."""
    rule, kept = _plan_of(stored).label_rules.get(label), plan(connection)
    if rule is not None and label not in kept.label_rules:
        keep_plan(connection, replace(kept, label_rules={**kept.label_rules, label: rule}))


def finishers(connection: Connection) -> dict[str, int]:
    """How many articles each annotator has finished, by name; those who have none are left out."""
    query = (
        select(ANNOTATOR.c.name, func.count())
        .join(STATUS, STATUS.c.annotator_id == ANNOTATOR.c.id)
        .where(STATUS.c.status == Status.DONE.value)
        .group_by(ANNOTATOR.c.name)
        .order_by(ANNOTATOR.c.name)
    )
    return {name: count for name, count in connection.execute(query)}


def ready(
    connection: Connection, chosen: Plan, *, number: int | None = None
) -> dict[int, tuple[str, ...]]:
    """The articles to be reviewed, each with those of the plan's annotators who have finished it,
    in the plan's order; in a blind review in one that depends on the article. One that waits for
    any of them, since it was put back, is not to be reviewed.

    With ``number`` that article alone, if it is to be reviewed.
    """
    waiting = {
        one.article
        for one in sent_back.entries(connection)
        if not one.answered and one.annotator in chosen.annotators
    }
    query = (
        select(STATUS.c.article_id, ANNOTATOR.c.name)
        .join(ANNOTATOR, ANNOTATOR.c.id == STATUS.c.annotator_id)
        .where(STATUS.c.status == Status.DONE.value, ANNOTATOR.c.name.in_(chosen.annotators))
        .order_by(STATUS.c.article_id)
    )
    if number is not None:
        query = query.where(STATUS.c.article_id == number)
    done: defaultdict[int, set[str]] = defaultdict(set)
    for article, name in connection.execute(query):
        done[article].add(name)
    least = len(chosen.annotators) if chosen.coverage is Coverage.ALL else 2
    return {
        article: in_order(chosen, names, article)
        for article, names in done.items()
        if len(names) >= max(2, least) and article not in waiting
    }


def in_order(chosen: Plan, names: set[str], article: int) -> tuple[str, ...]:
    """Some annotators in the order in which an article shows them."""
    people = [name for name in chosen.annotators if name in names]
    if chosen.blind:  # who is A must not be known from article to article
        people.sort(key=lambda name: blake2b(f"{article}\0{name}".encode(), digest_size=8).digest())
    return tuple(people)


def cases(
    connection: Connection,
    people: Mapping[int, Sequence[str]],
    rules: Rules,
    divided: Marks | None = None,
) -> list[Case]:
    """Articles with the work of these people; give some hundreds at most.

    With ``divided`` a label is compared between those who mark it.
    """
    numbers = list(people)
    everybody = {name for names in people.values() for name in names}
    ids = select(ANNOTATOR.c.id).where(ANNOTATOR.c.name.in_(everybody))
    spans = _by_article(
        connection,
        Annotation,
        ANNOTATION.c.article_id.in_(numbers) & ANNOTATION.c.annotator_id.in_(ids),
    )
    gold = _by_article(connection, GoldSpan, GOLD_SPAN.c.article_id.in_(numbers))
    rulings = _by_article(connection, Ruling, RULING.c.article_id.in_(numbers))
    comments = _by_article(connection, Comment, COMMENT.c.article_id.in_(numbers))
    reviews = _by_article(connection, Review, REVIEW.c.article_id.in_(numbers))
    muted = _by_article(connection, MutedRange, MUTED.c.article_id.in_(numbers))
    spans_rule = overlap_rule.rule(connection)
    built = []
    for document in _documents(connection, numbers):
        number = document.article.id
        own: dict[str, list[Annotation]] = {name: [] for name in people[number]}
        for span in spans[number]:
            if span.annotator in own:
                own[span.annotator].append(span)
        built.append(
            Case(
                document=document,
                comparison=compare(own, divided if divided and not same_words(own) else None),
                rules=rules,
                gold=in_text_order(gold[number]),
                rulings=tuple(sorted(rulings[number], key=lambda r: (r.start, r.id))),
                comments=tuple(sorted(comments[number], key=lambda c: (c.at, c.id))),
                review=next(iter(reviews[number]), None),
                muted=tuple(sorted(muted[number], key=lambda m: m.start)),
                overlap_rule=spans_rule,
            )
        )
    return built


@dataclass(frozen=True, slots=True)
class ReviewedWork:
    """One annotator's spans of an article beside what a review has made of it.

    ``signed`` is when the review last changed, empty if there is none.
    """

    document: Document
    spans: Sequence[Annotation]
    gold: Sequence[GoldSpan]
    rulings: Sequence[Ruling]
    comments: Sequence[Comment]
    signed: str


def works(connection: Connection, numbers: Sequence[int], annotator: str) -> list[ReviewedWork]:
    """Articles with one annotator's work; give some hundreds at most."""
    people = {number: (annotator,) for number in numbers}
    own = _by_article(
        connection,
        Annotation,
        ANNOTATION.c.article_id.in_(numbers)
        & ANNOTATION.c.annotator_id.in_(
            select(ANNOTATOR.c.id).where(ANNOTATOR.c.name == annotator)
        ),
    )
    return [
        ReviewedWork(
            case.document,
            own[case.article_id],
            case.gold,
            case.rulings,
            case.comments,
            case.review.at if case.review else "",
        )
        for case in cases(connection, people, Rules())
    ]


def signed(connection: Connection) -> list[int]:
    """The articles a reviewer has signed off, in import order."""
    gold = REVIEW.c.status == ReviewStatus.GOLD.value
    query = select(REVIEW.c.article_id).where(gold).order_by(REVIEW.c.article_id)
    return list(connection.execute(query).scalars())


def begun(connection: Connection) -> list[int]:
    """The articles that are under review or signed off, in import order."""
    return list(
        connection.execute(select(REVIEW.c.article_id).order_by(REVIEW.c.article_id)).scalars()
    )


def standings(connection: Connection) -> dict[int, dict[str, Status]]:
    """Where everybody stands with the articles they have begun, by article and name."""
    query = select(STATUS.c.article_id, ANNOTATOR.c.name, STATUS.c.status).join(
        ANNOTATOR, ANNOTATOR.c.id == STATUS.c.annotator_id
    )
    by_article: defaultdict[int, dict[str, Status]] = defaultdict(dict)
    for number, name, status in connection.execute(query):
        by_article[number][name] = Status(status)
    return dict(by_article)


def gold_of(connection: Connection, numbers: Sequence[int]) -> dict[int, list[GoldSpan]]:
    """The gold spans of articles, in text order."""
    gold: dict[int, list[GoldSpan]] = {}
    for chunk in chunks(numbers):
        spans = _by_article(connection, GoldSpan, GOLD_SPAN.c.article_id.in_(chunk))
        gold |= {number: list(in_text_order(spans[number])) for number in chunk}
    return gold


def reviews_of(connection: Connection, numbers: Sequence[int]) -> dict[int, Review]:
    """Where articles stand in review; those nobody has begun are left out."""
    reviews: dict[int, Review] = {}
    for some in chunks(numbers):
        chunk = REVIEW.c.article_id.in_(some)
        reviews |= {review.article_id: review for review in fetch(connection, Review, chunk)}
    return reviews


def through(
    connection: Connection, numbers: Sequence[int], annotators: Sequence[str]
) -> list[ArticleStatus]:
    """Where these annotators are through with these articles: done, skipped or flagged."""
    people = select(ANNOTATOR.c.id).where(ANNOTATOR.c.name.in_(annotators))
    statuses: list[ArticleStatus] = []
    for some in chunks(numbers):
        wanted = STATUS.c.article_id.in_(some)
        finished = STATUS.c.status.in_(status.value for status in THROUGH)
        statuses += fetch(
            connection, ArticleStatus, wanted & finished & STATUS.c.annotator_id.in_(people)
        )
    return statuses


def gaps(connection: Connection) -> list[Gap]:
    """The rulings marked as gaps in the guidelines, newest first."""
    rulings = fetch(connection, Ruling, RULING.c.reason == Reason.GUIDELINE_GAP.value)
    numbers = sorted({ruling.article_id for ruling in rulings})
    texts = {}
    for some in chunks(numbers):
        for document in _documents(connection, some):
            texts[document.article.id] = document
    rulings.sort(key=lambda ruling: (ruling.at, ruling.id), reverse=True)
    return [
        Gap(ruling, document_of.article.title, document_of.text[ruling.start : ruling.end])
        for ruling in rulings
        if (document_of := texts.get(ruling.article_id)) is not None
    ]


def counts(connection: Connection) -> tuple[int, int, dict[str, int], dict[str, int]]:
    """Articles signed off, articles in review, gold spans by label and by source."""
    stands = select(REVIEW.c.status, func.count()).group_by(REVIEW.c.status)
    states = {status: count for status, count in connection.execute(stands)}
    labels = (
        select(LABEL.c.name, func.count(GOLD_SPAN.c.id))
        .outerjoin(GOLD_SPAN, GOLD_SPAN.c.label_id == LABEL.c.id)
        .group_by(LABEL.c.id, LABEL.c.name, LABEL.c.position)
        .order_by(LABEL.c.position)
    )
    sources = select(GOLD_SPAN.c.source, func.count()).group_by(GOLD_SPAN.c.source)
    by_source = {source: count for source, count in connection.execute(sources)}
    return (
        states.get(ReviewStatus.GOLD.value, 0),
        states.get(ReviewStatus.IN_REVIEW.value, 0),
        {name: count for name, count in connection.execute(labels)},
        {source.value: by_source.get(source.value, 0) for source in GoldSource},
    )


def _documents(connection: Connection, numbers: Sequence[int]) -> list[Document]:
    query = select(ARTICLE, TEXT.c.text).join(TEXT, TEXT.c.article_id == ARTICLE.c.id)
    rows = connection.execute(query.where(ARTICLE.c.id.in_(numbers)).order_by(ARTICLE.c.id))
    return [Document(article_of(row), row["text"]) for row in rows.mappings()]


def _by_article(connection: Connection, kind: type[R], condition: Any) -> defaultdict[int, list[R]]:
    by_article: defaultdict[int, list[R]] = defaultdict(list)
    for row in fetch(connection, kind, condition):
        by_article[row.article_id].append(row)
    return by_article
