"""Parts names that ran together, where the places of the world show the seam."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.domain.figures.numerals import word_set
from annotator.nlp.conventions.labels import known
from annotator.nlp.conventions.lists import Lists, pieces
from annotator.nlp.evidence.world import World
from annotator.nlp.mentions import Mention, Tokens

_SEAMS = word_set("and or for to from towards toward in near via & , / - – —")
ROADS = word_set("road highway motorway expressway axis corridor line route railway border")
"""What runs between two places: ``the Sevare-Gao road``."""

# Shorter ones are articles and such: Al-Bab, Mid-Sinai.
_FEWEST_LETTERS = 3
_ZONES = word_set("IST UTC GMT EST EDT CET CEST EET EAT WAT CAT PKT NPT BST PST PDT MSK HRS hrs")


class Seams:
    """Knows where one mention is two, or has a word too many at its head or end."""

    def __init__(self, lists: Lists, world: World) -> None:
        self.lists, self.world = lists, world

    def part(self, tokens: Tokens, mention: Mention) -> Iterator[Mention]:
        """What becomes of a mention: most often itself."""
        if mention.end - mention.start < 2:
            yield mention
            return
        self._cut_head(tokens, mention)
        if mention.end - mention.start > 2 and not self._is_name(
            tokens, mention.start, mention.end
        ):
            for at in range(mention.start + 1, mention.end - 1):
                if self._is_seam(tokens, mention, at):
                    first, rest = pieces(mention, [(at, at + 1)], "seam")
                    yield first
                    yield from self.part(tokens, rest)
                    return
        yield mention

    def _opens(self, tokens: Tokens, mention: Mention) -> bool:
        """Whether the capital of the first word may be that of a sentence or headline."""
        first, start = tokens.words[mention.start], mention.start
        return first.lower() in self.lists.common or start == 0 or tokens.words[start - 1] in ".:!?"

    def has_cut(self, mention: Mention) -> bool:
        """Whether a mention is what was left of another."""
        return any(rule in mention.source for rule in ("seam", "zone", "opener", "world"))

    def _is_seam(self, tokens: Tokens, mention: Mention, at: int) -> bool:
        word = tokens.words[at]
        if word not in _SEAMS:
            return False
        if word in "-–—/" and tokens.touches(at):
            if self._is_way(tokens, mention, at):
                return True
            if not self._is_country_pair(tokens, mention, at):
                return False
        return self._is_name(tokens, mention.start, at) and self._begins_name(
            tokens, at + 1, mention.end
        )

    def _is_way(self, tokens: Tokens, mention: Mention, at: int) -> bool:
        """``Sevare-Gao road``: two places, one of which the world knows."""
        first, last = tokens.words[mention.start : at], tokens.words[at + 1 : mention.end]
        behind = tokens.words[mention.end] if mention.end < len(tokens.words) else ""
        if behind not in ROADS or len(first) > 1 or len(last) > 1:
            return False
        is_known = self._is_name(tokens, mention.start, at) or self._is_name(
            tokens, at + 1, mention.end
        )
        return (
            is_known and min(len(first[0]), len(last[0])) >= _FEWEST_LETTERS and last[0].istitle()
        )

    def _is_country_pair(self, tokens: Tokens, mention: Mention, at: int) -> bool:
        """``Azerbaijan–Iran``: only what the lists know is parted at a hyphen."""
        left = self.lists.lexicon.get(tokens.surface(mention.start, at))
        right = self.lists.lexicon.get(tokens.surface(at + 1, mention.end))
        return left is not None and right is not None

    def _begins_name(self, tokens: Tokens, start: int, end: int) -> bool:
        return any(self._is_name(tokens, start, last) for last in range(end, start, -1))

    def _is_name(self, tokens: Tokens, start: int, end: int) -> bool:
        surface = tokens.surface(start, end)
        return tokens.words[start][0].isupper() and (
            known(self.lists, surface) is not None or self.world.get(surface) is not None
        )

    def _cut_head(self, tokens: Tokens, mention: Mention) -> None:
        """``IST UDF government``, ``Neglect of Kollam``, ``KARNATAKA Communal``."""
        words = tokens.words
        if words[mention.start] in _ZONES and words[mention.start - 1][:1].isdigit():
            mention.start += 1
            mention.note("zone")
        if (
            mention.end - mention.start > 2
            and words[mention.start + 1] == "of"
            and self._opens(tokens, mention)
            and words[mention.start] not in self.lists.institutions
            and not self._is_name(tokens, mention.start, mention.end)
            and self._is_name(tokens, mention.start + 2, mention.end)
        ):
            mention.start += 2
            mention.note("opener")
        while (
            mention.end - mention.start > 1
            and words[mention.end - 1].istitle()
            and words[mention.start].isupper()
            and len(words[mention.start]) > 4
            and self._is_name(tokens, mention.start, mention.end - 1)
        ):
            mention.end -= 1
            mention.note("opener")
