"""CoNLL: a token a line, its tag last, or a sentence a line, as spaCy once had it. The text is put
together again from the tokens.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise

import orjson

from annotator.domain.errors import InputError
from annotator.domain.records import Item, Record, flat
from annotator.formats.lines import first_lines, lines
from annotator.formats.peers.spacy import adjustment
from annotator.formats.peers.tagged_text import TAG, Tags, TokenText, runs
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.writer import ONE_FILE, Writer, Written, one_word, tagged

_WORD = re.compile(r"\S+\|(?:O|[BIESLU]-\S+)")
_LOOKED_AT = 400  # lines
_NEW_ARTICLE = "-DOCSTART-"
_APART = " -X- "
_GOES_ON = "it crosses the end of a line, so its sentence goes on over that"
_LINE_ENDS = re.compile("\n+")
_NAMED = re.compile(r"#\s*newdoc(?:\s+id\s*=\s*(.+))?")


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The articles of a file: one, or one behind each -DOCSTART-. Raises InputError, OSError."""
    text_lines = lines(source, options)
    if text_lines.note:
        yield source.issue(text_lines.note, loss=False)
    reason = "its texts were put together from tokens, so their spaces are a guess"
    yield source.issue(reason, loss=False)
    article = _Article(source, text_lines.encoding)
    is_said, bars = False, _bars(source)
    for number, line in enumerate(text_lines.lines, 1):
        line = line.rstrip()
        named = _NAMED.fullmatch(line) if line.startswith("#") else None
        if line.startswith(_NEW_ARTICLE) or named:
            yield from article.items()
            article = _Article(source, text_lines.encoding, named[1] if named else None)
        elif not line.strip():
            article.end_sentence()
        elif bars:
            for word in line.split():
                article.take(word.rsplit("|", bars), number)
            article.end_sentence()
        else:
            cells = _cells(line)
            if not is_said and len(cells) > 2:
                is_said = True
                reason = "of its columns, the tokens and the last one are read"
                yield source.issue(reason, loss=False)
            if line.startswith("#") and not TAG.fullmatch(cells[-1]):
                continue
            article.take(cells, number)
    yield from article.items()


def _bars(source: Source) -> int:
    """How many signs part a token from its tag, in a sentence a line: “When|WRB|O”; 0 in others."""
    words = [line.split() for line in first_lines(source)[:_LOOKED_AT] if line.strip()]
    of_all = [word for line in words for word in line]
    is_such = of_all and len(of_all) > len(words) and all(map(_WORD.fullmatch, of_all))
    return min(word.count("|") for word in of_all) if is_such else 0


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
        self._made = TokenText()
        self._tags = Tags()
        self._wrong: list[tuple[int, str]] = []

    def end_sentence(self) -> None:
        """A blank line."""
        self._tags.close()
        self._made.end_sentence()

    def take(self, cells: list[str], line: int) -> None:
        """A token with its tag. Raises InputError where an article has too many."""
        tag = cells[-1].strip() if len(cells) > 1 else ""
        if tag != "O" and not TAG.fullmatch(tag):
            what = f"“{tag[:40]}” is not a tag of IOB or BILUO" if tag else "it has no tag"
            self._wrong.append((line, what))
            tag = "O"
        self._tags.take(tag, *self._made.add(cells[0].strip()), line)

    def items(self) -> Iterator[Item]:
        """The article, if there were any tokens."""
        self._tags.close()
        if not self._made.tokens:
            return
        try:
            builder = RecordBuilder(self._made.text, file=self._source.file)
        except InputError as error:
            yield self._source.issue(str(error))
            return
        for line, what in self._wrong:
            builder.warn_loss(f"a tag was left out: {what}", line=line)
        for start, end, label, line in self._tags.spans:
            builder.add(start, end, label, line=line)
        extra = {"file": self._source.name}
        yield from builder.items(Metadata(uid=self._uid, encoding=self._encoding, extra=extra))


def looks_like(source: Source) -> bool:
    """Whether its first lines are tokens with tags, and not all of them O. Raises OSError."""
    if _bars(source):
        return True
    tags: list[str] = []
    for line in first_lines(source)[:_LOOKED_AT]:
        if not line.strip() or line.startswith(_NEW_ARTICLE) or line.startswith("# "):
            continue
        cells = _cells(line.rstrip())
        if len(cells) < 2:
            return False
        tags.append(cells[-1].strip())
    known = sum(bool(TAG.fullmatch(tag)) for tag in tags)
    return len(tags) >= 2 and known >= 0.9 * len(tags) and any(tag[1:2] == "-" for tag in tags)


