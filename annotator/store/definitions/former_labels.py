"""What has become of labels the project had: the labels they are now, or none."""

from __future__ import annotations

import json

from sqlalchemy import Connection

from annotator.store import project_settings

FORMER_LABELS = "former_labels"


def former_labels(connection: Connection) -> dict[str, str]:
    """The label that each name of a former label stands for now; "" where it was deleted.

    A name in it may be that of a label again, which then is what it says.
    """
    stored = project_settings.fact(connection, FORMER_LABELS)
    names = json.loads(stored) if stored else {}
    return {str(name): str(now) for name, now in names.items()}


def note(connection: Connection, name: str, now: str) -> None:
    """Remember that the label ``name`` is the label ``now`` from here on, "" for none."""
    names = former_labels(connection)
    if now:  # a deleted one may come back under its name
        names = {old: now if label == name else label for old, label in names.items() if old != now}
    text = json.dumps(names | {name: now}, ensure_ascii=False, sort_keys=True)
    project_settings.set_fact(connection, FORMER_LABELS, text)
