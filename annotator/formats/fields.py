"""Which key or column holds what an article needs, guessed by its name or told by a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from annotator.domain.calendars import serial_day
from annotator.domain.dates import Order, iso_day, iso_month
from annotator.formats import authors, datasets, event_days, typed
from annotator.formats.datasets import DataSet, folded, value_at
from annotator.formats.field_names import MAY_BE_TEXT, NAMES
from annotator.formats.peers.token_records import tokens_key
from annotator.formats.web.fragment import headline_of

TEXT = "text"
TOLD = "it was read"
ASKING = "say which"  # in the reasons of files whose text a person may point out
"""How it begins what `told` says."""
NO_DAY = "not a date that can be read with certainty"
"""How it is said of a date that it stays as it is."""
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ].*)?)?)?", re.DOTALL)
_OF_NET = re.compile(r"/Date\((\d{10,13})(?:[+-]\d{4})?\)/")
_NEEDS = ("text", "title", "source", "url", "published", "id")
_SHOWN = 12

_PARTS = ("rendered", "value", "#text", "text", "plain", "content", "title", "$date", "$oid")
"""Where an object keeps the text that it is."""


def guess(names: Iterable[str], *, boldly: bool = True) -> dict[str, str]:
    """For each need the name that fits it best; needs for which none fits are left out.

    Of known data sets it is what they say; ``boldly`` takes names that may mean something else too.
    """
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(folded(name), name)
    known = datasets.known(plain)
    if known is not None:
        return {
            need: plain[fits]
            for need, paths in known.paths.items()
            if (fits := next((f for f in map(folded, paths) if f in plain), None)) is not None
        }
    guessed: dict[str, str] = {}
    for need, wanted in NAMES.items():
        more = MAY_BE_TEXT if need == TEXT and boldly else ()
        fit = next((plain[name] for name in (*wanted, *more) if name in plain), None)
        if fit is not None:
            guessed[need] = fit
    return guessed


def is_sure(name: str) -> bool:
    """Whether a column of this name is a text by its name."""
    return folded(name) in NAMES[TEXT]


def has_text(record: Mapping[str, Any], *, at_surface: bool = False) -> bool:
    """Whether a record has something that is named as a text is, and is one, or has tokens.

    With ``at_surface`` what lies within objects of it does not count.
    """
    tokens = record.get("tokens")
    if isinstance(tokens, list) and tokens and isinstance(tokens[0], dict):
        return True
    if tokens_key(record) is not None:
        return True
    text = chosen(record, {}).get(TEXT)
    return text is not None and not (at_surface and "." in text)


def chosen(record: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    """The path of what each need is met by in a foreign record; ``columns`` overrules the guess."""
    paths: dict[str, str] = {}
    known = datasets.known(record)
    if known is not None:
        paths = {
            need: path
            for need, given in known.paths.items()
            if (path := next((p for p in given if words_in(value_at(record, p))), None))
        }
    if TEXT not in paths and isinstance(record.get(TEXT), str) and record[TEXT]:
        paths[TEXT] = TEXT
    if known is None:
        paths = guess(key for key, value in record.items() if words_in(value)) | paths
        if TEXT not in paths:
            within = _within(record)
            holder = within.get(TEXT, "").partition(".")[0]  # which is no fact about its text
            paths = within | {need: path for need, path in paths.items() if path != holder}
    paths |= {
        need: there
        for need, path in columns.items()
        if path
        and (there := next((p for p in _unwrapped(path) if words_in(value_at(record, p))), None))
    }
    return {need: path for need, path in paths.items() if need == TEXT or columns.get(need) != ""}


def _unwrapped(path: str) -> tuple[str, ...]:
    """A path, and as it is where what was around the record has been taken off."""
    first, _, rest = path.partition(".")
    return (path, rest) if first in datasets.WRAPPERS else (path,)


def _within(record: Mapping[str, Any]) -> dict[str, str]:
    """What objects in a record hold that is named as a text, and beside it."""
    paths: dict[str, str] = {}
    for path in datasets.texts_in(record):
        _, dot, name = path.rpartition(".")
        for need in guess([name], boldly=False) if dot else ():
            paths.setdefault(need, path)
    return paths if TEXT in paths else {}


def words_in(value: object) -> str | None:
    """The text a value of JSON is: itself, its pieces, or what an object holds; numbers as written.

    Lists of names are parted by semicolons, pieces of a text are put together.
    """
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
        return str(int(value))
    if isinstance(value, list):
        return _words_in_pieces(value)
    if isinstance(value, Mapping):
        inner = next((value[part] for part in ("name", *_PARTS) if part in value), None)
        return inner or None if isinstance(inner, str) else None
    return None


def _words_in_pieces(values: list[object]) -> str | None:
    if set(map(type, values)) == {str}:  # tokens, mostly
        return None if "" in values else "; ".join(map(str, values))
    pieces: list[str] = []
    for value in values:
        piece = words_in(value)
        if not piece:  # lists of spans and tokens are long
            return None
        pieces.append(piece)
    is_text = any(isinstance(value, Mapping) for value in values)
    return ("" if is_text else "; ").join(pieces) if pieces else None


def as_record(
    foreign: Mapping[str, Any], columns: Mapping[str, str], *, order: Order | None = None
) -> dict[str, Any]:
    """A foreign record with its text under "text" and its metadata in "meta", as ours have them.

    ``columns`` overrules the guess, ``order`` is that of dates in numbers. What has been moved
    stays where it was, too, except the text.
    """
    paths = chosen(foreign, columns)
    record = dict(foreign)
    text_path = paths.pop(TEXT, None)
    if text_path is not None and text_path != TEXT:
        text = words_in(value_at(foreign, text_path))
        former = record.pop(TEXT, None)
        record.pop(text_path, None)
        record[TEXT] = text
        if former:
            record["text_before"] = former
    elif text_path is not None:
        record[TEXT] = words_in(foreign[TEXT])
    meta = record.get("meta")
    known = datasets.known(foreign)
    record |= event_days.added(known, foreign, lambda path: words_in(value_at(foreign, path)))
    record |= authors.added(known, foreign, lambda path: words_in(value_at(foreign, path)))
    if meta is None or isinstance(meta, dict):
        values = {need: _plain(need, foreign, path, order) for need, path in paths.items()}
        if known is not None and known.publisher and not values.get("source"):
            values["source"] = known.publisher
        missing = {
            need: value
            for need, value in values.items()
            if value not in (None, "") and need not in (meta or {})
        }
        if missing:
            record["meta"] = missing | (meta or {})
    return record


def with_meta(record: dict[str, Any], *, order: Order | None = None) -> dict[str, Any]:
    """A record with what its metadata says by other names than ours (“date”, “link”) under these
    as well; a day only where it can be read for certain.
    """
    meta = record.get("meta")
    if not isinstance(meta, dict) or "sha256" in meta:  # it is one of ours
        return record
    given = {
        need: _plain(need, record, f"meta.{key}", order)
        for need, key in _guessed_in_meta(tuple(map(str, meta)))
        if meta.get(need) in (None, "")
    }
    if not _ISO.fullmatch(str(given.get("published", ""))):
        given.pop("published", None)
    return {**record, "meta": {**meta, **given}} if given else record


@lru_cache(100)
def _guessed_in_meta(keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    guessed = guess(keys, boldly=False).items()
    wanted = ("title", "source", "url", "published")
    return tuple((need, key) for need, key in guessed if need in wanted and need != key)


def _plain(
    need: str, record: Mapping[str, Any], path: str, order: Order | None
) -> str | int | None:
    value = value_at(record, path)
    words = value if type(value) is int else words_in(value)
    if need != "published" or words is None:
        return headline_of(words) if need in ("title", "source") and type(words) is str else words
    return day_of(words, order=order)


def day_of(said: str | int, *, order: Order | None = None) -> str | int:
    """A date in the form that sorts; what cannot be read for certain stays as it is."""
    text = str(said).strip()
    counted_by_net = _OF_NET.fullmatch(text)
    text = counted_by_net[1] if counted_by_net else text
    if text.isdecimal() and len(text) in (10, 13):
        seconds = int(text) if len(text) == 10 else int(text) // 1000
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    counted = serial_day(text)
    if counted is not None:
        return counted.isoformat()
    if ";" in text:  # of several articles
        days = {iso_day(part, order=order) for part in text.split(";")}
        return (days.pop() or said) if len(days) == 1 else said
    day = iso_day(text, order=order)
    if day and text.startswith(day):
        return typed.day(text)
    return day or iso_month(text) or said


def is_day(said: str) -> bool:
    """Whether a date is in the form that sorts: a day, a month or a year."""
    return _ISO.fullmatch(said) is not None and iso_day(f"{said}-01-01"[:10]) is not None


def and_more(count: int) -> str:
    """That as much is true of others; nothing where there are none."""
    return f"; so {'is' if count == 1 else 'are'} {count} more" if count else ""


def data_set(names: Iterable[str]) -> DataSet | None:
    """The data set whose columns or keys these are."""
    return datasets.known(names)


def how_read(
    record: Mapping[str, Any], columns: Mapping[str, str], *, always: bool = False
) -> str | None:
    """Where the needs of an article are met in a record, in words; None where it is plain."""
    known = datasets.known(record)
    paths = chosen(record, columns)
    text = paths.get(TEXT)
    if text is None or not (always or known or "." in text or not is_sure(text)):
        return None
    return told(paths, known)


def told(paths: Mapping[str, str], known: DataSet | None) -> str:
    """Which columns or keys hold what, as a sentence that follows a file's name."""
    which = ", ".join(f"{need} from “{paths[need]}”" for need in _NEEDS if need in paths)
    if known is None:
        return f"{TOLD} with {which}"
    return f"{TOLD} as {known.name}: {which}{event_days.told(known, paths)}"


def why_no_text(record: Mapping[str, Any]) -> str:
    """Why no article is found in a record, with the keys that may be told to hold its text."""
    known = datasets.known(record)
    if known is not None and known.without:
        return known.without
    if known is not None and any(value_at(record, path) == "" for path in known.paths[TEXT]):
        return "it has no text"
    paths = list(dict.fromkeys(datasets.texts_in(record)))[:_SHOWN]
    if not paths:
        return "it has no “text” with words in it"
    named = "”, “".join(paths)
    return f"none of its fields is named as the text of an article; {ASKING} one it is: “{named}”"