READER = Reader(
    name="conll",
    title="CoNLL",
    suffixes=frozenset({".conll", ".conll2002", ".conll2003", ".bio", ".iob", ".iob2", ".conllu"}),
    read=read,
    looks_like=looks_like,
    holds_work=True,
)


def _write(
    tags_of: Callable[[Sequence[str]], Iterable[str]], record: Record, number: int, part: str
) -> Written:
    """An article in the four columns of CoNLL-2003, a line of the text as a sentence. ``tags_of``
    gives the tags of a sentence for those in IOB2.
    """
    text = record.article.text
    chosen, overlapping = flat(record.spans)
    spans, adjusted = one_word(record, chosen)
    bounds, tags = tagged(text, spans)
    words = [text[start:end] for start, end in bounds]
    written = [f"{_NEW_ARTICLE}{_APART}O O\n"]
    for line in _sentences(text, bounds, tags):
        written.append("\n")
        own = zip(words[line], tags_of(tags[line]), strict=True)
        written += [f"{word}{_APART}_ {tag}\n" for word, tag in own]
    data = "".join([*written, "\n"]).encode()
    left_out = [(span, "it overlaps a longer span") for span in overlapping]
    adjusted += [
        adjustment(record, span, _GOES_ON) for span in chosen if "\n" in text[span.start : span.end]
    ]
    quotes = [("".join(text[span.start : span.end].split()), span.label) for span in spans]
    proof = _seen("".join(text.split()), quotes)
    return Written({ONE_FILE: data}, len(spans), [proof], adjusted, left_out)


def _sentences(
    text: str, bounds: Sequence[tuple[int, int]], tags: Sequence[str]
) -> Iterator[slice]:
    """The tokens of each line of the text. A span goes on over a line end, and a blank line would
    end it.
    """
    starts = [start for start, _ in bounds]
    behind = {bisect_left(starts, match.end()) for match in _LINE_ENDS.finditer(text)}
    cuts = [cut for cut in sorted(behind) if 0 < cut < len(tags) and tags[cut][:2] != "I-"]
    return (slice(*pair) for pair in pairwise((0, *cuts, len(tags))))


def _iob2(tags: Sequence[str]) -> Sequence[str]:
    return tags


def _iob1(tags: Sequence[str]) -> Iterator[str]:
    """B- only where a span stands right behind another of its label, as CoNLL-2003 has it."""
    for before, tag in pairwise(("O", *tags)):
        yield f"I-{tag[2:]}" if tag[:1] == "B" and tag[2:] != before[2:] else tag


def _bilou(tags: Sequence[str]) -> Iterator[str]:
    """L- where a span ends, U- where it is one token."""
    last = {"B": "U", "I": "L"}
    for tag, behind in pairwise((*tags, "O")):
        goes_on = behind[:1] == "I" or tag == "O"
        yield tag if goes_on else last[tag[0]] + tag[1:]


def _seen(letters: str, quotes: Sequence[tuple[str, str]]) -> bytes:
    """What is the same after writing and reading: everything but blanks."""
    return orjson.dumps((letters, quotes))


def _again(source: Source) -> Iterator[bytes]:
    with source.open() as file, io.TextIOWrapper(file, "utf-8", newline="\n") as text_lines:
        article: list[str] = []
        for line in text_lines:
            if line.startswith(_NEW_ARTICLE) and line.endswith(f"{_APART}O O\n"):
                if article:
                    yield _read_again("".join(article))
                article = []
            article.append(line)
        if article:
            yield _read_again("".join(article))


def _read_again(article: str) -> bytes:
    """What an article says that was written here. Raises InputError where it was not."""
    _, *sentences = article.rstrip("\n").split("\n\n")
    letters: list[str] = []
    quotes: list[tuple[str, str]] = []
    for sentence in sentences:
        cells = sentence.replace(f"{_APART}_ ", "\n").split("\n")
        words, tags = cells[::2], cells[1::2]
        if not len(words) == len(tags) == sentence.count("\n") + 1:
            raise InputError("a line is no token")
        letters += words
        quotes += [("".join(words[first:end]), label) for first, end, label in runs(tags)]
    return _seen("".join(letters), quotes)


WRITERS = tuple(
    Writer(
        name=name,
        title=f"CoNLL-2003 ({scheme})",
        suffix=".conll",
        write=partial(_write, tags_of),
        again=_again,
        tokens=True,
        limits=(
            "The file holds the tokens of the texts, and not what stands between them (blanks, and "
            "how many lines are empty).",
        ),
    )
    for name, scheme, tags_of in (
        ("conll", "IOB2", _iob2),
        ("conll-iob1", "IOB1", _iob1),
        ("conll-bilou", "BILOU", _bilou),
    )
)
