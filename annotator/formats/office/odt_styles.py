"""How the text of an OpenDocument looks by its styles, as far as that says what a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from annotator.formats.office.docx_styles import PLAIN, Look
from annotator.formats.office.open_document import kind_of, named
from annotator.formats.office.symbols import is_of_signs

_RAISED = re.compile(r"super\b|[1-9]\d*(?:\.\d+)?%")
_WHITE = ("#ffffff", "white")
_PAPER = (*_WHITE, "#FFFFFF", "transparent")
_DEEPEST = 20  # styles that a style is based on


@dataclass(slots=True)
class Styles:
    """The looks of the styles of a document by their kind and name, and what each is based on."""

    looks: dict[tuple[str, str], Look] = field(default_factory=dict)
    bases: dict[tuple[str, str], str] = field(default_factory=dict)
    is_on_paper: bool = True  # which may be dark

    def add(self, root: ElementTree.Element) -> None:
        """Those of one part of a document; common styles come before automatic ones."""
        for style in root.iter():
            given = named(style.attrib)
            if kind_of(style) == "page-layout-properties":
                self.is_on_paper &= given.get("background-color", "transparent") in _PAPER
            if kind_of(style) != "style":
                continue
            key = (given.get("family", ""), given.get("name", ""))
            look = PLAIN
            for properties in style:
                for said in _looks(named(properties.attrib)):
                    look = look.laid_over(said)
            self.looks[key] = look
            self.bases[key] = given.get("parent-style-name", "")

    def look(self, family: str, name: str) -> Look:
        """How what is in a style looks."""
        look = PLAIN
        for _ in range(_DEEPEST):
            if (family, name) not in self.looks:
                break
            look = self.looks[family, name].laid_over(look)
            name = self.bases[family, name]
        return look


def _looks(given: Mapping[str, str]) -> Iterator[Look]:
    position, display = given.get("text-position"), given.get("display")
    if position is not None:
        yield Look(is_raised=_RAISED.match(position) is not None)
    if display is not None:
        yield Look(is_hidden=display == "none")
    if "color" in given:
        yield Look(is_white=given["color"].casefold() in _WHITE)
    ground = given.get("background-color") or given.get("fill-color")
    if ground is not None and ground != "transparent":
        yield Look(is_shaded=ground.casefold() not in _WHITE)
    if "font-name" in given:
        font = given["font-name"]
        yield Look(font=font if is_of_signs(font) else "")
