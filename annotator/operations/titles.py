"""What an article is called whose title is furniture. Changes nothing but that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from annotator.domain.records import MutedPart, Record
from annotator.domain.text import guess_title


def titled(record: Record, muted: Sequence[MutedPart]) -> Record:
    """The record with a title that is none of the lines ``muted``: furniture names no article.

    Instead it is the first line that is not, else the name of the file.
    """
    article = record.article
    title = _folded(article.title)
    if all(title != _folded(guess_title(article.text[p.start : p.end])) for p in muted):
        return record
    at, left = 0, []
    for part in sorted(muted, key=lambda part: part.start):
        left.append(article.text[at : part.start])
        at = part.end
    left.append(article.text[at:])
    named = guess_title("".join(left).lstrip()) or _name(record)
    return replace(record, article=replace(article, title=named))


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()


def _name(record: Record) -> str:
    name = PurePath(record.file).name
    return name if record.line is None else f"{name}, line {record.line}"
