"""Turns another pipeline's labels into the project's; labels without a partner go away."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import orjson
from spacy.language import Language
from spacy.tokens import Doc, Span

from annotator.resources import resource


def read_label_map(path: Path | None = None) -> dict[str, str]:
    """The table ``{their label: our label}``; the shipped one if no path is given."""
    table = orjson.loads((path or resource("label_map.json")).read_bytes())
    return {str(theirs): str(ours) for theirs, ours in table.items()}


class LabelMap:
    """Renames the labels of entities by a table and drops those the table lacks."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self.table = dict(table)

    def __call__(self, doc: Doc) -> Doc:
        """Rename the entities of one Doc."""
        doc.ents = [
            Span(doc, ent.start, ent.end, label=self.table[ent.label_], span_id=ent.id_)
            for ent in doc.ents
            if ent.label_ in self.table
        ]
        return doc


@Language.factory("label_map", default_config={"table": None})
def make_label_map(nlp: Language, name: str, table: dict[str, str] | None) -> LabelMap:
    """The component; without a table it takes ``resources/label_map.json``."""
    return LabelMap(read_label_map() if table is None else table)
