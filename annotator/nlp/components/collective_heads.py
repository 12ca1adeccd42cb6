"""Joins a name with the collective head after it: ``[Afghan security forces]`` (guideline 4)."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from annotator.domain.figures.exclusion_words import MONTHS, WEEKDAYS
from annotator.nlp.conventions.lists import BEFORE_PLACE, PREDICATES
from annotator.nlp.lexicon import Lexicon, shipped
from annotator.nlp.mentions import Mention, Tokens, read_mentions, write_mentions

_REACH = 5
_JOINABLE = ("ACTOR", "LOCATION")
# Heads that are as often adjectives: ``ISIL militant positions`` are positions. By the guidelines
# the military, navy and police of a country join before a thing too.
_KINDS = frozenset({"militia", "militant", "paramilitary", "insurgent"})
_MISSIONS = frozenset({"mission", "force", "contingent"})
_ORGANISATIONS = ("organisations", "humanitarian")


class CollectiveHeads:
    """Extends names over modifiers up to a head; the words of each kind come from a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.use(lexicon)

    def use(self, lexicon: Lexicon) -> None:
        """Work with these word lists from now on."""
        self.lexicon, words = lexicon, lexicon.list
        self.heads, self.tied = words("heads"), words("tied-heads")
        self.modifiers, self.things = words("modifiers"), words("things")
        self.institutions = words("institutions")
        self.prefixes = words("hyphen-heads")
        self.improper = words("roles") | words("stop") | MONTHS | WEEKDAYS

    def __call__(self, doc: Doc) -> Doc:
        """Extend the entities of one Doc."""
        if doc.ents:
            tokens = Tokens.of(doc)
            mentions = read_mentions(doc, tokens)
            if self.join(tokens, mentions):
                write_mentions(doc, tokens, mentions)
        return doc

    def join(self, tokens: Tokens, mentions: list[Mention]) -> bool:
        """Extend mentions over their heads in place; says whether any changed."""
        begins = {m.start: m for m in mentions}
        changed = False
        for mention in mentions:
            if mention.label not in _JOINABLE or mention.start >= mention.end:
                continue
            end = self._join_end(tokens, mention, begins)
            if end > mention.end:
                for position in range(mention.end, end):
                    swallowed = begins.get(position)
                    if swallowed is not None:
                        swallowed.end = swallowed.start
                mention.end, mention.label, changed = end, "ACTOR", True
                mention.note("head")
        if changed:
            mentions[:] = [m for m in mentions if m.start < m.end]
        return changed

    def _join_end(self, tokens: Tokens, mention: Mention, begins: dict[int, Mention]) -> int:
        if tokens.is_after_prefix(mention.start, self.prefixes):
            return mention.end
        end = self._head_end(tokens, mention.end, begins)
        if end == mention.end and self._has_mission(tokens, mention):
            end += 1
        # "In Baghdad police said": the place of a sentence, not of the police.
        placed = (
            mention.label == "LOCATION" and tokens.words[max(0, mention.start - 1)] in BEFORE_PLACE
        )
        if placed and end < len(tokens.words) and tokens.words[end] in PREDICATES:
            return mention.end
        return end

    def _has_mission(self, tokens: Tokens, mention: Mention) -> bool:
        """``United Nations mission``: organisations have such without a word between."""
        if tokens.words[mention.end : mention.end + 1] == [] or (
            tokens.words[mention.end] not in _MISSIONS
        ):
            return False
        entry = self.lexicon.get(tokens.surface(mention.start, mention.end))
        return entry is not None and entry.source.startswith(_ORGANISATIONS)

    def _head_end(self, tokens: Tokens, position: int, begins: dict[int, Mention]) -> int:
        """Where the compound reaching ``position`` ends; ``position`` if there is no head."""
        words = tokens.words
        best = at = position
        proper = False
        while at < min(len(words), position + _REACH):
            word = words[at]
            mention = begins.get(at)
            if (mention is not None and not self._institution(tokens, mention)) or (
                tokens.is_hyphened(at)
            ):
                break
            if mention is not None:
                best = at = mention.end
                continue
            lower = word.lower() if word[0].isupper() else word
            if lower in _KINDS and at + 1 < len(words) and words[at + 1] in self.things:
                break
            if word in self.institutions or (not proper and self._is_head(lower, at > position)):
                best = at + 1
            elif word[0].isupper() and word not in self.improper:
                proper = proper or lower not in self.modifiers
            elif lower not in self.modifiers and not (word == "and" and best == position < at):
                break
            at += 1
        return best

    def _is_head(self, word: str, modified: bool) -> bool:
        return word in self.heads or (modified and word in self.tied)

    def _institution(self, tokens: Tokens, mention: Mention) -> bool:
        """Whether a mention is an institution that a name right before it belongs to."""
        if mention.label != "ACTOR":
            return False
        words = tokens.words[mention.start : mention.end]
        if words[-1] in self.institutions:
            return all(word[0].isupper() or word in ("of", "and") for word in words)
        return words[-1].lower() in self.heads and all(
            word.lower() in self.heads or word.lower() in self.modifiers for word in words
        )


@Language.factory("collective_heads")
def make_collective_heads(nlp: Language, name: str) -> CollectiveHeads:
    """The component, with the shipped word lists."""
    return CollectiveHeads(shipped())
