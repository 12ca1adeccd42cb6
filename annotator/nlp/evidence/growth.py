"""Lets a name grow to the whole of what the world knows, and finds names behind signs.

``[Ruwaba]`` becomes ``[Um Ruwaba]``, ``[Croix]-des-Bouquets`` one place, ``#[WestBank]`` a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.domain.figures.numerals import word_set
from annotator.nlp.conventions.lists import Lists
from annotator.nlp.evidence.edges import ROADS
from annotator.nlp.evidence.world import World
from annotator.nlp.mentions import Mention, Tokens

_JOINTS = word_set(
    "- – al el de da do des du del la le les los las au en sur dos e ul ur es 's ’s 'S ’S of the"
)
_REACH = 4
# Ends of a facility that stand as often for themselves behind a name: ``Ramadi Police Station``.
_NO_TAILS = word_set("Pass Mine Church Field Zone Port")
_CALLED_AFTER = word_set(
    "King Queen Prince Princess Sultan Sheikh Shaikh Imam President General Saint St. Pope Emperor"
)
_ROADS = word_set("Highway Route Motorway Interstate Autoroute Expressway Autobahn")
_NUMBER = re.compile(r"\d{1,3}[A-Z]?")
_ROAD = re.compile(r"(?:R|RN|RP|RD|NH|SH)-?\d{1,4}|A\d{1,2}")
_NATIONAL = re.compile(r"(?:RN|NH)-?\d{1,3}")
_ON_ROAD = re.compile(r"(?:RN|RP|RD|NH|N)-?\d{1,3}")
_NUMBERED = re.compile(r"[A-Z]{1,2}-?\d{1,3}")
_BEFORE = word_set("on On along Along via")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HYPHENS = frozenset("-–")


class Growth:
    """Looks beyond the edges of a mention, and at words behind ``#`` and ``@``."""

    def __init__(self, lists: Lists, world: World) -> None:
        self.lists, self.world = lists, world
        self.given = lists.lexicon.list("given-names")
        self.peoples = lists.lexicon.list("combining-peoples")
        self.no_lead = lists.stop | lists.titles | lists.roles | self.given
        self.lower_peoples = {
            name.lower()
            for name, entry in lists.lexicon.names.items()
            if entry.source.startswith("demonyms")
            and name.endswith(("an", "ian", "ish", "ese", "eli", "iqi", "ani", "rian"))
            and name.lower() not in lists.common
            and len(name) > 4
        }

        self.odd = self.lower_peoples | self.peoples | _ROADS

    def grown(self, tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
        """The mentions, each as long as the name of a place it is a part of."""
        out: list[Mention] = []
        for number, mention in enumerate(mentions):
            if out and mention.start < out[-1].end:
                continue  # swallowed
            free = out[-1].end if out else 0
            if mention.label in ("ACTOR", "LOCATION") and self._is_open(mention):
                self._grow(tokens, mention, free, mentions[number + 1 : number + 3])
            out.append(mention)
        return out

    def _is_open(self, mention: Mention) -> bool:
        return not mention.source.startswith(("gazetteer", "figures")) or (
            "countries" not in mention.source and mention.label == "LOCATION"
        )

    def _grow(self, tokens: Tokens, mention: Mention, free: int, following: list[Mention]) -> None:
        words = tokens.words
        if self._take_facility(tokens, mention, free, following):
            return
        first = self._reach_left(tokens, mention.start, free)
        last = self._reach_right(tokens, mention.end)
        if first == mention.start and last == mention.end:
            return
        for start in range(first, mention.start + 1):
            if not words[start][0].isupper() or (
                start < mention.start and words[start] in self.no_lead
            ):
                continue
            for end in range(last, mention.end - 1, -1):
                if (start, end) == (mention.start, mention.end) or not words[end - 1][:1].isupper():
                    continue
                if any(m.start < end < m.end for m in following):
                    continue
                known = self.world.exact(tokens.surface(start, end))
                if known is not None and (known.level != "a" or end - start > 2):
                    mention.start, mention.end = start, end
                    mention.label = "LOCATION"
                    mention.note("world")
                    return

    def _take_facility(
        self, tokens: Tokens, mention: Mention, free: int, following: list[Mention]
    ) -> bool:
        """``[Kurakhove Thermal Power] Plant``: the words up to that of a facility."""
        words, at = tokens.words, mention.end
        is_facility = words[at - 1] in self.lists.facilities and mention.start > free
        if is_facility and words[mention.start - 1] in _CALLED_AFTER:
            mention.start -= 1
            mention.note("facility")
            return True
        limit = min([len(words), at + _REACH - 1, *(m.start for m in following)])
        while at < limit and words[at][0].isupper():
            at += 1
            if words[at - 1] in self.lists.facilities and words[at - 1] not in _NO_TAILS:
                mention.end, mention.label = at, "LOCATION"
                mention.note("facility")
                return True
        return False

    def _reach_left(self, tokens: Tokens, start: int, free: int) -> int:
        words, at = tokens.words, start
        while at > free and start - at < _REACH:
            word = words[at - 1]
            if not (word[0].isupper() or word in _JOINTS):
                break
            at -= 1
        return at

    def _reach_right(self, tokens: Tokens, end: int) -> int:
        words, at = tokens.words, end
        while at < len(words) and at - end < _REACH:
            word = words[at]
            if not (word[0].isupper() or word in _JOINTS):
                break
            at += 1
        return at

    def signed(self, tokens: Tokens, taken: list[bool]) -> Iterator[Mention]:
        """Names behind ``#`` and ``@``, first halves as ``Russo-``, peoples in small letters."""
        words, odd = tokens.words, self.odd
        for at, word in enumerate(words):
            if not (word in odd or word[-1].isdigit() or (at and words[at - 1] in "#@")):
                continue
            if taken[at]:
                continue
            if at and words[at - 1] in "#@" and tokens.touches(at) and word[0].isalpha():
                label = self._label_of_tag(word, words[at - 1])
                if label:
                    yield Mention(at, at + 1, label, "tag")
            elif self._is_people(words, at):
                yield Mention(at, at + 1, "ACTOR", "people")
            elif word in _ROADS and at + 1 < len(words) and _NUMBER.fullmatch(words[at + 1]):
                yield Mention(at, at + 2, "LOCATION", "road")
            elif self._is_road(words, at):
                yield Mention(at, at + 1, "LOCATION", "road")

    def _is_road(self, words: list[str], at: int) -> bool:
        """Whether a word is the number of a road: ``the R114``, ``on N-5``, ``M4 highway``."""
        if words[at + 1 : at + 2] and words[at + 1] in ROADS:
            return _NUMBERED.fullmatch(words[at]) is not None
        before = words[at - 1] if at else ""
        number = _ROAD if before in ("the", "The") else _ON_ROAD if before in _BEFORE else _NATIONAL
        return number.fullmatch(words[at]) is not None

    def _is_people(self, words: list[str], at: int) -> bool:
        """Whether a word is a first half like ``Russo-``, or a people in small letters."""
        behind = words[at + 1] if at + 1 < len(words) else ""
        if words[at] in self.peoples:
            return behind in _HYPHENS
        return words[at] in self.lower_peoples and (behind in self.lists.heads)

    def _label_of_tag(self, word: str, sign: str) -> str:
        if sign == "@":
            return "ACTOR"
        spelling = _CAMEL.sub(" ", word)
        for name in (spelling, spelling.title() if spelling.islower() else spelling):
            entry = self.lists.lexicon.get(name)
            if entry is not None:
                return entry.label if entry.label != "NONE" else ""
        known = self.world.exact(spelling)
        return "LOCATION" if known is not None and word[0].isupper() else ""
