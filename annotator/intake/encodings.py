"""Guesses the encoding of bytes that do not say it, and puts right what documents say of theirs.

A guess is never silent: whoever takes one says which it was.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from chardet import detect_all

FALLBACK = "cp1252"
# What news is found in. Encodings of old systems with hardly a text left only invite mistakes.
_KNOWN = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("koi8_r", "koi8_u", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "cp866", "cp874"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949", "iso8859_2", "iso8859_15", "mac_roman"),
)
OFFERED = ("utf-8", "utf-16-le", "utf-16-be", *_KNOWN)
"""What a person can choose from where what was found is wrong."""

# Those of old systems and of mainframes only invite mistakes in what is not text.
_GUESSED = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("koi8-r", "koi8-u", "koi8-t", "cp855", "cp866", "cp874", "tis-620", "kz1048", "mac-cyrillic"),
    *("iso8859-1", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7"),
    *("iso8859-8", "iso8859-9", "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16"),
    *("mac-roman", "mac-greek", "mac-latin2", "mac-turkish", "mac-iceland", "cp437", "cp850"),
    *("cp852", "gb18030", "big5hkscs", "cp932", "shift_jis_2004", "euc_jis_2004", "euc_kr"),
    *("cp949", "johab"),
)
_LIKELY = 0.15  # below the chance of the best, and another may be meant
_HARDLY = 0.6  # the same where all of these read oddly
_NEAR = 0.02  # below it, and another is as good
# Letters of Slavic languages, and what others of them become in the wrong encoding.
_NOT_TOGETHER = (
    (frozenset("šžŠŽ"), frozenset("æèìøÆÈÌØÐð")),
    (frozenset("ыэъщ"), frozenset("џђћљњјѓќѕЏЂЋЉЊЈЃЌЅ")),
)
_MOST_MIXED = 5  # one of so many letters of another script may stand beside one of ASCII
_IN_WORDS = frozenset("’‘'·•-–—\xad‐‑\u200c\u200d@…")
_INSTEAD = {"mac-cyrillic": "cp1251", "kz1048": "cp1251"}
"""Of two that are as good, the one that is in use."""
_BEYOND_ASCII = re.compile(r"(?<!\w)[^\W\d_\x00-\x7f]{4,}(?!\w)")
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
_NAMES = {f"cp125{digit}": f"Windows-125{digit}" for digit in range(9)} | {
    "mac-roman": "Mac Roman",
    "mac-cyrillic": "Mac Cyrillic",
}


@dataclass(frozen=True, slots=True)
class Guess:
    """The encoding something is most probably in, and another that fits as well."""

    encoding: str
    other: str | None = None


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
    if max(first, second) < max(1, _FEWEST_WIDE * pairs) or min(first, second):
        return None
    if len(data) % 2 and sum(0x20 <= byte < 0x7F for byte in sample) > 0.9 * len(sample):
        return None  # plain text with a stray null character
    encoding = "utf-16-be" if first else "utf-16-le"
    try:
        text = sample[: len(sample) - 2].decode(encoding, "ignore")
    except UnicodeDecodeError:
        return None
    odd = sum(
        unicodedata.category(char) in ("Cn", "Co", "Cc") and char not in "\t\r\n" for char in text
    )
    return encoding if odd <= 0.01 * len(text) else None


def guess(data: bytes, *, at: int) -> Guess:
    """The encoding that bytes most probably are in, which are not UTF-8 at byte ``at``.

    Where nothing speaks for another one, that is Windows-1252. They need not decode in it.
    """
    sample = _sample(data, at)
    fits = [
        (meant(str(reading["encoding"])) or FALLBACK, reading["confidence"])
        for reading in detect_all(sample, include_encodings=_GUESSED, ignore_threshold=True)
        if reading["encoding"] is not None
    ]
    if not fits:
        return Guess(FALLBACK)
    for below in (_LIKELY, _HARDLY):
        likely = [name for name, chance in fits if chance >= (1 - below) * fits[0][1]]
        names = list(dict.fromkeys([*likely, FALLBACK]))
        read = {name: sample.decode(name, "replace") for name in names}
        oddities = {name: _oddities(text) for name, text in read.items()}
        fewest = min(oddities.values())
        if not fewest:
            break
    best, *others = [name for name in names if oddities[name] == fewest]
    chances = dict(fits)
    near = [name for name, chance in fits if chance >= (1 - _NEAR) * chances.get(best, 1.0)]
    usual = next((name for name in others if name == _INSTEAD.get(best) and name in near), None)
    best = usual or (FALLBACK if read[best] == read.get(FALLBACK) else best)
    other = (n for n in others if n in near and n != best and read[n] != read[best])
    return Guess(best, next(other, None))


def _oddities(text: str) -> int:
    """How many things a reading shows that no text has: capitals behind small letters, symbols and
    quotes of the wrong side in words, letters of another script among those of ASCII.
    """
    odd = 3 * text.count("\ufffd")
    for letters, strangers in _NOT_TOGETHER:
        if not letters.isdisjoint(text):
            odd += sum(char in strangers for char in text)
    odd += text.count("iæ ") + text.count("iæ,") + text.count("iæ.")  # for ić
    foreign = mixed = 0
    for before, char, after in zip(text, text[1:], text[2:] + " ", strict=False):
        if char < "\x80":
            continue
        if char.isalpha():
            odd += char.isupper() and before.islower()
            odd += char.islower() and after < "\x80" and after.isupper() and not before.isalpha()
            is_of_another = not _is_latin(char)
            foreign += is_of_another
            mixed += is_of_another and (_is_ascii_letter(before) or _is_ascii_letter(after))
        elif unicodedata.category(char) != "Mn" and char not in _IN_WORDS:
            odd += before.isalpha() and after.isalpha()
            odd += unicodedata.category(char) in ("Cc", "Co", "Cn")
    # Words of Latin letters have some of ASCII: Òàëèáàí is Талибан.
    odd += sum(_is_latin(word[0]) for word in _BEYOND_ASCII.findall(text))
    return odd + (mixed if _MOST_MIXED * mixed > foreign else 0)


def _is_ascii_letter(char: str) -> bool:
    return char < "\x80" and char.isalpha()


def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN")


def _sample(data: bytes, at: int) -> bytes:
    """Whole lines around the byte, so that no character of several bytes is cut."""
    if len(data) <= _SAMPLE:
        return data
    start = data.rfind(b"\n", 0, max(0, at - _SAMPLE // 4)) + 1
    stop = data.rfind(b"\n", at, start + _SAMPLE)
    return data[start : stop if stop > at else start + _SAMPLE]
