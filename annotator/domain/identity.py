"""Who a person is beside the name they go by: an id that two people never share."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

from annotator.domain.errors import InputError
from annotator.domain.gold import RESERVED
from annotator.domain.person_names import is_usable, seen_name

_ID = re.compile(r"[0-9a-f]{32}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Identity:
    """One person at one computer. ``email`` is empty where none was given."""

    id: str
    name: str
    email: str = ""

    def has_email_of(self, other: Identity) -> bool:
        """Whether both have given the same address."""
        return bool(self.email) and self.email.casefold() == other.email.casefold()


def new_person_id() -> str:
    """An id that nobody has."""
    return uuid.uuid4().hex


def is_person_id(value: object) -> bool:
    """Whether a value from outside can be an id."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def is_email(value: object) -> bool:
    """Whether a value from outside can be an address, or is empty for none."""
    if not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable():
        return False
    return not value or _EMAIL.fullmatch(value) is not None


def checked(name: str, email: str) -> tuple[str, str]:
    """A name and an address as they are kept. Raises InputError for what nobody can have."""
    name, email = seen_name(name), email.strip()
    if not is_usable(name) or name.casefold() in RESERVED:
        raise InputError(f"“{name}” cannot be the name of an annotator; choose a plain one.")
    if not is_email(email):
        raise InputError(f"“{email}” is no e-mail address; correct it, or leave the field empty.")
    return name, email
