"""What is boilerplate at one source: lines many of its articles have, and what people said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.intake.muting.lines import Line, lines_of
from annotator.intake.muting.named import kind_of

FEWEST_ARTICLES = 5
SHARE = 0.1
"""Of a source's articles, from which on a line that is no sentence is boilerplate."""
PROSE_SHARE = 0.4
"""The same for sentences: agencies repeat a paragraph of background, but seldom that often."""
_LONGEST = 300
_MOST_LINES = 200_000  # different lines counted at a time, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class LearntLines:
    """Lines of one source, bare: ``muted`` are boilerplate there, ``kept`` never are."""

    muted: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()

    def __or__(self, other: LearntLines) -> LearntLines:
        return LearntLines(self.muted | other.muted, self.kept | other.kept)

    def to_json(self) -> dict[str, list[str]]:
        """Both sets as sorted lists."""
        return {"muted": sorted(self.muted), "kept": sorted(self.kept)}

    @classmethod
    def from_json(cls, value: Mapping[str, Iterable[str]]) -> LearntLines:
        """What ``to_json`` has made."""
        return cls(frozenset(value.get("muted", ())), frozenset(value.get("kept", ())))


def learn(texts: Iterable[str]) -> LearntLines:
    """The lines that stand in at least ``FEWEST_ARTICLES`` of the texts of one source and in the
    share of them that makes boilerplate. Single words, datelines and bylines are never learnt:
    places head paragraphs in many reports, and names belong to their story.
    """
    counted: Counter[str] = Counter()
    prose: set[str] = set()
    articles = 0
    for text in texts:
        articles += 1
        lines = {line.bare: line for line in lines_of(text) if _may_be_learnt(line)}
        counted.update(lines.keys())
        prose.update(bare for bare, line in lines.items() if line.is_prose)
        if len(counted) > _MOST_LINES:
            _forget_rare(counted, prose)
    return LearntLines(
        muted=frozenset(
            bare
            for bare, count in counted.items()
            if count >= FEWEST_ARTICLES
            and count >= articles * (PROSE_SHARE if bare in prose else SHARE)
        )
    )


def keys_of(text: str) -> set[str]:
    """The lines of a part of an article as they are looked up, for what people mute and unmute."""
    return {line.bare for line in lines_of(text) if line.bare}


def _may_be_learnt(line: Line) -> bool:
    enough = line.words > 1 and len(line.bare) > 3
    return enough and len(line.text) <= _LONGEST and kind_of(line) is None


def _forget_rare(counted: Counter[str], prose: set[str]) -> None:
    # Lossy counting: what has been seen once among so many lines is no boilerplate yet.
    for bare in [bare for bare, count in counted.items() if count == 1]:
        del counted[bare]
        prose.discard(bare)
