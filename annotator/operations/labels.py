"""Changing the labels of a project. What touches spans is asked for first, by whoever calls."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from annotator.domain.errors import InputError
from annotator.domain.labels import SPARE_COLOURS
from annotator.domain.values import Label
from annotator.store import labels as store
from annotator.workspace import Workspace

LONGEST_NAME = 40


def uses(workspace: Workspace, name: str) -> tuple[int, int]:
    """How many annotations, of everybody, and how many suggestions have a label."""
    with workspace.project.reading() as connection:
        return store.uses(connection, name)


def names(workspace: Workspace) -> list[str]:
    """The labels the project has now, which may be more than are at hand."""
    with workspace.project.reading() as connection:
        return [label.name for label in store.labels(connection)]


def add(workspace: Workspace, name: str) -> Label:
    """Add a label with a free key and a colour the others do not have."""
    label = fresh(workspace.labels, _checked(workspace, name))
    with workspace.project.writing() as connection:
        store.add(connection, label)
    workspace.reload_labels()
    return label


def fresh(labels: Sequence[Label], name: str) -> Label:
    """A label beside others: with the first digit none has as its key, and a spare colour."""
    taken = {label.key for label in labels}
    key = next((str(digit) for digit in range(1, 10) if str(digit) not in taken), "")
    used = Counter(label.light for label in labels)
    light, dark = min(SPARE_COLOURS, key=lambda pair: used[pair[0]])
    return Label(name, key, light, dark)


def change(workspace: Workspace, name: str, label: Label) -> None:
    """Rename, recolour, re-key or describe a label. Its spans stay with it."""
    checked = name if label.name == name else _checked(workspace, label.name)
    others = {other.key: other.name for other in workspace.labels if other.name != name}
    if label.key and label.key in others:
        raise InputError(f"The key {label.key} belongs to {others[label.key]}; choose another.")
    new = Label(checked, label.key, label.light, label.dark, label.description)
    with workspace.project.writing() as connection:
        store.change(connection, name, new)
    workspace.reload_labels()


def reorder(workspace: Workspace, names: Sequence[str]) -> None:
    """Offer the labels in this order."""
    with workspace.project.writing() as connection:
        store.reorder(connection, names)
    workspace.reload_labels()


def merge(workspace: Workspace, name: str, into: str) -> None:
    """Give every span of one label another, everybody's too, and take the first label away."""
    if name == into:
        raise InputError("A label cannot be merged into itself; choose another.")
    with workspace.project.writing() as connection:
        store.merge(connection, name, into)
    workspace.reload_labels()


def remove(workspace: Workspace, name: str) -> None:
    """Take a label away that no span has. Raises InputError for one that is used."""
    annotations, suggestions = uses(workspace, name)
    if annotations or suggestions:
        raise InputError(
            f"{name} has {annotations:,} annotations and {suggestions:,} suggestions; merge it "
            "into another label instead."
        )
    with workspace.project.reading() as connection:
        named = store.names_with(connection, name)
        gold = store.gold_with(connection, name)
    if gold:
        raise InputError(
            f"{gold:,} gold spans are {name}; merge it into another label instead, or decide anew."
        )
    if named:
        raise InputError(
            f"{named:,} of the project's names are {name}; change or remove them first."
        )
    if len(workspace.labels) == 1:
        raise InputError(f"{name} is the only label; add another before you delete it.")
    with workspace.project.writing() as connection:
        store.remove(connection, name)
    workspace.reload_labels()


def name_problem(name: str) -> str | None:
    """Why a label cannot have this name, in a sentence; None where it can."""
    if not name or len(name) > LONGEST_NAME:
        return f"A label's name has 1 to {LONGEST_NAME} characters; “{name}” has not."
    if any(unicodedata.category(sign).startswith("C") for sign in name):
        return "A label's name may hold no invisible characters; type it anew."
    return None


def _checked(workspace: Workspace, name: str) -> str:
    name = name.strip()
    problem = name_problem(name)
    if problem:
        raise InputError(problem)
    if any(label.name.casefold() == name.casefold() for label in workspace.labels):
        raise InputError(f"There is a label {name} already; choose another name.")
    return name
