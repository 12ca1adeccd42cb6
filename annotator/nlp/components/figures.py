"""Marks FIGURE spans by the guidelines' rules; runs last and has the last word on numbers."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from annotator.domain.figures.currencies import CODES, is_large
from annotator.domain.figures.designators import READ
from annotator.domain.figures.nouns import is_stop
from annotator.domain.figures.outcome_words import FATES
from annotator.domain.figures.units import LONGEST, MONEY, UNITS
from annotator.nlp.figure_spans import find_figures
from annotator.nlp.mentions import Mention, Tokens, read_mentions, taken_by, write_mentions
from annotator.nlp.number_words import BEHIND, COUNTED, LETTERS, MONEY_GLUED, OWNERS, SIGNS

LABEL = "FIGURE"
DATE = "DATE"


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
        taken = taken_by(tokens, kept)
        figures = [
            Mention(f.start, f.end, LABEL, f"figures {f.rule}") for f in find_figures(tokens, taken)
        ]
        ends = {figure.end for figure in figures}
        kept = [m for m in kept if not _is_fate(tokens, m, ends) and not _is_kind(tokens, m)]
        if figures or len(kept) < len(mentions):
            write_mentions(doc, tokens, [*kept, *figures])
        return doc


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
    begin = start - (start > 1 and words[start - 1].lower() in OWNERS)  # South Sudanese pounds
    word, before = words[begin], words[begin - 1].lower() if begin else ""
    if before[-1:].isdigit() or before in BEHIND or before in COUNTED or before in LETTERS:
        money = word.isupper() or UNITS.get((word.lower(),)) in MONEY
        least = 2 if word.lower() in OWNERS else 1 if money else LONGEST + 1
        behind = [word.lower() for word in words[begin : begin + LONGEST]]
        return any(tuple(behind[:size]) in UNITS for size in range(least, LONGEST + 1))
    if mention.end - start > 1:
        return False
    if word.lower() in ("circa", "upwards", "upward"):
        return True
    if word in CODES or word.lower() in SIGNS:
        return mention.end < len(words) and words[mention.end][0].isdigit()
    glued = MONEY_GLUED.fullmatch(word) if word[-1].isdigit() else None
    if glued is None:
        return False
    following = words[mention.end] if mention.end < len(words) else ""
    return glued["letter"] is None or is_large(glued["number"], following)


@Language.factory("figures")
def make_figures(nlp: Language, name: str) -> Figures:
    """The component; it has no settings."""
    return Figures()
