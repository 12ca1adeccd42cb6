"""The span conventions of the guidelines over word lists.

Used twice: on what a recogniser says, and on the corpora it is trained from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annotator.nlp.conventions.edges import (
    cut_hyphens,
    cut_kind,
    cut_subject,
    cut_thing,
    take_article,
    take_ordinal,
    trim,
)
from annotator.nlp.conventions.labels import decide_label, drop_no_names, drop_openers
from annotator.nlp.conventions.lists import Lists
from annotator.nlp.conventions.splits import (
    split_abbreviation,
    split_coordination,
    split_demonym,
    split_lines,
    split_office,
    split_possessive,
    split_titles,
)
from annotator.nlp.lexicon import Lexicon
from annotator.nlp.mentions import Mention, Tokens

Step = Callable[[Lists, Tokens, Mention], Iterable[Mention]]

STEPS: tuple[Step, ...] = (
    split_lines,
    split_abbreviation,
    split_possessive,
    split_coordination,
    split_titles,
    split_office,
    split_demonym,
    cut_hyphens,
    trim,
    take_article,
    take_ordinal,
    drop_no_names,
    cut_kind,
    cut_subject,
    cut_thing,
    drop_openers,
    decide_label,
)
"""All steps in order; each says what becomes of one span."""

ONE_WORD_STEPS: tuple[Step, ...] = (
    split_titles,
    trim,
    take_article,
    take_ordinal,
    drop_no_names,
    drop_openers,
    decide_label,
)
"""Those of the steps that can change a span of one word."""

_NAMES = ("ACTOR", "LOCATION")


class Conventions:
    """Applies the steps one after the other; other labels than the names' pass through."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lists = Lists(lexicon)

    def apply(self, tokens: Tokens, mentions: Iterable[Mention]) -> list[Mention]:
        """What becomes of the mentions; the objects given are changed in place."""
        out: list[Mention] = []
        for mention in mentions:
            if mention.label in _NAMES:
                out.extend(self._mend(tokens, mention))
            else:
                out.append(mention)
        return out

    def _mend(self, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
        one_word = mention.end - mention.start == 1
        current: list[Mention] = [mention]
        for step in ONE_WORD_STEPS if one_word else STEPS:
            if len(current) == 1:
                current = list(step(self.lists, tokens, current[0]))
            else:
                current = [new for old in current for new in step(self.lists, tokens, old)]
        return current
