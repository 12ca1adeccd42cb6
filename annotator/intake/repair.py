"""Finds characters that were decoded wrongly once (“â€™” for “’”) and says what they were.

Changes nothing else: quotes stay curly, ligatures, widths, composition and entities stay as they
are. Decides nothing about spans; whoever applies a repair moves them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from annotator.domain.text import beyond_ascii, normalise

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

# What UTF-8 has been taken for. Undefined bytes are taken for control characters.
_TAKEN_FOR = (
    *("latin-1", "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1257"),
    *("iso8859-2", "mac-roman", "cp437"),
)
# Signs that a program has spelt out after the wrong decoding: “â€[TM]” for “â€™”.
_SIGNS = {
    "tm": "™", "c": "©", "r": "®", "eur": "€", "euro": "€", "oe": "œ", "oelig": "œ", "pound": "£",
    "sect": "§", "para": "¶", "deg": "°", "1/2": "½", "1/4": "¼", "3/4": "¾", "+/-": "±",
}  # fmt: skip
_LEFT = "ÂâÃã€"  # in both cases, as the expression has it
_SPELT = re.compile(rf"(?<=[{_LEFT}])[\[(]({'|'.join(map(re.escape, _SIGNS))})[\])]", re.IGNORECASE)
_LEADS, _FOLLOWERS = range(0xC2, 0xF5), range(0x80, 0xC0)


@dataclass(frozen=True, slots=True)
class Repair:
    """That ``[start, end)`` of a text, in code points, should read ``new`` instead of ``old``."""

    start: int
    end: int
    old: str
    new: str


def repairs(text: str) -> list[Repair]:
    """What was decoded wrongly in a text, in its order; empty for most texts.

    The judgement is ftfy's, which is cautious: what could be meant as it stands is left alone.
    """
    if text.isascii() or not _may_be_damaged(text):
        return []
    mended: list[Repair] = []
    start = 0
    for line in text.split("\n"):
        if not line.isascii() and _may_be_damaged(line):
            mended += _in_line(line, start)
        start += len(line) + 1
    return mended


def repaired(text: str) -> str:
    """The text with all of its repairs."""
    return apply(text, repairs(text))


def apply(text: str, chosen: list[Repair]) -> str:
    """The text with some of its repairs, which are in its order."""
    parts, at = [], 0
    for repair in chosen:
        parts += [text[at : repair.start], repair.new]
        at = repair.end
    return "".join([*parts, text[at:]])


def _in_line(line: str, offset: int) -> Iterator[Repair]:
    from ftfy import fix_text
    from rapidfuzz.distance import Levenshtein

    fixed = fix_text(_SPELT.sub(lambda match: _SIGNS[match[1].lower()], line), _config())
    if fixed == line:
        return
    at, new_at = 0, 0
    steps = [step for step in Levenshtein.opcodes(line, fixed) if step.tag == "equal"]
    equal = [(s.src_start, s.src_end, s.dest_start, s.dest_end) for s in steps]
    end = (len(line), len(line), len(fixed), len(fixed))
    for start, stop, new_start, new_stop in (*equal, end):
        if start == at and new_start > new_at:
            # Nothing would be replaced, and where it goes be in doubt: the character before it is.
            at, new_at = at - 1, new_at - 1
        if start > at >= 0:
            # A mark of byte order or a line end of another kind may come to light.
            new = normalise(fixed[new_at:new_start]).text
            yield Repair(offset + at, offset + start, line[at:start], new)
        at, new_at = stop, new_stop


@cache
def _config() -> TextFixerConfig:
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_encoding=True,
        restore_byte_a0=True,
        replace_lossy_sequences=False,
        decode_inconsistent_utf8=True,
        fix_c1_controls=True,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )


# ftfy takes a millisecond an article. Its business is with the lead byte of a sequence before
# another of its bytes, both taken for characters, so that is looked for first.


def _reading(encoding: str, byte: int) -> str:
    return bytes([byte]).decode(encoding, "ignore") or chr(byte)


def _pairs() -> Iterator[str]:
    for encoding in _TAKEN_FOR:
        followers = [_reading(encoding, byte) for byte in _FOLLOWERS]
        for lead in (_reading(encoding, byte) for byte in _LEADS):
            yield from (lead + follower for follower in followers)


_PAIRS = frozenset(_pairs())


def _may_be_damaged(text: str) -> bool:
    return (
        "Ã " in text
        or (any(sign in text for sign in _LEFT) and _SPELT.search(text) is not None)
        or any(_is_trace(run) for run in beyond_ascii(text))
    )


def _is_trace(run: str) -> bool:
    if "\x80" <= min(run) <= "\x9f":
        return True
    return len(run) > 1 and any(one + other in _PAIRS for one, other in pairwise(run))
