"""A text that is put together again from its tokens, with the spans that their tags say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotator.domain.errors import InputError

TAG = re.compile(r"O|[BIESLU]-\S.*")
"""A tag of IOB1, IOB2, IOBES or BILOU."""
_BEFORE = re.compile(r"[,.;:!?%)\]}’”»…]+|''|['’](?:s|S|d|m|ll|re|ve)|n['’]t|-RRB-")
_AFTER = re.compile(r"[(\[{“«‘$£€]|``|-LRB-")
_STRAIGHT = ('"', "'")
_MOST_TOKENS = 2_000_000


class Tags:
    """The spans that tags say, at whatever places their tokens are given.

    ``spans`` have start, end, label, and the line they begin on; the last one is there after
    `close`.
    """

    def __init__(self) -> None:
        self.spans: list[tuple[int, int, str, int]] = []
        self._span: tuple[int, int, str, int] | None = None

    def take(self, tag: str, start: int, end: int, line: int = 0) -> None:
        """A token at its place, with a tag that `TAG` knows."""
        if tag == "O" and self._span is None:
            return
        kind, _, label = tag.partition("-")
        goes_on = kind in ("I", "E", "L") and self._span is not None and self._span[2] == label
        if goes_on and self._span is not None:
            self._span = (self._span[0], end, label, self._span[3])
        else:
            self.close()
            if kind != "O":
                self._span = (start, end, label, line)
        if kind in ("E", "L", "S", "U"):
            self.close()

    def close(self) -> None:
        """End the span that is open."""
        if self._span is not None:
            self.spans.append(self._span)
            self._span = None


def runs(tags: Iterable[str]) -> list[tuple[int, int, str]]:
    """The spans that tags say which `TAG` knows: the place of the first token of each, that of the
    one behind it, and the label. As `Tags` by the way, in a third of the time.
    """
    spans: list[tuple[int, int, str]] = []
    first, label, place = -1, "", -1
    for place, tag in enumerate(tags):
        kind, own = tag[0], tag[2:]
        if first >= 0 and (own != label or kind not in "IEL"):
            spans.append((first, place, label))
            first = -1
        if kind == "O":
            continue
        if first < 0:
            first, label = place, own
        if kind in "ELSU":
            spans.append((first, place + 1, label))
            first = -1
    return spans if first < 0 else [*spans, (first, place + 1, label)]


class TokenText:
    """A text growing token by token, with spaces as people set them."""

    def __init__(self) -> None:
        self.tokens: list[tuple[int, int]] = []
        self._pieces: list[str] = []
        self._length = 0
        self._glue = ""  # what stands before the next token
        self._open_quotes: set[str] = set()

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    def end_sentence(self) -> None:
        """The next token begins a line."""
        self._open_quotes.clear()
        self._glue = "\n" if self._length else ""

    def add(self, token: str) -> tuple[int, int]:
        """Where a token stands now. Raises InputError beyond 2,000,000 of them."""
        if len(self.tokens) >= _MOST_TOKENS:
            raise InputError(f"an article has more than {_MOST_TOKENS} tokens")
        start = self._length
        if token:
            if token.isalnum():  # most tokens; none of the expressions is of letters alone
                glue, self._glue = self._glue, " "
            else:
                glue = self._glue_before(token)
            self._pieces += (glue, token)
            start += len(glue)
            self._length = start + len(token)
        place = start, self._length
        self.tokens.append(place)
        return place

    def _glue_before(self, token: str) -> str:
        glue = self._glue
        is_straight = token in _STRAIGHT
        is_closing = is_straight and token in self._open_quotes
        if glue == " " and (_BEFORE.fullmatch(token) or is_closing):
            glue = ""
        if is_straight:
            self._open_quotes ^= {token}
        is_opening = is_straight and not is_closing
        self._glue = "" if is_opening or _AFTER.fullmatch(token) else " "
        return glue
