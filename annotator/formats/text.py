"""Plain text: one file is one article, or one line where that was asked for.

There is nothing to write, since spans have no place.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.domain.records import Item, Record
from annotator.domain.text import Decoded, guess_title, is_blank, normalise, split_lines
from annotator.domain.values import NewArticle
from annotator.formats.reader import Reader, ReadOptions, Source


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The record of a text, or of each of its lines, and what was done to it. Raises InputError
    and OSError.

    A file does not say where its article was published, so its source stays open.
    """
    raw = source.bytes()
    decoded = source.decode(raw)
    if decoded.note:
        yield source.remark(decoded.note, loss=False)
    if options.article_a_line:
        yield from _lines(source, decoded)
    else:
        yield from _article(source, decoded, decoded.text, raw)


def _lines(source: Source, decoded: Decoded) -> Iterator[Item]:
    for number, line in enumerate(split_lines(decoded.text.removeprefix("\ufeff")), 1):
        if not is_blank(line):
            raw = line.encode(decoded.encoding.removesuffix("-sig"), "surrogatepass")
            yield from _article(source, decoded, line, raw, number)


def _article(
    source: Source, decoded: Decoded, text: str, raw: bytes, line: int | None = None
) -> Iterator[Item]:
    normalised = normalise(text)
    if normalised.replaced:
        yield source.remark(replaced(normalised.replaced), line=line, loss=False)
    # What was read as UTF-8 and not changed gives the same bytes again.
    is_kept = decoded.encoding.lower() in ("utf-8", "utf8") and normalised.text == text
    article = NewArticle(
        text=normalised.text,
        title=guess_title(normalised.text),
        raw=None if is_kept else raw,
        encoding=decoded.encoding,
        extra={"file": source.name} if line is None else {"file": source.name, "line": line},
    )
    yield Record(article, file=source.file, line=line)


def replaced(count: int) -> str:
    """The remark that code points could not be stored."""
    what = "1 character that" if count == 1 else f"{count} characters that"
    return f"{what} no project can hold became U+FFFD"


READER = Reader(
    name="text",
    title="Plain text",
    suffixes=frozenset({"", ".txt", ".text"}),
    read=read,
)
