"""Records that hold tokens and say of these what they are: Hugging Face's tokens with tags, and
GLiNER's with numbers of tokens. They become records with a text and spans in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, TypeAlias

from annotator.domain.errors import InputError
from annotator.formats.json import strict_json
from annotator.formats.peers.tagged_text import TAG, TokenText, runs
from annotator.formats.reader import Source

TOKENS = ("tokens", "tokenized_text", "words", "sentence", "text")
"""Keys under which texts are lists of their tokens."""
TAGS = ("ner_tags", "tags", "ner", "labels", "iob", "bio", "bio_tags", "iob_tags", "entity_tags")
"""Keys under which each token has its tag."""
_GLINER = "tokenized_text"
_INFO = ("dataset_info.json", "dataset_infos.json")
_CARD = "README.md"
_LARGEST_INFO = 5_000_000
_NAMES_IN_CARD = re.compile(
    r"- name: ['\"]?([\w-]+)['\"]?\n(?:\s+(?:sequence|list|dtype):\n)+\s+class_label:\n\s+names:\n"
    r"((?:\s+['\"]?\d+['\"]?: .*\n)+)"
)
_NAME_IN_CARD = re.compile(r"['\"]?(\d+)['\"]?: ['\"]?(.+?)['\"]?\s*\n")

Names: TypeAlias = Mapping[str, Sequence[str]]
"""Of keys that hold numbers, the names of the numbers."""


class Told(NamedTuple):
    """A record with its text and spans; what is to be said of that once, or why its tags are not
    read.
    """

    record: dict[str, Any]
    note: str | None = None
    why: str | None = None


def tokens_key(record: Mapping[str, Any]) -> str | None:
    """The key of the tokens of a record that has a tag for each, or spans of theirs."""
    for key in TOKENS:
        if _are_tokens(record.get(key)) and (key == _GLINER or _tags_key(record, key)):
            return key
    return None


def _are_tokens(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(x, str) for x in value)


def _tags_key(record: Mapping[str, Any], tokens: str) -> str | None:
    """The key of the tags, of several the first that has texts or numbers for every token."""
    size = len(record[tokens])
    for key in TAGS:
        value = record.get(key)
        if isinstance(value, list) and len(value) == size:
            if all(type(tag) is int for tag in value):
                return key
            if all(isinstance(tag, str) and TAG.fullmatch(tag) for tag in value):
                return key
    return None


def with_spans(record: dict[str, Any], names: Callable[[], Names]) -> Told:
    """The record with a text and spans as ours are; as it is where it has no tokens with tags.

    ``names`` is asked where tags are numbers. Raises InputError where tokens have tags that cannot
    be read and there is no text beside them.
    """
    key = tokens_key(record)
    if key is None or record.get("spans"):
        return Told(record)
    text, tags = record.get("text"), _tags_key(record, key)
    tags_key = tags or "ner"
    try:
        made = TokenText()
        for token in record[key]:
            made.add(" ".join(token.split()))
        places = made.tokens if not isinstance(text, str) else placed(record[key], text)
        members = record.get(tags_key) or []
        counted = runs(_named(tags, members, names)) if tags else _counted(members, len(places))
        spans = [
            {"start": places[first][0], "end": places[end - 1][1], "label": label}
            for first, end, label in counted
        ]
    except InputError as error:
        if isinstance(text, str):
            return Told(record, why=str(error))
        raise InputError(f"“{tags_key}” beside its “{key}” was not read: {error}") from None
    rest = {name: value for name, value in record.items() if name not in (key, tags_key)}
    if not isinstance(text, str):
        note = "its texts were put together from tokens, so their spaces are a guess"
        return Told({**rest, "text": made.text, "spans": spans}, note)
    return Told({**rest, "spans": spans} if spans else record)


def why_tokens_alone(record: Mapping[str, Any]) -> str | None:
    """Why a record that holds tokens in place of a text is not read; None for any other."""
    key = next((key for key in TOKENS if _are_tokens(record.get(key))), None)
    if key is None:
        return None
    return (
        f"it has “{key}” in place of a text, and no tag for each (“ner_tags”), nor “ner” with the "
        "first and the last token of each span, as GLiNER has it"
    )


def _named(key: str, tags: list[Any], names: Callable[[], Names]) -> list[str]:
    """Tags as texts."""
    if isinstance(tags[0], str) or not any(tags):
        return [tag if isinstance(tag, str) else "O" for tag in tags]
    known = names().get(key)
    if known is None:
        raise InputError(
            "its tags are numbers; put the dataset_info.json or README.md of the data set beside "
            "the file, which says what they mean"
        )
    if not all(0 <= tag < len(known) and TAG.fullmatch(known[tag]) for tag in tags):
        raise InputError("its tags are numbers, and not all of them have a name that is a tag")
    return [known[tag] for tag in tags]


def placed(tokens: Sequence[str], text: str) -> list[tuple[int, int]]:
    """Where each token stands in a text. Raises InputError where the text says something else."""
    places: list[tuple[int, int]] = []
    at = 0
    for token in tokens:
        start = text.find(token, at)
        if start < 0 or text[at:start].strip():
            raise InputError("its tokens are not what its text says")
        at = start + len(token)
        places.append((start, at))
    return places


def _counted(members: object, size: int) -> list[tuple[int, int, str]]:
    """GLiNER's spans: the first and the last token of each, and its label."""
    if not isinstance(members, list):
        raise InputError("it is not a list")
    spans: list[tuple[int, int, str]] = []
    for member in members:
        match member:
            case [int(first), int(last), str(label), *_] if 0 <= first <= last < size:
                spans.append((first, last + 1, label))
            case _:
                what = "is not the first and the last of its tokens with a label"
                raise InputError(f"number {len(spans) + 1} {what}")
    return spans


def names_beside(source: Source) -> Names:
    """What the numbers of a data set mean, by what lies beside its file. Raises OSError."""
    names: dict[str, Sequence[str]] = {}
    for name in _INFO:
        beside = source.beside(name)
        if beside is not None:
            with suppress(InputError):
                names |= names_in(beside.bytes(limit=_LARGEST_INFO))
    card = source.beside(_CARD)
    if card is not None:
        for key, listed in _NAMES_IN_CARD.findall(card.head.decode("utf-8", "replace")):
            numbered = {int(n): name for n, name in _NAME_IN_CARD.findall(listed)}
            if sorted(numbered) == list(range(len(numbered))):
                names.setdefault(key, [numbered[n] for n in range(len(numbered))])
    return names


def names_in(info: bytes) -> Names:
    """What numbers mean by what a data set says of itself in JSON. Raises InputError."""
    names: dict[str, Sequence[str]] = {}
    _gather(strict_json.parse(info), names, None, 0)
    return names


def _gather(value: object, names: dict[str, Sequence[str]], key: str | None, depth: int) -> None:
    """Find the names of each feature in what a data set says of itself."""
    if not isinstance(value, dict) or depth > 8:
        return
    for name, member in value.items():
        if name == "names" and key is not None and _are_tokens(member):
            names.setdefault(key, member)
        inner = key if name in ("feature", "sequence", "class_label") else name
        _gather(member, names, inner, depth + 1)
