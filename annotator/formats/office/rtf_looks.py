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
_STYLE = re.compile(r"\{(?:\\\*)?\\s(\d{1,5})\b((?:[^{};]|\{[^{}]*\})*);\}")
_CONTROL = re.compile(r"\\[a-z]+-?\d* ?|\{[^{}]*\}")
_OUTLINE = re.compile(r"\\outlinelevel(\d)")
_HEADING = re.compile(r"(?i)heading ?([1-9])")
_LONGEST_SHEET = 1_000_000
_MOST_LEVELS = 9
_FIRST_LEVEL = 0xE5D0  # a sign for private use that no text has
_LEVEL = re.compile("[\ue5d1-\ue5d9]")
_ENDS = ("par", "sect", "page", "row", "cell")
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
    level: int = 0  # of a heading
    font: str = ""
    width: int = 1

    def is_unseen(self) -> bool:
        return self.is_hidden or self.is_deleted


@dataclass(frozen=True, slots=True)
class Shown:
    """Rich text of what a reader sees, and how many characters are hidden and deleted. Before the
    first words of a heading stands the sign that `level_of` knows.
    """

    text: str
    hidden: int
    deleted: int


def level_of(line: str) -> tuple[int, str]:
    """The level of a line that is a heading, else 0, and the line without the sign of it."""
    sign = _LEVEL.search(line)
    return (ord(sign[0]) - _FIRST_LEVEL, _LEVEL.sub("", line)) if sign else (0, line)


def shown(written: str) -> Shown:
    """The rich text without what nobody sees, its marks and signs in words that striprtf reads."""
    from striprtf.striprtf import destinations

    fonts = {number: name.strip() for number, name in _FONT.findall(_font_table(written))}
    writer = _Writer(
        {number: name for number, name in fonts.items() if is_of_signs(name)},
        destinations,
        dict(_levels_of_styles(written)),
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


def _levels_of_styles(written: str) -> Iterator[tuple[str, int]]:
    """The numbers of the styles that are headings, with their levels from 1 on."""
    start = written.find("{\\stylesheet")
    sheet = written[start : start + _LONGEST_SHEET] if start >= 0 else ""
    for number, says in _STYLE.findall(sheet):
        outline, named = _OUTLINE.search(says), _HEADING.fullmatch(_CONTROL.sub("", says).strip())
        level = int(outline[1]) + 1 if outline else int(named[1]) if named else 0
        if 1 <= level <= _MOST_LEVELS:
            yield number, level


@dataclass(slots=True)
class _Writer:
    fonts: dict[str, str]
    no_text: frozenset[str]  # words that begin what is not on the page
    levels: dict[str, int]  # of styles
    is_marked: bool = False  # the paragraph, as a heading
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
        elif word == "intbl":
            look = replace(look, is_cell=True)
        elif word == "pard":
            look = replace(look, is_cell=False, level=0)
        elif word == "s":
            look = replace(look, level=self.levels.get(number or "", 0))
        elif word == "outlinelevel":
            level = int(number or 0) + 1
            look = replace(look, level=level if level <= _MOST_LEVELS else 0)
        elif word == "footnote" and look.is_text:
            look = replace(look, is_note=True, is_raised=False)
        elif word in self.no_text:
            look = replace(look, is_text=False)
        if look is not self.look:
            self._change(look)
        self.is_marked = self.is_marked and word not in _ENDS
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
        if self.look.level and not self.is_marked and not self.look.is_note and text.strip():
            self.is_marked = True
            self.out.append(_escaped(chr(_FIRST_LEVEL + self.look.level)))
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
