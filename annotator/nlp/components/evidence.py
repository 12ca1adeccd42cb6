"""Weighs the label of every name that no list decides: actor, place, or no name at all.

A network that learnt from one region's news finds the names of another and mislabels them. What
stands around a name, and whether the world has a place of that name, say more together.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from annotator.domain.figures.exclusion_words import MONTHS, WEEKDAYS
from annotator.nlp.conventions.labels import decide_label, known
from annotator.nlp.conventions.lists import Lists
from annotator.nlp.evidence.edges import Seams
from annotator.nlp.evidence.features import Evidence
from annotator.nlp.evidence.growth import Growth
from annotator.nlp.evidence.model import CLASSES, Weights, shipped_weights
from annotator.nlp.evidence.world import world
from annotator.nlp.lexicon import Lexicon, shipped
from annotator.nlp.mentions import Mention, Tokens, read_mentions, taken_by, write_mentions

_NAMES = ("ACTOR", "LOCATION")
_LONGEST = 4
_SHORT = 4
CHANGES = 0.6
"""From this probability on a label becomes another."""

DROPS = 0.75
"""From this probability on a name is none."""

ADDS = 0.8
"""From this probability on what nothing has marked is a name."""


class WeighedNames:
    """Relabels, drops and adds names by the evidence for them."""

    def __init__(self, lexicon: Lexicon, weights: Weights | None) -> None:
        self.weights = weights
        self.use(lexicon)

    def use(self, lexicon: Lexicon) -> None:
        """Work with these names and word lists from now on."""
        self.lists = Lists(lexicon)
        self.evidence = Evidence(lexicon, world())
        self.seams, self.growth = Seams(self.lists, world()), Growth(self.lists, world())
        self.improper = self.lists.stop | MONTHS | WEEKDAYS | self.lists.titles | self.lists.roles

    def __call__(self, doc: Doc) -> Doc:
        """Judge the names of one Doc."""
        if self.weights is not None:
            tokens = Tokens.of(doc)
            whole = read_mentions(doc, tokens)
            before = [(m.start, m.end, m.label) for m in whole]
            mentions = self.parted(tokens, whole)
            judged = self.judge(tokens, mentions, self.weights)
            if judged is not None:
                write_mentions(doc, tokens, judged)
            elif before != [(m.start, m.end, m.label) for m in mentions]:
                write_mentions(doc, tokens, mentions)
        return doc

    def parted(self, tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
        """The mentions, with those that ran together parted."""
        out: list[Mention] = []
        for mention in self.growth.grown(tokens, mentions):
            if mention.label not in _NAMES:
                out.append(mention)
                continue
            for piece in self.seams.part(tokens, mention):
                cut = self.seams.has_cut(piece)
                out.extend(decide_label(self.lists, tokens, piece) if cut else (piece,))
        out.extend(self.growth.signed(tokens, taken_by(tokens, out)))
        if any(len(word) > _SHORT and word.isupper() for word in tokens.words):
            out.extend(self.capitals(tokens, out))
        return sorted(out, key=lambda m: m.start)

    def judge(
        self, tokens: Tokens, mentions: list[Mention], weights: Weights
    ) -> list[Mention] | None:
        """The mentions as the evidence wants them; None where it changes nothing."""
        candidates = list(self.candidates(tokens, mentions))
        if not candidates:
            return None
        view = self.evidence.paragraph(tokens, mentions)
        dropped: set[int] = set()
        added: list[Mention] = []
        changed = False
        for mention, is_marked in candidates:
            said = mention.label if is_marked else ""
            pieces = self.evidence.of(view, mention.start, mention.end, said, mention.source)
            shares = weights.shares(pieces)
            best = max(range(3), key=shares.__getitem__)
            label, share = CLASSES[best], shares[best]
            if not is_marked:
                if label != "NONE" and share >= ADDS:
                    added.append(Mention(mention.start, mention.end, label, "evidence"))
            elif label == "NONE":
                if share >= DROPS:
                    dropped.add(id(mention))
            elif label != mention.label and share >= CHANGES:
                mention.label, changed = label, True
                mention.note("evidence")
                view.labels[mention.start : mention.end] = [label] * (mention.end - mention.start)
        if not (dropped or added or changed):
            return None
        return [m for m in mentions if id(m) not in dropped] + added

    def candidates(self, tokens: Tokens, mentions: list[Mention]) -> Iterator[tuple[Mention, bool]]:
        """The names no list decides, and capitalised words that nothing has marked."""
        for mention in mentions:
            if mention.label in _NAMES and not self.is_decided(tokens, mention):
                yield mention, True
        for mention in self._unmarked(tokens, taken_by(tokens, mentions)):
            if not self.is_decided(tokens, mention):
                yield mention, False

    def capitals(self, tokens: Tokens, mentions: list[Mention]) -> Iterator[Mention]:
        """Known names in capitals that nothing has marked: ``SRINAGAR:``."""
        for mention in self._unmarked(tokens, taken_by(tokens, mentions)):
            surface = tokens.surface(mention.start, mention.end)
            entry = known(self.lists, surface) if surface.isupper() else None
            if entry is not None and entry.label in _NAMES:
                yield Mention(mention.start, mention.end, entry.label, f"gazetteer {entry.source}")

    def is_decided(self, tokens: Tokens, mention: Mention) -> bool:
        """Whether a list knows the name or its head."""
        if (
            mention.source.startswith(("gazetteer", "figures", "tag", "people", "road"))
            or "facility" in mention.source
        ):
            return True
        if known(self.lists, tokens.surface(mention.start, mention.end)) is not None:
            return True
        last = tokens.words[mention.end - 1]
        return mention.end - mention.start > 1 and (
            last in self.lists.any_heads or last in self.lists.facilities
        )

    def _unmarked(self, tokens: Tokens, taken: list[bool]) -> Iterator[Mention]:
        words, at = tokens.words, 0
        while at < len(words):
            if not self._may_open(words, at, taken):
                at += 1
                continue
            end = at + 1
            while end < len(words) and end - at < 2 * _LONGEST:
                if self._may_open(words, end, taken):
                    end += 1
                elif self._is_joint(tokens, end) and self._may_open(words, end + 1, taken):
                    end += 2
                else:
                    break
            yield Mention(at, end, "", "")
            at = end

    def _is_joint(self, tokens: Tokens, at: int) -> bool:
        """Whether a hyphen without blanks stands there: ``OLF-Shane``."""
        words = tokens.words
        return (
            words[at] in "-–"
            and at + 1 < len(words)
            and tokens.touches(at)
            and tokens.touches(at + 1)
        )

    def _may_open(self, words: list[str], at: int, taken: list[bool]) -> bool:
        word = words[at]
        return (
            not taken[at]
            and word[0].isupper()
            and len(word) > 2
            and word not in self.improper
            and word.lower() not in self.lists.common
        )


@Language.factory("evidence")
def make_evidence(nlp: Language, name: str) -> WeighedNames:
    """The component, with the shipped word lists, names and weights."""
    return WeighedNames(shipped(), shipped_weights())
