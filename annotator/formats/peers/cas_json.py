"""UIMA CAS JSON, as INCEpTION exports it (0.4): the structures of a CAS as objects.

Source of the format: the specification beside the Java library uima-json.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.json import strict_json
from annotator.formats.json.json_values import BOM
from annotator.formats.peers.cas import Cas, items
from annotator.formats.reader import Reader, ReadOptions, Source

_BEGIN = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{\s*"%(?:TYPES|FEATURE_STRUCTURES|VIEWS|HEADER)"')
_STRUCTURES = "%FEATURE_STRUCTURES"
_SOFA = "uima.cas.Sofa"
_MARKS = "@^#"
"""Signs before the names of features whose values name structures or are written otherwise."""


def looks_like(source: Source) -> bool:
    """Whether it begins as such files do. Raises OSError."""
    return _BEGIN.match(source.head) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a file. Raises InputError and OSError."""
    value = strict_json.parse(source.bytes().removeprefix(BOM))
    cas, texts = Cas(), list[str]()
    for number, structure in _structures(value):
        layer, text = structure.get("%TYPE"), structure.get("sofaString")
        if layer == _SOFA:
            if isinstance(text, str):
                cas.sofas.append(number)
                texts.append(text)
        elif isinstance(layer, str):
            cas.take(layer, number, _features(structure))
    yield from items(source, texts[0] if texts else "", cas)


def _structures(value: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each structure with its number; they are a list, or an object by their numbers."""
    listed = value.get(_STRUCTURES) if isinstance(value, dict) else None
    if isinstance(listed, dict):
        listed = [
            {"%ID": number, **member}
            for number, member in listed.items()
            if isinstance(member, dict)
        ]
    if not isinstance(listed, list):
        raise InputError(f"it is CAS JSON without “{_STRUCTURES}”")
    for member in listed:
        if isinstance(member, dict):
            yield str(member.get("%ID", "")), member


def _features(structure: dict[str, Any]) -> dict[str, str]:
    """The features as XMI has them; values that are objects are no text."""
    return {
        name.lstrip(_MARKS): str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in structure.items()
        if not name.startswith("%") and isinstance(value, str | int | float | bool)
    }


READER = Reader(
    name="cas-json",
    title="CAS JSON (INCEpTION)",
    suffixes=frozenset(),
    read=read,
    looks_like=looks_like,
    holds_work=True,
)
