"""Joins a name with the collective head after it: ``[Afghan security forces]`` (guideline 4)."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from annotator.nlp.lexicon import Lexicon, shipped
from annotator.nlp.mentions import Mention, Tokens, read_mentions, write_mentions

_REACH = 5
_JOINABLE = ("ACTOR", "LOCATION")


def join_heads(tokens: Tokens, mentions: list[Mention], lexicon: Lexicon) -> bool:
    """Extend mentions over their collective heads in place; says whether any changed."""
    begins = {m.start: m for m in mentions}
    changed = False
    for mention in mentions:
        if mention.label not in _JOINABLE or mention.start >= mention.end:
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


def _head_end(
    tokens: Tokens, position: int, begins: dict[int, Mention], lexicon: Lexicon
) -> int:
    """Where the compound that reaches ``position`` ends; ``position`` if there is no head."""
    heads, modifiers = lexicon.list("heads"), lexicon.list("modifiers")
    words = tokens.words
    best = position
    limit = min(len(words), position + _REACH)
    at = position
    while at < limit:
        word = words[at]
        mention = begins.get(at)
        if mention is not None and not _institution(tokens, mention, lexicon):
            break
        if tokens.touches(at) or (at + 1 < len(words) and words[at + 1][0] in "-–"
                                  and tokens.touches(at + 1)):
            break
        lower = word.lower() if word[0].isupper() else word
        if lower in heads:
            best = at + 1
        elif lower not in modifiers and not (word == "and" and best == position < at):
            break
        at += 1
    return best


def _institution(tokens: Tokens, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a mention is a bare institution a name before it belongs to."""
    if mention.label != "ACTOR":
        return False
    words = [w.lower() for w in tokens.words[mention.start : mention.end]]
    known = lexicon.list("heads") | lexicon.list("modifiers")
    return words[-1] in lexicon.list("heads") and all(word in known for word in words)


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
