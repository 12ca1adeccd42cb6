"""Which key or column holds what an article needs, guessed by its name or told by a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

TEXT = "text"

# In the order of how sure a name makes it.
_NAMES: dict[str, tuple[str, ...]] = {
    TEXT: (
        *("text", "fulltext", "articletext", "articlebody", "bodytext", "body", "content"),
        *("contents", "maintext", "plaintext", "rawtext", "textcontent", "cleantext"),
        *("article", "story", "document"),
    ),
    "title": ("title", "headline", "heading", "articletitle", "head"),
    "source": (
        *("source", "sourcename", "publisher", "outlet", "newspaper", "publication"),
        *("media", "site", "sitename", "website", "domain"),
    ),
    "url": ("url", "link", "sourceurl", "articleurl", "weburl", "permalink", "uri", "href"),
    "published": (
        *("published", "publishedat", "publishdate", "publicationdate", "datepublished"),
        *("pubdate", "date", "publishtime", "datetime", "publisheddate"),
    ),
    "id": ("id", "uid", "articleid", "docid", "documentid", "guid"),
}
_NON_WORD = re.compile(r"[\W_]+")


def guess(names: Iterable[str]) -> dict[str, str]:
    """For each need the name that fits it best; needs for which none fits are left out."""
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(_NON_WORD.sub("", name.casefold()), name)
    guessed: dict[str, str] = {}
    for need, known in _NAMES.items():
        fits = [plain[name] for name in known if name in plain]
        if fits:
            guessed[need] = fits[0]
    return guessed


def has_text(record: Mapping[str, Any]) -> bool:
    """Whether a record has something that is named as a text is, and is one, or has tokens."""
    tokens = record.get("tokens")
    return TEXT in guess(key for key, value in record.items() if isinstance(value, str)) or (
        isinstance(tokens, list) and bool(tokens) and isinstance(tokens[0], dict)
    )


def as_record(foreign: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """A foreign record with its text under "text" and its metadata in "meta", as ours have them.

    ``columns`` overrules the guess. What has been moved stays where it was, too, except the text.
    """
    names = guess(key for key, value in foreign.items() if isinstance(value, str | int | dict))
    if isinstance(foreign.get(TEXT), str):
        names[TEXT] = TEXT
    names |= {need: name for need, name in columns.items() if name in foreign}
    record = dict(foreign)
    text_key = names.pop(TEXT, None)
    if text_key is not None and text_key != TEXT:
        former = record.pop(TEXT, None)
        record[TEXT] = record.pop(text_key)
        if former is not None:
            record["text_before"] = former
    meta = record.get("meta")
    if meta is None or isinstance(meta, dict):
        known = {need: _plain(foreign[name]) for need, name in names.items()}
        missing = {
            need: value for need, value in known.items() if value and need not in (meta or {})
        }
        if missing:
            record["meta"] = missing | (meta or {})
    return record


def _plain(value: object) -> str | int | None:
    """A text or number; of an object, as news services give for a source, its name."""
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str | int) and not isinstance(value, bool) else None
