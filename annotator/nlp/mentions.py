"""The plain-Python view of a Doc the rules work on: word lists and spans over them.

Reading attributes of spaCy tokens one by one is what makes rules slow, so it happens once, here.
Positions in this view count tokens without blanks; ``\\n`` stands for any run with a line break.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from spacy.attrs import ENT_IOB, ENT_TYPE, ORTH, SPACY
from spacy.tokens import Doc, Span

MODEL = "model"
"""The source of a span no rule had a part in."""


_READ = [ORTH, SPACY]
_ENTITIES = [ENT_IOB, ENT_TYPE]
_MOST_SPELT = 50_000
_spelt: dict[int, str] = {}


def _spell(number: int, word: str) -> str:
    """Keep the spelling of a word by its number, the same in every vocabulary."""
    if len(_spelt) > _MOST_SPELT:
        _spelt.clear()
    _spelt[number] = word
    return word


@dataclass(slots=True)
class Tokens:
    """Words of a Doc; ``starts``/``ends`` are code points, ``index`` positions in the Doc."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    index: list[int]

    @classmethod
    def of(cls, doc: Doc) -> Tokens:
        """The view of a Doc. The last one made is kept, as the rules ask one after the other."""
        global _last
        last = _last
        if last is not None and last[0] is doc and last[1] == len(doc):
            return last[2]
        tokens = cls._read(doc)
        _last = (doc, len(doc), tokens)
        return tokens

    @classmethod
    def _read(cls, doc: Doc) -> Tokens:
        strings = doc.vocab.strings
        read: list[str] = []
        words, starts, ends, index = [], [], [], []
        offset = 0
        # One array is read many times faster than the tokens one by one.
        for position, (number, has_blank) in enumerate(doc.to_array(_READ).tolist()):
            word = _spelt.get(number)
            if word is None:
                word = _spell(number, strings[number])
            read.append(f"{word} " if has_blank else word)
            start, offset = offset, offset + len(word) + has_blank
            if word.isspace():
                if "\n" not in word:
                    continue
                word = "\n"
            words.append(word)
            starts.append(start)
            ends.append(start + len(word))
            index.append(position)
        return cls("".join(read), words, starts, ends, index)

    def surface(self, start: int, end: int) -> str:
        """The text of the tokens ``[start, end)``."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def is_hyphened(self, position: int) -> bool:
        """Whether a word touches the one before it or a hyphen after it."""
        after = position + 1
        return self.touches(position) or (
            after < len(self.words) and self.words[after][0] in "-–" and self.touches(after)
        )

    def is_language(self, end: int) -> bool:
        """Whether a name that ends before token ``end`` is that of a language."""
        return self.words[end : end + 1] == ["language"] or (
            self.words[end : end + 2] == ["-", "language"]
        )

    def is_after_prefix(self, start: int, prefixes: Container[str]) -> bool:
        """Whether a name hangs on a prefix by a hyphen: ``pro-Taliban``."""
        return start > 1 and self.words[start - 1] in "-–" and self.words[start - 2] in prefixes

    def touches(self, position: int) -> bool:
        """Whether nothing separates a token from the one before it."""
        return position > 0 and self.ends[position - 1] == self.starts[position]


@dataclass(slots=True)
class Mention:
    """A span on its way through the rules: ``[start, end)`` in the positions of a Tokens."""

    start: int
    end: int
    label: str
    source: str = MODEL

    def note(self, rule: str) -> None:
        """Remember that a rule has changed the span."""
        if rule not in self.source:
            self.source += "+" + rule


def read_mentions(doc: Doc, tokens: Tokens) -> list[Mention]:
    """The entities of a Doc, without those made of blanks alone, in order."""
    if _written is not None and _written[0] is doc and _written[1] == _print(doc):
        return [Mention(m.start, m.end, m.label, m.source) for m in _written[2]]
    if len(tokens.index) == len(doc):
        return [Mention(e.start, e.end, e.label_, e.id_ or MODEL) for e in doc.ents]
    place = {position: at for at, position in enumerate(tokens.index)}
    mentions = []
    for ent in doc.ents:
        inside = [place[i] for i in range(ent.start, ent.end) if i in place]
        if inside:
            mentions.append(Mention(inside[0], inside[-1] + 1, ent.label_, ent.id_ or MODEL))
    return mentions


def taken_by(tokens: Tokens, mentions: Iterable[Mention]) -> list[bool]:
    """For every word, whether some mention covers it."""
    taken = [False] * len(tokens.words)
    for mention in mentions:
        for at in range(mention.start, mention.end):
            taken[at] = True
    return taken


def write_mentions(doc: Doc, tokens: Tokens, mentions: Iterable[Mention]) -> None:
    """Make the mentions the entities of the Doc; of two that overlap the earlier one stays."""
    global _written
    spans = []
    kept: list[Mention] = []
    free = 0
    index = tokens.index
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.start < free or mention.start >= mention.end:
            continue
        start, end = index[mention.start], index[mention.end - 1] + 1
        spans.append(Span(doc, start, end, label=mention.label, span_id=mention.source))
        free = mention.end
        kept.append(Mention(mention.start, mention.end, mention.label, mention.source))
    doc.ents = spans
    _written = (doc, _print(doc), kept)


def _print(doc: Doc) -> bytes:
    """What shows that nobody else has changed the entities; far cheaper than reading them."""
    return bytes(doc.to_array(_ENTITIES).tobytes())


_last: tuple[Doc, int, Tokens] | None = None

_written: tuple[Doc, bytes, list[Mention]] | None = None
"""The mentions written last: the rules ask for them one after the other."""
