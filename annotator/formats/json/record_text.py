"""A record of whatever tool as ours are: its text under ``text``, its spans under ``spans``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from annotator.domain.dates import Order
from annotator.domain.errors import InputError
from annotator.formats import fields, typed
from annotator.formats.json.json_cells import with_text
from annotator.formats.no_words import check_words
from annotator.formats.peers.span_keys import SPAN_KEYS, taken_over
from annotator.formats.peers.span_members import is_a_span, places
from annotator.formats.peers.token_records import Names, why_tokens_alone, with_spans
from annotator.formats.web.fragment import has_markup, words_of

RECORD_KEYS = frozenset(
    {"text", "spans", "tokens", "rejected", "meta", "muted", "unmuted", "relations", "answer"}
    | {"_annotator_id", "_session_id", "_view_id"}
)
"""What records of ours hold."""
_SPANS_ALONE = (
    "its spans are there, but the text that they belong to is not in the file: bring text and "
    "spans together as JSON lines"
)
_OF_A_TEXT = ("spans", "tokens", "muted", "rejected", "unmuted")


@dataclass(frozen=True, slots=True)
class OurRecord:
    """A record with its text, how that was ``given``, and the key under which its spans stood.

    ``losses`` say what was not read, ``notes`` what is to be said once of a file, ``maybe`` how
    many spans there may be under other keys.
    """

    record: dict[str, Any]
    text: str
    given: str
    spans_key: str
    losses: tuple[str, ...]
    notes: tuple[str, ...]
    maybe: Mapping[str, int]


def as_ours(
    value: object,
    columns: Mapping[str, str],
    names: Callable[[], Names],
    *,
    tells: bool = False,
    order: Order | None = None,
) -> OurRecord:
    """A value of JSON as one of our records. Raises InputError where it holds no text.

    ``columns`` tells which keys hold what an article needs, ``names`` gives what tags mean that are
    numbers; with ``tells`` it is said where each need was met. ``order`` is that of dates.
    """
    if isinstance(value, list) and [type(part) for part in value] == [str, dict]:
        # As lists of training data for spaCy have them.
        value = {**value[1], "text": value[0]}
    if not isinstance(value, dict):
        raise InputError("it is not a JSON object")
    known = fields.data_set(value)
    beside = {key: value[key] for key in (known.beside if known else ()) if key in value}
    told = with_spans({key: value[key] for key in value if key not in beside}, names)
    record, notes = told.record, [told.note]
    if columns or "text" not in record or not record.keys() <= RECORD_KEYS:
        notes.append(fields.how_read(record, columns, always=tells))
        record, is_rebuilt = _out_of_foreign(record, columns, order, is_known=known is not None)
        if is_rebuilt:
            notes.append("the text was put together from its tokens")
    record = fields.with_meta(record, order=order)
    text = record.get("text")
    if not isinstance(text, str):
        raise InputError("it has no “text” with words in it")
    check_words(text)
    if is_a_span(record):
        raise InputError(
            "it is a span and not an article: the text that it belongs to is not in the file"
        )
    given = text
    if is_foreign(record) and has_markup(text):
        text = words_of(text)
        record = {**record, "text": text}
        notes.append("HTML tags and entities were removed from its texts")
    taken = taken_over(record, text, why_tags=told.why)
    said = tuple(note for note in notes if note)
    return OurRecord(
        {**taken.record, **beside}, text, given, taken.key, taken.losses, said, taken.maybe
    )


def _out_of_foreign(
    foreign: dict[str, Any], columns: Mapping[str, str], order: Order | None, *, is_known: bool
) -> tuple[dict[str, Any], bool]:
    """A record with its text under ``text``; whether that was rebuilt from its tokens."""
    holder, dot, _ = fields.chosen(foreign, columns).get("text", "").partition(".")
    if dot and holder.casefold() in SPAN_KEYS and any(places(foreign.get(holder), 2)):
        raise InputError(_SPANS_ALONE)
    as_typed = typed.record(foreign, order) if is_known else foreign
    record, is_rebuilt = with_text(fields.as_record(as_typed, columns, order=order))
    if not isinstance(record.get("text"), str):
        raise InputError(why_tokens_alone(foreign) or fields.why_no_text(foreign))
    return record, is_rebuilt


def is_foreign(record: Mapping[str, Any]) -> bool:
    """Whether a record has neither spans nor anything else that counts in its text."""
    if any(isinstance(record.get(key), list | dict) for key in (*_OF_A_TEXT, *SPAN_KEYS)):
        return False
    meta = record.get("meta") or {}
    return isinstance(meta, dict) and "sha256" not in meta
