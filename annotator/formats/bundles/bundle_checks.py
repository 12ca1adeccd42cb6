"""What the values in a bundle must be: names, hashes, figures. Each check refuses in words that
follow a place.
"""

from __future__ import annotations

import base64
import unicodedata
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson

from annotator.domain.errors import InputError
from annotator.domain.figures import Figure
from annotator.domain.identity import Identity, is_email, is_person_id
from annotator.domain.text import is_blank

LONGEST_NAME = 200
_LONGEST_LINE = 1000
_MOST_FORMER = 1000
_LONGEST_EXTRA = 10_000_000
_LONGEST_ORIGINAL = 1 << 28
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # reorder a line
_HEX = frozenset("0123456789abcdef")


@lru_cache(maxsize=50_000)
def _figure(stored: str) -> bool:
    try:
        Figure.from_json(orjson.loads(stored))
    except (ValueError, TypeError):
        return False
    return True


def checked_figure(stored: Any) -> str:
    """A figure as projects keep it. Raises InputError if it is none."""
    if type(stored) is not str or len(stored) > 10_000 or not _figure(stored):
        raise InputError("the value of a figure in it cannot be read")
    return stored


def checked_name(name: Any) -> str:
    """The name of an annotator. Raises InputError for what nobody could read or type."""
    line = checked_line(name, LONGEST_NAME)
    if line != line.strip() or any(char in _TURNS for char in line):
        raise InputError(
            "a name in it has blanks at its edges, or marks that turn the direction of writing"
        )
    return line


def checked_identity(value: Any) -> Identity:
    """A person with their id. Raises InputError."""
    if type(value) is not list or len(value) != 3:
        raise InputError("a person in it lacks a name, an id or an address")
    name, number, email = value
    if not is_person_id(number) or not is_email(email):
        raise InputError("the id or the address of a person in it is not valid")
    return Identity(number, checked_name(name), email)


def checked_line(name: Any, longest: int = _LONGEST_LINE) -> str:
    """A name of one line. Raises InputError."""
    if type(name) is not str or not 0 < len(name) <= longest:
        raise InputError("a name in it is empty, too long or not a text")
    if any(unicodedata.category(char) in _UNSEEN for char in name):
        raise InputError("a name in it has characters that cannot be seen")
    return name


def checked_former(values: Any) -> dict[str, str]:
    """What former labels have become, "" for none. Raises InputError."""
    if not isinstance(values, dict) or len(values) > _MOST_FORMER:
        raise InputError("it does not say what its labels were called before")
    return {checked_line(old): now and checked_line(now) for old, now in values.items()}


def checked_extra(value: Any) -> dict[str, Any]:
    """The unknown keys of an article. Raises InputError."""
    if value is None:
        return {}
    if type(value) is not dict or len(orjson.dumps(value)) > _LONGEST_EXTRA:
        raise InputError("the further keys of an article are none, or too many")
    return value


def checked_original(value: Any) -> bytes | None:
    """The bytes an article was read from, out of deflated ones in base64. Raises InputError."""
    if value is None:
        return None
    try:
        unpack = zlib.decompressobj()
        raw = unpack.decompress(base64.b64decode(value, validate=True), _LONGEST_ORIGINAL)
    except (ValueError, TypeError, zlib.error):
        raise InputError("the original of an article is damaged") from None
    if not unpack.eof or unpack.unused_data:
        raise InputError("the original of an article is damaged, or too long")
    return raw


def text_under(values: Mapping[str, Any], key: str) -> str:
    """A text, maybe an empty one. Raises InputError."""
    value = values.get(key)
    if type(value) is not str or len(value) > 10_000 or "\0" in value:
        raise InputError(f"its “{key}” is not a text, or it is too long")
    return value


def optional_text(value: Any) -> str | None:
    """A text or nothing. Raises InputError."""
    if value is not None and (type(value) is not str or len(value) > 100_000 or "\0" in value):
        raise InputError("a note, a name or a reason in it is not a text, or it is too long")
    return value


def list_under(values: Mapping[str, Any], key: str) -> list[Any]:
    """A list. Raises InputError."""
    value = values.get(key)
    if type(value) is not list:
        raise InputError(f"it has no “{key}”")
    return value


def hash_(value: Any) -> str:
    """A SHA-256 in 64 hexadecimal digits. Raises InputError."""
    if type(value) is not str or len(value) != 64 or not _HEX.issuperset(value):
        raise InputError("a hash in it is not a SHA-256")
    return value


def nothing_to_read(text: str) -> bool:
    """Whether nothing in a text can be seen; most texts show it soon."""
    return is_blank(text[:1000]) and is_blank(text)


def is_colour(value: str) -> bool:
    """Whether a text is ``#RRGGBB``."""
    return len(value) == 7 and value[0] == "#" and _HEX.issuperset(value[1:].lower())


def shown(value: Any) -> str:
    """A number for a sentence; whatever else it may be is not repeated."""
    return str(value) if type(value) is int else "?"
