"""DocBin files that ``spacy train`` reads: flat entities, and all spans in a span group.

Runs no pipeline; spaCy is imported when a function here is called, not before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from annotator.domain.errors import InputError
from annotator.domain.outgoing import Content
from annotator.domain.records import Record, RecordSpan, flat
from annotator.domain.token_edges import off_edges
from annotator.domain.tokens import Token, split_at
from annotator.formats.peers.docbin_writing import DocBinFile, documents

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Tokenizer: TypeAlias = Callable[[str], "Doc"]

GROUP = "sc"
"""The span group that keeps every span; spaCy's span categoriser looks there by default."""

UID = "uid"
"""The key of the article's name in ``doc.user_data``."""

ANNOTATOR, GOLD = "annotator", "gold"
"""The keys of whose spans they are, and of what a review says of them."""

HOLDS = frozenset({Content.GOLD, Content.OVERLAPS, Content.ANNOTATORS})
"""What a document has a place for, beside its text and spans with labels."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What was done so that a span could be written; ``text`` is what it covers."""

    article: str
    start: int
    end: int
    label: str
    text: str
    done: str
    title: str = ""

    def to_json(self) -> dict[str, object]:
        """The adjustment as a JSON object of the report."""
        return asdict(self)


def blank_english() -> Language:
    """spaCy's English with nothing but its tokenizer."""
    import spacy

    return spacy.blank("en")


class Part:
    """The documents of one file, gathered and then written; ``close`` lets go of them."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.articles = 0
        self.entities = 0
        self.spans = 0
        self._tokenizer = tokenizer
        self._documents = DocBinFile()
        self._proof = hashlib.sha256()

    def close(self) -> None:
        """Remove what was gathered."""
        self._documents.close()

    def add(self, record: Record) -> list[Adjustment]:
        """Add an article; returns what had to be adjusted for its spans. Raises OSError."""
        doc, adjustments = document(record, tokenizer=self._tokenizer)
        self._documents.add(doc)
        entities = [span.key for span in flat(record.spans)[0]]
        spans = sorted(span.key for span in record.spans)
        self._proof.update(_fingerprint(record.article.uid, record.article.text, spans, entities))
        self.articles += 1
        self.entities += len(entities)
        self.spans += len(spans)
        return adjustments

    def write(self, path: Path) -> None:
        """Write the file and read it again.

        Raises OSError, and InputError if what is read is not what was to be written.
        """
        self._documents.write(path)
        proof = hashlib.sha256()
        for doc in documents(path):
            uid = doc.user_data[UID]
            proof.update(_fingerprint(uid, doc.text, sorted(doc.spans), doc.entities))
        if proof.digest() != self._proof.digest():
            raise InputError("what was read back is not what was written")


def document(record: Record, *, tokenizer: Tokenizer) -> tuple[Doc, list[Adjustment]]:
    """The article as a spaCy document with exact spans, and what had to be adjusted.

    A token that a span begins or ends inside is cut there. Entities cannot overlap: the longest
    are kept as such, the others are in the span group alone.
    """
    text = record.article.text
    doc, cut = _cut_document(tokenizer(text), record.spans)
    chosen, left_out = flat(record.spans)
    doc.spans[GROUP] = [_span(doc, span) for span in record.spans]
    doc.ents = [_span(doc, span) for span in chosen]
    doc.user_data[UID] = record.article.uid
    doc.user_data[ANNOTATOR] = record.annotator
    if record.gold is not None:
        doc.user_data[GOLD] = _gold(record)
    reasons = [
        (cut, "a token was cut at its edge"),
        (left_out, f"overlaps a longer entity: in the span group “{GROUP}” alone"),
        (
            [span for span in record.spans if "\n" in text[span.start : span.end]],
            "crosses a line break: kept as it is",
        ),
    ]
    adjustments = [adjustment(record, span, done) for spans, done in reasons for span in spans]
    return doc, sorted(adjustments, key=lambda item: (item.start, item.end, item.done))


def tokens_of(tokenizer: Tokenizer, text: str) -> list[Token]:
    """The tokens that a document of this text has before any is cut."""
    return _places(tokenizer(text))


def _places(doc: Doc) -> list[Token]:
    places = doc.to_array(["IDX", "LENGTH"]).reshape(-1, 2).astype(int)
    ends_of = places.sum(axis=1).tolist()
    return [Token(*place) for place in zip(places[:, 0].tolist(), ends_of, strict=True)]


def _cut_document(doc: Doc, spans: Sequence[RecordSpan]) -> tuple[Doc, list[RecordSpan]]:
    from spacy.tokens import Doc

    whole = _places(doc)
    cut = off_edges(spans, whole)
    if not cut:
        return doc, cut
    edges = {edge for span in cut for edge in (span.start, span.end)}
    tokens = split_at(whole, edges)
    text = doc.text
    spaced = {token.idx + len(token) for token in doc if token.whitespace_}
    words = [text[token.start : token.end] for token in tokens]
    again = Doc(doc.vocab, words=words, spaces=[token.end in spaced for token in tokens])
    return again, cut


def _span(doc: Doc, span: RecordSpan) -> Any:
    doc_span = doc.char_span(span.start, span.end, label=span.label)
    if doc_span is None:
        raise InputError(f"the span {span.start} to {span.end} does not fit its tokens")
    return doc_span


def _gold(record: Record) -> dict[str, Any]:
    spans = [
        {"start": span.start, "end": span.end, "label": span.label, **span.gold.to_json()}
        for span in record.spans
        if span.gold is not None
    ]
    return {**(record.gold or {}), "spans": spans}


def adjustment(record: Record, span: RecordSpan, done: str) -> Adjustment:
    """What was done so that a span could be written."""
    quote = record.article.text[span.start : span.end]
    place = (span.start, span.end, span.label)
    return Adjustment(record.article.uid or "", *place, quote, done, record.article.title or "")


def _fingerprint(uid: str | None, text: str, *spans: Sequence[tuple[int, int, str]]) -> bytes:
    return repr((uid, text, *spans)).encode()
