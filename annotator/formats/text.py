"""Plain text: one file is one article. There is nothing to write, since spans have no place."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.domain.records import Item, Record
from annotator.domain.text import guess_title, normalise
from annotator.domain.values import NewArticle
from annotator.formats.reader import Reader, ReadOptions, Source


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The record of a text and what was done to it. Raises InputError and OSError.

    A file does not say where its article was published, so its source stays open.
    """
    raw = source.bytes()
    decoded = source.decode(raw)
    if decoded.note:
        yield source.remark(decoded.note, loss=False)
    normalised = normalise(decoded.text)
    if normalised.replaced:
        yield source.remark(replaced(normalised.replaced), loss=False)
    article = NewArticle(
        text=normalised.text,
        title=guess_title(normalised.text),
        raw=None if normalised.text.encode() == raw else raw,
        encoding=decoded.encoding,
        extra={"file": source.name},
    )
    yield Record(article, file=source.file)


def replaced(count: int) -> str:
    """The remark that code points could not be stored."""
    what = "1 character that" if count == 1 else f"{count} characters that"
    return f"{what} no project can hold became U+FFFD"


READER = Reader(
    name="text",
    title="Plain text",
    suffixes=frozenset({"", ".txt", ".text", ".md"}),
    read=read,
)
