"""Text of China, Japan and Korea in encodings of two bytes a character, with a few damaged places.

A byte that is lost, put in or changed shifts all characters behind it up to the next sign of ASCII.
Each line is therefore read in the way in which the fewest of its characters are rare, with single
bytes left out as damaged where that makes many of them common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from annotator.domain.text import Decoded
from annotator.intake import encodings

_KINDS: Mapping[str, tuple[str, ...]] = {
    "gb18030": ("gb18030", "gbk", "gb2312"),
    "big5": ("big5", "big5hkscs"),
    "cp932": ("cp932", "shift_jis", "shift_jis_2004"),
    "euc_jp": ("euc_jp", "euc_jis_2004"),
    "cp949": ("cp949", "euc_kr"),
}
"""Encodings, with the others that give the same text as a rule."""
# The first bytes of punctuation, syllables and of the characters of level 1, which make up text.
_COMMON: Mapping[str, frozenset[int]] = {
    "gb18030": frozenset((0xA1, 0xA3, *range(0xB0, 0xD8))),
    "big5": frozenset((0xA1, *range(0xA4, 0xC7))),
    "cp932": frozenset((0x81, 0x82, 0x83, *range(0x88, 0x99))),
    "euc_jp": frozenset((0xA1, 0xA3, 0xA4, 0xA5, *range(0xB0, 0xD0))),
    "cp949": frozenset((0xA1, 0xA3, *range(0xB0, 0xC9))),
}
_FREQUENT = frozenset(
    "，。、；：“”「」『』（）・ー"
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可"
    "里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已"
    "從動兩長這來國個說們為時過後對發開無經頭與學還沒當見將軍戰爭報導於議員總統政府部民月區死亡"
    "军战争报导议员总统区据称表示今明两名二四五六七八九百千万"
    "이다의는가을에한고로지하를사기대은도인해리정자어그수시부아과일서들있나전장원상제보주구면스우공국"
    "라동조만연했습니까요된것으며여성세계분경찰군명월년"
)
"""Signs that make up half of any news."""
_KANA = ("\u3041", "\u30fe")
# What a character costs that is frequent, common, rare, of more than two bytes, and a damaged byte.
_COMMON_COSTS, _RARE, _ODD, _DAMAGED = 1.0, 3.0, 4.0, 7.0
_FEWEST = 0.15  # of all bytes that are beyond ASCII in such text
_SAMPLE = 4096  # bytes
_MOST_DAMAGED = 50  # one of so many characters at most
_SHARE = 0.75  # of the characters beyond ASCII that are common ones
_STRANGE, _TELLING = 0.3, 10  # of a line's characters rare ones, and how many characters tell
_NO_SIGN = re.compile("[\0\x80-\x9f\uf8f0-\uf8f3]")  # as which Python shows single bytes
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_DAMAGE = re.compile("\ufffd{1,4}")
_LONGEST = 500_000  # bytes of a line that is looked at more closely


class _Line(NamedTuple):
    text: str
    damaged: tuple[int, ...]  # bytes of the line
    cost: float


def kind_of(encoding: str) -> str | None:
    """The name under which an encoding is known here; None for any other."""
    return next((kind for kind, names in _KINDS.items() if encoding in names), None)


def mended(data: bytes, *, said: str | None = None, declared: str | None = None) -> Decoded | None:
    """What is in such an encoding but for a few places, each shown as “�”; None where too little
    speaks for any. ``said`` is the encoding that a person has named, ``declared`` the one that
    the document names: of both less is asked.
    """
    if said is not None:
        return _read(data, said)
    high = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    if declared is None and high < _FEWEST * len(data):
        return None
    lines = _sample(data).split(b"\n")
    kinds = _KINDS if declared is None else (declared,)
    samples = [_Sample.of(kind, [_line(line, kind) for line in lines]) for kind in kinds]
    for sample in sorted(samples, key=lambda sample: sample.cost):
        if sample.may_be(is_declared=declared is not None):
            return _read(data, sample.kind)
    return None


def is_plain(data: bytes, kind: str) -> bool:
    """Whether a sample of what decodes reads as text does, with mostly common characters."""
    text = _sample(data).decode(kind, "ignore")
    return _common(text, kind) >= _SHARE * sum(char > "\x7f" for char in text)


class _Sample(NamedTuple):
    """How the beginning of a file reads in an encoding; ``faults`` are places of a few bytes."""

    kind: str
    text: str
    faults: int
    cost: float

    @classmethod
    def of(cls, kind: str, lines: Sequence[_Line]) -> _Sample:
        text = "\n".join(line.text for line in lines)
        faults = len(_DAMAGE.findall(text))
        return cls(kind, text, faults, sum(line.cost for line in lines))

    def may_be(self, *, is_declared: bool) -> bool:
        """Whether that is text but for a few places, and is declared or guessed to be in it."""
        sound = self.text.replace("\ufffd", "")
        beyond = sum(char > "\x7f" for char in sound)
        if beyond < _TELLING or self.faults > max(2, beyond // _MOST_DAMAGED):
            return False
        if _common(sound, self.kind) < _SHARE * beyond:
            return False
        if is_declared:
            return True
        guess = encodings.guess(sound.encode(self.kind, "ignore"), at=0)
        return kind_of(guess.encoding) == self.kind


def realigned(data: bytes, kind: str) -> Decoded | None:
    """Text that decodes to its end although a byte of a line or two was lost, so that the rest of
    the line came out as other characters; None where no line speaks for that.
    """
    lines = data.split(b"\n")
    strange = sum(_is_strange(line, kind) for line in lines)
    return _read(data, kind) if 0 < strange <= max(1, len(lines) // 20) else None


def _sample(data: bytes) -> bytes:
    """Whole lines of the beginning; the beginning where they are too long."""
    if len(data) <= _SAMPLE:
        return data
    end = data.rfind(b"\n", 0, _SAMPLE)
    return data[: end if end > 0 else _SAMPLE]


def _read(data: bytes, kind: str) -> Decoded | None:
    """All of it with its damaged places; None where there are none."""
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for line in data.split(b"\n"):
        read = _line(line, kind) if _is_strange(line, kind) else None
        if read is None:
            read = _as_it_decodes(line, kind)
        pieces.append(read.text)
        places += [at + place for place in read.damaged]
        at += len(line) + 1
    if not places:
        return None
    name = encodings.shown(kind)
    first = f"byte {places[0]} cannot be decoded"
    if len(places) > 1:
        first = f"{len(places)} bytes cannot be decoded, the first is byte {places[0]}"
    note = f"it is {name}, and it is damaged: {first}; if that is wrong, choose its encoding"
    return Decoded("\n".join(pieces), kind, note, is_mended=True)


def _as_it_decodes(line: bytes, kind: str) -> _Line:
    try:
        return _Line(line.decode(kind), (), 0.0)
    except UnicodeDecodeError as error:  # a line that is too long to be looked at closely
        return _Line(line.decode(kind, "replace"), (error.start,), 0.0)


def _is_strange(line: bytes, kind: str) -> bool:
    """Whether a line does not decode, or gives mostly characters that are rare."""
    if (line.isascii() and b"\0" not in line) or len(line) > _LONGEST:
        return False
    try:
        text = line.decode(kind)
    except UnicodeDecodeError:
        return True
    if _NO_SIGN.search(text) or (kind == "gb18030" and _PRIVATE.search(text)):
        return True
    beyond = sum(char > "\x7f" for char in text)
    return beyond >= _TELLING and beyond - _common(text, kind) > _STRANGE * beyond


def _common(text: str, kind: str) -> int:
    """How many characters beyond ASCII are common ones."""
    leads = _COMMON[kind]
    return sum(char > "\x7f" and _lead(char, kind) in leads for char in text)


@lru_cache(maxsize=50_000)
def _lead(char: str, kind: str) -> int:
    encoded = char.encode(kind, "ignore")
    return encoded[0] if len(encoded) == 2 else 0


def _line(line: bytes, kind: str) -> _Line:
    """The cheapest way to read a line, by dynamic programming over its bytes."""
    best: list[tuple[float, int, str]] = [(0.0, -1, "")]
    for end in range(1, len(line) + 1):
        ways = [
            (best[start][0] + cost, start, text) for start, cost, text in _ways(line, end, kind)
        ]
        best.append(min(ways, key=lambda way: way[0]))
    pieces: list[str] = []
    damaged: list[int] = []
    end = len(line)
    while end > 0:
        _, start, text = best[end]
        pieces.append(text)
        if text == "\ufffd":
            damaged.append(start)
        end = start
    return _Line("".join(reversed(pieces)), tuple(reversed(damaged)), best[-1][0])


def _is_frequent(char: str) -> bool:
    return char in _FREQUENT or _KANA[0] <= char <= _KANA[1]


def _ways(line: bytes, end: int, kind: str) -> Iterator[tuple[int, float, str]]:
    """What may end at a place: where it begins, its cost and its text."""
    byte = line[end - 1]
    if byte < 0x80:
        yield end - 1, 0.0, chr(byte) if byte else "\ufffd"
    else:
        yield end - 1, _DAMAGED, "\ufffd"
        if kind == "cp932" and 0xA1 <= byte <= 0xDF:
            yield end - 1, _RARE, bytes([byte]).decode("cp932")
    for size in (2, 3, 4):
        start = end - size
        if start < 0 or line[start] < 0x80 or (size > 2 and kind not in ("gb18030", "euc_jp")):
            continue
        char = _char(line[start:end], kind)
        if char:
            is_common = line[start] in _COMMON[kind]
            cost = 0.0 if _is_frequent(char) else _COMMON_COSTS if is_common else _RARE
            yield start, cost if size == 2 else _ODD, char


@lru_cache(maxsize=100_000)
def _char(data: bytes, kind: str) -> str:
    """The one character that some bytes are; empty where they are none, or of no text."""
    try:
        text = data.decode(kind)
    except UnicodeDecodeError:
        return ""
    return text if len(text) == 1 and not _PRIVATE.match(text) else ""
