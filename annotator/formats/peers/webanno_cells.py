"""The header lines and the cells of WebAnno TSV 3: layers, stacked values, escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r"}
_NUMBERED = re.compile(r"((?:[^\\]|\\.)*?)\[(\d{1,15})\]", re.DOTALL)
_PART = re.compile(r"((?:[^\\|]|\\.)*+)(\||$)", re.DOTALL)
# Features that say what an annotation is, in the order in which they are looked for.
_MEANING = ("value", "label", "type", "category", "class", "tag", "name")
_IDENTIFIER = "identifier"


class Stacked(NamedTuple):
    """One value of a cell. ``text`` is None where the annotation is there and has no value;
    ``number`` tells annotations of several lines apart."""

    text: str | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer and its columns; a column without a name stands for a layer without features.

    ``references`` are those that name other annotations.
    """

    name: str
    is_span: bool
    columns: tuple[str, ...]
    references: frozenset[str] = frozenset()

    @property
    def width(self) -> int:
        """How many columns it takes."""
        return len(self.columns)

    def meaning(self, features: Mapping[str, str]) -> tuple[str, str | None, dict[str, str]]:
        """The label of an annotation, the entity it names, and its other features.

        The label is the feature that is named as one, else the layer's only feature, else the
        last part of the layer's name.
        """
        label_column = _label_column(self)
        rest = dict(features)
        label = rest.pop(label_column, None) if label_column else None
        entity = rest.pop(_IDENTIFIER, None)
        return label or self.name.rpartition(".")[2], entity, rest

    @property
    def targets(self) -> tuple[bool, ...]:
        """Of each column whether it is behind that of a role, and holds what plays the role."""
        return (False, *(name.startswith("ROLE_") for name in self.columns[:-1]))


@lru_cache(maxsize=64)
def _label_column(layer: Layer) -> str | None:
    """The feature that is the label of annotations in a layer."""
    plain = [name for name in layer.columns if name and not name.startswith("ROLE_")]
    by_name = {name.casefold(): name for name in reversed(plain)}
    named = next((by_name[name] for name in _MEANING if name in by_name), None)
    slots = {name for name, fills in zip(layer.columns, layer.targets, strict=False) if fills}
    own = [name for name in plain if name not in slots | layer.references | {_IDENTIFIER}]
    return own[0] if named is None and len(own) == 1 else named


def layer_of(line: str) -> Layer:
    """The layer a header line declares."""
    kind, _, declared = line.partition("=")
    name, *columns = declared.split("|")
    return Layer(name.strip(), kind == "#T_SP", tuple(columns or [""]))


def unescaped(text: str) -> str:
    """A value or text as it was before it was written."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda match: _CONTROLS.get(match[1], match[1]), text)


def stacked(cell: str) -> Iterator[Stacked]:
    """The values of a cell, in their order."""
    at = 0
    while match := _PART.match(cell, at):
        part = match[1]
        numbered = _NUMBERED.fullmatch(part)
        value = numbered[1] if numbered else part
        text = None if value in ("*", "_", "") else unescaped(value)
        yield Stacked(text, int(numbered[2]) if numbered else None)
        if not match[2]:
            return
        at = match.end()
