"""Texts of which every second line is empty: copies that were typed or saved double-spaced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_FEWEST = 4  # lines that show it
_WIDTHS = range(40, 131)  # code points of the longest of them
_NEARLY = 0.9  # share of the width that a line ended by hand reaches
_MOSTLY = 0.8  # share of the lines that are full
_OPEN = 0.7  # share of the lines within a sentence
_SMALL = 0.5  # share of those behind which a small letter goes on: in lists and verse few do
_ENDED = re.compile(r"[.!?:…。؟][\'\"”’»)\]]*$")
_ITEM = re.compile(r"[•·▪●◦‣*#+|]|(?:[-–—o]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,4})[.)])\s+\S")
_BLANKS = "> \t\r\f\v\u00a0"


def empty_lines_within(lines: Sequence[str]) -> frozenset[int]:
    """Which of the lines are empty ones that only keep the lines of a paragraph apart."""
    return frozenset(
        place
        for run in _runs(lines)
        if _is_spaced([lines[at].strip(_BLANKS) for at in run])
        for place in range(run[0] + 1, run[-1], 2)
    )


def _runs(lines: Sequence[str]) -> Iterator[list[int]]:
    """Places of lines that may be of wrapped text, with one empty line between any two."""
    run: list[int] = []
    for at, line in enumerate(lines):
        text = line.strip(_BLANKS)
        if not text:
            continue
        is_wide = len(text) >= _WIDTHS.stop
        if run and (is_wide or at - run[-1] != 2):
            if len(run) >= _FEWEST:
                yield run
            run = []
        if not is_wide:
            run.append(at)
    if len(run) >= _FEWEST:
        yield run


def _is_spaced(texts: Sequence[str]) -> bool:
    """Whether the lines are the wrapped ones of prose and no paragraphs, list or verse."""
    width = max(map(len, texts))
    if width not in _WIDTHS or any(map(_ITEM.match, texts)):
        return False
    open_ = [(line, after) for line, after in pairwise(texts) if not _ENDED.search(line)]
    full = sum(
        len(line) + 1 + len(after.split(None, 1)[0]) > _NEARLY * width for line, after in open_
    )
    small = sum(after[0].islower() for _, after in open_)
    return (
        len(open_) >= max(_FEWEST - 1, _OPEN * (len(texts) - 1))
        and full >= _MOSTLY * len(open_)
        and small >= _SMALL * len(open_)
    )
