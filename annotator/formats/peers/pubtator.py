"""PubTator: a title and an abstract a line, and below them a line an annotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.lines import lines
from annotator.formats.peers.works import Work, WorkSpan, items_of
from annotator.formats.reader import Reader, ReadOptions, Source

_BEGIN = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\w+\|t\|[^\n]*\n\w+\|a\|")
_TEXT = re.compile(r"(\w+)\|([ta])\|(.*)")
KEPT = "pubtator"
"""The key under which the lines are kept that are no spans."""


@dataclass(slots=True)
class _Document:
    name: str
    line: int
    texts: list[str] = field(default_factory=list)
    work: Work = field(default_factory=lambda: Work(""))
    others: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        """A line below the texts: an annotation, or what is kept as it is."""
        cells = line.split("\t")
        if len(cells) >= 5 and cells[1].isdecimal() and cells[2].isdecimal() and len(line) < 10_000:
            entity = cells[5].strip() if len(cells) > 5 else ""
            bounds = int(cells[1][:15]), int(cells[2][:15])
            self.work.spans.append(WorkSpan(*bounds, cells[4], cells[3], entity or None))
        else:
            self.others.append(line)

    def items(self, source: Source) -> Iterator[Item]:
        """The article, with its issues."""
        work = self.work
        work.text, work.uid, work.title = "\n".join(self.texts), self.name, self.texts[0]
        if self.others:
            work.extra = {KEPT: self.others}
            count = len(self.others)
            what = (
                "1 line that is not a span is"
                if count == 1
                else f"{count:,} lines that are not spans are"
            )
            work.notes.append(f"{what} kept with the article alone")
        try:
            yield from items_of(source, work, line=self.line)
        except InputError as error:
            yield source.issue(str(error), line=self.line)


def looks_like(source: Source) -> bool:
    """Whether it begins with a title and an abstract. Raises OSError."""
    return _BEGIN.match(source.head) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The articles of a file. Raises InputError and OSError."""
    text_lines = lines(source, options)
    if text_lines.note:
        yield source.issue(text_lines.note, loss=False)
    document: _Document | None = None
    for number, line in enumerate(text_lines.lines, 1):
        line = line.rstrip("\r\n")
        text = _TEXT.fullmatch(line)
        if text is not None and (document is None or text[1] != document.name or text[2] == "t"):
            if document is not None:
                yield from document.items(source)
            document = _Document(text[1], number)
        if text is not None and document is not None:
            document.texts.append(text[3])
        elif document is not None and line.strip():
            document.take(line)
        elif line.strip():
            yield source.issue("it belongs to no article", line=number)
    if document is not None:
        yield from document.items(source)


READER = Reader(
    name="pubtator",
    title="PubTator",
    suffixes=frozenset({".pubtator"}),
    read=read,
    looks_like=looks_like,
    holds_work=True,
)
