"""How runs and paragraphs of a Word document look, by themselves and by their styles."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from xml.etree import ElementTree

from annotator.domain.errors import InputError
from annotator.formats.office.symbols import is_of_signs

STYLES = "word/styles.xml"
WHITE = frozenset({"FFFFFF", "AUTO", ""})
_OFF = ("0", "false", "off", "none")
_HEADING = re.compile(r"(?i)heading ([1-9])")
_RAISED = 3  # half points above the line from which on a run is raised
_DEEPEST = 20  # styles that a style is based on


@dataclass(frozen=True, slots=True)
class Look:
    """What is said of how text looks; None where nothing is."""

    is_raised: bool | None = None
    is_hidden: bool | None = None
    is_white: bool | None = None
    is_shaded: bool | None = None
    font: str | None = None
    level: int | None = None  # of a heading, from 1

    def laid_over(self, other: Look) -> Look:
        """This one with what the ``other`` says."""
        named = ((field.name, getattr(other, field.name)) for field in fields(other))
        said = {name: value for name, value in named if value is not None}
        return replace(self, **said) if said else self


PLAIN = Look()


def look_of(kind: str, given: Mapping[str, str]) -> Look | None:
    """What one element among the properties of a run says; None for one that says nothing."""
    value = given.get("val", "")
    if kind == "vertAlign":
        return Look(is_raised=value == "superscript")
    if kind == "position":
        return Look(is_raised=value.isdecimal() and int(value) >= _RAISED)
    if kind in ("vanish", "webHidden"):
        return Look(is_hidden=given.get("val", "1") not in _OFF)
    if kind == "color":
        return Look(is_white=value.upper() == "FFFFFF")
    if kind == "shd":
        return Look(is_shaded=is_dark(given))
    if kind == "highlight":
        return Look(is_shaded=value not in ("none", "white"))
    if kind == "outlineLvl":  # 9 is that of a paragraph that is none
        return Look(level=int(value) + 1 if value.isdecimal() and int(value) < 9 else 0)
    if kind == "name" and (named := _HEADING.fullmatch(value)):
        return Look(level=int(named[1]))
    if kind == "rFonts":
        font = given.get("ascii") or given.get("hAnsi") or ""
        return Look(font=font) if is_of_signs(font) else None
    return None


def is_dark(given: Mapping[str, str]) -> bool:
    """Whether a shading is any but white."""
    return given.get("fill", "").upper() not in WHITE or given.get("themeFill", "") != ""


def styles_of(xml: bytes) -> dict[str, Look]:
    """How each style looks, by its name in the file, with what it is based on."""
    looks: dict[str, Look] = {}
    bases: dict[str, str] = {}
    name, look = "", PLAIN
    for event, element in walk(xml):
        kind = element.tag.rpartition("}")[2]
        given = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
        if kind == "style" and event == "start":
            name, look = given.get("styleId", ""), PLAIN
        elif event == "end" and kind == "style":
            looks[name] = look
            element.clear()
        elif event == "end" and kind == "basedOn":
            bases[name] = given.get("val", "")
        elif event == "end" and (said := look_of(kind, given)) is not None:
            look = look.laid_over(said)
    return {name: _whole(name, looks, bases) for name in looks}


def _whole(name: str, looks: Mapping[str, Look], bases: Mapping[str, str]) -> Look:
    look = looks[name]
    for _ in range(_DEEPEST):
        name = bases.get(name, "")
        if name not in looks:
            break
        look = looks[name].laid_over(look)
    return look


def walk(xml: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    """The beginnings and ends of the elements of a part of a document. Raises InputError."""
    if b"<!DOCTYPE" in xml[:2048] or b"<!ENTITY" in xml:
        raise InputError("it declares entities, as no Word document does")
    try:
        yield from ElementTree.iterparse(io.BytesIO(xml), ("start", "end"))
    except (ElementTree.ParseError, ValueError, LookupError):
        raise InputError("it is a damaged Word document") from None
