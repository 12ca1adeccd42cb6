"""Marks known names in text nothing else has marked, and says which entry it was."""

from __future__ import annotations

import re
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from annotator.nlp.lexicon import NONE, Entry, Lexicon, folded, read_folder, with_extra
from annotator.nlp.mentions import Mention, Tokens, read_mentions, write_mentions

# Where a name may begin: a capital, or a small Arabic article or particle before one.
_LEAD = re.compile(r"(?<![^\W_])(?:[^\W\d_a-z][^\W_]*|(?:al|el|an|ar|as|ash|at|peshmerga)\b)")


class Gazetteer:
    """Looks names up by their first word and marks the longest that fits whole tokens."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def add_folder(self, folder: Path) -> None:
        """Take in a project's own names."""
        mine = Lexicon()
        more = read_folder(folder)
        mine.add(self.lexicon.names.values())
        mine.add(more.names.values())
        mine.add_words(self.lexicon.words)
        self.lexicon = mine

    def __call__(self, doc: Doc) -> Doc:
        """Add the names found in the uncovered text of one Doc."""
        tokens = Tokens.of(doc)
        before = read_mentions(doc, tokens)
        mentions = self.swallow(tokens, before) if before else before
        taken = [False] * len(tokens.words)
        for mention in mentions:
            taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
        found = self.find(tokens, taken)
        if found or mentions != before:
            write_mentions(doc, tokens, [*mentions, *found])
        return doc

    def find(self, tokens: Tokens, taken: list[bool]) -> list[Mention]:
        """The names in ``tokens`` that touch nothing ``taken``."""
        text = folded(tokens.text)
        start_at = {start: i for i, start in enumerate(tokens.starts)}
        end_at = {end: i + 1 for i, end in enumerate(tokens.ends)}
        found: list[Mention] = []
        free = 0
        for match in _LEAD.finditer(text):
            begin = start_at.get(match.start())
            if begin is None or begin < free or taken[begin]:
                continue
            hit = self._longest(text, match, end_at)
            if hit is None or any(taken[begin : hit[1]]):
                continue
            entry, free = hit
            if entry.label == NONE or tokens.is_language(free):
                continue
            found.append(Mention(begin, free, entry.label, f"gazetteer {entry.source}"))
        return found

    def _longest(
        self, text: str, match: re.Match[str], end_at: dict[int, int]
    ) -> tuple[Entry, int] | None:
        for entry in self.lexicon.starting_with(match.group()):
            if text.startswith(entry.name, match.start()):
                end = end_at.get(match.start() + len(entry.name))
                if end is not None:
                    return entry, end
        return None

    def _are_pieces(self, tokens: Tokens, hit: Mention, inside: list[Mention]) -> bool:
        """Whether mentions make up a name; the last may go on in small letters."""
        rest = tokens.words[hit.end : inside[-1].end]
        return (
            inside[0].start >= hit.start
            and all(m.end - m.start < hit.end - hit.start or m.end > hit.end for m in inside)
            and all(word.islower() for word in rest)
            and (len(inside) > 1 or not rest)
        )

    def swallow(self, tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
        """The mentions, with those that are only pieces of one longer known name made one."""
        out = list(mentions)
        for hit in self.find(tokens, [False] * len(tokens.words)):
            if hit.end - hit.start < 2:
                continue
            inside = [m for m in out if m.start < hit.end and hit.start < m.end]
            if inside and self._are_pieces(tokens, hit, inside):
                if inside[-1].end > hit.end:
                    hit.end, hit.label = inside[-1].end, inside[-1].label
                out = [m for m in out if m not in inside]
                out.append(hit)
        return sorted(out, key=lambda m: m.start)


@Language.factory("gazetteer", default_config={"extra": None})
def make_gazetteer(nlp: Language, name: str, extra: str | None) -> Gazetteer:
    """The component; ``extra`` is a folder of a project's own names."""
    return Gazetteer(with_extra(Path(extra) if extra else None))
