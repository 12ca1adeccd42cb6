"""Where spans of one text stand in another that tells nearly the same. Invents no span."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from rapidfuzz.distance import Levenshtein

from annotator.domain.figures import Figure
from annotator.domain.spans import Span
from annotator.domain.tokens import Token, tokenise

S = TypeVar("S", bound=Span)

NEAR = 4
"""How many tokens on each side of a span are its surroundings."""
_QUOTES = str.maketrans("‘’‚´`“”„«»‐‑–—", "'''''\"\"\"\"\"----")


@dataclass(frozen=True, slots=True)
class CopiedSpan(Generic[S]):
    """A span found again: ``[start, end)`` in code points of the other text.

    ``exact`` says that all its surroundings are the same too, and not only half of them or more.
    """

    span: S
    start: int
    end: int
    exact: bool


def copy_spans(
    source_text: str, target_text: str, spans: Iterable[S], *, edited: bool = False
) -> list[CopiedSpan[S]]:
    """The spans of ``source_text`` that stand in ``target_text`` too, in the order given.

    The texts are aligned token by token (Levenshtein), quotes and dashes taken as equal. A span is
    carried if all its tokens are aligned one after the other, its text is the same to the sign,
    and at least half of its surroundings are aligned with what surrounds it there. With ``edited``
    the texts are two versions of one article: half of them on one side is enough then.
    """
    source, target = tokenise(source_text), tokenise(target_text)
    place = _aligned(_words(source_text, source), _words(target_text, target))
    starts = {token.start: number for number, token in enumerate(source)}
    copies = (
        _copied(span, _covered(source, starts, span), place, source, target, edited)
        for span in spans
    )
    return [
        item
        for item in copies
        if item is not None
        and target_text[item.start : item.end] == source_text[item.span.start : item.span.end]
    ]


def moved_part(figure: Figure | None, copies: Iterable[CopiedSpan[S]]) -> Figure | None:
    """A figure for the other text: what it is among is there where that span has been copied to."""
    if figure is None or figure.part_of is None:
        return figure
    start, end = figure.part_of
    whole = next((item for item in copies if item.span.start < end and start < item.span.end), None)
    return replace(figure, part_of=None if whole is None else (whole.start, whole.end))


def _words(text: str, tokens: Sequence[Token]) -> list[str]:
    return [text[token.start : token.end].translate(_QUOTES) for token in tokens]


def _aligned(source: list[str], target: list[str]) -> list[int | None]:
    """For each token of the source the number of the same token in the target, None without."""
    place: list[int | None] = [None] * len(source)
    for step in Levenshtein.opcodes(source, target):
        if step.tag == "equal":
            for offset in range(step.src_end - step.src_start):
                place[step.src_start + offset] = step.dest_start + offset
    return place


def _covered(tokens: Sequence[Token], starts: dict[int, int], span: Span) -> range:
    first = starts.get(span.start)
    if first is None:  # the span begins inside a token
        first = next((n for n, token in enumerate(tokens) if token.end > span.start), len(tokens))
    end = first
    while end < len(tokens) and tokens[end].start < span.end:
        end += 1
    return range(first, end)


def _copied(
    span: S,
    covered: range,
    place: Sequence[int | None],
    source: Sequence[Token],
    target: Sequence[Token],
    edited: bool,
) -> CopiedSpan[S] | None:
    if not covered:
        return None
    first = place[covered.start]
    if first is None or any(place[n] != first + n - covered.start for n in covered):
        return None
    last = first + len(covered) - 1
    left = [_agree(place, covered.start - n, first - n, len(target)) for n in range(1, NEAR + 1)]
    right = [_agree(place, covered.stop - 1 + n, last + n, len(target)) for n in range(1, NEAR + 1)]
    known = [agrees for agrees in (*left, *right) if agrees is not None]
    sides = (left, right) if edited else (left + right,)
    if not any(_half(side) for side in sides):
        return None
    start = target[first].start + span.start - source[covered.start].start
    end = target[last].end - (source[covered.stop - 1].end - span.end)
    return CopiedSpan(span, start, end, all(known))


def _half(agreeing: Sequence[bool | None]) -> bool:
    known = [agrees for agrees in agreeing if agrees is not None]
    return 2 * sum(known) >= len(known)


def _agree(place: Sequence[int | None], source: int, target: int, length: int) -> bool | None:
    """Whether two tokens are aligned with each other; None beyond the edges of both texts."""
    inside = 0 <= source < len(place)
    if not inside:
        return None if not 0 <= target < length else False
    return place[source] == target
