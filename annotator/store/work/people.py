"""Makes an edit of a person true on disk: another name, or two spellings made one person.

What a join takes apart again is in its edit, row by row, so that undo gives each their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, case, delete, select, update

from annotator.domain.edits import PersonEdit
from annotator.domain.errors import ProjectError, StaleEdit
from annotator.domain.gold import refuse_reserved
from annotator.domain.person_names import is_usable
from annotator.store.events import log
from annotator.store.mapping import ANNOTATOR, find_annotator
from annotator.store.project_settings import JOINED, fact, set_fact
from annotator.store.queue.summaries import TALLY, tally
from annotator.store.review import sent_back
from annotator.store.review.reviewing import PLAN
from annotator.store.work import person_ids
from annotator.store.work.person_tables import (
    ANNOTATIONS,
    DECISIONS,
    NAMING,
    OTHERS,
    TIMES,
    Owned,
    Values,
)
from annotator.store.work.undo_steps import STEP
from annotator.store.work.work_versions import advance, join_seen

_GONE = "“{}” no longer fits: the work of {} has changed since."


def apply_person_edit(connection: Connection, edit: PersonEdit, *, annotator: str) -> int:
    """Apply ``edit`` and log it as the act of ``annotator``; returns the number of the event.

    Raises StaleEdit where the people are not as they were, and ProjectError for a name that nobody
    may have; the caller's transaction must then be rolled back.
    """
    if not edit.parts:
        _rename(connection, edit)
    elif edit.apart:
        _part(connection, edit)
    else:
        _join(connection, edit)
    return log(connection, edit.title, annotator=annotator)


def refuse_name(name: str) -> None:
    """Raise ProjectError for a name that no annotator may have."""
    refuse_reserved(name)
    if not is_usable(name) or name != " ".join(name.split()):
        raise ProjectError(f"“{name}” cannot be the name of an annotator; choose a plain one.")


def _known(connection: Connection, edit: PersonEdit, name: str) -> int:
    number = find_annotator(connection, name)
    if number is None:
        raise StaleEdit(f"“{edit.title}” no longer fits: there is no annotator {name} by now.")
    return number


def _rename(connection: Connection, edit: PersonEdit) -> None:
    number = _known(connection, edit, edit.was)
    refuse_name(edit.now)
    if find_annotator(connection, edit.now) is not None:
        raise StaleEdit(f"There is an annotator {edit.now} already; join the two instead.")
    connection.execute(update(ANNOTATOR).where(ANNOTATOR.c.id == number).values(name=edit.now))
    _name_otherwise(connection, _naming(connection, edit.was), edit.was, edit.now)
    person_ids.rename(connection, edit.was, edit.now)
    sent_back.rename(connection, edit.was, edit.now)
    connection.execute(delete(STEP).where(STEP.c.annotator_id == number))


def parts_of_join(connection: Connection, was: str, now: str) -> str:
    """What there is to join, as JSON: of each table the rows that become the other's, and those
    that give way since the other says the same.
    """
    old, new = find_annotator(connection, was), find_annotator(connection, now)
    parts: dict[str, Any] = {"moved": {}, "dropped": {}}
    if old is None or new is None:
        raise ProjectError(f"No annotator of this project is called “{was if not old else now}”.")
    for owned in (ANNOTATIONS, DECISIONS, *OTHERS):
        there = {owned.same_of(row): row for row in owned.rows(connection, new)}
        moved: list[Values] = []
        dropped: list[Values] = []
        for row in owned.rows(connection, old):
            is_same = bool(owned.same) and owned.same_of(row) in there
            (dropped if is_same else moved).append(row)
        parts["moved"][owned.table.name] = [owned.key_of(row) for row in moved]
        parts["dropped"][owned.table.name] = dropped
        if owned is ANNOTATIONS:
            # A verdict of which a span came that gives way goes on with the span that stays.
            stays = {row["id"]: there[owned.same_of(row)]["id"] for row in dropped}
            made = DECISIONS.rows(connection, old)
            parts["verdicts"] = [
                [row["suggestion_id"], row["annotation_id"], stays[row["annotation_id"]]]
                for row in made
                if row["annotation_id"] in stays
            ]
    parts["times"] = {owned.table.name: owned.rows(connection, old) for owned in TIMES}
    parts["naming"] = _naming(connection, was)
    return json.dumps(parts, ensure_ascii=False, sort_keys=True)


def _join(connection: Connection, edit: PersonEdit) -> None:
    old, new = _known(connection, edit, edit.was), _known(connection, edit, edit.now)
    parts = json.loads(edit.parts)
    if json.loads(parts_of_join(connection, edit.was, edit.now)) != parts:
        raise StaleEdit(_GONE.format(edit.title, edit.was))
    touched = _articles(connection, old)
    _point(connection, old, [(suggestion, stays) for suggestion, _, stays in parts["verdicts"]])
    for owned in (DECISIONS, ANNOTATIONS, *OTHERS):
        keys = [owned.key_of(row) for row in parts["dropped"][owned.table.name]]
        owned.remove(connection, keys, old)
        owned.move(connection, parts["moved"][owned.table.name], old, new)
    for owned in TIMES:
        _spend(connection, owned, parts, old, new, sign=1)
    _name_otherwise(connection, parts["naming"], edit.was, edit.now)
    connection.execute(delete(STEP).where(STEP.c.annotator_id == old))
    sent_back.rename(connection, edit.was, edit.now)
    join_seen(connection, touched, old, new)
    _counted(connection, touched, old, new)
    _note_joined(connection, edit.was, edit.now)


def _part(connection: Connection, edit: PersonEdit) -> None:
    """Take a join back."""
    old, new = _known(connection, edit, edit.was), _known(connection, edit, edit.now)
    parts = json.loads(edit.parts)
    for owned in (ANNOTATIONS, DECISIONS, *OTHERS):
        keys = parts["moved"][owned.table.name]
        if owned.move(connection, keys, new, old) != len(keys):
            raise StaleEdit(_GONE.format(edit.title, edit.now))
        owned.put_back(connection, parts["dropped"][owned.table.name])
    _point(connection, old, [(suggestion, own) for suggestion, own, _ in parts["verdicts"]])
    for owned in TIMES:
        _spend(connection, owned, parts, old, new, sign=-1)
    _put_names_back(connection, parts["naming"], edit.was, edit.now)
    _counted(connection, _articles(connection, old), old, new)
    _note_joined(connection, edit.was, None)


def _note_joined(connection: Connection, was: str, now: str | None) -> None:
    """Remember, or forget, whose spelling a name was."""
    joined = json.loads(fact(connection, JOINED) or "{}")
    joined.pop(was, None)
    set_fact(connection, JOINED, json.dumps(joined | ({was: now} if now else {})))


def _articles(connection: Connection, person: int) -> list[int]:
    """The articles in which somebody has done anything."""
    touched: set[int] = set()
    for owned in (ANNOTATIONS, DECISIONS, OTHERS[0]):
        own = owned.table.c.annotator_id == person
        touched.update(connection.execute(select(owned.table.c.article_id).where(own)).scalars())
    return sorted(touched)


def _point(connection: Connection, person: int, verdicts: Iterable[tuple[int, str]]) -> None:
    d = DECISIONS.table.c
    for suggestion, annotation in verdicts:
        own = (d.suggestion_id == suggestion) & (d.annotator_id == person)
        connection.execute(update(DECISIONS.table).where(own).values(annotation_id=annotation))


def _counted(connection: Connection, articles: list[int], old: int, new: int) -> None:
    """Count anew, and note that both have another version of their work, one without any maybe:
    a colleague who merges it hears of it.
    """
    pairs = [(article, person) for article in articles for person in (old, new)]
    among = TALLY.c.annotator_id.in_((old, new)) & TALLY.c.article_id.in_(articles)
    connection.execute(delete(TALLY).where(among))
    worked: set[tuple[int, int]] = set()
    for owned in (ANNOTATIONS, DECISIONS):
        c = owned.table.c
        query = select(c.article_id, c.annotator_id).where(
            c.annotator_id.in_((old, new)), c.article_id.in_(articles)
        )
        worked |= {(article, person) for article, person in connection.execute(query.distinct())}
    tally(connection, sorted(worked))
    advance(connection, pairs)


def _spend(
    connection: Connection, owned: Owned, parts: Any, old: int, new: int, *, sign: int
) -> None:
    """Add what one has spent to the other's time, or take it off again."""
    rows, c = parts["times"][owned.table.name], owned.table.c
    for row in rows:
        same = (c[owned.person] == new) & owned.among([owned.key_of(row)])
        seconds = c.seconds + sign * row["seconds"]
        positive = case((seconds > 0, seconds), else_=0.0)
        done = connection.execute(update(owned.table).where(same).values(seconds=positive))
        if sign > 0 and not done.rowcount:
            owned.put_back(connection, [{**row, owned.person: new}])
    if sign > 0:
        owned.remove(connection, [owned.key_of(row) for row in rows], old)
    else:
        owned.put_back(connection, rows)


