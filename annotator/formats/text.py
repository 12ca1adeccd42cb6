"""Plain text: one file is one article. There is nothing to write, since spans have no place."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.domain.records import Item, Record, Remark
from annotator.domain.text import guess_title, normalise
from annotator.domain.values import NewArticle


def items(text: str, *, name: str, file: str, raw: bytes, encoding: str) -> Iterator[Item]:
    """The record of a text and what was done to it. ``raw`` is what the file held.

    ``name`` is kept with the article, ``file`` is what remarks call it. A file does not say where
    its article was published, so the source stays open.
    """
    normalised = normalise(text)
    if normalised.replaced:
        yield Remark(file, None, replaced(normalised.replaced), loss=False)
    article = NewArticle(
        text=normalised.text,
        title=guess_title(normalised.text),
        raw=None if normalised.text.encode() == raw else raw,
        encoding=encoding,
        extra={"file": name},
    )
    yield Record(article, file=file)


def replaced(count: int) -> str:
    """The remark that code points could not be stored."""
    what = "1 character that" if count == 1 else f"{count} characters that"
    return f"{what} no project can hold became U+FFFD"
