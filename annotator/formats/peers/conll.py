"""CoNLL: a token a line, its tag last, or a sentence a line, as spaCy once had it. The text is put
together again from the tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from annotator.domain.errors import InputError
from annotator.domain.records import Item, Record, RecordSpan, flat
from annotator.domain.tokens import Token
from annotator.formats.lines import first_lines, lines
from annotator.formats.peers.tagged_text import TAG, Tags, TokenText
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.writer import ONE_FILE, Writer, Written, by_reader, one_word, tagged

_WORD = re.compile(r"\S+\|(?:O|[BIESLU]-\S+)")
_LOOKED_AT = 400  # lines
_NEW_ARTICLE = "-DOCSTART-"
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
            what = f"“{tag[:40]}” is no tag" if tag else "it has no tag"
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
    written = [f"{_NEW_ARTICLE} -X- O O\n"]
    for sentence in _sentences(text, tagged(text, spans)):
        written.append("\n")
        tags = tags_of([tag for _, tag in sentence])
        for (token, _), tag in zip(sentence, tags, strict=True):
            written.append(f"{text[token.start : token.end]} -X- _ {tag}\n")
    data = "".join([*written, "\n"]).encode()
    left_out = [(span, "it overlaps a longer span") for span in overlapping]
    return Written({ONE_FILE: data}, len(spans), [_seen(text, spans)], adjusted, left_out)


def _sentences(
    text: str, tags: Sequence[tuple[Token, str]]
) -> Iterator[Sequence[tuple[Token, str]]]:
    """The tokens of each line of the text. A span goes on over a line end, and a blank line would
    end it.
    """
    first = 0
    for place in range(1, len(tags)):
        between = text[tags[place - 1][0].end : tags[place][0].start]
        if "\n" in between and not tags[place][1].startswith("I-"):
            yield tags[first:place]
            first = place
    if tags:
        yield tags[first:]


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


def _seen(text: str, spans: Iterable[RecordSpan]) -> bytes:
    """What is the same after writing and reading: everything but spaces and byte order marks."""

    def chars(part: str) -> str:
        return "".join(part.split()).replace("\ufeff", "")

    ordered = sorted(spans, key=lambda span: span.start)
    quotes = [(chars(text[span.start : span.end]), span.label) for span in ordered]
    return repr((chars(text), quotes)).encode("utf-8", "surrogatepass")


WRITERS = tuple(
    Writer(
        name=name,
        title=f"CoNLL-2003 ({scheme})",
        suffix=".conll",
        write=partial(_write, tags_of),
        again=by_reader(READER, _seen),
        tokens=True,
    )
    for name, scheme, tags_of in (
        ("conll", "IOB2", _iob2),
        ("conll-iob1", "IOB1", _iob1),
        ("conll-bilou", "BILOU", _bilou),
    )
)
