"""Muted ranges of many articles, what people said about them, and lines learnt per source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, func, insert, select

from annotator.domain.values import MutedRange, SuggestedSpan
from annotator.domain.wording import counted
from annotator.store.articles.article_rows import ARTICLE, TEXT
from annotator.store.bulk import chunks
from annotator.store.events import log
from annotator.store.queue.summaries import recount
from annotator.store.row_mapper import ANNOTATION, DECISION, MUTED, UNMUTED, add, fetch, remove
from annotator.store.tables import LearntLineRow, table
from annotator.store.work.suggestions import SOURCE, SUGGESTION, forget_runs

LEARNT_LINE = table(LearntLineRow)


@dataclass(frozen=True, slots=True)
class Marked:
    """A part of an article that somebody muted or unmuted, with the source of the article."""

    source: str
    article: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """An article as far as muting looks at it.

    ``spans`` are the ranges that people vouch for or brought in; ``by_hand`` says that somebody
    has muted or unmuted a part of it.
    """

    article: int
    source: str
    text: str
    muted: tuple[MutedRange, ...]
    spans: tuple[tuple[int, int], ...]
    by_hand: bool


def pages(connection: Connection, numbers: Sequence[int], *, manual: str) -> list[Page]:
    """Articles in the order given; give some hundreds at most. ``manual`` is people's own rule."""
    muted: defaultdict[int, list[MutedRange]] = defaultdict(list)
    for item in fetch(connection, MutedRange, MUTED.c.article_id.in_(numbers)):
        muted[item.article_id].append(item)
    spans = _spans(connection, numbers)
    query = select(UNMUTED.c.article_id).where(UNMUTED.c.article_id.in_(numbers))
    unmuted = set(connection.execute(query).scalars())
    texts = select(ARTICLE.c.id, ARTICLE.c.source, TEXT.c.text).join(
        TEXT, TEXT.c.article_id == ARTICLE.c.id
    )
    by_number = {
        number: Page(
            article=number,
            source=source or "",
            text=text,
            muted=tuple(muted[number]),
            spans=tuple(spans[number]),
            by_hand=number in unmuted or any(item.rule == manual for item in muted[number]),
        )
        for number, source, text in connection.execute(texts.where(ARTICLE.c.id.in_(numbers)))
    }
    return [by_number[number] for number in numbers if number in by_number]


def _spans(
    connection: Connection, numbers: Sequence[int]
) -> defaultdict[int, set[tuple[int, int]]]:
    spans: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    a, s = ANNOTATION.c, SUGGESTION.c
    decided = exists().where(DECISION.c.suggestion_id == s.id)
    brought = exists().where(SOURCE.c.id == s.source_id, SOURCE.c.name.startswith("import:"))
    for query in (
        select(a.article_id, a.start, a.end).where(a.article_id.in_(numbers)),
        select(s.article_id, s.start, s.end).where(s.article_id.in_(numbers), decided | brought),
    ):
        for number, start, end in connection.execute(query):
            spans[number].add((start, end))
    return spans


def ranges(connection: Connection, numbers: Collection[int]) -> dict[int, list[tuple[int, int]]]:
    """``[start, end)`` of the muted ranges of some articles; those without any are left out."""
    muted: dict[int, list[tuple[int, int]]] = {}
    wanted = list(numbers)
    for some in chunks(wanted):
        query = select(MUTED.c.article_id, MUTED.c.start, MUTED.c.end)
        chunk = MUTED.c.article_id.in_(some)
        for number, start, end in connection.execute(query.where(chunk)):
            muted.setdefault(number, []).append((start, end))
    return muted


def outside_muted(
    connection: Connection, suggested: Mapping[int, Sequence[SuggestedSpan]]
) -> dict[int, Sequence[SuggestedSpan]]:
    """Suggested spans by article, without those that share a code point with muted text."""
    muted = ranges(connection, suggested)
    return {
        number: [
            span
            for span in spans
            if not any(start < span.end and span.start < end for start, end in muted[number])
        ]
        if number in muted
        else spans
        for number, spans in suggested.items()
    }


def change(
    connection: Connection,
    *,
    gone: Sequence[MutedRange],
    new: Sequence[MutedRange],
    annotator: str,
) -> None:
    """Take muted ranges away and add others, as the act of ``annotator``."""
    if gone or new:
        remove(connection, MutedRange, gone)
        add(connection, MutedRange, new)
        recount(connection, sorted({item.article_id for item in (*gone, *new)}))
        if gone:  # no suggester has looked there
            forget_runs(connection, {item.article_id for item in gone})
        title = f"Mute by rules: {counted(len(new), 'line')} muted, {len(gone):,} unmuted"
        log(connection, title, annotator=annotator, before=tuple(gone), after=tuple(new))


def marked_by_hand(connection: Connection, *, manual: str) -> list[Marked]:
    """The parts people have muted themselves."""
    return _marked(connection, MUTED, MUTED.c.rule == manual)


def unmuted(connection: Connection) -> list[Marked]:
    """The parts people have unmuted that a rule had muted."""
    return _marked(connection, UNMUTED, UNMUTED.c.rule != "")


def _marked(connection: Connection, rows: object, condition: object) -> list[Marked]:
    c = rows.c  # type: ignore[attr-defined]
    part = func.substr(TEXT.c.text, c.start + 1, c.end - c.start)
    query = select(ARTICLE.c.source, ARTICLE.c.id, part)
    query = query.join(TEXT, TEXT.c.article_id == ARTICLE.c.id)
    query = query.join(rows, c.article_id == ARTICLE.c.id)  # type: ignore[arg-type]
    marked = connection.execute(query.where(condition))  # type: ignore[arg-type]
    return [Marked(source or "", number, text) for source, number, text in marked]


def learnt(connection: Connection) -> dict[str, set[str]]:
    """The learnt lines by source."""
    lines: dict[str, set[str]] = {}
    for source, line in connection.execute(select(LEARNT_LINE.c.source, LEARNT_LINE.c.line)):
        lines.setdefault(source, set()).add(line)
    return lines


def set_learnt(connection: Connection, lines: Mapping[str, Collection[str]]) -> None:
    """Put ``lines`` in the place of all that was learnt."""
    connection.execute(delete(LEARNT_LINE))
    rows = [
        {"source": s, "line": line} for s, of_source in lines.items() for line in sorted(of_source)
    ]
    if rows:
        connection.execute(insert(LEARNT_LINE), rows)


def articles_by_source(connection: Connection) -> dict[str, list[int]]:
    """The numbers of the articles of each source."""
    query = select(func.coalesce(ARTICLE.c.source, ""), ARTICLE.c.id).order_by(ARTICLE.c.id)
    numbers: dict[str, list[int]] = {}
    for source, number in connection.execute(query):
        numbers.setdefault(source, []).append(number)
    return numbers
