"""Which line ends of a text are soft: put where the line was full, within a sentence.

Mails, old newswire and text taken from pages are wrapped at some width. Lists, tables, verse,
headings and one paragraph a line are not, and their lines end for good. The text itself keeps its
lines; ``joined_text.py`` gives it as it would read without the soft ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from annotator.domain.double_spacing import empty_lines_within

NARROWEST, WIDEST = 30, 130
"""Code points between which the longest line of a wrapped passage lies."""

_SHORTEST_ALONE = 40  # of the first of two lines with nothing around them to compare with
_SHORTEST_BROKEN = 20  # of one that ends within a word or with one that nothing ends with
_FULL = 0.75  # share of the width from which on a line is full if its sentence goes on
_NEARLY = 0.9  # share of the width that lines ended by hand reach
_MOSTLY = 0.8  # share of the lines within sentences that are full where a text is wrapped
_VERSE = 0.7  # share of such lines that have a capital behind them where it is verse or a list
_MOST_OFF = 15  # code points by which paragraphs of one text differ in width
_USUAL = (60, 80)  # code points: the width of most wrapped text
_QUOTED = re.compile(r"(?:[ \t]?>)+[ \t]?")
_BLANKS = " \t\r\f\v\u00a0"
_SURE_ITEM = re.compile(r"[•·▪●◦‣*#]+\s|\|")
_ITEM = re.compile(r"(?:[-–—o]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,4})[.)])\s+\S")
_RULE = re.compile(r"[-=_*~#+.\s]{3,}|.*(?:\t|\s\|\s|\S {3,}\S.*\S {3,}\S)")
_HEAD = re.compile(
    r"(?:From|To|Cc|Bcc|Sent|Date|Subject|Reply-To|Source|Byline|Section|Length|Dateline|Language"
    r"|Headline|Copyright|Load-Date|Title|Author|URL|Published)\s?:\s",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?:…。؟]['\"”’»)\]]*$")
_STOPS_SHORT = re.compile(
    r"(?:\b(?:a|an|the|of|in|on|at|to|by|for|from|with|and|or|but|nor|as|than|that|who|which|whose"
    r"|into|near|over|about|against|between|after|before|under|is|was|are|were|has|had|have|be"
    r"|been|its|their|his|her|this|these|those|said|least|most|some|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj"
    r"|Sgt|Capt|St|(?:[A-Z]\.)+[A-Z])\.?|[,–—(“$€£])$"
)
_PROSE = re.compile(r"\b(?:the|an?|was|were|had|has|have|been|said|which|who|that|their|his|its)\b")
_SMALL_WORD = re.compile(
    r"\b(?!(?:the|and|for|with|from|into|over|near|after|amid|but|nor|via|than)\b)[a-z]\w{2,}"
)
_AGENCY = re.compile(r"\([\w ./-]+\)\s*[-–—]")
_OPENS = re.compile(
    r"(?:The|An?|In|On|At|It|He|She|They|We|I|This|That|These|Those|But|And|As|After|When|While|If"
    r"|By|For|From|With|There|His|Her|Their|Its|One|Two|Three|Several|Some|Many|More)\b"
)
_OPENING = "(“\"‘'$€£~+["
_HYPHENED = re.compile(r"\w[-\u2010\u00ad]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: ``[start, end)`` of what it says, behind marks of quoting."""

    start: int
    end: int
    text: str
    width: int
    indent: int
    quotes: int
    is_item: bool


def soft_breaks(text: str) -> list[tuple[Line, Line]]:
    """The pairs of lines between which the line end is soft, in order."""
    if "\n" not in text:
        return []
    blocks = list(_blocks(text))
    measures = [_measure(block) for block in blocks]
    widths = [measure.width for measure in measures if measure.is_wrapped]
    usual = max(widths, default=0) or _usual_of_two(blocks)
    return [
        pair
        for block, measure in zip(blocks, measures, strict=True)
        for pair in _soft_of(block, measure, usual)
    ]


def _blocks(text: str) -> Iterator[list[Line]]:
    """Runs of lines that may belong together; those of one line alone are left out."""
    block: list[Line] = []
    at = 0
    raws = text.split("\n")
    passed = empty_lines_within(raws)
    for number, raw in enumerate(raws):
        line = _line(raw, at)
        at += len(raw) + 1
        if number in passed:
            continue
        if line is not None and _begins(line, block):
            line = replace(line, is_item=True)
        if line is None or (block and (line.is_item or _is_apart(block, line))):
            if len(block) > 1:
                yield block
            block = []
        if line is not None:
            block.append(line)
    if len(block) > 1:
        yield block


def _line(raw: str, at: int) -> Line | None:
    quoted = _QUOTED.match(raw)
    marks = quoted.end() if quoted else 0
    body = raw[marks:].strip(_BLANKS)
    if not body or _RULE.match(body):
        return None
    start = raw.index(body[0], marks)
    width = start + len(body)
    is_item = bool(_SURE_ITEM.match(body) or _HEAD.match(body))
    quotes = quoted[0].count(">") if quoted else 0
    return Line(at + start, at + width, body, width, start - marks, quotes, is_item)


def _begins(line: Line, block: Sequence[Line]) -> bool:
    """Whether a line is an item of a list: one that goes on a full line is none."""
    if line.is_item or not _ITEM.match(line.text):
        return line.is_item
    before = block[-1] if block else None
    return before is None or before.width < _SHORTEST_ALONE or _is_ended(before) or block[0].is_item


def _is_apart(block: Sequence[Line], line: Line) -> bool:
    before = block[-1]
    if before.quotes != line.quotes:
        return True
    return line.indent > before.indent and not before.is_item


def _is_ended(line: Line) -> bool:
    return bool(_ENDED.search(line.text)) and not _STOPS_SHORT.search(line.text)


