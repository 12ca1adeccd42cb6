"""Marks names that the words beside them give away: after a title, before ``province``.

Only capitalised words nothing else has marked; an unknown name is never guessed without a sign.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from annotator.domain.figures.exclusion_words import MONTHS, WEEKDAYS
from annotator.domain.figures.numerals import word_set
from annotator.domain.names import NONE
from annotator.nlp.lexicon import Lexicon, shipped
from annotator.nlp.mentions import Mention, Tokens, read_mentions, taken_by, write_mentions

_LONGEST = 4
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_INSIDE = frozenset({"-", "al", "bin", "bint", "ul", "ur", "el", "de", "van", "von", "der"})
_PLACE_SIGNS = word_set("province district village governorate")


class ContextNames:
    """Persons after titles and places before generic words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.use(lexicon)

    def use(self, lexicon: Lexicon) -> None:
        """Work with these word lists from now on."""
        self.lexicon = lexicon
        self.roles = lexicon.list("roles")
        self.titles = lexicon.list("titles") | lexicon.list("portfolios")
        self.portfolios = lexicon.list("portfolios")
        self.formations = lexicon.list("formations")
        self.holders = lexicon.list("office-holders")
        self.stop = lexicon.list("stop") | MONTHS | WEEKDAYS

    def __call__(self, doc: Doc) -> Doc:
        """Add the names of one Doc."""
        tokens = Tokens.of(doc)
        mentions = read_mentions(doc, tokens)
        taken = taken_by(tokens, mentions)
        named = [m for m in self.find(tokens, taken) if not self._is_none(tokens, m)]
        if named:
            write_mentions(doc, tokens, [*mentions, *named])
        return doc

    def find(self, tokens: Tokens, taken: list[bool]) -> list[Mention]:
        """The names in the text that is not ``taken``."""
        words, mentions, at = tokens.words, [], 0
        while at < len(words):
            word = words[at]
            if word[0].isdigit():
                end = self._formation_end(words, at, taken)
                if end > at:
                    mentions.append(Mention(at, end, "ACTOR", "context formation"))
                    at = end
                    continue
            if word == "PM" and at and words[at - 1][0].isdigit():
                at += 1  # 01:41 PM
                continue
            if word in self.roles or word in self.holders:
                first = self._office_end(words, at + 1)
                end = self._name_end(words, first, taken)
                if end - first > (0 if word in self.roles else 1):
                    mentions.append(Mention(first, end, "ACTOR", "context title"))
                    at = end
                    continue
            elif (
                word in _PLACE_SIGNS and at and self._is_name(words[at - 1]) and (not taken[at - 1])
            ):
                start = at - 1
                while start and self._is_name(words[start - 1]) and not taken[start - 1]:
                    start -= 1
                mentions.append(Mention(start, at, "LOCATION", "context generic place"))
            at += 1
        return mentions

    def _office_end(self, words: list[str], at: int) -> int:
        """Where the name begins behind ``Superintendent of Police``."""
        if (
            words[at : at + 1] == ["of"]
            and words[at + 1 : at + 2]
            and (words[at + 1] in self.portfolios)
        ):
            return at + 2
        return at

    def _formation_end(self, words: list[str], at: int, taken: list[bool]) -> int:
        """``4th Armored Division``: the end of a formation with an ordinal; ``at`` for none."""
        best = at
        if not _ORDINAL.fullmatch(words[at]) or taken[at]:
            return best
        for end in range(at + 1, min(len(words), at + _LONGEST + 2)):
            if taken[end] or not words[end][0].isupper():
                break
            if words[end] in self.formations:
                best = end + 1
        return best

    def _is_none(self, tokens: Tokens, mention: Mention) -> bool:
        entry = self.lexicon.get(tokens.surface(mention.start, mention.end))
        return entry is not None and entry.label == NONE

    def _name_end(self, words: list[str], start: int, taken: list[bool]) -> int:
        end = at = start
        while at < len(words) and at - start < _LONGEST * 2 and not taken[at]:
            if self._is_name(words[at]):
                end = at + 1
            elif words[at] not in _INSIDE or (end == start and words[at] != "al"):
                break
            at += 1
        return end

    def _is_name(self, word: str) -> bool:
        return word[0].isupper() and word not in self.stop and word not in self.titles


@Language.factory("context_names")
def make_context_names(nlp: Language, name: str) -> ContextNames:
    """The component, with the shipped word lists."""
    return ContextNames(shipped())
