"""Makes an edit of a label true on disk, or refuses it whole."""

from __future__ import annotations

from sqlalchemy import Connection

from annotator.domain.edits import LabelEdit, LabelMerge
from annotator.domain.errors import StaleEdit
from annotator.domain.values import Label
from annotator.store.definitions import label_merges
from annotator.store.definitions import labels as store
from annotator.store.events import log


def apply_label_edit(connection: Connection, edit: LabelEdit, *, annotator: str) -> int:
    """Apply ``edit`` and log it as the act of ``annotator``; returns the number of the event.

    Raises StaleEdit when the label is not what it was, its name or key is another's by now, or
    one that shall go is used; the caller's transaction must then be rolled back.
    """
    labels = store.labels(connection)
    if isinstance(edit, LabelMerge):
        return _merge(connection, edit, labels, annotator)
    _check(connection, edit, labels)
    if edit.was is None and edit.now is not None:
        store.add(connection, edit.now)
    elif edit.was is not None and edit.now is None:
        store.remove(connection, edit.was.name)
    elif edit.was is not None and edit.now is not None and edit.was != edit.now:
        store.change(connection, edit.was.name, edit.now)
    names = [label.name for label in labels if label != edit.was]
    if edit.now is not None:
        names.insert(edit.now_place, edit.now.name)
        store.reorder(connection, names)
    before, after = ((label,) if label else () for label in (edit.was, edit.now))
    return log(connection, edit.title, annotator=annotator, before=before, after=after)


def _merge(
    connection: Connection, edit: LabelMerge, labels: tuple[Label, ...], annotator: str
) -> int:
    assert edit.was is not None
    into = next((label for label in labels if label.name == edit.into), None)
    if into is None or (not edit.apart and edit.was not in labels):
        raise StaleEdit(f"“{edit.title}” no longer fits: one of the two labels has changed since.")
    if edit.apart:
        _check(connection, LabelEdit(edit.title, now=edit.was), labels)
    label_merges.apply_label_merge(connection, edit)
    if edit.apart:
        names = [label.name for label in labels]
        names.insert(edit.was_place, edit.was.name)
        store.reorder(connection, names)
    sides = (edit.was,), (into,)
    before, after = reversed(sides) if edit.apart else sides
    return log(connection, edit.title, annotator=annotator, before=before, after=after)


def _check(connection: Connection, edit: LabelEdit, labels: tuple[Label, ...]) -> None:
    if edit.was is not None and edit.was not in labels:
        raise StaleEdit(
            f"“{edit.title}” no longer fits: the label {edit.was.name} has changed since."
        )
    others = [label for label in labels if label != edit.was]
    if edit.now is None and edit.was is not None:
        used = store.uses(connection, edit.was.name)
        if used:
            raise StaleEdit(f"The label {edit.was.name} stays, since it is used ({used}).")
        if not others:
            raise StaleEdit(f"The label {edit.was.name} stays, since it is the only one.")
    for label in others:
        if edit.now is None:
            return
        if label.name.casefold() == edit.now.name.casefold():
            raise StaleEdit(f"“{edit.title}” no longer fits: there is a label {label.name} by now.")
        if edit.now.key and label.key.casefold() == edit.now.key.casefold():
            raise StaleEdit(
                f"“{edit.title}” no longer fits: {label.name} has the key {label.key} by now."
            )
