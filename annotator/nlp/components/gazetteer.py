"""Marks known names in text nothing else has marked, and says which entry it was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from annotator.domain.figures.numerals import word_set
from annotator.domain.names import NONE, folded
from annotator.nlp.conventions.labels import is_passed_on, is_surname
from annotator.nlp.lexicon import LEAD, Entry, Index, Lexicon, shipped
from annotator.nlp.mentions import Mention, Tokens, read_mentions, taken_by, write_mentions

# Where a name may begin: a capital, or a small Arabic article or particle before one.
_LEAD = re.compile(
    r"(?<![^\W_])(?:[^\W\d_a-z][^\W_]*|\d+\b|(?:al|el|an|ar|as|ash|at|anti|ex|peshmerga)\b)"
)


# The party and the carrier have one name.
_VEHICLES = frozenset({"APC"})
_COUNTS = word_set("a an one another each every their its his this that armoured armored un two")
_CREWS = (["crew"], ["crews"], ["gunner"])
_PARTY = word_set(
    "PDP APGA LP NNPP ADC Labour party Party parties candidate candidates governor Governor "
    "governorship senator Senator election elections polls primary primaries chieftain ruling "
    "lawmaker lawmakers voters ballot defected INEC supporters members chairman Chairman campaign"
)


class Hit(NamedTuple):
    """A known name in the positions of a Tokens."""

    start: int
    end: int
    entry: Entry


class Gazetteer:
    """Looks names up by their first word and marks the longest that fits whole tokens."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.use(lexicon)

    def use(self, lexicon: Lexicon) -> None:
        """Work with these names from now on."""
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Add the names found in the uncovered text of one Doc."""
        tokens = Tokens.of(doc)
        mentions = read_mentions(doc, tokens)
        hits = self._scan(tokens)
        changed = False
        if mentions:
            joined = self._joined(tokens, mentions, hits)
            mentions, changed = joined, joined is not mentions
            mentions = self._without_dates(mentions, hits)
        taken = taken_by(tokens, mentions)
        if self.lexicon.own:
            own = self._own_hits(tokens)
            mentions, changed = enforced(tokens, mentions, own), changed or bool(own)
            taken = taken_by(tokens, mentions)
            for hit in own:
                taken[hit.start : hit.end] = [True] * (hit.end - hit.start)
        named = self._uncovered(tokens, hits, taken)
        if named or changed:
            write_mentions(doc, tokens, [*mentions, *named])
        return doc

    def find(self, tokens: Tokens, taken: list[bool]) -> list[Mention]:
        """The names in ``tokens`` that touch nothing ``taken``."""
        return self._uncovered(tokens, self._scan(tokens), taken)

    def swallow(self, tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
        """The mentions, with those that are only pieces of one longer known name made one."""
        return self._joined(tokens, mentions, self._scan(tokens))

    def _without_dates(self, mentions: list[Mention], hits: Iterable[Hit]) -> list[Mention]:
        """The mentions but for dates with a known name in them: ``2017 Battle of Raqqa``."""
        dates = [m for m in mentions if m.label == "DATE" and m.end - m.start > 1]
        named = [hit for hit in hits if hit.entry.label not in (NONE, "DATE")] if dates else []
        if not named:
            return mentions
        over = [m for m in dates if any(m.start <= h.start and h.end <= m.end for h in named)]
        return [m for m in mentions if m not in over]

    def _scan(self, tokens: Tokens) -> list[Hit]:
        return _scan(tokens, self.lexicon.by_lead, _LEAD)

    def _own_hits(self, tokens: Tokens) -> list[Hit]:
        """A team's names in the text: the first of each place, the longest, none twice."""
        chosen: list[Hit] = []
        free = 0
        # A team may name what begins with a small letter or a digit.
        for hit in _scan(tokens, self.lexicon.own, LEAD):
            if hit.start >= free:
                free = hit.end
                chosen.append(hit)
        return chosen

    def _uncovered(self, tokens: Tokens, hits: Iterable[Hit], taken: list[bool]) -> list[Mention]:
        names: list[Mention] = []
        free = 0
        for hit in hits:
            begin, end, entry = hit
            if begin < free or any(taken[begin:end]):
                continue
            free = end
            if entry.label == NONE or tokens.is_language(end) or is_passed_on(tokens, end):
                continue
            if is_vehicle(tokens, begin, end):
                continue
            is_person = entry.label == "LOCATION" and is_surname(tokens.words, begin, end)
            label = "ACTOR" if is_person else entry.label
            names.append(Mention(begin, end, label, f"gazetteer {entry.source}"))
        return names

    def _joined(
        self, tokens: Tokens, mentions: list[Mention], hits: Iterable[Hit]
    ) -> list[Mention]:
        out = mentions
        for begin, end, entry in hits:
            if end - begin < 2 or entry.label == NONE:
                continue
            inside = [m for m in out if m.start < end and begin < m.end]
            hit = Mention(begin, end, entry.label, f"gazetteer {entry.source}")
            if inside and self._are_pieces(tokens, hit, inside):
                if inside[-1].end > hit.end:
                    hit.end, hit.label = inside[-1].end, inside[-1].label
                out = sorted([m for m in out if m not in inside] + [hit], key=lambda m: m.start)
        return out

    def _are_pieces(self, tokens: Tokens, hit: Mention, inside: list[Mention]) -> bool:
        """Whether mentions make up a name; the last may go on in small letters."""
        rest = tokens.words[hit.end : inside[-1].end]
        return (
            inside[0].start >= hit.start
            and all(m.end - m.start < hit.end - hit.start or m.end > hit.end for m in inside)
            and all(word.islower() for word in rest)
            and (len(inside) > 1 or not rest or inside[0].start > hit.start)
        )


