"""Marks FIGURE spans by the guidelines' rules; runs last and has the last word on numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from annotator.domain.figures import Figure, read_figures
from annotator.domain.figures.currencies import (
    AMBIGUOUS_CODES,
    CODES,
    LETTER_SIGNS,
    NATIONAL,
    SYMBOLS,
    is_large,
)
from annotator.domain.figures.designators import READ
from annotator.domain.figures.nouns import is_stop
from annotator.domain.figures.numerals import ALL_SCALES, TENS, word_set
from annotator.domain.figures.numerals import UNITS as SMALL
from annotator.domain.figures.outcome_words import FATES
from annotator.domain.figures.units import LONGEST, MONEY, UNITS
from annotator.domain.figures.value import Place
from annotator.nlp.mentions import Mention, Tokens, read_mentions, write_mentions

LABEL = "FIGURE"
DATE = "DATE"
_VALUES = "figure values"
_BEHIND = SMALL.keys() | TENS.keys() | ALL_SCALES.keys() | word_set("m mil b t")
_SIGNS = frozenset(sign for sign in SYMBOLS if len(sign) > 1)
_LARGE_ONLY = AMBIGUOUS_CODES | {sign.upper() for sign in LETTER_SIGNS}
# With capitals alone, or a sign of money: PKR50,000, Ksh5,000, GH₵2,000; but no F-16 and no M23.
_MONEY_GLUED = re.compile(
    rf"(?:{'|'.join(CODES - AMBIGUOUS_CODES)}|(?i:{'|'.join(map(re.escape, _SIGNS))})"
    rf"|(?P<letter>{'|'.join(sorted(_LARGE_ONLY))}))(?P<number>\d[\d.,]*)"
)
# Whose money it is, before its name: 5 million Iraqi dinars.
_OWNERS = frozenset(
    owner.split()[0].split("-")[0] for owners in NATIONAL.values() for owner in owners.split(", ")
)


class Figures:
    """Replaces a recogniser's figures by the rules', and drops its helper label DATE, unless
    ``keeps_dates``: a project may have a label of that name.
    """

    keeps_dates = False

    def __call__(self, doc: Doc) -> Doc:
        """Mark the figures of one Doc."""
        tokens = Tokens.of(doc)
        mentions = read_mentions(doc, tokens)
        dropped = (LABEL,) if self.keeps_dates else (LABEL, DATE)
        kept = [m for m in mentions if m.label not in dropped]
        kept = [m for m in kept if not _is_of_amount(tokens, m)]
        figures, doc.user_data[_VALUES] = find_figures(tokens, kept)
        ends = {figure.end for figure in figures}
        kept = [m for m in kept if not _is_fate(tokens, m, ends) and not _is_kind(tokens, m)]
        if figures or len(kept) < len(mentions):
            write_mentions(doc, tokens, [*kept, *figures])
        return doc


def find_figures(
    tokens: Tokens, names: Iterable[Mention]
) -> tuple[list[Mention], dict[Place, Figure]]:
    """The figures beside these names, and their values by place in code points of the text.

    A figure that begins or ends within a token is none that a Doc can have.
    """
    places = [(tokens.starts[m.start], tokens.ends[m.end - 1]) for m in names]
    mentions = []
    values = {}
    for start, end, figure, kind in read_figures(tokens.text, sorted(places)):
        first, last = bisect_left(tokens.starts, start), bisect_left(tokens.ends, end)
        is_aligned = tokens.starts[first : first + 1] == [start]
        if is_aligned and tokens.ends[last : last + 1] == [end]:
            mentions.append(Mention(first, last + 1, LABEL, f"figures {kind}"))
            values[start, end] = figure
    return mentions, values


def figure_values(doc: Doc) -> dict[Place, Figure]:
    """What the figures of a Doc say, by place; none where the component has not seen it."""
    values: dict[Place, Figure] = doc.user_data.get(_VALUES, {})
    return values


def _is_fate(tokens: Tokens, mention: Mention, ends: set[int]) -> bool:
    """Whether a name is what befell the counted: ``5 KIA``, but ``5 KIA fighters`` are Kachin."""
    if mention.start not in ends or mention.end - mention.start > 1:
        return False
    behind = tokens.words[mention.end] if mention.end < len(tokens.words) else "."
    ends_phrase = not behind[0].isalnum() or is_stop(behind)
    return tokens.words[mention.start] in FATES and ends_phrase


def _is_kind(tokens: Tokens, mention: Mention) -> bool:
    """Whether an ACTOR is but the word that numbers a place: ``Hill 421``."""
    words, end = tokens.words, mention.end
    if mention.label != "ACTOR" or end - mention.start > 1 or words[mention.start] not in READ:
        return False
    return end < len(words) and words[end].isdecimal()


def _is_of_amount(tokens: Tokens, mention: Mention) -> bool:
    """Whether a name is money or a unit: ``NPR 5,000``, ``500 MW``, ``5 million Iraqi dinars``."""
    words, start = tokens.words, mention.start
    begin = start - (start > 1 and words[start - 1].lower() in _OWNERS)  # South Sudanese pounds
    word, before = words[begin].rstrip("."), words[begin - 1].lower() if begin else ""
    if before[-1:].isdigit() or before in _BEHIND:
        money = word.isupper() or UNITS.get((word.lower(),)) in MONEY
        least = 2 if word.lower() in _OWNERS else 1 if money else LONGEST + 1
        behind = [word.lower().rstrip(".") for word in words[begin : begin + LONGEST]]
        return any(tuple(behind[:size]) in UNITS for size in range(least, LONGEST + 1))
    if mention.end - start > 1:
        return False
    if word.lower() in ("circa", "upwards", "upward"):
        return True
    if word in CODES or word.lower() in _SIGNS:
        return mention.end < len(words) and words[mention.end][0].isdigit()
    glued = _MONEY_GLUED.fullmatch(word) if word[-1].isdigit() else None
    if glued is None:
        return False
    following = words[mention.end] if mention.end < len(words) else ""
    return glued["letter"] is None or is_large(glued["number"], following)


@Language.factory("figures")
def make_figures(nlp: Language, name: str) -> Figures:
    """The component; it has no settings."""
    return Figures()
