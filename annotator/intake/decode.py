"""Bytes to text, without ever guessing in silence. Does not change the text it finds."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import replace

from annotator.domain.errors import InputError
from annotator.domain.text import Decoded, gathered, is_blank
from annotator.intake import damage, east_asian, encodings

LIMIT_BYTES = 50_000_000
"""Files beyond this size are refused: as one article they would be of no use to anybody."""

_FALLBACK = encodings.FALLBACK
_IF_WRONG = "; if that is wrong, choose its encoding"
# UTF-32 first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "a rich text document"),
    (b"\x7fELF", "a program"),
)
_SAMPLE = 65_536
_STRAY_ZEROS = 2  # bytes that may be damaged in a text that is not short
_SHORT = 200  # bytes
_FEWEST = 4  # bytes from which on letters tell of an encoding
_PART = 1 << 16
# A tenth of random bytes are control characters; text has next to none.
_MOST_CONTROLS = 0.04
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\v\x1a\x1b") | {127}


def decode(data: bytes, *, declared: str | None = None, encoding: str | None = None) -> Decoded:
    """The text of a file. Order: ``encoding`` if a person gave it, byte order mark, UTF-8, what
    the document itself has ``declared``, a guess from the letters with a note that names it.

    A declaration that is wrong is passed over with a note. Raises InputError, worded to follow a
    file's name, for what is no text, has no text, or is not in the encoding it claims.
    """
    if len(data) > LIMIT_BYTES:
        raise InputError(too_big())
    decoded = _given(data, encoding) if encoding else _detected(data, declared)
    if is_blank(decoded.text):
        raise InputError("it has no text")
    return decoded


def too_big() -> str:
    """Why a file beyond the limit is refused."""
    return f"it is bigger than {LIMIT_BYTES // 1_000_000} MB; split it into its articles"


def _given(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except LookupError:
        raise InputError(f"there is no text encoding named “{encoding}”") from None
    except UnicodeError as error:
        is_unicode = codecs.lookup(encoding).name.startswith(("utf-8", "utf-16", "utf-32"))
        kind = east_asian.kind_of(codecs.lookup(encoding).name)
        if kind is not None:
            mended = east_asian.mended(data, said=kind)
        else:
            mended = damage.mended(data, encoding, is_said=True) if is_unicode else None
        if mended is not None:
            return mended
        raise InputError(f"it is not in {encoding}{_where(error)}") from None


def _detected(data: bytes, declared: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _given(data, encoding)
    wide = encodings.wide(data)
    if wide is not None:
        note = f"it does not say its encoding and was read as {encodings.shown(wide)}{_IF_WRONG}"
        if _fits(data, wide):
            return Decoded(data.decode(wide), wide, note)
        return damage.mended(data, wide) or _narrow(data, None)
    return _narrow(data, declared)


def _narrow(data: bytes, declared: str | None) -> Decoded:
    _refuse_binary(data)
    claim = encodings.meant(declared) if declared else None
    if claim and encodings.is_seven_bits(claim) and _fits(data, claim):
        return Decoded(data.decode(claim), claim)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        place = error.start
    if data.count(b"\x00") > (_STRAY_ZEROS if len(data) > _SHORT else 0):
        raise InputError("it is not a text file")
    mended = damage.mended(data)
    if mended is not None:
        return mended
    if claim and _fits(data, claim):
        return Decoded(_text(data, claim), claim)
    kind = east_asian.kind_of(claim) if claim else None
    mended = east_asian.mended(data, declared=kind) if kind else None
    if mended is not None:
        return mended
    guessed = _guessed(data, place)
    if declared:
        note = f"it says that it is in {declared[:40]}, which is wrong, so {guessed.note}"
        return replace(guessed, note=note)
    return guessed


def _guessed(data: bytes, place: int) -> Decoded:
    guess = encodings.guess(data, at=place)
    kind = east_asian.kind_of(guess.encoding)
    is_sound = kind is not None and _fits(data, kind) and east_asian.is_plain(data, kind)
    east = east_asian.realigned(data, kind) if kind and is_sound else None
    east = east or (None if is_sound else east_asian.mended(data))
    if east is not None:
        return east
    for encoding in (_FALLBACK,) if len(data) < _FEWEST else (guess.encoding, _FALLBACK):
        if _fits(data, encoding):
            note = f"byte {place} is not UTF-8, so it was read as {encodings.shown(encoding)}"
            if guess.other and encoding == guess.encoding:
                note += f", which {encodings.shown(guess.other)} fits nearly as well"
            return Decoded(_text(data, encoding), encoding, note + _IF_WRONG)
    try:
        data.decode(_FALLBACK)
    except UnicodeDecodeError as error:
        raise InputError(
            f"it is neither UTF-8 nor Windows-1252{_where(error)}; choose its encoding"
        ) from None
    raise AssertionError("what fits has been taken")


def _fits(data: bytes, encoding: str) -> bool:
    try:
        for _ in _parts(data, encoding):
            pass
    except UnicodeError:
        return False
    return True


def _text(data: bytes, encoding: str) -> str:
    # By parts, since a text is in memory twice while it becomes wider at a character.
    return gathered(_parts(data, encoding))


def _parts(data: bytes, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    for at in range(0, len(data), _PART):
        yield decoder.decode(data[at : at + _PART])
    yield decoder.decode(b"", final=True)


def _refuse_binary(data: bytes) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"it is {what}, not a text file")
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, bytes(_CONTROLS)))
    if controls > _MOST_CONTROLS * len(sample):
        raise InputError("it is not a text file")


def _where(error: UnicodeError) -> str:
    return f" (byte {error.start})" if isinstance(error, UnicodeDecodeError) else ""
