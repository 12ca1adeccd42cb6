"""Counts and names in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable

import regex

from annotator.domain.tokens import UNSPACED

_UNSPACED = regex.compile(rf"[{UNSPACED}]+", regex.V1)
_LOOKED_AT = 2000  # characters, which tell how a text is written


def counted(count: int, noun: str) -> str:
    """A count with its noun: “1 article”, “2 articles”, “1,200 articles”."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def counted_do(count: int, noun: str, one: str, many: str) -> str:
    """A count with its noun and verb: “1 span was”, “2 spans were”."""
    return f"{counted(count, noun)} {one if count == 1 else many}"


def quoted(words: str, most: int = 60) -> str:
    """Words of a text in a sentence, between quotation marks."""
    return f"“{shortened(words, most)}”"


def shortened(text: str, most: int = 40) -> str:
    """Words for a title or a sentence: on one line, the beginning of more than ``most``."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def named_article(uid: str, title: str) -> str:
    """An article in a sentence: its title, and its name in exports."""
    return f"{quoted(title)} ({uid})" if title else uid


def listing(names: Iterable[str], most: int) -> str:
    """The first of some names, each once, and how many more there are."""
    each = list(dict.fromkeys(names))
    rest = f" and {len(each) - most:,} more" if len(each) > most else ""
    return "; ".join(each[:most]) + rest


def length_of(text: str) -> str:
    """How long a text is: in words, or in characters where it is written without spaces."""
    beginning = text[:_LOOKED_AT]
    if sum(map(len, _UNSPACED.findall(beginning))) > len(beginning) / 2:
        return counted(sum(map(len, _UNSPACED.findall(text))), "character")
    return counted(len(text.split()), "word")


def filled(text: str, *parts: object) -> str:
    """A text with ``parts`` in the places of %1, %2 and so on; %s or %n is the only one.

    Whole numbers are written by thousands.
    """
    values = [f"{part:,}" if isinstance(part, int) else str(part) for part in parts]
    return re.sub(r"%([1-9sn])", lambda at: values[int(at[1]) - 1 if at[1].isdigit() else 0], text)
