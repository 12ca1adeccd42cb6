"""Puts wrongly decoded characters of a record right; spans and muted parts move with the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.domain.errors import InputError
from annotator.domain.offsets import Shifts
from annotator.domain.records import Record
from annotator.domain.spans import verify
from annotator.intake.repair import Repair, apply, repaired, repairs

_SAMPLES = 3  # of one article
_AROUND = 24  # code points of a sample to each side


@dataclass(frozen=True, slots=True)
class Sample:
    """A repaired place with the words around it, as it was and as it is, and where it was read."""

    before: str
    after: str
    where: str = ""

    def __str__(self) -> str:
        return f"“{_plain(self.before)}” → “{_plain(self.after)}”"

    @property
    def line(self) -> str:
        """The sample with its place before it."""
        return f"{self.where}: {self}"


def _plain(text: str) -> str:
    """The text on one line, with what cannot be seen, or steers a terminal, spelled out."""
    line = " ".join(text.split())
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in line)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A record with its repairs; ``left`` were not made, since a span or a muted part
    begins or ends inside.

    ``samples`` are the first few, in their surroundings.
    """

    record: Record
    made: tuple[Repair, ...] = ()
    left: tuple[Repair, ...] = ()

    samples: tuple[Sample, ...] = ()


def repair(record: Record) -> Repaired:
    """The record with everything repaired that costs none of its spans, each of them verified.

    The bytes it was read from are kept. A record that is somebody's work stays as it is: its spans
    were made in that very text.
    """
    if record.annotator is not None or record.status is not None:
        return Repaired(record)
    text = record.article.text
    candidates = repairs(text)
    if not candidates:
        return Repaired(record)
    bounds = [(span.start, span.end) for span in record.spans]
    bounds += [(span.start, span.end) for span in record.rejected]
    bounds += [(item.start, item.end) for span in record.spans for item in span.answered]
    parts = {edge for part in (*record.muted, *record.unmuted) for edge in (part.start, part.end)}
    made = _without_loss(text, candidates, bounds, parts)
    left = tuple(item for item in candidates if item not in made)
    new = _applied(record, made) if made else record
    return Repaired(new, tuple(made), left, tuple(_samples(text, new.article.text, made)))


def _without_loss(
    text: str, candidates: Sequence[Repair], bounds: Sequence[tuple[int, int]], parts: set[int]
) -> list[Repair]:
    """The repairs after which every span still covers the same words, and every muted part, which
    begin and end at ``parts``.
    """
    edges = sorted(parts.union(*bounds))
    made = [item for item in candidates if not _cuts(item, edges)]
    while made:
        new, at = apply(text, made), _shifts(made).offset
        lost = [(start, end) for start, end in bounds if not _holds(new, at(start), at(end))]
        # What touches a span that would be lost stays as it was.
        kept = [
            r for r in made if not any(r.start <= end and start <= r.end for start, end in lost)
        ]
        if len(kept) == len(made):
            break
        made = kept
    return made


def _shifts(made: Sequence[Repair]) -> Shifts:
    return Shifts((item.start, item.end, len(item.new)) for item in made)


def _cuts(item: Repair, edges: Sequence[int]) -> bool:
    at = bisect_right(edges, item.start)
    return at < len(edges) and edges[at] < item.end


def _holds(text: str, start: int, end: int) -> bool:
    try:
        verify(text, start, end)
    except InputError:
        return False
    return True


def _applied(record: Record, made: list[Repair]) -> Record:
    article = record.article
    at = _shifts(made).offset
    new = replace(
        article,
        text=apply(article.text, made),
        title=repaired(article.title),
        raw=article.text.encode() if article.raw is None else article.raw,
    )
    spans = tuple(span.moved(at) for span in record.spans)
    rejected = tuple(
        replace(item, span=replace(item.span, start=at(item.start), end=at(item.end)))
        for item in record.rejected
    )
    muted, unmuted = (
        tuple(replace(part, start=at(part.start), end=at(part.end)) for part in parts)
        for parts in (record.muted, record.unmuted)
    )
    return replace(
        record, article=new, spans=spans, rejected=rejected, muted=muted, unmuted=unmuted
    )


def _samples(old: str, new: str, made: Sequence[Repair]) -> Iterator[Sample]:
    shift = 0
    for item in made[:_SAMPLES]:
        start = item.start + shift
        shift += len(item.new) - (item.end - item.start)
        end = item.end + shift
        yield Sample(
            old[max(0, item.start - _AROUND) : item.end + _AROUND],
            new[max(0, start - _AROUND) : end + _AROUND],
        )
