"""UIMA CAS XMI, as INCEpTION exports it: the text and its annotations as elements of XML. Its
offsets count UTF-16 units.

Source of the format: the chapter on XMI in the reference of the UIMA Java SDK.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from xml.parsers import expat

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.domain.text import gathered
from annotator.formats.peers.cas import Cas, items
from annotator.formats.peers.cas_text import Sofas
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.text_stream import stream
from annotator.formats.web.html import declared_in

_XMI = b"http://www.omg.org/XMI"
_CAS = b"http:///uima/cas.ecore"
_TYPES = b"<typeSystemDescription"
_BETWEEN = " "  # a namespace and a name
_ID = f"{_XMI.decode()}{_BETWEEN}id"


def looks_like(source: Source) -> bool:
    """Whether it begins as such files do, or describes their types. Raises OSError."""
    return (_XMI in source.head and _CAS in source.head) or _is_type_system(source)


def _is_type_system(source: Source) -> bool:
    return source.suffix == ".xml" and _TYPES in source.head


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a file. Raises InputError and OSError."""
    text_stream = stream(source, declared=declared_in(source.head))
    sofas, cas = Sofas(), Cas()
    text = gathered(sofas.text(text_stream.pieces(), _parser(cas)))
    yield from items(source, text, cas, encoding=text_stream.encoding, note=text_stream.note)


def _parser(cas: Cas) -> Callable[[str, bool], None]:
    """What is to be fed with the XML, piece by piece and then with its end."""
    parser = expat.ParserCreate(namespace_separator=_BETWEEN)
    parser.StartElementHandler = partial(_begin, cas)
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse

    def feed(piece: str, is_end: bool) -> None:
        try:
            parser.Parse(piece, is_end)
        except expat.ExpatError as error:
            raise InputError(f"it is damaged XML (line {error.lineno})") from None

    return feed


def _begin(cas: Cas, name: str, attributes: dict[str, str]) -> None:
    space, _, local = name.rpartition(_BETWEEN)
    features = {key: value for key, value in attributes.items() if _BETWEEN not in key}
    number = attributes.get(_ID, "")
    if space != _CAS.decode() or local != "Sofa":
        cas.take(_type_of(space, local), number, features)
    elif "sofaString" in features:
        cas.sofas.append(number)


def _refuse(*_: object) -> None:
    raise InputError("it declares entities, as no export of annotations does")


def _type_of(space: str, local: str) -> str:
    """The name of a type: “http:///a/b.ecore” and “C” are “a.b.C”."""
    package = space.removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
    return local if package == "uima.noNamespace" else f"{package}.{local}"


READER = Reader(
    name="cas-xmi",
    title="CAS XMI (INCEpTION)",
    suffixes=frozenset({".xmi"}),
    read=read,
    looks_like=looks_like,
    is_companion=_is_type_system,
    holds_work=True,
)
