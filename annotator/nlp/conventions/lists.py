"""What the conventions look up: the word lists, as sets, and the lexicon of names."""

from __future__ import annotations

import re

from annotator.domain.figures.numerals import word_set
from annotator.nlp.lexicon import Lexicon
from annotator.nlp.mentions import Mention

HYPHENS = frozenset("-–—")
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
POSSESSIVE = frozenset({"'s", "’s", "'S", "’S", "'", "’"})
BEFORE_PLACE = frozenset({"in", "In", "near", "Near", "at", "At"})
"""What stands before the place of a sentence: ``In Baghdad police said``."""

PREDICATES = word_set("say says said have has were are was had killed fired arrested found")
"""What shows that the word before it is the subject of the sentence."""

_PLACE_OPENERS = word_set(
    "province district city town village suburb capital island port outskirts streets villages"
)


class Lists:
    """The word lists of a lexicon under the names the steps use."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        words = lexicon.list
        self.titles, self.roles = words("titles"), words("roles")
        self.portfolios = words("portfolios")
        self.generics, self.compass = words("generics"), words("compass")
        self.place_openers = _PLACE_OPENERS | self.compass
        self.tails, self.openers = words("hyphen-tails"), words("hyphen-heads")
        self.facilities = words("facilities")
        self.facility_openers = words("facility-openers")
        self.formations = words("formations")
        self.things, self.common = words("things"), words("common")
        self.no_names, self.stop = words("no-names"), words("stop")
        self.no_name_openers = words("no-name-openers")
        self.institutions = words("institutions")
        self.heads = words("heads")
        self.any_heads = self.heads | words("tied-heads")


def pieces(mention: Mention, gaps: list[tuple[int, int]], rule: str) -> list[Mention]:
    """What remains of a mention when the gaps are taken out of it."""
    pieces, start = [], mention.start
    for gap_start, gap_end in [*gaps, (mention.end, mention.end)]:
        if start < gap_start:
            piece = Mention(start, gap_start, mention.label, mention.source)
            piece.note(rule)
            pieces.append(piece)
        start = gap_end
    return pieces
