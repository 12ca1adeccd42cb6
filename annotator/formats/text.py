"""Plain text: one file is one article, or one line where that was asked for.

There is nothing to write, since spans have no place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from annotator.domain.records import Item, Record
from annotator.domain.text import gathered, guess_title, is_blank, normalise, split_lines
from annotator.domain.values import NewArticle
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.suppliers import splitting
from annotator.formats.text_stream import TextStream, stream


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The record of a text, or of each of its lines, and what was done to it. Raises InputError
    and OSError.

    A file does not say where its article was published, so its source stays open.
    """
    text_stream = stream(source)
    if text_stream.note:
        yield source.issue(text_stream.note, loss=False)
    if options.article_a_line:
        yield from _lines(source, text_stream)
    else:
        stored = _Stored()
        text = gathered(stored.pieces(text_stream.pieces()))
        articles = splitting.articles(
            source, text, encoding=text_stream.encoding, split_at=options.split_at
        )
        if articles is not None:
            yield from articles
            return
        yield from _article(source, text_stream, text, stored, source.bytes)


def _lines(source: Source, text_stream: TextStream) -> Iterator[Item]:
    encoding = text_stream.encoding.removesuffix("-sig")
    for number, line in enumerate(_split(gathered(text_stream.pieces())), 1):
        if not is_blank(line):
            stored = _Stored()
            text = "".join(stored.pieces([line]))
            raw = partial(line.encode, encoding, "surrogatepass")
            yield from _article(source, text_stream, text, stored, raw, number)


def _split(text: str) -> Iterator[str]:
    return split_lines(text.removeprefix("\ufeff"))


def _article(
    source: Source,
    text_stream: TextStream,
    text: str,
    stored: _Stored,
    raw: Callable[[], bytes],
    line: int | None = None,
) -> Iterator[Item]:
    if stored.replaced:
        yield source.issue(replaced(stored.replaced), line=line, loss=False)
    # What was read as UTF-8 and not changed gives the same bytes again.
    is_utf8 = text_stream.encoding.lower() in ("utf-8", "utf8")
    is_kept = is_utf8 and not (stored.has_changed or (text_stream.is_mended and line is None))
    article = NewArticle(
        text=text,
        title=guess_title(text),
        raw=None if is_kept else raw(),
        encoding=text_stream.encoding,
        extra={"file": source.name} if line is None else {"file": source.name, "line": line},
    )
    yield Record(article, file=source.file, line=line)


class _Stored:
    """Brings a text to the form it is stored in piece by piece, and says what was done to it."""

    def __init__(self) -> None:
        self.replaced = 0
        self.has_changed = False

    def pieces(self, pieces: Iterable[str]) -> Iterator[str]:
        """The pieces as ``normalise`` has them when it is given the text whole."""
        rest, is_begun = "", False
        for piece in pieces:
            whole = rest + piece if rest else piece
            rest = "\r" if whole.endswith("\r") else ""
            part = self._part(whole[:-1] if rest else whole, is_begun)
            is_begun = is_begun or bool(part)
            yield part
        if rest:
            yield self._part(rest, is_begun)

    def _part(self, piece: str, is_begun: bool) -> str:
        # Marks of byte order are dropped at the beginning of the text alone.
        guard = "x" if is_begun and piece.startswith("\ufeff") else ""
        done = normalise(guard + piece if guard else piece)
        self.replaced += done.replaced
        text = done.text[len(guard) :]
        self.has_changed = self.has_changed or text != piece
        return text


def replaced(count: int) -> str:
    """The issue that code points could not be stored."""
    if count == 1:
        return "1 character that cannot be stored was replaced by U+FFFD"
    return f"{count} characters that cannot be stored were replaced by U+FFFD"


READER = Reader(
    name="text",
    title="Plain text",
    suffixes=frozenset({"", ".txt", ".text"}),
    read=read,
)
