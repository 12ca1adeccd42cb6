"""The XML of OpenDocument texts and workbooks, without its namespaces."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

from annotator.domain.errors import InputError


def root_of(xml: bytes, kind: str) -> ElementTree.Element:
    """The root of a part of a document. Raises InputError, which calls that a ``kind``, where it
    is damaged or declares entities.
    """
    if b"<!DOCTYPE" in xml[:2048] or b"<!ENTITY" in xml:
        raise InputError(f"it declares entities, as no OpenDocument {kind} does")
    try:
        return ElementTree.fromstring(xml)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise InputError(f"it is a damaged OpenDocument {kind}") from None


def kind_of(part: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    return part.tag.rpartition("}")[2] if isinstance(part.tag, str) else ""


def named(attributes: Mapping[str, str]) -> dict[str, str]:
    """Attributes by their names without namespaces."""
    return {name.rpartition("}")[2]: value for name, value in attributes.items()}
