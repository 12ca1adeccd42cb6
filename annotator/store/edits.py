"""Makes an edit true on disk: all of it in one transaction, or none of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from annotator.domain.edits import Edit, Row, key_of
from annotator.domain.errors import SaveError, StaleEdit
from annotator.domain.gold import GoldSpan
from annotator.domain.values import Annotation, ArticleStatus, Decision, MutedRange
from annotator.store.bulk import chunks
from annotator.store.events import log
from annotator.store.mapping import annotator_id, label_ids
from annotator.store.queue.summaries import recount, tally
from annotator.store.row_mapper import MAPPERS, add, fetch_same, remove
from annotator.store.tables import ArticleTextRow, table
from annotator.store.work.suggestions import SUGGESTION
from annotator.store.work.work_versions import advance

TEXT = table(ArticleTextRow)


def apply_edit(connection: Connection, edit: Edit, *, annotator: str) -> int:
    """Apply ``edit`` and log it as the act of ``annotator``; returns the number of the event.

    Raises StaleEdit when ``edit.before`` is not what the project holds, SaveError when the
    result would break a rule; the caller's transaction must then be rolled back.
    """
    _check_before(connection, edit)
    _check_after(connection, edit)
    for kind in MAPPERS:
        remove(connection, kind, [row for row in edit.before if isinstance(row, kind)])
    for kind in MAPPERS:
        add(connection, kind, [row for row in edit.after if isinstance(row, kind)])
    _tally(connection, edit)
    return log(connection, edit.title, annotator=annotator, before=edit.before, after=edit.after)


def _check_before(connection: Connection, edit: Edit) -> None:
    expected = {key_of(row): row for row in edit.before}
    touched = expected | {key_of(row): row for row in edit.after}
    there: dict[tuple[object, ...], Row] = {}
    for kind in MAPPERS:
        rows = [row for row in touched.values() if isinstance(row, kind)]
        there |= {key_of(row): row for row in fetch_same(connection, kind, rows)}
    if there != expected:
        raise StaleEdit(
            f"“{edit.title}” no longer fits what the project holds; look at the article again."
        )


def _check_after(connection: Connection, edit: Edit) -> None:
    _check_suggestions(connection, [row for row in edit.after if isinstance(row, Decision)])
    spans = [row for row in edit.after if isinstance(row, Annotation | GoldSpan)]
    known = label_ids(connection) if spans else {}
    texts = _texts(connection, {row.article_id for row in spans})
    for row in spans:
        if row.label not in known:
            raise SaveError(
                f"The project has no label “{row.label}”; add it or choose another label."
            )
        if not row.text or texts.get(row.article_id, "")[row.start : row.end] != row.text:
            raise SaveError(
                f"The span {row.start} to {row.end} is not what its article says there; "
                "reload the article."
            )


def _check_suggestions(connection: Connection, decisions: Sequence[Decision]) -> None:
    """Refuse verdicts on suggestions that have gone meanwhile, however they went."""
    for some in chunks(decisions):
        wanted = {row.suggestion_id: row.article_id for row in some}
        query = select(SUGGESTION.c.id, SUGGESTION.c.article_id)
        rows = connection.execute(query.where(SUGGESTION.c.id.in_(list(wanted))))
        if {number: article for number, article in rows} != wanted:
            raise StaleEdit("A suggestion is no longer there; look at the article again.")


def _texts(connection: Connection, articles: Iterable[int]) -> dict[int, str]:
    query = select(TEXT.c.article_id, TEXT.c.text).where(TEXT.c.article_id.in_(list(articles)))
    return {article: text for article, text in connection.execute(query)}


def _tally(connection: Connection, edit: Edit) -> None:
    rows = (*edit.before, *edit.after)
    recount(connection, sorted({row.article_id for row in rows if isinstance(row, MutedRange)}))
    counted = {(r.article_id, r.annotator) for r in rows if isinstance(r, Annotation | Decision)}
    changed = counted | {(r.article_id, r.annotator) for r in rows if isinstance(r, ArticleStatus)}
    people = {name: annotator_id(connection, name) for _, name in changed}
    tally(connection, sorted((article, people[name]) for article, name in counted))
    advance(connection, sorted((article, people[name]) for article, name in changed))
