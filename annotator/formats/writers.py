"""The formats that can be written, by the names ``export --format`` takes."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from annotator.domain.outgoing import Content
from annotator.formats.peers import (
    brat_writing,
    cas_writing,
    conll,
    docbin_said,
    doccano,
    gliner,
    hugging_face,
    label_studio_writing,
    webanno_writing,
)
from annotator.formats.tables import hugging_face_parquet, parquet_writing, span_table
from annotator.formats.writer import Writer

JSONL, SPACY = "jsonl", "spacy"
"""The formats that are written in ways of their own."""

WRITERS: dict[str, Writer] = {
    writer.name: writer
    for writer in (
        *conll.WRITERS,
        brat_writing.WRITER,
        label_studio_writing.WRITER,
        doccano.WRITER,
        webanno_writing.WRITER,
        cas_writing.WRITER,
        span_table.WRITER,
        hugging_face.WRITER,
        hugging_face_parquet.WRITER,
        parquet_writing.WRITER,
        gliner.WRITER,
    )
}
"""The peers' formats."""


@dataclass(frozen=True, slots=True)
class Target:
    """A format as a choice: what is said of it, and what it has a place for (see `Writer`).

    ``suffix`` is how its file ends; without one it is a folder. With ``splits`` it deals the
    articles out to train, dev and test.
    """

    name: str
    title: str
    suffix: str
    splits: bool
    holds: Set[Content]
    keeps: Set[str] = frozenset()
    tokens: bool = False
    limits: Sequence[str] = ()


TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        Target(
            *(JSONL, "JSON lines (Prodigy, this program)", ".jsonl", False),
            holds=frozenset(Content),
            tokens=True,
        ),
        Target(
            *(SPACY, "spaCy training data (DocBin)", "", True), holds=docbin_said.HOLDS, tokens=True
        ),
        *(
            Target(
                *(writer.name, writer.title, writer.suffix, writer.splits),
                *(writer.holds, writer.keeps, writer.tokens, writer.limits),
            )
            for writer in WRITERS.values()
        ),
    )
}
"""Every format, in the order in which they are offered."""