def _naming(connection: Connection, name: str) -> dict[str, list[list[Any]]]:
    """The texts of JSON in which somebody is named, as they are, by table and key."""
    naming: dict[str, list[list[Any]]] = {}
    for table, column in NAMING:
        key, text = table.primary_key.columns.values()[0], table.c[column]
        quote = json.dumps(name, ensure_ascii=False)
        query = select(key, text).where(text.contains(quote, autoescape=True))
        rows = connection.execute(query.order_by(key)).all()
        naming[table.name] = [[number, said] for number, said in rows if _names(said, name)]
    plan = fact(connection, PLAN)
    naming["project"] = [[PLAN, plan]] if plan and _names(plan, name) else []
    return naming


def _name_otherwise(
    connection: Connection, naming: dict[str, list[list[Any]]], was: str, now: str
) -> None:
    for table, column in NAMING:
        key = table.primary_key.columns.values()[0]
        for number, said in naming[table.name]:
            text = json.dumps(_renamed(json.loads(said), was, now), ensure_ascii=False)
            connection.execute(update(table).where(key == number).values({column: text}))
    for name, said in naming["project"]:
        plain = json.loads(said)
        set_fact(connection, name, json.dumps(_renamed(plain, was, now), ensure_ascii=False))


def _put_names_back(
    connection: Connection, naming: dict[str, list[list[Any]]], was: str, now: str
) -> None:
    """Let texts name people as before a join, unless they say something else by now."""
    for table, column in NAMING:
        key = table.primary_key.columns.values()[0]
        for number, said in naming[table.name]:
            here = connection.execute(select(table.c[column]).where(key == number)).scalar()
            if here is not None and json.loads(here) == _renamed(json.loads(said), was, now):
                connection.execute(update(table).where(key == number).values({column: said}))
    for name, said in naming["project"]:
        if json.loads(fact(connection, name) or "{}") == _renamed(json.loads(said), was, now):
            set_fact(connection, name, said)


def _names(said: str, name: str) -> bool:
    plain = json.loads(said)
    return bool(_renamed(plain, name, "\0") != plain)


def _renamed(value: Any, was: str, now: str) -> Any:
    """A value of JSON in which somebody is called otherwise: people are named in lists of texts."""
    if isinstance(value, dict):
        return {key: _renamed(member, was, now) for key, member in value.items()}
    if not isinstance(value, list):
        return value
    if value and all(isinstance(member, str) for member in value):
        return list(dict.fromkeys(now if member == was else member for member in value))
    return [_renamed(member, was, now) for member in value]
