"""The span conventions of the guidelines over word lists; knows no spaCy.

Used twice: on what a recogniser says, and on the corpora it is trained from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from annotator.nlp.lexicon import NONE, Lexicon
from annotator.nlp.mentions import Mention, Tokens
from annotator.nlp.number_words import word_set

_NAMES = ("ACTOR", "LOCATION")
_POSSESSIVE = frozenset({"'s", "’s", "'S", "’S", "'", "’"})
_OPENERS = frozenset(
    {
        "the",
        "The",
        "a",
        "an",
        "A",
        "An",
        "THE",
        "of",
        "and",
        "former",
        "for",
        "by",
        "in",
        "to",
        "with",
    }
)
_HYPHENS = frozenset("-–—")


_SENTENCE_ENDS = frozenset({".", "!", "?", "“", '"', "”", "•", "\n", ":", "‘"})
_PLACE_AFTER = word_set(
    "province district governorate airport airbase airfield river valley village neighborhood "
    "neighbourhood"
)
_PLACE_OPENERS = word_set(
    "province district city town village suburb capital island port outskirts streets villages"
)
_KINDS = frozenset({"military", "militia", "militant", "paramilitary", "insurgent"})
_JOINTS = frozenset({"and", "&", "/", "-", "–"})
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
# How many words beyond a span a title may go on: ``[Prime] Minister``.
_PAST = 3
_ABBREVIATIONS = frozenset({"U.S.", "U.N.", "U.K."})
_ARTICLES = frozenset({"al", "Al", "el", "El", "as", "As", "ar", "Ar", "ash", "Ash", "at", "At"})

Step = Callable[[Tokens, Mention], Iterable[Mention]]


class Conventions:
    """Applies the conventions one after the other; each step yields what becomes of a span."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        words = lexicon.list
        self.titles, self.roles = words("titles"), words("roles")
        self.portfolios = words("portfolios")
        self.place_openers = _PLACE_OPENERS | words("compass")
        self.generics, self.compass = words("generics"), words("compass")
        self.tails, self.openers = words("hyphen-tails"), words("hyphen-heads")
        self.facilities = words("facilities")
        self.facility_openers = words("facility-openers")
        self.formations = words("formations")
        self.common = words("common")
        self.things = words("things")
        self.no_names = words("no-names")
        self.stop = words("stop")
        self.steps: tuple[Step, ...] = (
            self.split_lines,
            self.split_abbreviation,
            self.split_possessive,
            self.split_coordination,
            self.split_titles,
            self.cut_hyphens,
            self.trim,
            self.take_article,
            self.take_ordinal,
            self.take_given_name,
            self.drop_no_names,
            self.cut_kind,
            self.drop_openers,
            self.decide_label,
        )

    def apply(self, tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
        """The mentions after all steps; labels other than ACTOR and LOCATION pass through."""
        out = []
        for mention in mentions:
            if mention.label in _NAMES:
                out.extend(self._mend(tokens, mention))
            else:
                out.append(mention)
        return out

    def _mend(self, tokens: Tokens, mention: Mention) -> list[Mention]:
        current = [mention]
        for step in self.steps:
            current = [new for old in current for new in step(tokens, old)]
        return current

    def split_lines(self, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
        """No span crosses a line break."""
        if "\n" not in tokens.words[mention.start : mention.end]:
            return (mention,)
        breaks = [i for i in range(mention.start, mention.end) if tokens.words[i] == "\n"]
        return _pieces(mention, [(i, i + 1) for i in breaks], "line")

    def split_abbreviation(self, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
        """``... in the U.S. Israeli police ...``: the stop also ended a sentence."""
        at, words = mention.start + 1, tokens.words
        if at < mention.end and words[at - 1] in _ABBREVIATIONS:
            entry = self.lexicon.get(words[at])
            if entry is not None and entry.source.startswith("demonyms"):
                return _pieces(mention, [(at, at)], "sentence")
        return (mention,)

    def take_article(self, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
        """``Al-Zawahiri`` begins with its article."""
        at, words = mention.start, tokens.words
        if (
            at > 1
            and words[at - 1] in _HYPHENS
            and words[at - 2] in _ARTICLES
            and (tokens.touches(at) and tokens.touches(at - 1))
        ):
            mention.start = at - 2
            mention.note("article")
        return (mention,)

    def take_ordinal(self, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
        """``82nd Airborne Division``: the ordinal of a formation is part of its name."""
        start, words = mention.start, tokens.words
        formation = words[start] in self.formations or words[mention.end - 1] in self.formations
        if start and formation and _ORDINAL.fullmatch(words[start - 1]):
            mention.start -= 1
            mention.note("ordinal")
        return (mention,)

    def take_given_name(self, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
        """``Moon Jae-in``: the small second half of a given name."""
        end, words = mention.end, tokens.words
        if (
            mention.label == "ACTOR"
            and end - mention.start > 1
            and end + 1 < len(words)
            and words[end] == "-"
            and words[end + 1] not in self.tails
            and words[end + 1].islower()
            and len(words[end + 1]) < 5
            and tokens.touches(end)
            and tokens.touches(end + 1)
            and self.lexicon.get(tokens.surface(mention.start, end)) is None
        ):
            mention.end = end + 2
            mention.note("given name")
        return (mention,)

    def drop_no_names(self, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
        """Accords, wars and cups are no spans; a place they are called after is one."""
        if tokens.words[mention.end - 1] not in self.no_names:
            return (mention,)
        for end in range(mention.end - 1, mention.start, -1):
            entry = self.lexicon.get(tokens.surface(mention.start, end))
            if entry is not None:
                mention.end, mention.label = end, entry.label
                mention.note("no name")
                return (mention,)
        return ()

    def split_possessive(self, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
        """``Afghanistan's Taliban`` is two names where both are known ones."""
        words = tokens.words
        for at in range(mention.start + 1, mention.end - 1):
            if words[at] in _POSSESSIVE:
                left = tokens.surface(mention.start, at)
                if self.lexicon.get(left) and not self.lexicon.get(
                    tokens.surface(mention.start, mention.end)
                ):
                    return _pieces(mention, [(at, at + 1)], "possessive")
        return (mention,)

    def split_coordination(self, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
        """``Kurdish and Yezidi fighters``, ``Kabul-Doha``: two, and a head goes with the last."""
        words = tokens.words
        inner = range(mention.start + 1, mention.end - 1)
        at = next((i for i in inner if words[i] in _JOINTS), None)
        if at is None:
            return (mention,)
        left = self.lexicon.get(tokens.surface(mention.start, at))
        if left is None or self.lexicon.get(tokens.surface(mention.start, mention.end)):
            return (mention,)
        for end in range(mention.end, at + 1, -1):
            if self.lexicon.get(tokens.surface(at + 1, end)) is not None:
                return _pieces(mention, [(at, at + 1)], "coordination")
        return (mention,)

    def split_titles(self, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
        """Titles and ranks are outside; one in the middle parts country and person."""
        if mention.label != "ACTOR":
            return (mention,)
        words = tokens.words
        self._leave_portfolio(words, mention)
        for at in range(mention.start, mention.end):
            if self._is_title(words[at]):
                end = self._title_end(words, at, min(len(words), mention.end + _PAST))
                if end > at:
                    return _pieces(mention, [(at, min(end, mention.end))], "title")
        return (mention,) if mention.start < mention.end else ()

    def _leave_portfolio(self, words: list[str], mention: Mention) -> None:
        """Of ``Secretary of [State Hillary Clinton]`` the state belongs to the office."""
        start = mention.start
        if start > 1 and words[start - 1] in ("of", "for") and words[start - 2] in self.roles:
            while mention.start < mention.end and words[mention.start] in self.portfolios:
                mention.start += 1
                mention.note("title")

    def _is_title(self, word: str) -> bool:
        return word in self.titles or (
            len(word) > 1 and word.isupper() and word.title() in self.titles
        )

    def _title_end(self, words: list[str], start: int, limit: int) -> int:
        """The end of the longest title from ``start``; ``start`` if the run names no role."""
        best = at = start
        while at < limit and (self._is_title(words[at]) or words[at] in ("of", "-", "for", "and")):
            if words[at] in self.roles or words[at].title() in self.roles:
                best = at + 1
            at += 1
        return self._portfolio_end(words, best, limit) if best > start else best

    def _portfolio_end(self, words: list[str], start: int, limit: int) -> int:
        """``Minister of Foreign Affairs``: what the role is for belongs to the title."""
        at = start
        if at + 1 < limit and words[at] in ("of", "for") and (words[at + 1] in self.portfolios):
            at += 2
            while at < limit and words[at] in (*self.portfolios, "and", "&"):
                at += 1
            return at
        return start

    def cut_hyphens(self, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
        """``US-led`` and ``pro-Taliban`` are marked inside."""
        words, changed = tokens.words, False
        if (
            mention.end - mention.start > 2
            and words[mention.start + 1] in _HYPHENS
            and words[mention.start] in self.openers
        ):
            mention.start += 2
            changed = True
        for at in range(mention.start + 1, mention.end - 1):
            if words[at] in _HYPHENS and words[at + 1] in self.tails:
                mention.end, changed = at, True
                break
        if tokens.is_after_prefix(mention.start, self.openers):
            for end in range(mention.end - 1, mention.start, -1):
                if self.lexicon.get(tokens.surface(mention.start, end)) is not None:
                    mention.end, changed = end, True
                    break
        if changed:
            mention.note("hyphen")
        return (mention,) if mention.start < mention.end else ()

    def trim(self, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
        """Articles, possessives, punctuation, compass and generic words at the edges go."""
        words, start, end = tokens.words, mention.start, mention.end
        while start < end and self._trims_left(words[start], start + 1 < end):
            start += 1
        while start < end and self._trims_right(words[end - 1], mention.label):
            end -= 1
        if (start, end) != (mention.start, mention.end):
            mention.start, mention.end = start, end
            mention.note("trim")
        return (
            (mention,)
            if (start < end and words[start] not in self.stop) or (start + 1 < end)
            else ()
        )

    def _trims_left(self, word: str, more: bool) -> bool:
        if not word[0].isalnum():
            return True
        return more and (word in _OPENERS or word in self.compass or word in self.generics)

    def _trims_right(self, word: str, label: str) -> bool:
        if word in _POSSESSIVE or not (word[-1].isalnum() or word[-1] == "."):
            return True
        return word == "." or (label == "LOCATION" and word in self.generics)

    def cut_kind(self, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
        """``U.S. military base``: before a thing the kind word belongs to it."""
        end, words = mention.end, tokens.words
        if (
            end - mention.start > 1
            and words[end - 1] in _KINDS
            and end < len(words)
            and words[end] in self.things
        ):
            mention.end = end - 1
            mention.note("kind")
        return (mention,)

    def drop_openers(self, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
        """A common word with the capital of its sentence is no name."""
        start, words = mention.start, tokens.words
        opens = start == 0 or words[start - 1] in _SENTENCE_ENDS
        if not opens or words[start].lower() not in self.common:
            return (mention,)
        rest = words[start + 1 : mention.end]
        known = any(self.lexicon.get(tokens.surface(start, e)) for e in (start + 1, mention.end))
        if not known and all(word.islower() for word in rest):
            return ()
        return (mention,)

    def decide_label(self, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
        """A known name has its label; a facility word makes a place."""
        entry = self.lexicon.get(tokens.surface(mention.start, mention.end))
        words = tokens.words
        if entry is not None:
            if entry.label == NONE or tokens.is_language(mention.end):
                return ()
            label, rule = entry.label, "lexicon"
        elif _ORDINAL.fullmatch(words[mention.start]):
            label, rule = "ACTOR", "ordinal"
        elif mention.end - mention.start > 1 and (
            words[mention.end - 1] in self.facilities
            or words[mention.start] in self.facility_openers
        ):
            label, rule = "LOCATION", "facility"
        elif mention.start and words[mention.start - 1] in self.roles:
            label, rule = "ACTOR", "title"
        elif self._is_placed(words, mention):
            label, rule = "LOCATION", "generic place"
        else:
            return (mention,)
        if mention.label != label:
            mention.label = label
            mention.note(rule)
        return (mention,)

    def _is_placed(self, words: list[str], mention: Mention) -> bool:
        """``X province`` and ``the city of X`` are said of places only."""
        after = words[mention.end] if mention.end < len(words) else ""
        before = words[max(0, mention.start - 2) : mention.start]
        further = words[mention.end + 1] if mention.end + 1 < len(words) else ""
        sign = (
            after in _PLACE_AFTER
            or (after == "air" and further == "base")
            or (len(before) == 2 and before[1] == "of" and before[0] in self.place_openers)
            or before[-1:] == ["near"]
        )
        return sign and mention.end - mention.start < 4


def _pieces(mention: Mention, gaps: list[tuple[int, int]], rule: str) -> list[Mention]:
    """What remains of a mention when the gaps are taken out of it."""
    pieces, start = [], mention.start
    for gap_start, gap_end in [*gaps, (mention.end, mention.end)]:
        if start < gap_start:
            piece = Mention(start, gap_start, mention.label, mention.source)
            piece.note(rule)
            pieces.append(piece)
        start = gap_end
    return pieces
