"""Changing the labels of a project. What touches spans is asked for first, by whoever calls."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from annotator.domain.edits import LabelEdit, LabelMerge
from annotator.domain.errors import InputError
from annotator.domain.label_colours import fresh
from annotator.domain.labels import FIGURE, LabelUses
from annotator.domain.values import Label
from annotator.store.definitions import label_merges
from annotator.store.definitions import labels as store
from annotator.workspace import Workspace

LONGEST_NAME = 40


def uses(workspace: Workspace, name: str) -> LabelUses:
    """What has a label, of everybody."""
    with workspace.project.reading() as connection:
        return store.uses(connection, name)


def names(workspace: Workspace) -> list[str]:
    """The labels the project has now, which may be more than are at hand."""
    with workspace.project.reading() as connection:
        return [label.name for label in store.labels(connection)]


def named(workspace: Workspace, name: str) -> Label:
    """The label of this name. Raises InputError where there is none."""
    return _stored(workspace, name)[0]


def add(workspace: Workspace, name: str, *, key: str | None = None, meaning: str = "") -> Label:
    """Add a label with a colour the others do not have, and with a free key where none is given."""
    label = fresh(workspace.labels, _checked(workspace, name))
    label = replace(label, key=label.key if key is None else key, description=meaning)
    _check_key(workspace, label, but=None)
    place = len(workspace.labels)
    workspace.do(LabelEdit(f"Add the label {label.name}", now=label, now_place=place))
    return label


def change(workspace: Workspace, name: str, label: Label) -> None:
    """Rename, recolour, re-key or describe a label. Its spans stay with it."""
    checked = name if label.name == name else _checked(workspace, label.name, but=name)
    if checked != name == FIGURE:
        raise InputError(
            "FIGURE keeps its name, since values are read for the label of that name; describe "
            "it otherwise, or add another label."
        )
    _check_key(workspace, label, but=name)
    was, place = _stored(workspace, name)
    now = replace(label, name=checked)
    title = _title(was, now)
    workspace.do(LabelEdit(title, was=was, now=now, was_place=place, now_place=place))


def move(workspace: Workspace, name: str, place: int) -> None:
    """Offer a label at another place among the others, counted from 0."""
    label, stored_place = _stored(workspace, name)
    title = f"Place of the label {name}"
    workspace.do(LabelEdit(title, was=label, now=label, was_place=stored_place, now_place=place))


def merge(workspace: Workspace, name: str, into: str) -> None:
    """Give every span of one label another, everybody's too, and take the first label away.

    One step, which undo takes back: what had the label has it again then, but for what somebody has
    given another since.
    """
    if name == into:
        raise InputError("A label cannot be merged into itself; choose another.")
    (label, place), _ = _stored(workspace, name), _stored(workspace, into)
    with workspace.project.reading() as connection:
        parts = label_merges.parts_of_merge(connection, name, into)
    title = f"Merge the label {name} into {into}"
    workspace.do(LabelMerge(title, was=label, was_place=place, into=into, parts=parts))


def remove(workspace: Workspace, name: str) -> None:
    """Take a label away that nothing has. Raises InputError for one that is used."""
    label, place = _stored(workspace, name)
    used = uses(workspace, name)
    if used:
        raise InputError(f"The label {name} is used ({used}); merge it into another label instead.")
    if len(workspace.labels) == 1:
        raise InputError(f"{name} is the only label; add another before you delete it.")
    workspace.do(LabelEdit(f"Delete the label {name}", was=label, was_place=place))


def undo(workspace: Workspace) -> str:
    """Take back what was done last, where that was to a label; returns what that was.

    Raises InputError where not.
    """
    step = workspace.history.undo_step
    if step is None or not isinstance(step.edit, LabelEdit):
        raise InputError(f"The last that {workspace.annotator} has done was to no label.")
    workspace.undo()
    return step.edit.title


def name_problem(name: str) -> str | None:
    """Why a label cannot have this name, in a sentence; None where it can."""
    if not name or len(name) > LONGEST_NAME:
        return f"A label's name has 1 to {LONGEST_NAME} characters; “{name}” has not."
    if any(unicodedata.category(sign).startswith("C") for sign in name):
        return "A label's name may hold no invisible characters; type it anew."
    return None


def _check_key(workspace: Workspace, label: Label, *, but: str | None) -> None:
    """Raises InputError for a key that is none, or that another label than ``but`` has."""
    if label.key and not label.key.isprintable():
        raise InputError("A key is a sign one can see; choose another.")
    for other in workspace.labels:
        if label.key and other.name != but and other.key.casefold() == label.key.casefold():
            raise InputError(f"The key {label.key} belongs to {other.name}; choose another.")


def _checked(workspace: Workspace, name: str, *, but: str | None = None) -> str:
    """The name as it is kept. Raises InputError for one that is bad or that another label has."""
    name = name.strip()
    problem = name_problem(name)
    if problem:
        raise InputError(problem)
    others = (label.name for label in workspace.labels if label.name != but)
    if any(other.casefold() == name.casefold() for other in others):
        raise InputError(f"There is a label {name} already; choose another name.")
    return name


def _stored(workspace: Workspace, name: str) -> tuple[Label, int]:
    for place, label in enumerate(workspace.labels):
        if label.name == name:
            return label, place
    raise InputError(f"There is no label {name}; open the labels again.")


def _title(was: Label, now: Label) -> str:
    """What undo calls a change of a label."""
    if was.name != now.name:
        return f"Rename {was.name} to {now.name}"
    if was.key != now.key:
        return f"Key of the label {was.name}"
    if (was.light, was.dark) != (now.light, now.dark):
        return f"Colour of the label {was.name}"
    return f"Meaning of the label {was.name}"
