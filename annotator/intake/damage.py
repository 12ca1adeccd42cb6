"""Text that is Unicode but for a few places. Each place is shown and named; all else is kept."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence

from annotator.domain.text import Decoded

_WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
_STEP = 1000  # places after which it is asked whether this can be UTF-8 at all
_BEGINNING, _TELLS = 32_000, 100  # bytes, and places in them that tell
_HANDLER = "annotator.show_damage"
_LONGEST = 4  # bytes in a row that one byte which was lost or put in leaves without a character
# Of 400 files in other encodings none has as many characters of UTF-8 as places that are none.
_SOUND = 2
_TELLING = "ÂÃâ"  # as which Windows-1252 shows the beginning of letters and quotes in UTF-8
_STRAY = {byte: bytes([byte]).decode("cp1252") for byte in (*range(0x91, 0x98), 0x85)}
"""Quotes, dashes and dots that were pasted into UTF-8."""
_DASHES = b"\x96\x97"


class _TooMany(Exception):
    pass


def mended(data: bytes, encoding: str = "utf-8", *, is_said: bool = False) -> Decoded | None:
    """What is in the encoding (a Unicode one) but for a few places, each of them shown as “�”, or
    as the quote or dash of Windows-1252 that it is; None where too little speaks for it.

    Less is asked for where a person ``is_said`` to have named the encoding.
    """
    is_wide = codecs.lookup(encoding).name in _WIDE
    if is_wide and len(data) % 2 and _is_shifted(data):
        return None
    places: list[tuple[int, int]] = []
    codecs.register_error(_HANDLER, _shower(places, is_wide=is_wide))
    try:
        # The beginning first: a large text in another encoding would be in memory once more.
        data[:_BEGINNING].decode(encoding, _HANDLER)
        if len(places) > _TELLS and _cannot_be(data[:_BEGINNING], len(places)):
            return None
        places.clear()
        text = data.decode(encoding, _HANDLER)
    except _TooMany:
        return None
    sound = (len(text) if is_wide else sum(char > "\x7f" for char in text)) - len(places)
    faults = _faults(places)
    is_single = not is_wide and sound == faults == 1 and _is_telling(data)
    if sound < (1 if is_said else _SOUND) * faults and not is_single:
        return None
    first, end = places[0]
    name = "UTF-8" if not is_wide else encoding[:6].upper()
    what = "its end is cut off" if len(places) == 1 and end == len(data) else "it is damaged"
    if len(places) == 1:
        note = f"it is {name}, and {what}: byte {first} cannot be decoded"
    else:
        note = f"it is {name}, and {what} in {len(places)} places, the first at byte {first}"
    return Decoded(text, encoding, note, is_mended=True)


def _shower(
    places: list[tuple[int, int]], *, is_wide: bool
) -> Callable[[UnicodeError], tuple[str, int]]:
    """What shows a damaged place and notes where it begins and ends."""

    def shown(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        start, end, data = error.start, error.end, error.object
        if len(places) % _STEP == _STEP - 1 and _cannot_be(data[:start], len(places)):
            raise _TooMany
        places.append((start, end))
        sign = None if is_wide or end - start > 1 else _pasted(data, start)
        return sign or "\ufffd", end

    return shown


def _pasted(data: bytes, at: int) -> str | None:
    """The sign of Windows-1252 that a byte is, told by the ASCII beside it: the second byte of a
    letter of which the first was lost is none.
    """
    before, after = data[at - 1 : at], data[at + 1 : at + 2]
    is_dash = data[at] in _DASHES and before.isspace() and after.isspace()
    is_beside = (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())
    is_punctuated = before in (b".", b",", b"!", b"?", b":", b";") and before.isascii()
    return _STRAY.get(data[at]) if is_dash or is_beside or is_punctuated else None


def _faults(places: Sequence[tuple[int, int]]) -> int:
    """How many faults there are at least: places behind each other can come of one."""
    count, first, last = 0, 0, -1
    for start, end in places:
        if start != last or end - first > _LONGEST:
            count, first = count + 1, start
        last = end
    return count


def _is_telling(data: bytes) -> bool:
    """Whether the only character beyond ASCII begins with a byte that no other encoding shows."""
    single = next(char for char in data.decode("utf-8", "ignore") if char > "\x7f")
    return single.encode().decode("latin-1")[0] in _TELLING


def _cannot_be(data: bytes, places: int) -> bool:
    """Whether so many places are too many for the bytes beyond ASCII up to the last of them."""
    return len(data.translate(None, bytes(range(0x80)))) < (1 + 2 * _SOUND) * places // 2


def _is_shifted(data: bytes) -> bool:
    """Whether a byte was lost on the way, so that all behind it would be read wrongly."""
    return bool(data[2::2].count(0) and data[3::2].count(0))
