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
from annotator.domain.records import Record, RecordSpan, flat
from annotator.domain.token_edges import Cuts, off_edges
from annotator.domain.tokens import Token, split_at
from annotator.formats.peers import docbin_said
from annotator.formats.peers.docbin_said import REJECTED
from annotator.formats.peers.docbin_writing import DocBinFile, documents

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Tokenizer: TypeAlias = Callable[[str], "Doc"]

GROUP = "sc"
"""The span group that keeps every span; spaCy's span categoriser looks there by default."""

CUT = "a token is cut at its edge"
_NO_STOCK_EDGE = "has an edge inside a token of spaCy's own English tokenizer, not of this file"


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
    """The documents of one file, gathered and then written; ``close`` lets go of them.

    ``group`` is the name of the span group that keeps every span. With ``edges``, of a tokenizer
    that people will have, spans are named that do not fall on its tokens.
    """

    def __init__(
        self, tokenizer: Tokenizer, *, group: str = GROUP, edges: StockEdges | None = None
    ) -> None:
        self.articles = 0
        self.entities = 0
        self.spans = 0
        self._tokenizer = tokenizer
        self._group = group
        self._edges = edges
        self._documents = DocBinFile()
        self._proof = hashlib.sha256()

    def close(self) -> None:
        """Remove what was gathered."""
        self._documents.close()

    def add(self, record: Record) -> list[Adjustment]:
        """Add an article; returns what had to be adjusted for its spans. Raises OSError."""
        doc, adjustments = document(
            record, tokenizer=self._tokenizer, group=self._group, edges=self._edges
        )
        self._documents.add(doc)
        entities = list(map(_told, flat(record.spans)[0]))
        spans = sorted(map(_told, record.spans))
        self._proof.update(_fingerprint(record.article.text, spans, entities))
        self._proof.update(self._documents.packed(doc.user_data))
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
            spans = sorted(doc.groups.get(self._group, ()))
            proof.update(_fingerprint(doc.text, spans, doc.entities))
            proof.update(doc.user_data)
        if proof.digest() != self._proof.digest():
            raise InputError("what was read back is not what was written")


def document(
    record: Record,
    *,
    tokenizer: Tokenizer,
    group: str = GROUP,
    edges: StockEdges | None = None,
) -> tuple[Doc, list[Adjustment]]:
    """The article as a spaCy document with exact spans, and what had to be adjusted.

    A token that a span begins or ends inside is cut there. Entities cannot overlap: the longest
    are kept as such, the others are in the span group alone. Rejected suggestions are a group of
    their own, but for those that no token fits, and those that somebody has said yes to as well.
    """
    text = record.article.text
    doc, cut = _cut_document(tokenizer(text), record.spans)
    chosen, left_out = flat(record.spans)
    doc.spans[group] = [_span(doc, span) for span in record.spans]
    doc.ents = [_span(doc, span) for span in chosen]
    unfit = _add_rejected(doc, record) if record.rejected else []
    doc.user_data |= docbin_said.said(record)
    off_edge = edges.off(text, record.spans) if edges is not None else []
    reasons = [
        (cut, CUT),
        ([span for span in off_edge if span not in cut], _NO_STOCK_EDGE),
        (left_out, f"overlaps a longer entity: in the span group “{group}” alone"),
        (
            [span for span in record.spans if "\n" in text[span.start : span.end]],
            "crosses a line break: kept as it is",
        ),
        (unfit, "a rejected suggestion that no token fits: in the user data alone"),
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


def _add_rejected(doc: Doc, record: Record) -> list[RecordSpan]:
    """Make a span group of the rejected suggestions; returns those that no token fits."""
    said_yes_to = {span.key for span in record.spans}
    group, unfit = [], []
    for place in dict.fromkeys(item.span.place for item in record.rejected):
        if place in said_yes_to:
            continue
        start, end, label = place
        span = doc.char_span(start, end, label=label)
        if span is None:
            unfit.append(RecordSpan(*place))
        else:
            group.append(span)
    doc.spans[REJECTED] = group
    return unfit


class StockEdges(Cuts):
    """Where a tokenizer of spaCy cuts."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        super().__init__(lambda words: [token.idx for token in tokenizer(words)])


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
    doc_span = doc.char_span(span.start, span.end, label=span.label, kb_id=span.entity or "")
    if doc_span is None:
        raise InputError(f"the span {span.start} to {span.end} does not fit its tokens")
    return doc_span


def adjustment(record: Record, span: RecordSpan, done: str) -> Adjustment:
    """What was done so that a span could be written."""
    quote = record.article.text[span.start : span.end]
    place = (span.start, span.end, span.label)
    return Adjustment(record.article.uid or "", *place, quote, done, record.article.title or "")


def _told(span: RecordSpan) -> tuple[int, int, str, str]:
    return (*span.key, span.entity or "")


def _fingerprint(text: str, *spans: Sequence[tuple[int, int, str, str]]) -> bytes:
    return repr((text, *spans)).encode()
