"""The person whose settings these are: written by the window, read by every command."""

from __future__ import annotations

import json
from pathlib import Path

from annotator.domain.identity import Identity, is_email, is_person_id
from annotator.domain.person_names import is_usable
from annotator.places import config_path, login_name

PERSON = "person"
"""The key of the settings under which they are."""


def identity_of(value: object) -> Identity | None:
    """What settings say of a person; None where they say nothing that can be read."""
    if not isinstance(value, dict):
        return None
    number, name, email = (value.get(key) for key in ("id", "name", "email"))
    if not is_person_id(number) or not isinstance(name, str) or not is_usable(name):
        return None
    return Identity(str(number), name, str(email) if is_email(email) else "")


def settings_value(person: Identity) -> dict[str, str]:
    """A person as settings keep them."""
    return {"id": person.id, "name": person.name, "email": person.email}


def own_name(folder: Path | None = None) -> str:
    """The name the person has chosen in the window, else the one they are logged in with."""
    try:
        stored = json.loads((config_path(folder) / "settings.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        stored = None
    person = identity_of(stored.get(PERSON)) if isinstance(stored, dict) else None
    return person.name if person is not None else login_name()
