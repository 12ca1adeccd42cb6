"""What an export would do, found out without writing anything: every loss named before it happens.

Records go through the same hands as in an export, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias

from annotator.domain.gold import BEST, EVERYONE, GOLD
from annotator.domain.records import Record, RecordSpan
from annotator.domain.splits import PARTS, Split
from annotator.domain.tokens import Token, tokenise
from annotator.domain.values import Status
from annotator.formats.peers import spacy
from annotator.formats.peers.spacy import Adjustment
from annotator.formats.units import has_pairs
from annotator.formats.writers import JSONL, SPACY, TARGETS, WRITERS
from annotator.operations.exporting.choice import Choice
from annotator.operations.exporting.export_report import LeftOut, PartCount
from annotator.operations.exporting.outgoing import Outgoing
from annotator.operations.exporting.preflight_words import Preflight, Waiting
from annotator.operations.exporting.splitting import Dealer
from annotator.store.project import Project
from annotator.store.queue import queue_listing
from annotator.tasks import Progress, seldom_collecting

_Fate: TypeAlias = tuple[int, int, Sequence[Adjustment], Sequence[tuple[RecordSpan | str, str]]]
"""How many spans of a record are written, how many of them as entities of spaCy, which are
adjusted, and what is left out.
"""

_ALL = "all"
_IN_CODE_POINTS = frozenset(
    {JSONL, "label-studio", "csv", "huggingface", "huggingface-parquet", "parquet"}
)
"""The formats with offsets in code points that tools which count otherwise may read. Others count
as their tools do, or have no offsets.
"""
_Look: TypeAlias = Callable[[Record, int], _Fate]


def check(
    project: Project,
    choice: Choice,
    *,
    kind: str,
    split: Split,
    progress: Progress | None = None,
) -> Preflight:
    """What an export in the format ``kind``, a key of ``TARGETS``, would write and lose.

    Raises AnnotatorError where the export would.
    """
    target = TARGETS[kind]
    with seldom_collecting():
        look, tokens_of = _looking(kind, choice.span_key)
        source = Outgoing(project, choice, progress or Progress(), target, tokens_of)
        dealer = Dealer(project, source.wanted, split, choice.pseudonyms) if target.splits else None
        parts = dict.fromkeys(PARTS, PartCount()) if dealer else {}
        seen = _Seen(parts, in_code_points=kind in _IN_CODE_POINTS)
        for number, (sha256, record) in enumerate(source.records(), 1):
            source.progress.check()
            part = dealer.part(sha256, record) if dealer else _ALL
            seen.add(part, record, look(record, number))
    report = source.report(
        sum(part.articles for part in seen.parts.values()),
        sum(part.spans for part in seen.parts.values()),
        left_out=seen.left_out,
        adjusted=seen.adjusted,
        parts=seen.parts if dealer else None,
        split=dealer.dealt() if dealer else None,
    )
    return Preflight(
        whose=choice.annotator,
        report=report,
        annotators=tuple(sorted(seen.annotators)),
        waiting=_waiting(project, choice, len(source.wanted)),
        wide=tuple(dict.fromkeys(seen.wide)),
    )


def _looking(kind: str, group: str) -> tuple[_Look, Callable[[str], list[Token]]]:
    """What looks at a record as an export does, and how that parts texts into tokens."""
    if kind == SPACY:
        from annotator.nlp.tokenizer import mend_tokenizer

        nlp = spacy.blank_english()
        mend_tokenizer(nlp)
        stock = spacy.StockEdges(spacy.blank_english().tokenizer)
        look = partial(_as_document, nlp.tokenizer, stock, group)
        return look, partial(spacy.tokens_of, nlp.tokenizer)
    writer = WRITERS.get(kind)
    if writer is None:
        return lambda record, number: (len(record.spans), 0, (), ()), tokenise

    def write(record: Record, number: int) -> _Fate:
        written = writer.write(record, number, PARTS[0])
        return written.spans, 0, written.adjusted, written.left_out

    return write, tokenise


def _as_document(
    tokenizer: spacy.Tokenizer, edges: spacy.StockEdges, group: str, record: Record, number: int
) -> _Fate:
    doc, adjusted = spacy.document(record, tokenizer=tokenizer, group=group, edges=edges)
    return len(record.spans), len(doc.ents), adjusted, ()


@dataclass(slots=True)
class _Seen:
    """What has been looked at so far."""

    parts: dict[str, PartCount]
    in_code_points: bool
    annotators: set[str] = field(default_factory=set)
    left_out: list[LeftOut] = field(default_factory=list)
    adjusted: list[Adjustment] = field(default_factory=list)
    wide: list[tuple[str, str]] = field(default_factory=list)

    def add(self, part: str, record: Record, fate: _Fate) -> None:
        """Take in what an export makes of a record."""
        spans, entities, adjusted, left_out = fate
        article, before = record.article, self.parts.get(part, PartCount())
        self.parts[part] = PartCount(
            before.articles + 1, before.spans + spans, before.entities + entities
        )
        self.annotators |= {record.annotator} if record.annotator else set()
        self.adjusted += adjusted
        self.left_out += [LeftOut.of(record, span, reason) for span, reason in left_out]
        if self.in_code_points and has_pairs(article.text):
            self.wide.append((article.uid or "", article.title or ""))


def _waiting(project: Project, choice: Choice, count: int) -> Waiting:
    """The articles that stay beside ``count`` others, not being finished or signed off."""
    everything = tuple(Status)
    if set(choice.statuses) == set(everything):
        return Waiting(0)
    whole = Outgoing(project, replace(choice, statuses=everything), Progress(), None)
    left = len(whole.wanted) - count
    if choice.annotator in (GOLD, BEST, EVERYONE):
        return Waiting(left)
    with project.reading() as connection:
        counts = queue_listing.status_counts(connection, annotator=choice.annotator)
    return Waiting(left, {s: n for s, n in counts.items() if n and s not in choice.statuses})
