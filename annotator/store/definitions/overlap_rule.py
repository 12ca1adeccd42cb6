"""Whether the spans of a project may overlap: how it is kept, and how the database asks for it."""

from __future__ import annotations

import json

from sqlalchemy import Connection

from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.store.mapping import label_ids
from annotator.store.project_settings import OVERLAPS, fact, set_fact

_UNSAID = len(Overlaps)
_MODES = {mode: number for number, mode in enumerate(Overlaps)}  # the strictest first


def rule(connection: Connection) -> OverlapRule:
    """What the project says; that no spans overlap where it says nothing that can be read."""
    return OverlapRule.parsed(fact(connection, OVERLAPS))


def stored_text(rule: OverlapRule) -> str:
    """The rule as a project keeps it."""
    return json.dumps(rule.to_json(), ensure_ascii=False, sort_keys=True)


def set_rule(connection: Connection, rule: OverlapRule) -> None:
    """Let the project say this from now on; nothing is counted anew here."""
    set_fact(connection, OVERLAPS, stored_text(rule))


def relabel(connection: Connection, name: str, now: str | None) -> None:
    """Let what a label says go on under its new name, or with None go with it."""
    known = rule(connection)
    renamed = known.renamed(name, now)
    if renamed != known:
        set_rule(connection, renamed)


def give_back(connection: Connection, stored: str | None, name: str) -> None:
    """Let a label say again what it said in a rule that was ``stored``."""
    mode = dict(OverlapRule.parsed(stored).labels).get(name)
    known = rule(connection)
    if mode is not None and name not in dict(known.labels):
        labels = tuple(sorted([*known.labels, (name, mode)]))
        set_rule(connection, OverlapRule(known.project, labels))


def contradicts(connection: Connection, own: str, other: str) -> str:
    """`OverlapRule.allows`, denied, as a condition on two rows of spans, by the names of their
    tables: counting may not read every article.
    """
    meet = f'{own}.start < {other}."end" AND {other}.start < {own}."end"'
    known = rule(connection)
    if known.is_flat:
        return meet
    same = f'{own}.start = {other}.start AND {own}."end" = {other}."end"'
    nested = (
        f'({own}.start <= {other}.start AND {other}."end" <= {own}."end" '
        f'OR {other}.start <= {own}.start AND {own}."end" <= {other}."end")'
    )
    mode = _mode(connection, known, own, other)
    return (
        f"{meet} AND CASE WHEN {same} THEN {mode} <> {_MODES[Overlaps.ANY]} "
        f"OR {own}.label_id = {other}.label_id "
        f"ELSE {mode} = {_MODES[Overlaps.NONE]} "
        f"OR {mode} = {_MODES[Overlaps.NESTED]} AND NOT {nested} END"
    )


def _mode(connection: Connection, known: OverlapRule, own: str, other: str) -> str:
    """The number of what holds for the labels of two rows."""
    project = str(_MODES[known.project])
    numbers = label_ids(connection)
    said = [(numbers[name], _MODES[mode]) for name, mode in known.labels if name in numbers]
    if not said:
        return project
    cases = " ".join(f"WHEN {number} THEN {mode}" for number, mode in said)
    one, two = (f"CASE {row}.label_id {cases} ELSE {_UNSAID} END" for row in (own, other))
    lesser = f"CASE WHEN {one} < {two} THEN {one} ELSE {two} END"
    return f"(CASE WHEN {one} = {_UNSAID} AND {two} = {_UNSAID} THEN {project} ELSE {lesser} END)"
