"""A running text as the grammar of figures sees it, and a number among its words."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.domain.figures.scan import Token
from annotator.domain.figures.value import Place

HYPHENS = frozenset("-‐‑–—")


class Line:
    """The tokens of a text without line breaks: `forms` are the words in lower case, `words` as
    they are written, `taken` says which of them names cover, whose places come in order.
    """

    def __init__(self, text: str, tokens: list[Token], names: Iterable[Place] = ()) -> None:
        self.text, self.tokens = text, tokens
        self.forms = [token.text for token in tokens]
        self.words = [text[start:end] for _, _, _, start, end in tokens]
        self.taken = [False] * len(tokens)
        at = 0
        for start, end in names:
            while at < len(tokens) and tokens[at].end <= start:
                at += 1
            while at < len(tokens) and tokens[at].start < end:
                self.taken[at] = True
                at += 1

    def touches(self, at: int) -> bool:
        """Whether nothing separates a token from the one before it."""
        return 0 < at < len(self.tokens) and self.tokens[at - 1].end == self.tokens[at].start

    def form(self, at: int) -> str:
        """The word at a position in lower case, empty outside the text."""
        return self.forms[at] if 0 <= at < len(self.forms) else ""

    def surface(self, start: int, end: int) -> str:
        """The text of the tokens [start, end)."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]


class Neighbours:
    """The number of the tokens [start, end) among the words of its line: `first` is its first
    word, `before` and `after` are those beside it, as they are written.
    """

    __slots__ = ("after", "before", "end", "first", "line", "start")

    def __init__(self, line: Line, start: int, end: int) -> None:
        self.line, self.start, self.end = line, start, end
        self.first = line.words[start]
        self.before, self.after = self.word(start - 1), self.word(end)

    def word(self, at: int) -> str:
        """The word at a position as it is written, empty outside the text."""
        words = self.line.words
        return words[at] if 0 <= at < len(words) else ""

    @property
    def last(self) -> str:
        """The last word of the number in lower case."""
        return self.line.forms[self.end - 1]

    @property
    def alone(self) -> bool:
        """Whether the number is one token."""
        return self.end - self.start == 1
