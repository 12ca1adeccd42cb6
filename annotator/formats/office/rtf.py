"""Rich text (RTF). striprtf finds the words; hidden ones are left out, with a note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.domain.text import is_blank
from annotator.formats.office.rtf_looks import level_of, shown
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.suppliers import headings, splitting

_MAGIC = b"{\\rtf"
_CODE_PAGE = re.compile(r"\\ansicpg(\d{3,5})")


def looks_like(source: Source) -> bool:
    """Whether it begins as rich text does."""
    return source.head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_MAGIC)


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a document, or the articles of a download. Raises InputError, OSError."""
    from striprtf.striprtf import rtf_to_text

    raw = source.bytes()
    written = raw.decode("latin-1")
    page = _CODE_PAGE.search(written[:4096])
    seen = shown(written)
    encoding = options.encoding or (f"cp{page[1]}" if page else "cp1252")
    try:
        text: str = rtf_to_text(seen.text, encoding=encoding, errors="replace")  # type: ignore[no-untyped-call]
    except (LookupError, ValueError, IndexError, AttributeError, TypeError):
        raise InputError("it is a damaged rich text document") from None
    leveled = [level_of(line.rstrip()) for line in text.split("\n")]
    text = "\n".join(line for _, line in leveled)
    if is_blank(text):
        raise InputError("it is a rich text document without text")
    for count, what in ((seen.hidden, "hidden"), (seen.deleted, "deleted")):
        if count:
            yield source.issue(f"text that is {what} in it was left out", loss=False)
    paragraphs = [(level, line.strip()) for level, line in leveled if line.strip()]
    lines = [line for _, line in paragraphs]
    levels = {number: level for number, (level, _) in enumerate(paragraphs) if level}
    articles = headings.articles(source, lines, levels, options.split_at) or splitting.articles(
        source, text, encoding=encoding, split_at=options.split_at
    )
    if articles is not None:
        yield from articles
        return
    said = headings.note(lines, levels)
    if said is not None:
        yield source.issue(said, loss=False)
    builder = RecordBuilder(text.strip("\n"), file=source.file)
    known = Metadata(encoding=encoding, extra={"file": source.name}, raw=lambda: raw)
    yield from builder.items(known)


READER = Reader(
    name="rtf",
    title="Rich text (RTF)",
    suffixes=frozenset({".rtf"}),
    read=read,
    looks_like=looks_like,
)
