"""Makes an edit true on disk: all of it in one transaction, or none of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from annotator.domain.edits import Edit, Row, SendBackEdit, key_of
from annotator.domain.errors import SaveError, StaleEdit
from annotator.domain.gold import GoldSpan
from annotator.domain.values import Annotation, ArticleStatus, Decision, MutedRange
from annotator.store.bulk import chunks
from annotator.store.events import log
from annotator.store.mapping import Numbers
from annotator.store.prepared import Prepared
from annotator.store.queue.edit_tally import EditTally
from annotator.store.queue.summaries import recount
from annotator.store.review import sent_back
from annotator.store.row_mapper import MAPPERS, add, fetch_same, remove
from annotator.store.tables import ArticleTextRow, table
from annotator.store.work.suggestions import SUGGESTION, forget_runs
from annotator.store.work.work_versions import advance

TEXT = table(ArticleTextRow)
_FEW = 8  # suggestions that are looked up one by one
_TEXT = Prepared(select(TEXT.c.text).where(TEXT.c.article_id == bindparam("number")))
_ARTICLE_OF = Prepared(
    select(SUGGESTION.c.article_id).where(SUGGESTION.c.id == bindparam("number"))
)


def apply_edit(connection: Connection, edit: Edit, *, annotator: str) -> int:
    """Apply ``edit`` and log it as the act of ``annotator``; returns the number of the event.

    Raises StaleEdit when ``edit.before`` is not what the project holds, SaveError when the
    result would break a rule; the caller's transaction must then be rolled back.
    """
    numbers = Numbers(connection)
    before, after = _by_kind(edit.before), _by_kind(edit.after)
    _check_before(connection, edit, numbers)
    _check_after(connection, edit, numbers)
    tallies = _tallies(connection, edit, numbers)
    for kind, rows in before.items():
        remove(connection, kind, rows, numbers)
    for kind, rows in after.items():
        add(connection, kind, rows, numbers)
    _count(connection, edit, tallies, numbers, actor=annotator)
    if isinstance(edit, SendBackEdit):
        sent_back.explain(connection, edit.notes)
    return log(connection, edit.title, annotator=annotator, before=edit.before, after=edit.after)


def _by_kind(rows: Iterable[Row]) -> dict[type[Row], list[Row]]:
    """Rows by what they are, in the order in which they are added."""
    kinds: dict[type[Row], list[Row]] = {}
    for row in rows:
        kinds.setdefault(type(row), []).append(row)
    return {kind: kinds[kind] for kind in MAPPERS if kind in kinds}


def _check_before(connection: Connection, edit: Edit, numbers: Numbers) -> None:
    expected = {key_of(row): row for row in edit.before}
    touched = expected | {key_of(row): row for row in edit.after}
    there: dict[tuple[object, ...], Row] = {}
    for kind, rows in _by_kind(touched.values()).items():
        there |= {key_of(row): row for row in fetch_same(connection, kind, rows, numbers)}
    if there != expected:
        raise StaleEdit(
            f"“{edit.title}” no longer fits what the project holds; look at the article again."
        )


def _check_after(connection: Connection, edit: Edit, numbers: Numbers) -> None:
    _check_suggestions(connection, [row for row in edit.after if isinstance(row, Decision)])
    spans = [row for row in edit.after if isinstance(row, Annotation | GoldSpan)]
    known = numbers.labels if spans else {}
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
    wanted = {row.suggestion_id: row.article_id for row in decisions}
    there: dict[int, int] = {}
    if len(wanted) <= _FEW:
        articles = {
            number: _ARTICLE_OF.run(connection, number=number).scalar() for number in wanted
        }
        there = {number: article for number, article in articles.items() if article is not None}
    else:
        for some in chunks(list(wanted)):
            query = select(SUGGESTION.c.id, SUGGESTION.c.article_id)
            rows = connection.execute(query.where(SUGGESTION.c.id.in_(some)))
            there |= {number: article for number, article in rows}
    if there != wanted:
        raise StaleEdit("A suggestion is no longer there; look at the article again.")


def _texts(connection: Connection, articles: Iterable[int]) -> dict[int, str]:
    return {number: _TEXT.run(connection, number=number).scalar() or "" for number in articles}


def _tallies(connection: Connection, edit: Edit, numbers: Numbers) -> list[EditTally]:
    """What the edit does to the counts of those whose spans and verdicts it changes."""
    pairs = {(r.article_id, r.annotator) for r in _rows(edit, Annotation | Decision)}

    def own(rows: Iterable[Row], pair: tuple[int, str]) -> list[Row]:
        kept = (row for row in rows if isinstance(row, Annotation | Decision))
        return [row for row in kept if (row.article_id, row.annotator) == pair]

    return [
        EditTally(
            connection,
            (pair[0], numbers.annotator(pair[1])),
            own(edit.before, pair),
            own(edit.after, pair),
            numbers,
        )
        for pair in sorted(pairs)
    ]


def _count(
    connection: Connection,
    edit: Edit,
    tallies: Sequence[EditTally],
    numbers: Numbers,
    *,
    actor: str,
) -> None:
    muted = {row.article_id for row in _rows(edit, MutedRange)}
    for counted in tallies:
        counted.write()
    recount(connection, sorted(muted))
    kept = {row.id for row in edit.after if isinstance(row, MutedRange)}
    bare = [row for row in edit.before if isinstance(row, MutedRange) and row.id not in kept]
    if bare:  # no suggester has looked there
        forget_runs(connection, {row.article_id for row in bare})
    changed = {
        (r.article_id, numbers.annotator(r.annotator))
        for r in _rows(edit, Annotation | Decision | ArticleStatus)
    }
    statuses = [
        [row for row in rows if isinstance(row, ArticleStatus)]
        for rows in (edit.before, edit.after)
    ]
    if any(statuses):
        put_back = sent_back.follow(connection, *statuses, actor=actor)
        changed -= {(article, numbers.annotator(name)) for article, name in put_back}
    advance(connection, sorted(changed))


def _rows(edit: Edit, kinds: Any) -> list[Any]:
    return [row for row in (*edit.before, *edit.after) if isinstance(row, kinds)]
