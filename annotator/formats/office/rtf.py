"""Rich text (RTF). striprtf finds the words; hidden ones are left out, with a note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.domain.text import is_blank
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.suppliers import splitting

_MAGIC = b"{\\rtf"
_CODE_PAGE = re.compile(r"\\ansicpg(\d{3,5})")
_HIDDEN = re.compile(r"\{[^{}]{0,200}\\v(?![a-z0-9])[^{}]*\}")
_RAISED = re.compile(r"\{[^{}]{0,200}\\super(?![a-z])[^{}]*?[ ;}](\d{1,3})\}")
_TABLE_ROW = re.compile(r"[ \t]*\|[ \t]*$", re.MULTILINE)


def looks_like(source: Source) -> bool:
    """Whether it begins as rich text does."""
    return source.head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_MAGIC)


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a document, or the articles of a download. Raises InputError, OSError."""
    from striprtf.striprtf import rtf_to_text

    raw = source.bytes()
    written = raw.decode("latin-1")
    page = _CODE_PAGE.search(written[:4096])
    shown, hidden = _HIDDEN.subn("", written)
    shown = _RAISED.sub(r" [\1]", shown)
    encoding = options.encoding or (f"cp{page[1]}" if page else "cp1252")
    try:
        text: str = rtf_to_text(shown, encoding=encoding, errors="replace")  # type: ignore[no-untyped-call]
    except (LookupError, ValueError, IndexError, AttributeError, TypeError):
        raise InputError("it is a damaged rich text document") from None
    text = "\n".join(line.rstrip() for line in _TABLE_ROW.sub("", text).split("\n"))
    if is_blank(text):
        raise InputError("it is a rich text document without text")
    if hidden:
        yield source.issue("text that is hidden in it was left out", loss=False)
    articles = splitting.articles(source, text, encoding=encoding, split_at=options.split_at)
    if articles is not None:
        yield from articles
        return
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
