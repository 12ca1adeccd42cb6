"""Markdown taken apart into blocks a chunk at a time, with the same blocks as all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

CHUNK = 1 << 16
"""Characters that are taken apart together."""


def chunks(
    parser: MarkdownIt, pieces: Iterable[str], defined: dict[str, Any]
) -> Iterator[list[Token]]:
    """The blocks of a text that comes in pieces; what links stand for is gathered in ``defined``.

    Blocks are found from the top downwards, and where one begins the one before it has ended. Only
    the last of a chunk may go on, so it is taken apart again with what follows. A block that is
    longer than a chunk is taken whole.
    """
    rest, enough = "", CHUNK
    for piece in pieces:
        rest += piece
        if len(rest) < enough:
            continue
        tokens = parser.parse(rest, defined)
        last = next((at for at in range(len(tokens) - 1, 0, -1) if _line(tokens[at])), None)
        if last is None:
            enough = 2 * len(rest)
            continue
        yield tokens[:last]
        rest, enough = _from_line(rest, _line(tokens[last])), CHUNK
    yield parser.parse(rest, defined)


def _line(token: Token) -> int:
    """The line of the chunk at which it can be cut before this token; 0 where it cannot be.

    The items of a list can be parted as well: whether they are of one list shows in no text.
    """
    is_block = token.level == 0 and token.nesting >= 0
    is_item = token.level == 1 and token.type == "list_item_open"
    return token.map[0] if token.map and (is_block or is_item) else 0


def _from_line(text: str, number: int) -> str:
    at = 0
    for _ in range(number):
        at = text.index("\n", at) + 1
    return text[at:]
