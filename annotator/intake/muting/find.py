"""Puts the rules together: what each line of an article is boilerplate by."""

from __future__ import annotations

from collections.abc import Callable

from annotator.domain.values import TextRange
from annotator.intake.muting import blocks, repeats
from annotator.intake.muting.blocks import Ruled, Rules
from annotator.intake.muting.learnt import LearntLines
from annotator.intake.muting.lines import Page, lines_of
from annotator.intake.muting.named import kind_of
from annotator.intake.muting.phrases import LEARNT

_STEPS: tuple[Callable[[Page, Rules], Ruled], ...] = (
    blocks.by_phrase,
    blocks.beside,
    blocks.counters,
    blocks.blurbs,
    blocks.bullets,
    blocks.at_the_end,
    blocks.listed,
    blocks.site_names,
    repeats.repeated,
)


def find_muted(text: str, *, learnt: LearntLines | None = None) -> list[TextRange]:
    """The lines of a text that are boilerplate, in order, each with the rule that says so.

    ``learnt`` is what is known about the source of the article; a line it keeps is never muted.
    """
    lines = lines_of(text)
    known = learnt or LearntLines()
    story = [line.bare in known.kept or kind_of(line) is not None for line in lines]
    rules: Rules = [
        LEARNT if line.bare in known.muted and not story[number] else None
        for number, line in enumerate(lines)
    ]
    page = Page.of(lines, rules)
    for step in _STEPS:
        new = [ruled for ruled in step(page, rules) if not (rules[ruled[0]] or story[ruled[0]])]
        for number, rule in new:
            rules[number] = rule
        if new:
            # What looked like prose may turn out to be none.
            page = Page.of(lines, rules)
    return [
        TextRange(line.start, line.end, rule)
        for line, rule in zip(lines, rules, strict=True)
        if rule is not None
    ]