@dataclass(frozen=True, slots=True)
class _Measure:
    """How a block is set: its width, whether its lines show that it is wrapped, or may be."""

    width: int
    is_wrapped: bool = False
    may_be: bool = False


def _measure(block: Sequence[Line]) -> _Measure:
    width = max((line.width for line in block if " " in line.text), default=0)
    if not NARROWEST <= width <= WIDEST or any(line.width > WIDEST for line in block):
        return _Measure(width)
    rest = block[_heads(block, width) :]
    open_ = [pair for pair in pairwise(rest) if not _is_ended(pair[0])]
    full = sum(_is_full(line, after, width * _NEARLY) for line, after in open_)
    if full < _MOSTLY * len(open_):
        return _Measure(width)
    if _is_verse(open_):
        is_full = all(_is_full(line, after, width) for line, after in open_)
        breaks = width >= _USUAL[0] or any(_STOPS_SHORT.search(line.text) for line, _ in open_)
        if not (is_full and breaks):
            return _Measure(width, may_be=is_full)
    whole = sum(_is_full(line, after, width) for line, after in pairwise(rest))
    is_wrapped = bool(open_) and whole >= 2 and 2 * whole >= len(rest) - 1
    return _Measure(width, is_wrapped, may_be=True)


def _is_verse(open_: Sequence[tuple[Line, Line]]) -> bool:
    """Whether lines begin with capitals though no sentence has ended: in verse and in lists."""
    capitals = sum(after.text.lstrip(_OPENING)[:1].isupper() for _, after in open_)
    return len(open_) >= 3 and capitals > _VERSE * len(open_)


def _heads(block: Sequence[Line], width: int) -> int:
    """How many short lines stand at the top: a title, who wrote it, where."""
    return next((n for n, line in enumerate(block) if line.width >= _FULL * width), 0)


def _is_full(line: Line, after: Line, width: float) -> bool:
    """Whether the first word of the line behind would not have fitted."""
    return (
        is_hyphened(line.text, after.text)
        or line.width + 1 + len(after.text.split(None, 1)[0]) > width
    )


def is_hyphened(line: str, after: str) -> bool:
    """Whether a word begins in one line and ends in the other."""
    return bool(_HYPHENED.search(line)) and after[:1].isalnum()


def _goes_on(line: Line, after: Line) -> bool:
    """Whether a sentence certainly goes on behind the line end."""
    if _is_ended(line):
        return False
    if _STOPS_SHORT.search(line.text) or _HYPHENED.search(line.text):
        return True
    if after.text[0] == "(" and not _AGENCY.match(after.text):
        return True
    first = after.text.lstrip(_OPENING)[:1]
    return first.islower() or (first.isdigit() and _is_prose(line))


def _breaks_off(line: Line) -> bool:
    """Whether it ends with a word that nothing ends with: “more than”."""
    return bool(_STOPS_SHORT.search(line.text)) and (
        line.text[-1].isalpha() and line.width >= _SHORTEST_BROKEN
    )


def _is_prose(line: Line) -> bool:
    """Whether it reads as part of a sentence and not as a title."""
    return bool(_PROSE.search(line.text)) and not _is_title(line)


def _is_title(line: Line) -> bool:
    """Whether its words have the capitals of a title."""
    return not _SMALL_WORD.search(line.text)


def _usual_of_two(blocks: Sequence[Sequence[Line]]) -> int:
    """The width of a text whose paragraphs have no more than two lines each, 0 for none."""
    pairs = [block for block in blocks if len(block) == 2]
    width = max((block[0].width for block in pairs if " " in block[0].text), default=0)
    if len(pairs) < 3 or not _SHORTEST_ALONE <= width <= WIDEST:
        return 0
    full = [block for block in pairs if _is_full(block[0], block[1], width)]
    open_ = sum(_goes_on(*block) for block in full)
    return width if open_ > 1 and len(full) >= _MOSTLY * len(pairs) else 0


def _soft_of(block: Sequence[Line], measure: _Measure, usual: int) -> Iterator[tuple[Line, Line]]:
    is_like_others = measure.may_be and abs(measure.width - usual) <= _MOST_OFF
    is_wrapped = measure.is_wrapped or is_like_others or (len(block) == 2 and usual > 0)
    width = measure.width if measure.is_wrapped else usual
    is_within = False  # whether the line end before was soft
    for line, after in pairwise(block):
        if max(line.width, after.width) > WIDEST or (
            line.text.isupper() and not after.text.isupper()
        ):
            is_within = False
        elif is_wrapped:
            is_full = _is_full(line, after, width)
            goes_on = line.width >= _FULL * width and _goes_on(line, after)
            is_within = is_full or goes_on or _breaks_off(line)
        elif len(block) == 2:
            is_within = _is_one_of_two(line, after)
        else:
            is_long = is_within or line.width >= _SHORTEST_ALONE
            is_small = is_long and _goes_on(line, after) and after.text[0].islower()
            is_within = is_small or _breaks_off(line)
        if is_within or (is_hyphened(line.text, after.text) and line.width >= _SHORTEST_BROKEN):
            yield line, after


def _is_one_of_two(line: Line, after: Line) -> bool:
    """Whether two lines with nothing to compare them with are of one paragraph."""
    if after.width > line.width + _MOST_OFF:
        return False
    if line.width < _SHORTEST_ALONE:
        return _breaks_off(line)
    if _is_ended(line):
        return _USUAL[0] <= line.width <= _USUAL[1] and after.width <= line.width
    if _goes_on(line, after) or _is_prose(line):
        return True
    opens = _OPENS.match(after.text.lstrip(_OPENING))
    return line.width >= _USUAL[0] - 10 and not _is_title(line) and not opens
