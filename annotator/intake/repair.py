"""Finds characters that were decoded wrongly once (“â€™” for “’”) and says what they were.

Changes nothing else: quotes stay curly, ligatures, widths, composition and entities stay as they
are. Decides nothing about spans; whoever applies a repair moves them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING

from annotator.domain.text import beyond_ascii, normalise
from annotator.intake.escapes import escapes

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
# Without brackets it is told by what stands before, which no text has: “â€TMs”. A quote of which
# the last byte was left out stands before a blank or a stop: “claimâ€ was”.
_BARE = re.compile(r"(?<=â€)(?:(?i:tm)|(?i:oe)(?=[a-z\d])|(?=[\s,.;:!?)]|\Z))")
_BARE_SIGNS = {"tm": "™", "oe": "œ", "": "\x9d"}
_DOUBLED = re.compile(r"(?<=[a-z])Â(?=[‘’“”–—…])")  # of which only the second byte was read again
# Each character of the wrong decoding as an entity: “&acirc;&euro;&trade;”.
_ENTITY = r"&(?:#\d{2,4}|#[xX][0-9a-fA-F]{2,4}|[a-zA-Z][a-zA-Z0-9]{1,7});"
_ENTITIES = re.compile(rf"(?:{_ENTITY}|[^\x00-\x7f]){{2,}}")
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
    mended = [Repair(at, end, text[at:end], new) for at, end, new in escapes(text)]
    if (text.isascii() and "&" not in text) or not _may_be_damaged(text):
        return mended
    taken = [(repair.start, repair.end) for repair in mended]
    start = 0
    for line in text.split("\n"):
        if _may_be_damaged(line):
            mended += (
                repair
                for repair in _in_line(line, start)
                if not any(at < repair.end and repair.start < end for at, end in taken)
            )
        start += len(line) + 1
    return sorted(mended, key=lambda repair: repair.start)


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

    fixed = fix_text(_as_signs(line), _config())
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


def _as_signs(line: str) -> str:
    """The line as the wrong decoding left it, before a program spelt its signs out."""
    if "&" in line:
        line = _ENTITIES.sub(_of_entities, line)
    line = _BARE.sub(lambda match: _BARE_SIGNS[match[0].lower()], line)
    line = _DOUBLED.sub("", line)
    return _SPELT.sub(lambda match: _SIGNS[match[1].lower()], line)


def _of_entities(match: re.Match[str]) -> str:
    from ftfy import fix_text

    signs = _BARE.sub(lambda bare: _BARE_SIGNS[bare[0].lower()], unescape(match[0]))
    return signs if "&" in match[0] and fix_text(signs, _config()) != signs else match[0]


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
        or "â€" in text
        or ("&" in text and any(map(_is_trace_of_entities, _ENTITIES.findall(text))))
        or (any(sign in text for sign in _LEFT) and _SPELT.search(text) is not None)
        or any(_is_trace(run) for run in beyond_ascii(text))
    )


def _is_trace_of_entities(run: str) -> bool:
    return "&" in run and _is_trace(unescape(run))


def _is_trace(run: str) -> bool:
    if "\x80" <= min(run) <= "\x9f":
        return True
    return len(run) > 1 and any(one + other in _PAIRS for one, other in pairwise(run))
