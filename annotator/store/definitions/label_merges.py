"""Merges a label into another, and gives each of the two its own again.

What undo takes apart is in the edit, row by row: what came after the merge stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, insert, select, update

from annotator.domain.edits import LabelMerge
from annotator.domain.errors import StaleEdit
from annotator.domain.label_names import LabelNames
from annotator.domain.work_json import under, version_value
from annotator.store.definitions import former_labels, overlap_rule
from annotator.store.definitions import labels as store
from annotator.store.definitions.names import NAME
from annotator.store.mapping import LABEL, label_id
from annotator.store.merging.conflicting_versions import SAVED, drop
from annotator.store.project_settings import OVERLAPS, fact, set_fact
from annotator.store.queue.summaries import tally, tally_all
from annotator.store.review import review_rows, reviewing
from annotator.store.review.review_rows import GOLD_SPAN, RULING
from annotator.store.row_mapper import ANNOTATION, DECISION
from annotator.store.work.person_tables import Owned
from annotator.store.work.suggestions import SUGGESTION
from annotator.store.work.work_versions import advance

_LABELLED = tuple(Owned(rows, "label_id") for rows in (ANNOTATION, GOLD_SPAN, SUGGESTION, NAME))
_PLACE = ("article_id", "start", "end")
_SAME: Mapping[str, Sequence[str]] = {
    ANNOTATION.name: (*_PLACE, "annotator_id"),
    GOLD_SPAN.name: _PLACE,
}
_FACTS = (former_labels.FORMER_LABELS, OVERLAPS, reviewing.PLAN)


def parts_of_merge(connection: Connection, name: str, into: str) -> str:
    """What there is to merge, as JSON: of each table the rows that get the other label, and those
    that give way since one with that label lies there; and what names the label.
    """
    old, new = label_id(connection, name), label_id(connection, into)
    label = connection.execute(select(LABEL).where(LABEL.c.id == old)).mappings().one()
    parts: dict[str, Any] = {"label": dict(label), "moved": {}, "dropped": {}, "stays": {}}
    for rows in _LABELLED:
        stays = _doubles(connection, rows.table, old, new)
        parts["stays"] |= stays
        own = sorted(rows.rows(connection, old), key=rows.key_of)
        parts["moved"][rows.table.name] = [
            rows.key_of(row) for row in own if row.get("id") not in stays
        ]
        parts["dropped"][rows.table.name] = [row for row in own if row.get("id") in stays]
    columns = (DECISION.c.suggestion_id, DECISION.c.annotator_id, DECISION.c.annotation_id)
    came = DECISION.c.annotation_id.in_(list(parts["stays"]))
    parts["verdicts"] = [list(row) for row in connection.execute(select(*columns).where(came))]
    rulings = connection.execute(select(RULING.c.id, RULING.c.versions)).all()
    parts["rulings"] = {
        number: said
        for number, said in rulings
        if review_rows.relabelled_text(said, name, into) != said
    }
    aside = [dict(row) for row in connection.execute(select(SAVED)).mappings()]
    parts["aside"] = [row for row in aside if _aside_then(row, name, into) != row["key"]]
    parts["facts"] = {key: fact(connection, key) for key in _FACTS}
    return json.dumps(parts, ensure_ascii=False, sort_keys=True)


def apply_label_merge(connection: Connection, edit: LabelMerge) -> None:
    """Merge, or take it back. Raises StaleEdit where that no longer fits."""
    (_take_apart if edit.apart else _merge)(connection, edit)


def _merge(connection: Connection, edit: LabelMerge) -> None:
    assert edit.was is not None
    name, parts = edit.was.name, json.loads(edit.parts)
    now = json.loads(parts_of_merge(connection, name, edit.into))
    for rows in _SAME:
        if any(now[part][rows] != parts[part][rows] for part in ("moved", "dropped")):
            raise StaleEdit(f"“{edit.title}” no longer fits: what has the label has changed since.")
    store.merge(connection, name, edit.into)


def _take_apart(connection: Connection, edit: LabelMerge) -> None:
    """Let everything have the label again that had it, but for what has another since."""
    assert edit.was is not None
    name, into, parts = edit.was.name, edit.into, json.loads(edit.parts)
    connection.execute(insert(LABEL).values(**parts["label"]))
    old, new = label_id(connection, name), label_id(connection, into)
    for rows in _LABELLED:
        rows.move(connection, parts["moved"][rows.table.name], new, old)
        dropped = parts["dropped"][rows.table.name]
        there = _there(connection, rows.table, [row["id"] for row in dropped])
        rows.put_back(connection, [row for row in dropped if row["id"] not in there])
    d = DECISION.c
    for suggestion, person, annotation in parts["verdicts"]:
        own = (d.suggestion_id == suggestion) & (d.annotator_id == person)
        came = d.annotation_id == parts["stays"][annotation]
        connection.execute(update(DECISION).where(own & came).values(annotation_id=annotation))
    for number, said in parts["rulings"].items():
        now = review_rows.relabelled_text(said, name, into)
        same = (RULING.c.id == number) & (RULING.c.versions == now)
        connection.execute(update(RULING).where(same).values(versions=said))
    for row in parts["aside"]:
        drop(connection, (row["article_id"], row["annotator_id"]), [_aside_then(row, name, into)])
        connection.execute(insert(SAVED).values(**row))
    _put_facts_back(connection, parts["facts"], name, into)
    spans = parts["dropped"][ANNOTATION.name]
    tally(connection, sorted({(row["article_id"], row["annotator_id"]) for row in spans}))
    if not overlap_rule.rule(connection).is_flat:
        tally_all(connection)
    advance(connection, store.workers(connection, old))


def _doubles(connection: Connection, rows: Table, old: int, new: int) -> dict[str, str]:
    """The rows with one label where one with another says the same, each with that."""
    if rows.name not in _SAME:
        return {}
    twin = rows.alias("twin")
    same = and_(twin.c.label_id == new, *(twin.c[n] == rows.c[n] for n in _SAME[rows.name]))
    query = select(rows.c.id, twin.c.id).join(twin, same).where(rows.c.label_id == old)
    return {gone: stays for gone, stays in connection.execute(query)}


def _there(connection: Connection, rows: Table, ids: Sequence[str]) -> set[str]:
    if not ids:
        return set()
    return set(connection.execute(select(rows.c.id).where(rows.c.id.in_(ids))).scalars())


def _aside_then(row: Mapping[str, Any], name: str, into: str) -> str:
    """The key of a version kept aside once the label is merged."""
    names = LabelNames({name: into}, frozenset({name}))
    return under(version_value(row["content"]), names).version.key


def _put_facts_back(
    connection: Connection, facts: Mapping[str, str | None], name: str, into: str
) -> None:
    """Let the label be none that was, and have its own rules again, whatever else has changed."""
    was = json.loads(facts[former_labels.FORMER_LABELS] or "{}")
    now = former_labels.former_labels(connection)
    now.pop(name, None)
    now |= {key: name for key, said in was.items() if said == name and now.get(key) == into}
    now |= {name: was[name]} if name in was else {}
    text = json.dumps(now, ensure_ascii=False, sort_keys=True)
    set_fact(connection, former_labels.FORMER_LABELS, text)
    overlap_rule.give_back(connection, facts[OVERLAPS], name)
    reviewing.give_rule_back(connection, facts[reviewing.PLAN], name)
