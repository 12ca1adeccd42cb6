"""The outcome that stands before a list or a second place: 9 dead: 2 women, [3] children; 49 have
died, [18] in Juliaca alone.

Looks at the words before a figure; gives None unless one outcome heads all of them.
"""

from __future__ import annotations

import re

from annotator.domain.figures import outcome_words as ow
from annotator.domain.figures.nouns import is_stop
from annotator.domain.figures.numerals import NUMBER_WORDS

LISTED = ow.PARTICIPLES | ow.STATES | {fate.lower(): said for fate, said in ow.FATES.items()}
"""What may head a list: killed, KIA, deaths."""
LISTED |= {
    "deaths": "killed",
    "fatalities": "killed",
    "injuries": "wounded",
    "arrests": "arrested",
}
_JOINS = frozenset((",", "and"))
_DASHES = frozenset("-–—")
_AGAINST = (["compared", "with"], ["compared", "to"], ["up", "from"], ["down", "from"])
_ALONE = re.compile(r"\s+(?:in|on|at)\s+[^,.;:]{1,40}\balone\b")
_OTHER_TIME = re.compile(r"\s+(?:in|during|over|for|last|the\s+(?:previous|year|month|week)|a)\b")


def heading(words: list[str]) -> str | None:
    """Killed: [15]; Dead - [15], wounded - [23]; 9 dead: 2 women, [3] children."""
    if len(words) < 2:
        return None
    at = len(words) - 1
    if words[at] in _JOINS:
        while at and words[at] != ":" and (words[at] in _JOINS or _may_be_item(words[at])):
            at -= 1
        if words[at] != ":":
            return None
    if words[at] == ":" or (words[at] in _DASHES and _opens(words, at)):
        return LISTED.get(words[at - 1])
    return None


def _opens(words: list[str], at: int) -> bool:
    """Whether the word before opens a list; no "12 dead - [15] more"."""
    return at == 1 or words[at - 2] in (",", ";", ".", ":")


def _may_be_item(word: str) -> bool:
    if word[0].isdigit() or word in NUMBER_WORDS:
        return True
    return word.isalpha() and not is_stop(word) and word not in ow.ANY


def is_beside(words: list[str], behind: str) -> bool:
    """Whether a number is told beside another: [18] in Juliaca alone; against [41] last year."""
    if words[-1:] == [","]:
        return _ALONE.match(behind) is not None
    against = words[-1:] == ["against"] or words[-2:] in _AGAINST
    return against and _OTHER_TIME.match(behind) is not None
