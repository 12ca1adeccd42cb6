"""Rich text rewritten so that its plain words say what a reader sees: without what is hidden or
deleted, with raised marks set apart, signs of symbol fonts as characters, and cells apart by tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from annotator.formats.office.symbols import is_of_signs, text_in
from annotator.formats.raised import set_apart

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])"
    r"|([^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
_FONT = re.compile(r"\\f(\d{1,6})\b[^;{}]*?[ }]([^;{}\\]+);")
_WORD = re.compile(r"\\[a-zA-Z]+(?:-?\d+)?")
_RAISED = 3  # half points above the line from which on words are raised
_USUAL_RISE = 6  # half points where none is given


@dataclass(frozen=True, slots=True)
class _Look:
    """How the words of a group look, and how many characters stand for one of Unicode."""

    is_hidden: bool = False
    is_deleted: bool = False
    is_raised: bool = False
    is_cell: bool = False
    is_text: bool = True
    is_note: bool = False
    font: str = ""
    width: int = 1

    def is_unseen(self) -> bool:
        return self.is_hidden or self.is_deleted


@dataclass(frozen=True, slots=True)
class Shown:
    """Rich text of what a reader sees, and how many characters are hidden and deleted."""

    text: str
    hidden: int
    deleted: int


def shown(written: str) -> Shown:
    """The rich text without what nobody sees, its marks and signs in words that striprtf reads."""
    from striprtf.striprtf import destinations

    fonts = {number: name.strip() for number, name in _FONT.findall(_font_table(written))}
    writer = _Writer(
        {number: name for number, name in fonts.items() if is_of_signs(name)}, destinations
    )
    for match in _tokens(written):
        writer.take(match)
    writer.end_mark()
    return Shown("".join(writer.out), writer.hidden, writer.deleted)


def _tokens(written: str) -> Iterator[re.Match[str]]:
    at = 0
    while match := _TOKEN.match(written, at):
        at = match.end()
        if match[1] == "bin" and match[2]:  # bytes as they are, which may look like anything
            at += max(0, int(match[2]))
        else:
            yield match


def _font_table(written: str) -> str:
    start = written.find("{\\fonttbl")
    end = written.find("}}", start)
    return written[start : end + 1] if 0 <= start < end else ""


@dataclass(slots=True)
class _Writer:
    fonts: dict[str, str]
    no_text: frozenset[str]  # words that begin what is not on the page
    look: _Look = field(default_factory=_Look)
    outer: list[_Look] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    before: str = ""  # the last words that were written
    mark: list[tuple[str, str]] = field(default_factory=list)  # raised: as written, and what it is
    skipped: int = 0  # characters that stand for one of Unicode and are still to come
    hidden: int = 0
    deleted: int = 0

    def take(self, match: re.Match[str]) -> None:
        word, number, byte, sign, brace, words = match.groups()
        if brace:
            self.skipped = 0
            self._brace(brace)
        elif word:
            self.skipped = 0
            self._word(match[0], word, number)
        elif sign == "*":
            self.look = replace(self.look, is_text=False)
            self.out.append(match[0])
        elif sign:
            self.skipped = 0
            self._say(match[0], "\xa0" if sign == "~" else sign)
        elif byte:
            char = bytes([int(byte, 16)]).decode("latin-1")
            self._say(match[0], char, is_byte=True)
        elif words:
            self._say(words, words)
        else:
            self.out.append(match[0])

    def _brace(self, brace: str) -> None:
        if brace == "{":
            self.outer.append(self.look)
            self.out.append(brace)
            return
        if self.outer:
            is_end = self.look.is_note and not self.outer[-1].is_note
            self._change(self.outer.pop())
            if is_end:
                self._write("]", "]")
        self.out.append(brace)

    def _change(self, look: _Look) -> None:
        if self.mark and not (look.is_raised and look.is_text):
            self.end_mark()
        self.look = look

    def _word(self, written: str, word: str, number: str | None) -> None:
        is_on = number != "0"
        look = self.look
        if word == "plain":
            look = replace(look, is_hidden=False, is_raised=False, is_deleted=False, font="")
        elif word == "v":
            look = replace(look, is_hidden=is_on)
        elif word == "deleted":
            look = replace(look, is_deleted=is_on)
        elif word in ("super", "nosupersub", "sub"):
            look = replace(look, is_raised=word == "super" and is_on)
        elif word in ("up", "dn"):
            rise = int(number) if number else _USUAL_RISE
            look = replace(look, is_raised=word == "up" and rise >= _RAISED)
        elif word == "f":
            look = replace(look, font=self.fonts.get(number or "", ""))
        elif word == "uc":
            look = replace(look, width=int(number or 1))
        elif word in ("intbl", "pard"):
            look = replace(look, is_cell=word == "intbl")
        elif word == "footnote" and look.is_text:
            look = replace(look, is_note=True, is_raised=False)
        elif word in self.no_text:
            look = replace(look, is_text=False)
        if look is not self.look:
            self._change(look)
        if word == "u" and number:
            self._say(written, chr(int(number) % 0x10000))
            self.skipped = look.width
        elif not (look.is_text and look.is_unseen()) or word not in ("par", "line", "tab"):
            self._control(written, word)

    def _control(self, written: str, word: str) -> None:
        look = self.look
        if look.is_text and word in ("cell", "nestcell"):
            self._write("\\tab ", "\t")
        elif look.is_note and word == "footnote":
            self._write(" [", " [")
        elif look.is_text and (look.is_cell or look.is_note) and word in ("par", "line"):
            self._write(" ", " ")
        else:
            self.out.append(written)

    def _say(self, written: str, text: str, *, is_byte: bool = False) -> None:
        """Write words, or what stands for a character of Unicode in programs that know none."""
        if not self.look.is_text:
            self.out.append(written)
            return
        if self.skipped:
            count = min(self.skipped, len(text))
            self.skipped -= count
            instead = written if is_byte else written[:count]
            if self.mark:
                self.mark.append((instead, ""))
            elif not (self.look.is_unseen() or self.look.font):
                self.out.append(instead)
            written, text = ("", "") if is_byte else (written[count:], text[count:])
        if not text:
            return
        if self.look.is_unseen():
            self.hidden += 0 if self.look.is_deleted else len(text)
            self.deleted += len(text) if self.look.is_deleted else 0
            return
        if self.look.font:
            text = text_in(self.look.font, text)
            written = _escaped(text)
        if self.look.is_raised:
            self.mark.append((written, text))
            return
        self._write(written, text)

    def _write(self, written: str, text: str) -> None:
        if self.out and written[:1] not in "\\{}" and _WORD.fullmatch(self.out[-1]):
            self.out.append(" ")  # which ends the word, and is no blank of the text
        self.out.append(written)
        self.before = (self.before + text)[-16:]

    def end_mark(self) -> None:
        """Write what was raised, as it was or as the mark it is."""
        if not self.mark:
            return
        written = "".join(written for written, _ in self.mark)
        text = "".join(text for _, text in self.mark)
        self.mark = []
        apart = set_apart(self.before, text)
        self._write(written if apart == text else _escaped(apart), apart)


def _escaped(text: str) -> str:
    """Text as rich text writes it, whatever the code page."""
    return "".join(
        f"\\{char}"
        if char in "\\{}"
        else char
        if char < "\x80"
        else f"{{\\uc1\\u{ord(char) if ord(char) < 0x8000 else ord(char) - 0x10000} ?}}"
        for char in text
    )
