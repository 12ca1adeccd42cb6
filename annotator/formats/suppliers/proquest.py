"""ProQuest: articles between lines of underscores or from “Document 1 of 25” on, with names."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from annotator.domain.dates import iso_day
from annotator.formats.suppliers.fields import Names, reader
from annotator.formats.suppliers.part import Part, Supplier

_ID = r"(?m)^[ \t]*[^:\n]{0,40}ProQuest\b[^:\n]{0,30}: ?\d+[ \t]*$"  # in any language
_INFO = re.compile(r"(?i)\s*publication info: ?(?P<source>[^;\[]+?) ?[;\[](?P<rest>.*)")
_read = reader(
    Names(
        title=("title", "título", "titre", "titel"),
        source=(
            *("publication title", "título de publicación", "título da publicação"),
            *("titre de la publication", "titel der publikation", "publikationstitel"),
        ),
        published=(
            *("publication date", "fecha de publicación", "data de publicação"),
            *("data da publicação", "date de publication", "publikationsdatum"),
        ),
        author=("author", "authors", "autor", "autores", "auteur", "auteurs", "autoren"),
        text=("full text", "texto completo", "volltext", "texte intégral"),
        above=(
            *("publication info", "abstract", "links", "document url", "correspondence author"),
            *("información de publicación", "resumen", "enlaces", "résumé", "liens", "resumo"),
            *("zusammenfassung", "url del documento", "url du document", "dokument-url"),
        ),
        behind=(
            *(
                "subject",
                "location",
                "people",
                "company / organization",
                "title",
                "publication title",
            ),
            *(
                "publication year",
                "publication date",
                "copyright",
                "identifier / keyword",
                "section",
            ),
            *("publisher", "place of publication", "country of publication", "issn", "source type"),
            *("language of publication", "document type", "proquest document id", "credit"),
            *("materia", "lugar", "personas", "empresa / organización", "título", "autor"),
            *("título de publicación", "año de publicación", "fecha de publicación", "editorial"),
            *("lugar de publicación", "país de publicación", "tipo de fuente", "sección"),
            *("idioma de la publicación", "tipo de documento", "id del documento de proquest"),
            *("última actualización", "base de datos", "sujet", "lieu", "titre", "titel"),
            *("titre de la publication", "année de publication", "date de publication", "éditeur"),
            *("type de source", "langue de la publication", "type de document", "schlagwort"),
            *("publikationstitel", "publikationsjahr", "publikationsdatum", "assunto", "local"),
            *("título da publicação", "ano de publicação", "data de publicação"),
            *("business indexing term", "last updated", "database", "document url", "first page"),
        ),
    )
)


def _article(lines: Sequence[str], headings: Set[str]) -> Part:
    part = _read(lines, headings)
    info = next((match for line in lines if (match := _INFO.fullmatch(line))), None)
    if info is None:
        return part
    return replace(
        part,
        source=part.source or info["source"].strip(),
        published=part.published or iso_day(info["rest"]),
    )


NUMBERED = Supplier(
    name="ProQuest",
    mark=re.compile(
        r"(?m)^[ \t]*(?:Document|Dokument|Documento) \d{1,5} (?:of|von|de|sur) (?P<total>\d{1,5})"
        r"[ \t]*$"
    ),
    read=_article,
    needs=re.compile(_ID),
    alone=re.compile(_ID),
)
RULED = Supplier(
    name="ProQuest",
    mark=re.compile(r"(?m)^[ \t]*_{20,}[ \t]*$"),
    read=_article,
    needs=re.compile(_ID),
    is_each=True,
)