def is_vehicle(tokens: Tokens, begin: int, end: int) -> bool:
    """Whether APC is an armoured carrier: one of several, or no party anywhere around it."""
    words = tokens.words
    if end - begin > 1 or words[begin] not in _VEHICLES:
        return False
    before = words[begin - 1].lower() if begin else "."
    if before in _COUNTS or before[0].isdigit() or words[end : end + 1] in _CREWS:
        return True
    return _PARTY.isdisjoint(words)


def enforced(tokens: Tokens, mentions: list[Mention], own: Iterable[Hit]) -> list[Mention]:
    """The mentions as a team's names want them.

    A longer mention with another name in it stays: ``[Herat University]`` is no ``[Herat]``.
    Otherwise what lies in the way gives way, and a NONE leaves nothing there.
    """
    out = list(mentions)
    for hit in own:
        label = hit.entry.label
        near = [m for m in out if m.start < hit.end and hit.start < m.end]
        if any(_holds_more(tokens, m, hit) for m in near):
            continue
        for mention in near:
            out.remove(mention)
            for start, end in ((mention.start, hit.start), (hit.end, mention.end)):
                if start < end and any(w[0].isupper() for w in tokens.words[start:end]):
                    out.append(Mention(start, end, mention.label, mention.source))
        if label != NONE:
            out.append(Mention(hit.start, hit.end, label, f"gazetteer {hit.entry.source}"))
    return sorted(out, key=lambda m: m.start)


def _holds_more(tokens: Tokens, mention: Mention, hit: Hit) -> bool:
    """Whether a mention goes beyond a hit by words that are a name, or a head of a known one."""
    if mention.start > hit.start or mention.end < hit.end:
        return False
    beyond = tokens.words[mention.start : hit.start] + tokens.words[hit.end : mention.end]
    if hit.entry.label != NONE and beyond and all(word.islower() for word in beyond):
        # The same name with its head: ``[Herat police]``.
        return True
    return any(word[0].isupper() for word in beyond)


def _scan(tokens: Tokens, index: Index, leads: re.Pattern[str]) -> list[Hit]:
    """Every name of an index that fits whole tokens, by place and the longest first."""
    text = folded(tokens.text)
    start_at = {start: i for i, start in enumerate(tokens.starts)}
    end_at = {end: i + 1 for i, end in enumerate(tokens.ends)}
    hits = []
    for match in leads.finditer(text):
        for entry in index.get(match.group(), ()):
            start = match.start() - entry.lead
            begin = start_at.get(start)
            if begin is not None and text.startswith(entry.name, start):
                end = end_at.get(start + len(entry.name))
                if end is not None:
                    hits.append(Hit(begin, end, entry))
    return hits


@Language.factory("gazetteer")
def make_gazetteer(nlp: Language, name: str) -> Gazetteer:
    """The component, with the shipped names."""
    return Gazetteer(shipped())
