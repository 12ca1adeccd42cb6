"""Where the reader is: a token cursor and a selection, in code points. Knows no geometry."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from annotator.domain.text import paragraphs
from annotator.domain.tokens import Token, pieces, sentences, snap, token_at, tokenise, trim


class ReadingCursor:
    """A cursor that stands on tokens, and a selection that grows from an anchor token.

    ``token`` is the token under the cursor, None in a text without any. ``selection`` is
    ``(start, end)`` or None. ``closed`` are stretches of the text that are one stop each: folded
    lines.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._paragraphs = paragraphs(text)
        # A line of a million letters is not looked through for one word of it.
        self._lines = [part for line in self._paragraphs for part in pieces(text, *line)]
        self._starts = [start for start, _ in self._lines]
        self._tokens: dict[int, list[Token]] = {}
        self._anchor: Token | None = None
        self.selection: tuple[int, int] | None = None
        self.token: Token | None = None
        self.closed: Sequence[tuple[int, int]] = ()
        self.place(0)

    def tokens_of(self, line: int) -> list[Token]:
        """The tokens of one line, or of a piece of a long one, by its number."""
        if line not in self._tokens:
            self._tokens[line] = tokenise(self.text, *self._lines[line])
        return self._tokens[line]

    def line_at(self, offset: int) -> int:
        """The number of the line, or of the piece of a long one, that holds ``offset``."""
        return bisect_right(self._starts, offset) - 1

    def place(self, offset: int, *, extend: bool = False) -> None:
        """Go to the token at ``offset``, or the nearest one in reading order."""
        line = self.line_at(max(0, min(offset, len(self.text))))
        token = self._in_or_after(line, offset) or self._before(line)
        if token is not None:
            self._go(token, extend)

    def move(self, step: int, *, extend: bool = False) -> None:
        """Go ``step`` tokens (1 or -1) on, across lines."""
        if self.token is None:
            return
        line = self.line_at(self.token.start)
        tokens = self.tokens_of(line)
        index = token_at(tokens, self.token.start) + step
        if 0 <= index < len(tokens):
            self._go(tokens[index], extend)
        else:
            beyond = self._after(line + 1) if step > 0 else self._before(line - 1)
            self._go(beyond or self.token, extend)

    def move_sentence(self, step: int, *, extend: bool = False) -> None:
        """Go to the start of the next sentence, or of this one and then the one before."""
        if self.token is None:
            return
        here = self.token.start
        first, last = self._paragraph(here)
        starts = [start for start, _ in sentences(self.text, first, last)]
        if step > 0:
            target = next((start for start in starts if start > here), None)
            beyond = self._after(self.line_at(last) + 1)
        else:
            target = next((start for start in reversed(starts) if start < here), None)
            beyond = self._last_sentence_before(self.line_at(first))
        if target is not None:
            self.place(target, extend=extend)
        elif beyond is not None:
            self._go(beyond, extend)

    def select(self, start: int, end: int) -> None:
        """Select a range as it is, but for blank edges, with the cursor on its last token."""
        start, end = trim(self.text, start, end)
        if start < end:
            self.place(start)
            self._anchor = self.token
            self.place(end - 1, extend=True)
            self.selection = (start, end)

    def select_tokens(self, start: int, end: int) -> None:
        """Select the whole tokens that a rough range touches; nothing when it touches none."""
        first, last = self.line_at(start), self.line_at(max(start, end - 1))
        tokens = [token for line in range(first, last + 1) for token in self.tokens_of(line)]
        snapped = snap(tokens, start, end)
        if snapped is not None:
            self.select(*snapped)

    def clear_selection(self) -> None:
        """Select nothing; the cursor stays."""
        self._anchor = None
        self.selection = None

    def _go(self, token: Token, extend: bool) -> None:
        token = self._stop(token)
        if not extend:
            self.clear_selection()
        else:
            self._anchor = self._anchor or self.token or token
            ends = sorted((self._anchor, token), key=lambda end: end.start)
            self.selection = (ends[0].start, ends[1].end)
        self.token = token

    def _stop(self, token: Token) -> Token:
        """The token itself; the first of a closed stretch, or the one behind it on the way out."""
        for start, end in self.closed:
            if start <= token.start < end:
                here = self.token
                if here is None or not start <= here.start < end or token.start <= here.start:
                    return self._in_or_after(self.line_at(start), start) or token
                return self._after(self.line_at(end - 1) + 1) or here
        return token

    def _in_or_after(self, line: int, offset: int) -> Token | None:
        tokens = self.tokens_of(line)
        return tokens[token_at(tokens, offset)] if tokens else self._after(line + 1)

    def _after(self, line: int) -> Token | None:
        numbers = range(line, len(self._lines))
        return next((self.tokens_of(n)[0] for n in numbers if self.tokens_of(n)), None)

    def _before(self, line: int) -> Token | None:
        numbers = range(line, -1, -1)
        return next((self.tokens_of(n)[-1] for n in numbers if self.tokens_of(n)), None)

    def _last_sentence_before(self, line: int) -> Token | None:
        last = self._before(line - 1)
        if last is None:
            return None
        starts = [start for start, _ in sentences(self.text, *self._paragraph(last.start))]
        return self._in_or_after(self.line_at(starts[-1]), starts[-1]) if starts else last

    def _paragraph(self, offset: int) -> tuple[int, int]:
        """The whole line that holds ``offset``."""
        number = bisect_right(self._paragraphs, offset, key=itemgetter(0)) - 1
        return self._paragraphs[number]
