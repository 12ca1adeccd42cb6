"""Which articles tell one story. Each story is known by its article that came first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    Connection,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    select,
    tuple_,
    update,
)

from annotator.domain.edits import SuggestionBatch
from annotator.domain.state import StoryPlace
from annotator.domain.wording import named_article
from annotator.store.articles.article_rows import ARTICLE
from annotator.store.bulk import chunks
from annotator.store.events import log
from annotator.store.mapping import label_ids
from annotator.store.queue.summaries import recount
from annotator.store.row_mapper import DECISION
from annotator.store.tables import StoryRow, table
from annotator.store.work.suggestions import RUN, SOURCE, SUGGESTION, add_suggestions

STORY = table(StoryRow)


@dataclass(frozen=True, slots=True)
class Signed:
    """An article's signature and the first article of its story; None: not compared yet."""

    article: int
    first: int | None
    signature: bytes


def unsigned(connection: Connection) -> list[int]:
    """The articles without a signature, in import order."""
    there = exists().where(STORY.c.article_id == ARTICLE.c.id)
    return list(
        connection.execute(select(ARTICLE.c.id).where(~there).order_by(ARTICLE.c.id)).scalars()
    )


def open_count(connection: Connection) -> int:
    """How many articles have not been compared with the others."""
    query = (
        select(func.count())
        .select_from(ARTICLE)
        .outerjoin(STORY, STORY.c.article_id == ARTICLE.c.id)
    )
    return int(connection.execute(query.where(STORY.c.first_id.is_(None))).scalar_one())


def sign(connection: Connection, signatures: Mapping[int, bytes]) -> None:
    """Keep signatures of articles that are still to be compared."""
    rows = [{"article_id": n, "first_id": None, "signature": s} for n, s in signatures.items()]
    connection.execute(insert(STORY), rows)


def signed(connection: Connection) -> list[Signed]:
    """All articles that have a signature, in import order."""
    query = select(STORY.c.article_id, STORY.c.first_id, STORY.c.signature)
    return [Signed(*row) for row in connection.execute(query.order_by(STORY.c.article_id))]


def set_first(connection: Connection, firsts: Mapping[int, int]) -> None:
    """Put articles into the stories of other articles, or of themselves."""
    if firsts:
        number = STORY.c.article_id == bindparam("number")
        statement = update(STORY).where(number).values(first_id=bindparam("first"))
        connection.execute(statement, [{"number": n, "first": f} for n, f in firsts.items()])


def forget(connection: Connection) -> None:
    """Forget all stories and signatures."""
    connection.execute(delete(STORY))


def members(connection: Connection, article: int) -> list[int]:
    """The articles of the story of ``article``, itself among them, in import order."""
    first = select(STORY.c.first_id).where(STORY.c.article_id == article).scalar_subquery()
    query = select(STORY.c.article_id).where(STORY.c.first_id == first)
    return list(connection.execute(query.order_by(STORY.c.article_id)).scalars()) or [article]


def stories_since(connection: Connection, article: int) -> list[tuple[int, list[int]]]:
    """Articles with numbers above ``article`` that are not the first of their story, each with
    the other articles of its story.
    """
    later = (STORY.c.article_id > article) & (STORY.c.first_id < STORY.c.article_id)
    numbers = connection.execute(select(STORY.c.article_id).where(later)).scalars().all()
    return [(n, [m for m in members(connection, n) if m != n]) for n in numbers]


def places(connection: Connection, articles: Sequence[int]) -> dict[int, StoryPlace]:
    """Which versions of their stories some articles are; those that stand alone are left out."""
    other = STORY.alias()
    places: dict[int, StoryPlace] = {}
    for chunk in chunks(articles):
        before = func.sum(case((other.c.article_id <= STORY.c.article_id, 1), else_=0))
        query = (
            select(STORY.c.article_id, STORY.c.first_id, before, func.count())
            .join(other, other.c.first_id == STORY.c.first_id)
            .where(STORY.c.article_id.in_(chunk))
            .group_by(STORY.c.article_id, STORY.c.first_id)
            .having(func.count() > 1)
        )
        for number, first, at, count in connection.execute(query):
            places[number] = StoryPlace(first, int(at), count)
    return places


def first_hashes(connection: Connection, articles: Sequence[int]) -> dict[int, str]:
    """The hash of the text of the first article of each story, by the numbers of its articles."""
    hashes: dict[int, str] = {}
    for chunk in chunks(articles):
        query = select(STORY.c.article_id, ARTICLE.c.sha256)
        query = query.join(ARTICLE, ARTICLE.c.id == STORY.c.first_id)
        rows = connection.execute(query.where(STORY.c.article_id.in_(chunk)))
        hashes.update((number, sha256) for number, sha256 in rows)
    return hashes


def title_of(connection: Connection, uid: str) -> str | None:
    """The title of the article with this uid, None if it is not there."""
    return connection.execute(select(ARTICLE.c.title).where(ARTICLE.c.uid == uid)).scalar()


def name_and_title(connection: Connection, article: int) -> tuple[str, str] | None:
    """What an article is called in exports, and its title; None where either is not there."""
    query = select(ARTICLE.c.uid, ARTICLE.c.title).where(ARTICLE.c.id == article)
    row = connection.execute(query).first()
    return None if row is None or bytes in map(type, row) else (row[0], row[1])


def named(connection: Connection, articles: Sequence[int]) -> dict[int, str]:
    """Some articles as sentences name them."""
    query = select(ARTICLE.c.id, ARTICLE.c.uid, ARTICLE.c.title)
    return {
        number: named_article(uid, title)
        for chunk in chunks(articles)
        for number, uid, title in connection.execute(query.where(ARTICLE.c.id.in_(chunk)))
    }


def last_number(connection: Connection) -> int:
    """The number of the article that came last, 0 without any."""
    return int(connection.execute(select(func.max(ARTICLE.c.id))).scalar() or 0)


def forget_runs(connection: Connection, articles: Iterable[int], *, source: str) -> None:
    """Let a source count as not having been through some articles, so that suggesters still go."""
    number = SOURCE.c.name == source
    ran = RUN.c.source_id.in_(select(SOURCE.c.id).where(number))
    connection.execute(delete(RUN).where(RUN.c.article_id.in_(list(articles)), ran))


def offer(connection: Connection, step: SuggestionBatch, *, annotator: str) -> int:
    """Add the suggestions of a step, or take those away again that nobody has decided on.

    Suggesters still go through the articles. Returns the number of the event. Raises SaveError for
    a label that is gone.
    """
    number = log(
        connection,
        f"Take back: {step.title}" if step.withdrawn else step.title,
        annotator=annotator,
    )
    if not step.withdrawn:
        spans, source = step.spans, step.source
        add_suggestions(connection, spans, source=source, version=step.version)
        forget_runs(connection, spans, source=source)
        return number
    named = select(SOURCE.c.id).where(SOURCE.c.name == step.source)
    named = named.where(SOURCE.c.version == step.version)
    labels = label_ids(connection)
    decided = exists().where(DECISION.c.suggestion_id == SUGGESTION.c.id)
    for article, spans_ in step.spans.items():
        places = [(span.start, span.end, labels.get(span.label)) for span in spans_]
        same = tuple_(SUGGESTION.c.start, SUGGESTION.c.end, SUGGESTION.c.label_id).in_(places)
        there = (SUGGESTION.c.article_id == article) & SUGGESTION.c.source_id.in_(named)
        connection.execute(delete(SUGGESTION).where(there & same & ~decided))
    recount(connection, step.spans)
    return number
