"""Joins a name with the collective head after it: ``[Afghan security forces]`` (guideline 4)."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from annotator.nlp.lexicon import Lexicon, shipped
from annotator.nlp.mentions import Mention, Tokens, read_mentions, write_mentions

_REACH = 5
# Heads that are as often adjectives: ``U.S. military base`` is a base.
_KINDS = frozenset({"military", "militia", "militant", "paramilitary", "insurgent"})
_JOINABLE = ("ACTOR", "LOCATION")


def join_heads(tokens: Tokens, mentions: list[Mention], lexicon: Lexicon) -> bool:
    """Extend mentions over their collective heads in place; says whether any changed."""
    begins = {m.start: m for m in mentions}
    changed = False
    for mention in mentions:
        if mention.label not in _JOINABLE or mention.start >= mention.end:
            continue
        if tokens.is_after_prefix(mention.start, lexicon.list("hyphen-heads")):
            continue
        end = _head_end(tokens, mention.end, begins, lexicon)
        if end > mention.end:
            for position in range(mention.end, end):
                swallowed = begins.get(position)
                if swallowed is not None:
                    swallowed.end = swallowed.start
            mention.end = end
            mention.label = "ACTOR"
            mention.note("head")
            changed = True
    if changed:
        mentions[:] = [m for m in mentions if m.start < m.end]
    return changed


def _head_end(tokens: Tokens, position: int, begins: dict[int, Mention], lexicon: Lexicon) -> int:
    """Where the compound that reaches ``position`` ends; ``position`` if there is no head."""
    heads, modifiers = lexicon.list("heads"), lexicon.list("modifiers")
    tied = lexicon.list("tied-heads")
    things = lexicon.list("things")
    institutions = lexicon.list("institutions")
    words = tokens.words
    best = position
    limit = min(len(words), position + _REACH)
    at = position
    while at < limit:
        word = words[at]
        mention = begins.get(at)
        if mention is not None and not _institution(tokens, mention, lexicon):
            break
        if tokens.touches(at) or (
            at + 1 < len(words) and words[at + 1][0] in "-–" and tokens.touches(at + 1)
        ):
            break
        lower = word.lower() if word[0].isupper() else word
        if mention is not None:
            best = at = mention.end
            continue
        if lower in _KINDS and at + 1 < len(words) and words[at + 1] in things:
            break
        if lower in heads or word in institutions or (at > position and lower in tied):
            best = at + 1
        elif lower not in modifiers and not (word == "and" and best == position < at):
            break
        at += 1
    return best


def _institution(tokens: Tokens, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a mention is an institution that a name right before it belongs to."""
    if mention.label != "ACTOR":
        return False
    words = tokens.words[mention.start : mention.end]
    if words[-1] in lexicon.list("institutions"):
        return all(word[0].isupper() or word in ("of", "and") for word in words)
    heads = lexicon.list("heads")
    known = heads | lexicon.list("modifiers")
    return words[-1].lower() in heads and all(word.lower() in known for word in words)


class CollectiveHeads:
    """The component form of ``join_heads``."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Extend the entities of one Doc."""
        if doc.ents:
            tokens = Tokens.of(doc)
            mentions = read_mentions(doc, tokens)
            if join_heads(tokens, mentions, self.lexicon):
                write_mentions(doc, tokens, mentions)
        return doc


@Language.factory("collective_heads")
def make_collective_heads(nlp: Language, name: str) -> CollectiveHeads:
    """The component, with the shipped word lists."""
    return CollectiveHeads(shipped())
