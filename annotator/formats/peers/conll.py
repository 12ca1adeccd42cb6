"""CoNLL: a token a line, its tag last. The text is put together again from the tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotator.domain.errors import InputError
from annotator.domain.records import Item, Record, RecordSpan, flat
from annotator.formats.lines import first_lines, lines
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.writer import ONE_FILE, Writer, Written, by_reader, one_word, tagged

_TAG = re.compile(r"O|[BIESLU]-\S.*")
_NEW_ARTICLE = "-DOCSTART-"
_NAMED = re.compile(r"#\s*newdoc(?:\s+id\s*=\s*(.+))?")
_BEFORE = re.compile(r"[,.;:!?%)\]}’”»…]+|''|['’](?:s|S|d|m|ll|re|ve)|n['’]t|-RRB-")
_AFTER = re.compile(r"[(\[{“«‘$£€]|``|-LRB-")
_STRAIGHT = ('"', "'")
_MOST_TOKENS = 2_000_000


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The articles of a file: one, or one behind each -DOCSTART-. Raises InputError, OSError."""
    text_lines = lines(source, options)
    if text_lines.note:
        yield source.issue(text_lines.note, loss=False)
    reason = "its texts were put together from tokens, so their spaces are a guess"
    yield source.issue(reason, loss=False)
    article = _Article(source, text_lines.encoding)
    is_said = False
    for number, line in enumerate(text_lines.lines, 1):
        line = line.rstrip()
        named = _NAMED.fullmatch(line)
        if line.startswith(_NEW_ARTICLE) or named:
            yield from article.items()
            article = _Article(source, text_lines.encoding, named[1] if named else None)
        elif not line.strip():
            article.end_sentence()
        else:
            cells = _cells(line)
            if not is_said and len(cells) > 2:
                is_said = True
                reason = "of its columns, the tokens and the last one are read"
                yield source.issue(reason, loss=False)
            if line.startswith("#") and not _TAG.fullmatch(cells[-1]):
                continue
            article.take(cells, number)
    yield from article.items()


def _cells(line: str) -> list[str]:
    cells = line.split("\t") if "\t" in line else line.split(" ")
    cells = [cell for cell in cells if cell.strip()]
    # CoNLL-U counts the tokens in a column before them.
    return cells[1:] if len(cells) >= 10 and cells[0].isdigit() else cells


class _Article:
    """The text of an article growing token by token, and its spans."""

    def __init__(self, source: Source, encoding: str, uid: str | None = None) -> None:
        self._source = source
        self._encoding = encoding
        self._uid = uid
        self._pieces: list[str] = []
        self._length = 0
        self._glue = ""  # what stands before the next token
        self._open_quotes: set[str] = set()
        self._spans: list[tuple[int, int, str, int]] = []
        self._span: tuple[int, int, str, int] | None = None
        self._wrong: list[tuple[int, str]] = []
        self._tokens = 0

    def end_sentence(self) -> None:
        """A blank line: spans end, and the next token begins a line."""
        self._close()
        self._open_quotes.clear()
        self._glue = "\n" if self._length else ""

    def take(self, cells: list[str], line: int) -> None:
        """A token with its tag. Raises InputError where an article has too many."""
        self._tokens += 1
        if self._tokens > _MOST_TOKENS:
            raise InputError(f"an article has more than {_MOST_TOKENS} tokens")
        start = self._add(cells[0].strip())
        tag = cells[-1].strip() if len(cells) > 1 else ""
        if not _TAG.fullmatch(tag):
            what = f"“{tag[:40]}” is no tag" if tag else "it has no tag"
            self._wrong.append((line, what))
            tag = "O"
        self._tag(tag, start, line)

    def _add(self, token: str) -> int:
        glue = self._glue
        is_straight = token in _STRAIGHT
        is_closing = is_straight and token in self._open_quotes
        if glue == " " and (_BEFORE.fullmatch(token) or is_closing):
            glue = ""
        if is_straight:
            self._open_quotes ^= {token}
        is_opening = is_straight and not is_closing
        self._glue = "" if is_opening or _AFTER.fullmatch(token) else " "
        start = self._length + len(glue)
        self._pieces += (glue, token)
        self._length = start + len(token)
        return start

    def _tag(self, tag: str, start: int, line: int) -> None:
        kind, _, label = tag.partition("-")
        goes_on = kind in ("I", "E", "L") and self._span is not None and self._span[2] == label
        if goes_on and self._span is not None:
            self._span = (self._span[0], self._length, label, self._span[3])
        else:
            self._close()
            if kind != "O":
                self._span = (start, self._length, label, line)
        if kind in ("E", "L", "S", "U"):
            self._close()

    def _close(self) -> None:
        if self._span is not None:
            self._spans.append(self._span)
            self._span = None

    def items(self) -> Iterator[Item]:
        """The article, if there were any tokens."""
        self._close()
        if not self._tokens:
            return
        text = "".join(self._pieces)
        try:
            builder = RecordBuilder(text, file=self._source.file)
        except InputError as error:
            yield self._source.issue(str(error))
            return
        for line, what in self._wrong:
            builder.warn_loss(f"a tag was left out: {what}", line=line)
        for start, end, label, line in self._spans:
            builder.add(start, end, label, line=line)
        extra = {"file": self._source.name}
        yield from builder.items(Metadata(uid=self._uid, encoding=self._encoding, extra=extra))


