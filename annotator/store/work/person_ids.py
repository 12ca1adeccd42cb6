"""Which ids of people the annotators of a project are known by. One may have several, one for each
computer; what has no id was made by a script, or by an older program.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from annotator.domain.identity import Identity, is_email, is_person_id
from annotator.store.articles.snapshots import annotators
from annotator.store.project_settings import JOINED, PERSON_IDS, fact, set_fact


def identities(connection: Connection) -> dict[str, tuple[Identity, ...]]:
    """The ids by which each annotator is known, by their names now."""
    known: defaultdict[str, list[Identity]] = defaultdict(list)
    joined = json.loads(fact(connection, JOINED) or "{}")
    listed = set(annotators(connection)) if joined else set()
    for one in _stored(connection):
        name, passed = one.name, {one.name}
        while name in joined and name not in listed and joined[name] not in passed:
            name = joined[name]
            passed.add(name)
        known[name].append(Identity(one.id, name, one.email))
    return {name: tuple(ids) for name, ids in sorted(known.items())}


def note(connection: Connection, named: Sequence[Identity]) -> None:
    """Let annotators be known by these ids from now on; an id is one person's alone."""
    if not named:
        return
    before = _stored(connection)
    by_id = {one.id: one for one in before}
    for one in named:
        email = one.email or (by_id[one.id].email if one.id in by_id else "")
        by_id[one.id] = Identity(one.id, one.name, email)
    if list(by_id.values()) != before:
        _keep(connection, by_id.values())


def rename(connection: Connection, was: str, now: str) -> None:
    """Let somebody who is called otherwise now be known by the same ids, and by the same joins."""
    stored = _stored(connection)
    if any(one.name == was for one in stored):
        renamed = (Identity(o.id, now if o.name == was else o.name, o.email) for o in stored)
        _keep(connection, renamed)
    joined = json.loads(fact(connection, JOINED) or "{}")
    if was in joined or was in joined.values():
        names = {
            now if old == was else old: now if new == was else new for old, new in joined.items()
        }
        set_fact(connection, JOINED, json.dumps(names))


def _stored(connection: Connection) -> list[Identity]:
    """What is kept; what cannot be read is nobody's."""
    try:
        stored = json.loads(fact(connection, PERSON_IDS) or "{}")
        rows = [(number, *map(row.get, ("name", "email"))) for number, row in stored.items()]
    except (ValueError, AttributeError, RecursionError):
        return []
    return [
        Identity(number, name, email if is_email(email) else "")
        for number, name, email in rows
        if is_person_id(number) and isinstance(name, str) and name
    ]


def _keep(connection: Connection, named: Iterable[Identity]) -> None:
    stored = {one.id: {"name": one.name, "email": one.email} for one in named}
    set_fact(connection, PERSON_IDS, json.dumps(stored, ensure_ascii=False, sort_keys=True))
