"""The one place where text is changed: once, before it enters a project. Never afterwards."""

from __future__ import annotations

import hashlib
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from annotator.domain.dates import iso_day_alone

_LINE_END = regex.compile("\r\n|[\r\u0085\u2028\u2029]")
_ANY_LINE_END = regex.compile("\r\n|[\n\r\u0085\u2028\u2029]")
# NUL, lone surrogates and noncharacters: no database, no pipeline and no text engine keeps
# all of them, so none may reach an offset.
_UNSTORABLE = regex.compile(r"[\x00\p{Cs}\p{Noncharacter_Code_Point}]")
NO_WIDTH = regex.compile(r"\p{Cf}+")
_ODD = "\0\r\u0085\u2028\u2029\ufeff"
# In UTF-8, all noncharacters have one of these; some characters do, too.
_NONCHARACTERS = (b"\xef\xb7", b"\xbf\xbe", b"\xbf\xbf")
_BOM = "\ufeff"
_ASCII = regex.compile(r"[\x00-\x7f]")
_PLAIN = b"\t\n\r" + bytes(range(32, 127))
_ASCII_TO_SPACE = bytes(32 if code in _PLAIN else 1 if code < 128 else code for code in range(256))
_PART = 1 << 18
_BLOCK = 1 << 16
_DATE_LINE = regex.compile(
    r"(?i)^\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)?[\s,]*"
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?"
    r"(?:\s+\d{1,2}(?:st|nd|rd|th)?)?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})?[\s,]*(?:\d{4})?\W*$"
)
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
TITLE_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was found in; ``note`` says what a person should look at.

    Where it ``is_mended``, its bytes are damaged and cannot be made of the text again.
    """

    text: str
    encoding: str
    note: str | None = None
    is_mended: bool = False


@dataclass(frozen=True, slots=True)
class Normalised:
    """Text as it is stored, with what was done to it.

    ``dropped`` are the offsets (code points of the original) that are gone; ``replaced`` counts
    the code points that became U+FFFD.
    """

    text: str
    dropped: Sequence[int] = ()
    replaced: int = 0

    def offset(self, original: int) -> int:
        """Where an offset of the original text lies now."""
        return original - bisect_right(self.dropped, original - 1)


def normalise(original: str) -> Normalised:
    """Bring line ends to ``\\n``, drop leading byte order marks, replace what cannot be stored.

    Nothing else is touched: quotes stay curly, composition stays as it is.
    """
    if not _is_odd(original):
        return Normalised(original)
    # All of them: text that went out and came in again must be the same text.
    start = len(original) - len(original.lstrip(_BOM))
    dropped = array("q", range(start))
    replaced = 0

    def parts() -> Iterator[str]:
        nonlocal replaced
        for at, part in _parts(original, start):
            pairs = (match for match in _LINE_END.finditer(part) if len(match[0]) == 2)
            dropped.extend(at + match.end() - 1 for match in pairs)
            text, count = _UNSTORABLE.subn("\ufffd", _LINE_END.sub("\n", part))
            replaced += count
            yield text

    text = gathered(parts())
    return Normalised(text=text, dropped=dropped, replaced=replaced)


def other_ends(text: str) -> list[str]:
    """The text as others may have it: with no white space at its end, or with an empty line less
    or more.
    """
    bare = text.rstrip()
    return [other for other in (bare, f"{bare}\n", f"{bare}\n\n") if other != text]


def seen_text(text: str) -> str:
    """What is seen of a text: composed, its white space of any kind and length one space, without
    marks that have no width.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", NO_WIDTH.sub("", text))
    return " ".join(text.split())


def gathered(pieces: Iterable[str]) -> str:
    """All pieces as one text, in not much more memory than that takes.

    ``join`` would need them all at once beside what it makes of them. CPython makes a text longer
    in place that nobody else holds, as long as it is a plain variable of the function, and the
    loop one of ``for``; elsewhere this is slower and no less right.
    """
    text = ""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size > max(_BLOCK, len(text) >> 5):
            text += "".join(waiting)
            waiting.clear()
            size = 0
    text += "".join(waiting)
    return text


def _parts(text: str, at: int) -> Iterator[tuple[int, str]]:
    """The text from ``at`` on in parts, which tear no pair of line ends apart, with where they are:
    lists of what lies between line ends take several times as much as a text."""
    while at < len(text):
        end = at + _BLOCK
        end += text.startswith("\r\n", end - 1)
        yield at, text[at:end]
        at = end


def _is_odd(text: str) -> bool:
    """Whether there may be anything to change. Most texts need nothing, and this is soon seen."""
    if any(sign in text for sign in _ODD):
        return True
    if text.isascii():
        return False
    try:
        # By parts, since a text may be large and would be in memory once more.
        parts = (text[at : at + _PART].encode() for at in range(0, len(text), _PART))
        return any(sign in part for part in parts for sign in _NONCHARACTERS)
    except UnicodeEncodeError:
        return True


def beyond_ascii(text: str) -> Iterator[str]:
    """The runs of a text that ASCII lacks, in order; ``\\x01`` stands for each control character.

    Tab and line ends are none. As bytes, a text is gone through in a quarter of the time that a
    look at each of its characters takes.
    """
    at = 0
    while at < len(text):
        # By parts, since a text may be large; none ends within a run.
        cut = _ASCII.search(text, at + _PART)
        stop = cut.start() if cut else len(text)
        part = text[at:stop].encode("utf-8", "surrogatepass").translate(_ASCII_TO_SPACE)
        for run in part.split():
            yield run.decode("utf-8", "surrogatepass")
        at = stop


def split_lines(text: str) -> Iterator[str]:
    """The lines of a text that is not normalised, without their line ends."""
    start = 0
    for match in _ANY_LINE_END.finditer(text):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def is_blank(text: str) -> bool:
    """Whether nothing in the text can be seen: spaces, joiners, marks of order, controls."""
    return all(char.isspace() or unicodedata.category(char) in _UNSEEN for char in text)


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def paragraphs(text: str) -> list[tuple[int, int]]:
    """``[start, end)`` of every line, in order, without its line end; at least one."""
    bounds: list[tuple[int, int]] = []
    start = 0
    while (stop := text.find("\n", start)) >= 0:
        bounds.append((start, stop))
        start = stop + 1
    bounds.append((start, len(text)))
    return bounds


def _says_a_day(line: str) -> bool:
    return _DATE_LINE.match(line) is not None or iso_day_alone(line) is not None


def guess_title(text: str) -> str:
    """The first line that says more than a date, shortened to 200 code points."""
    lines = [" ".join(line.split()) for line in text[:5000].split("\n") if line.strip()]
    title = next((line for line in lines if not _says_a_day(line)), lines[0] if lines else "")
    return title if len(title) <= TITLE_LIMIT else title[: TITLE_LIMIT - 1].rstrip() + "…"
