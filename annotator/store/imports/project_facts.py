"""Labels, guidelines, names, people and the plan of another project, taken over by a new one."""

from __future__ import annotations

from collections.abc import Set

from sqlalchemy import Connection

from annotator.domain.guidelines import Definitions
from annotator.domain.names import ProjectName
from annotator.store.definitions import guidelines, overlap_rule
from annotator.store.definitions import labels as label_store
from annotator.store.mapping import annotator_id
from annotator.store.project_settings import LICENCE, set_fact
from annotator.store.review import reviewing
from annotator.store.row_mapper import add


def take_over(connection: Connection, said: Definitions, which: Set[str]) -> None:
    """Let the project say the same, in those fields of ``said``."""
    if "labels" in which:
        _take_labels(connection, said)
    if "guidelines" in which:
        guidelines.take_over(connection, said.guidelines)
    if "overlap_rule" in which:
        overlap_rule.set_rule(connection, said.overlap_rule)
    if "names" in which:
        add(connection, ProjectName, said.names)
    if "plan" in which:
        reviewing.keep_plan(connection, said.plan)
    if "licence" in which:
        set_fact(connection, LICENCE, said.licence)
    for name in said.people if "people" in which else ():
        annotator_id(connection, name)


def _take_labels(connection: Connection, said: Definitions) -> None:
    there = {label.name: label for label in label_store.labels(connection)}
    for label in said.labels:
        if label.name not in there:
            label_store.add(connection, label)
        elif there[label.name] != label:
            label_store.change(connection, label.name, label)
    wanted = [label.name for label in said.labels]
    for name in there:
        if name not in wanted and not label_store.uses(connection, name):
            label_store.remove(connection, name)
    label_store.reorder(connection, wanted)
