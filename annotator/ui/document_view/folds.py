"""Runs of muted paragraphs that can be folded into one thin line each. Knows no geometry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.tokens import trim
from annotator.domain.values import MutedRange
from annotator.ui.document_view.blocks import Block, Kind


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks ``first`` to ``last``, both included, that are ``[start, end)`` of the text.

    ``lines`` are its paragraphs that are not blank, ``rules`` what muted them, in text order.
    """

    first: int
    last: int
    start: int
    end: int
    lines: int
    rules: tuple[str, ...]


def find_folds(text: str, blocks: Sequence[Block], muted: Sequence[MutedRange]) -> list[Fold]:
    """The longest runs of blocks of which every letter is muted, with the blank ones between.

    What is muted in part alone is no part of a fold.
    """
    parts = sorted(muted, key=lambda part: part.start)
    rules = [_rules(text, block, parts) for block in blocks] if parts else []
    folds: list[Fold] = []
    run: list[int] = []
    for number, rule in enumerate([*rules, None]):
        if rule:
            run.append(number)
        elif run and (rule is None or blocks[number].kind is not Kind.BLANK):
            folds.append(_fold(blocks, run, rules))
            run = []
    return folds


def _rules(text: str, block: Block, parts: Sequence[MutedRange]) -> tuple[str, ...] | None:
    """What mutes a block; nothing where it is blank, None where not all of it is muted."""
    if block.kind is Kind.BLANK:
        return ()
    at, end = trim(text, block.start, block.end)
    rules: list[str] = []
    for part in parts:
        if part.end > at and part.start <= at < end:
            rules.append(part.rule)
            at = part.end
            while at < end and text[at].isspace():
                at += 1
    return tuple(rules) if at >= end and rules else None


def _fold(
    blocks: Sequence[Block], run: Sequence[int], rules: Sequence[tuple[str, ...] | None]
) -> Fold:
    named = dict.fromkeys(rule for number in run for rule in rules[number] or ())
    return Fold(
        first=run[0],
        last=run[-1],
        start=blocks[run[0]].start,
        end=blocks[run[-1]].end,
        lines=sum(blocks[number].opens for number in run),
        rules=tuple(named),
    )
