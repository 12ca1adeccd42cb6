"""Verifies what must always hold in a project. Only looks, never mends."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, func, select

from annotator.domain.errors import DamagedError, InputError
from annotator.domain.figures import stored_figure
from annotator.domain.spans import verify
from annotator.domain.text import text_hash
from annotator.domain.values import Verdict
from annotator.store.articles.article_rows import ARTICLE, TEXT
from annotator.store.articles.snapshots import is_text, parsed_extra
from annotator.store.bulk import chunks
from annotator.store.file.shape import SCHEMA_ROWS, foreign
from annotator.store.mapping import LABEL
from annotator.store.merging.conflicting_versions import spoilt
from annotator.store.queue.summaries import miscounted
from annotator.store.review.review_rows import GOLD_SPAN, RULING, options_value
from annotator.store.row_mapper import ANNOTATION, DECISION, MUTED, UNMUTED
from annotator.store.stored_bytes import stored_as_bytes
from annotator.store.work.suggestions import SUGGESTION

_BATCH = 200


def article_numbers(connection: Connection) -> list[int]:
    """The numbers of all articles."""
    return list(connection.execute(select(ARTICLE.c.id).order_by(ARTICLE.c.id)).scalars())


def database_problems(connection: Connection) -> Iterator[str]:
    """What the database itself finds wrong, and what it holds that no project has.

    A server watches its own rows, so there only what is searched is counted.
    """
    if connection.dialect.name == "sqlite":
        yield from _file_problems(connection)
    yield from _unindexed(connection)


def _file_problems(connection: Connection) -> Iterator[str]:
    for (problem,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if problem != "ok":
            yield f"the file is damaged: {problem}"
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} refers to a row of {parent} that is not there"
    number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    yield from foreign(map(tuple, connection.exec_driver_sql(SCHEMA_ROWS)), number)


def _unindexed(connection: Connection) -> Iterator[str]:
    kept = {"article_signs": "signs"}
    if connection.dialect.name == "sqlite":
        kept = {"article_fts_docsize": "words"} | kept
    count = "SELECT count(*) FROM "
    articles = connection.exec_driver_sql(f"{count} article").scalar_one()
    for rows, what in kept.items():
        known = connection.exec_driver_sql(f"{count} {rows}").scalar_one()
        if articles != known:
            yield f"the search knows the {what} of {known} of {articles} articles"


def article_problems(connection: Connection, numbers: Sequence[int]) -> Iterator[str]:
    """What is wrong with some articles and everything that belongs to them."""
    for batch in chunks(numbers, _BATCH):
        yield from stored_as_bytes(connection, batch)
        texts = yield from _texts(connection, batch)
        yield from _spans(connection, batch, texts, ANNOTATION, "annotation")
        yield from _spans(connection, batch, texts, GOLD_SPAN, "gold span")
        yield from _rulings(connection, batch, texts)
        for rows, what in _RANGES:
            yield from _outside(connection, batch, texts, rows, what)
        yield from _verdicts(connection, batch)
        yield from miscounted(connection, batch)
        yield from spoilt(connection, batch)


def _texts(connection: Connection, batch: Sequence[int]) -> Any:
    query = select(ARTICLE, TEXT.c.text, TEXT.c.raw, TEXT.c.raw_sha256, TEXT.c.extra)
    query = query.outerjoin(TEXT, TEXT.c.article_id == ARTICLE.c.id)
    texts: dict[int, str] = {}
    for row in connection.execute(query.where(ARTICLE.c.id.in_(batch))).mappings():
        text = row["text"]
        if text is None:
            yield f"article {row['uid']} has no text"
            continue
        if not is_text(text):  # said already
            continue
        texts[row["id"]] = text
        for problem, holds in _TEXT_RULES.items():
            if not holds(row):
                yield f"article {row['uid']}: {problem}"
    return texts


def _raw_holds(row: RowMapping) -> bool:
    try:
        raw = row["text"].encode() if row["raw"] is None else zlib.decompress(row["raw"])
    except zlib.error:
        return False
    return bool(hashlib.sha256(raw).hexdigest() == row["raw_sha256"])


def _extra_holds(row: RowMapping) -> bool:
    try:
        parsed_extra(row["extra"])
    except DamagedError:
        return False
    return True


_RANGES = (
    (SUGGESTION, "suggestion"),
    (MUTED, "muted range"),
    (UNMUTED, "unmuted range"),
)
_TEXT_RULES: dict[str, Callable[[RowMapping], bool]] = {
    "its text is not the one that was imported": lambda row: (
        text_hash(row["text"]) == row["sha256"]
    ),
    "its length is not that of its text": lambda row: len(row["text"]) == row["length"],
    "its original bytes are not the ones that were imported": _raw_holds,
    "its further keys cannot be read": _extra_holds,
}


def _spans(
    connection: Connection, batch: Sequence[int], texts: dict[int, str], rows: Table, what: str
) -> Iterator[str]:
    query = select(rows, LABEL.c.name.label("label"), ARTICLE.c.uid)
    query = query.join(ARTICLE, ARTICLE.c.id == rows.c.article_id)
    query = query.outerjoin(LABEL, LABEL.c.id == rows.c.label_id)
    for row in connection.execute(query.where(rows.c.article_id.in_(batch))).mappings():
        problem = _span_problem(row, texts.get(row["article_id"]))
        if problem:
            yield f"article {row['uid']}, {what} {row['id']}: {problem}"


def _span_problem(row: RowMapping, text: str | None) -> str | None:
    if row["label"] is None:
        return "its label is not in the project"
    if text is not None:
        try:
            verify(text, row["start"], row["end"])
        except InputError as error:
            return str(error)
        if text[row["start"] : row["end"]] != row["text"]:
            return "its quote is not what the article says there"
    return _figure_problem(row["figure"])


def _figure_problem(stored: str | None) -> str | None:
    try:
        stored_figure(stored)
    except ValueError as error:
        return f"its figure cannot be read ({error})"
    return None


def _outside(
    connection: Connection, batch: Sequence[int], texts: dict[int, str], rows: Any, what: str
) -> Iterator[str]:
    query = select(rows, ARTICLE.c.uid).join(ARTICLE, ARTICLE.c.id == rows.c.article_id)
    for row in connection.execute(query.where(rows.c.article_id.in_(batch))).mappings():
        text = texts.get(row["article_id"])
        if text is not None and not 0 <= row["start"] < row["end"] <= len(text):
            yield f"article {row['uid']}, {what} {row['id']}: it does not lie inside the text"
        problem = _figure_problem(row.get("figure"))
        if problem:
            yield f"article {row['uid']}, {what} {row['id']}: {problem}"


def _rulings(connection: Connection, batch: Sequence[int], texts: dict[int, str]) -> Iterator[str]:
    query = select(RULING, ARTICLE.c.uid).join(ARTICLE, ARTICLE.c.id == RULING.c.article_id)
    for row in connection.execute(query.where(RULING.c.article_id.in_(batch))).mappings():
        text = texts.get(row["article_id"])
        problem = _ruling_problem(row, text)
        if problem:
            yield f"article {row['uid']}, ruling {row['id']}: {problem}"


def _ruling_problem(row: RowMapping, text: str | None) -> str | None:
    try:
        options = options_value(row["versions"])
    except (ValueError, KeyError, TypeError):
        return "its versions cannot be read"
    if row["chosen"] is not None and not 0 <= row["chosen"] < len(options):
        return "it chose a version that is not there"
    spans = [span for option in options for span in option.spans]
    bounds = [(row["start"], row["end"]), *((span.start, span.end) for span in spans)]
    if text is not None and any(not 0 <= start < end <= len(text) for start, end in bounds):
        return "it does not lie inside the text"
    return None


def _verdicts(connection: Connection, batch: Sequence[int]) -> Iterator[str]:
    yield from _decisions(connection, batch)
    named = (DECISION.c.annotation_id == ANNOTATION.c.id) & (
        DECISION.c.suggestion_id == ANNOTATION.c.suggestion_id
    )
    orphans = (
        select(ANNOTATION.c.id, ARTICLE.c.uid)
        .join(ARTICLE, ARTICLE.c.id == ANNOTATION.c.article_id)
        .outerjoin(DECISION, named)
        .where(
            ANNOTATION.c.article_id.in_(batch),
            ANNOTATION.c.suggestion_id.is_not(None),
            DECISION.c.suggestion_id.is_(None),
        )
    )
    for identifier, uid in connection.execute(orphans):
        yield (
            f"article {uid}, annotation {identifier}: no verdict names it, though it came of a "
            "suggestion"
        )


def _decisions(connection: Connection, batch: Sequence[int]) -> Iterator[str]:
    a, s = ANNOTATION.c, SUGGESTION.c
    query = (
        select(
            DECISION,
            ARTICLE.c.uid,
            s.article_id.label("its_article"),
            a.article_id.label("made_article"),
            a.annotator_id.label("made_by"),
            ((a.start == s.start) & (a.end == s.end) & (a.label_id == s.label_id)).label("same"),
        )
        .join(ARTICLE, ARTICLE.c.id == DECISION.c.article_id)
        .outerjoin(SUGGESTION, s.id == DECISION.c.suggestion_id)
        .outerjoin(ANNOTATION, a.id == DECISION.c.annotation_id)
        .where(DECISION.c.article_id.in_(batch))
    )
    for row in connection.execute(query).mappings():
        problem = _decision_problem(row)
        if problem:
            yield f"article {row['uid']}, verdict on suggestion {row['suggestion_id']}: {problem}"


def _decision_problem(row: RowMapping) -> str | None:
    if row["its_article"] != row["article_id"]:
        return "the suggestion is not of this article"
    if row["verdict"] == Verdict.REJECTED:
        return None
    if row["made_article"] is None:
        return f"it says {row['verdict']}, but there is no annotation"
    if row["made_article"] != row["article_id"] or row["made_by"] != row["annotator_id"]:
        return "its annotation is of another article or annotator"
    if row["verdict"] == Verdict.ACCEPTED and not row["same"]:
        return "it says accepted, but the annotation says something else"
    return None


def counts(connection: Connection) -> tuple[int, int]:
    """How many articles and annotations there are."""
    articles = connection.execute(select(func.count()).select_from(ARTICLE)).scalar_one()
    annotations = connection.execute(select(func.count()).select_from(ANNOTATION)).scalar_one()
    return articles, annotations
