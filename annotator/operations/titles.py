"""What an article is called whose title is boilerplate. Changes nothing but that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from annotator.domain.records import Record
from annotator.domain.text import guess_title
from annotator.domain.values import TextRange
from annotator.intake.muting.lines import lines_of
from annotator.intake.muting.named import is_headline
from annotator.operations.muting import is_worked_on

_HEAD = 5000  # code points in which a headline is looked for


def titled(record: Record, muted: Sequence[TextRange]) -> Record:
    """The record with a title that is none of the lines ``muted``: boilerplate names no article.

    Neither does a byline, a date or a row of dashes. Instead it is the first line that may, else
    the name of the file. What somebody has worked on keeps its title.
    """
    article = record.article
    title = _folded(article.title)
    if is_worked_on(record) or not (
        _is_no_headline(article.title, article.text)
        or any(title == _folded(guess_title(article.text[p.start : p.end])) for p in muted)
    ):
        return record
    at, left = 0, []
    for part in sorted(muted, key=lambda part: part.start):
        left.append(article.text[at : part.start])
        at = part.end
    left.append(article.text[at:])
    rest = lines_of("".join(left).lstrip()[:_HEAD])
    named = guess_title("\n".join(line.text for line in rest if is_headline(line)))
    return replace(record, article=replace(article, title=named or _name(record)))


def _is_no_headline(title: str, text: str) -> bool:
    if all(map(is_headline, lines_of(title))):
        return False
    return any(_folded(line.text) == _folded(title) for line in lines_of(text[:_HEAD]))


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()


def _name(record: Record) -> str:
    return replace(record, file=PurePath(record.file).name).where
