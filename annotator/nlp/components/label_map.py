"""Turns another pipeline's labels into the project's; labels without a partner go away, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import orjson
from spacy.language import Language
from spacy.tokens import Doc, Span

from annotator.domain.pipelines import LabelCount
from annotator.resources import resource


def read_label_map(path: Path | None = None) -> dict[str, str]:
    """The table ``{their label: our label}``; the shipped one if no path is given."""
    table = orjson.loads((path or resource("label_map.json")).read_bytes())
    return {str(theirs): str(ours) for theirs, ours in table.items()}


class LabelMap:
    """Renames the labels of entities by a table and drops those the table lacks.

    With ``is_ours`` the pipeline speaks of our labels already: those the table lacks stay.
    """

    def __init__(self, table: Mapping[str, str], *, is_ours: bool = False) -> None:
        self.table = dict(table)
        self.is_ours = is_ours
        self._spans: Counter[str] = Counter()

    def target(self, label: str) -> str | None:
        """What a label becomes; None for nothing."""
        return self.table.get(label, label if self.is_ours else None) or None

    def __call__(self, doc: Doc) -> Doc:
        """Rename the entities of one Doc."""
        self._spans.update(ent.label_ for ent in doc.ents)
        doc.ents = [
            Span(doc, ent.start, ent.end, label=target, span_id=ent.id_)
            for ent in doc.ents
            if (target := self.target(ent.label_)) is not None
        ]
        return doc

    def take_counts(self) -> tuple[LabelCount, ...]:
        """How many spans came with each label since this was asked last."""
        spans, self._spans = self._spans, Counter()
        return tuple(
            LabelCount(label, count, self.target(label)) for label, count in sorted(spans.items())
        )


@Language.factory("label_map", default_config={"table": None, "is_ours": False})
def make_label_map(
    nlp: Language, name: str, table: dict[str, str] | None, is_ours: bool
) -> LabelMap:
    """The component; without a table it takes ``resources/label_map.json``."""
    return LabelMap(read_label_map() if table is None else table, is_ours=is_ours)
