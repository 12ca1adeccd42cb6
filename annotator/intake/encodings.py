"""Guesses the encoding of bytes that do not say it, and puts right what documents say of theirs.

A guess is never silent: whoever takes one says which it was.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter
from itertools import pairwise

import regex
from charset_normalizer import from_bytes

FALLBACK = "cp1252"
# What news is found in. Encodings of old systems with hardly a text left only invite mistakes.
_KNOWN = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("koi8_r", "koi8_u", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "cp866", "cp874"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949"),
)
OFFERED = ("utf-8", "utf-16-le", "utf-16-be", *_KNOWN)
"""What a person can choose from where what was found is wrong."""

_SYMBOL_IN_WORD = regex.compile(r"\p{L}[¹³¿¾º¼¥£±²ª]\p{L}")
_SAMPLE = 65_536
# Of UTF-16 in any script, this share of the pairs at least are spaces, digits and line ends.
_FEWEST_WIDE = 0.01
# What documents claim and what is meant by it, as browsers read it: https://encoding.spec.whatwg.org
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    # A claim that can be read as bytes is not in UTF-16, whatever it says.
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
    "utf-32": "utf-8",
    "utf-7": "utf-8",
}
_SEVEN_BITS = ("iso2022", "hz")
_NAMES = {f"cp125{digit}": f"Windows-125{digit}" for digit in range(9)}


def meant(declared: str) -> str | None:
    """The encoding a document means by the name it gives, None for a name that is none."""
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
        "".encode(name)  # codecs that are no encodings have names, too
    except (LookupError, UnicodeError, ValueError):
        return None
    return _MEANT.get(name, name)


def is_seven_bits(encoding: str) -> bool:
    """Whether text in this encoding looks like ASCII, so that only a document can say so."""
    return encoding.startswith(_SEVEN_BITS)


def shown(encoding: str) -> str:
    """The name people know an encoding by."""
    return _NAMES.get(encoding, encoding.upper().replace("_", "-"))


def wide(data: bytes) -> str | None:
    """Which UTF-16 bytes without a mark are in; None when they do not look like any."""
    sample = data[: _SAMPLE & ~1]
    pairs = len(sample) // 2
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or max(first, second) < max(1, _FEWEST_WIDE * pairs) or min(first, second):
        return None
    encoding = "utf-16-be" if first else "utf-16-le"
    try:
        text = sample[: len(sample) - 2].decode(encoding, "ignore")
    except UnicodeDecodeError:
        return None
    odd = sum(
        unicodedata.category(char) in ("Cn", "Co", "Cc") and char not in "\t\r\n" for char in text
    )
    return encoding if odd <= 0.01 * len(text) else None


def guess(data: bytes, *, at: int) -> str:
    """The encoding that bytes most probably are in, which are not UTF-8 at byte ``at``.

    Where nothing speaks for another one, that is Windows-1252. They need not decode in it.
    """
    sample = _sample(data, at)
    best = from_bytes(sample, cp_isolation=list(_KNOWN)).best()
    if best is not None and _is_of_another_script(str(best)):
        return best.encoding
    return _latin(sample)


def _sample(data: bytes, at: int) -> bytes:
    """Whole lines around the byte, so that no character of several bytes is cut."""
    if len(data) <= _SAMPLE:
        return data
    start = data.rfind(b"\n", 0, max(0, at - _SAMPLE // 4)) + 1
    stop = data.rfind(b"\n", at, start + _SAMPLE)
    return data[start : stop if stop > at else start + _SAMPLE]


def _is_of_another_script(text: str) -> bool:
    """Whether the letters beyond ASCII are of another script, and keep to words of their own."""
    foreign = [char for char in text if _is_beyond(char)]
    if not foreign or any(_is_latin(char) for char in foreign):
        return False
    beside = sum(_is_beyond(one) and _is_beyond(other) for one, other in pairwise(text))
    mixed = sum(
        one.isalpha() and other.isalpha() and one.isascii() != other.isascii()
        for one, other in pairwise(text)
    )
    return 2 * beside > len(foreign) and 50 * mixed <= len(foreign)


def _is_beyond(char: str) -> bool:
    return char > "\x7f" and char.isalpha()


def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN")


def _latin(sample: bytes) -> str:
    """Which of the Latin encodings: Windows-1252, unless its reading shows the letters of another.

    They differ in few bytes, and frequencies of letters do not tell them apart.
    """
    text = sample.decode(FALLBACK, "replace")
    count = Counter(text.lower())
    carons = count["š"] + count["ž"]
    # Polish and Romanian: ż, ł, ą, ş would be symbols, which do not stand inside words.
    if _SYMBOL_IN_WORD.search(text):
        return "cp1250"
    # Turkish: ı with ş or ğ, which would be the letters of Icelandic, without its others.
    if count["ý"] and (count["þ"] or count["ð"]) and not _any(count, "áæó"):
        return "cp1254"
    # Czech, Slovene, Croatian: ě, ř, č would be ì, ø, è, beside the š and ž that both have.
    if 0 < _any(count, "ìøè") <= 8 * carons and not _any(count, "åæñ"):
        return "cp1250"
    # Hungarian: ő and ű would be õ and û, beside á and é, without the letters of Portuguese.
    if _any(count, "õû") and count["á"] and count["é"] and not _any(count, "ãçêè"):
        return "cp1250"
    return FALLBACK


def _any(count: Counter[str], letters: str) -> int:
    return sum(count[letter] for letter in letters)
