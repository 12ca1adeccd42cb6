"""Which articles are in the control share: suggestions stay hidden there, on purpose.

How far suggestions sway people is seen by comparing them with the others.
The hash of an article's text decides, so everybody has the same ones, in every copy of
a project and in whichever order articles come in.
"""

from __future__ import annotations

_DIGITS = 7  # of the hash, as many as the queue's chance order is made of
_WHOLE = 1 << 4 * _DIGITS
MOST = 100  # percent


def bound(share: int) -> int:
    """Articles whose `draw` is below this are in the control share; ``share`` is in percent."""
    return _WHOLE * share // MOST


def draw(sha256: str) -> int:
    """The lot of an article, from 0 to 16⁷ - 1, from the hash of its text in hexadecimal."""
    return int(sha256[:_DIGITS], 16)


def is_control(sha256: str, share: int) -> bool:
    """Whether suggestions stay hidden in an article, with a share of so many percent."""
    return draw(sha256) < bound(share)


def share_of(kept: str | None) -> int:
    """The share a project keeps as text, in percent; 0 for none and for what is no share."""
    share = int(kept) if kept and kept.isascii() and kept.isdigit() and len(kept) < 4 else 0
    return share if share <= MOST else 0