def looks_like(source: Source) -> bool:
    """Whether its first lines are tokens with tags, and not all of them O. Raises OSError."""
    tags: list[str] = []
    for line in first_lines(source)[:400]:
        if not line.strip() or line.startswith(_NEW_ARTICLE) or line.startswith("# "):
            continue
        cells = _cells(line.rstrip())
        if len(cells) < 2:
            return False
        tags.append(cells[-1].strip())
    known = sum(bool(_TAG.fullmatch(tag)) for tag in tags)
    return len(tags) >= 2 and known >= 0.9 * len(tags) and any(tag[1:2] == "-" for tag in tags)


READER = Reader(
    name="conll",
    title="CoNLL",
    suffixes=frozenset({".conll", ".conll2002", ".conll2003", ".bio", ".iob", ".iob2", ".conllu"}),
    read=read,
    looks_like=looks_like,
)


def write(record: Record, number: int, part: str) -> Written:
    """An article in the four columns of CoNLL-2003, a line of the text as a sentence."""
    text = record.article.text
    chosen, overlapping = flat(record.spans)
    spans, adjusted = one_word(record, chosen)
    written = [f"{_NEW_ARTICLE} -X- O O\n"]
    before = 0
    for token, tag in tagged(text, spans):
        if before == 0 or "\n" in text[before : token.start]:
            # A span goes on over a line end, and a blank line would end it.
            written.append("" if tag.startswith("I-") else "\n")
        written.append(f"{text[token.start : token.end]} -X- _ {tag}\n")
        before = token.end
    data = "".join([*written, "\n"]).encode()
    left_out = [(span, "it overlaps a longer span") for span in overlapping]
    return Written({ONE_FILE: data}, len(spans), [_seen(text, spans)], adjusted, left_out)


def _seen(text: str, spans: Iterable[RecordSpan]) -> bytes:
    """What is the same after writing and reading: everything but spaces and byte order marks."""

    def chars(part: str) -> str:
        return "".join(part.split()).replace("\ufeff", "")

    ordered = sorted(spans, key=lambda span: span.start)
    quotes = [(chars(text[span.start : span.end]), span.label) for span in ordered]
    return repr((chars(text), quotes)).encode("utf-8", "surrogatepass")


WRITER = Writer(
    name="conll", title="CoNLL-2003", suffix=".conll", write=write, again=by_reader(READER, _seen)
)
