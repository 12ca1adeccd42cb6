"""A number among its words, as the checks of figures look at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.nlp.mentions import Tokens


@dataclass(frozen=True, slots=True)
class Place:
    """A number ``[start, end)`` among its words."""

    tokens: Tokens
    words: list[str]
    lower: list[str]
    taken: Sequence[bool]
    start: int
    end: int

    def word(self, position: int) -> str:
        """The word at a position, empty outside the text and across a line break."""
        if 0 <= position < len(self.words) and self.words[position] != "\n":
            return self.words[position]
        return ""

    @property
    def before(self) -> str:
        """The word before the number."""
        return self.word(self.start - 1)

    @property
    def after(self) -> str:
        """The word after the number."""
        return self.word(self.end)

    @property
    def first(self) -> str:
        """The first word of the number."""
        return self.words[self.start]

    @property
    def alone(self) -> bool:
        """Whether the number is one token."""
        return self.end - self.start == 1
