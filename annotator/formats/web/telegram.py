"""A chat as Telegram Desktop writes it into pages (messages.html): an article a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.domain.dates import iso_day
from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.domain.text import is_blank
from annotator.formats.reader import Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.text_stream import TextStream
from annotator.formats.web.page_parser import VOID, PageParser

_PAGE = re.compile(rb"""class="[^"]*\bchat_page\b.{0,400}?class="history\b""", re.DOTALL)
_TIME = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)")
_LINES = frozenset({"br", "blockquote", "pre", "p", "div"})


@dataclass(slots=True)
class _Message:
    number: str
    date: str = ""
    parts: dict[str, list[str]] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """What was read of a part, its lines without blanks at their edges."""
        lines = "".join(self.parts.get(name, ())).split("\n")
        return "\n".join(" ".join(line.split()) for line in lines).strip()


class _Chat(PageParser):
    """Gathers the messages of a page; those in ``done`` are whole."""

    def __init__(self) -> None:
        super().__init__()
        self.name: list[str] = []
        self.done: list[_Message] = []
        self._message: _Message | None = None
        self._open: list[tuple[str, frozenset[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        classes = frozenset(known.get("class", "").split())
        number = known.get("id", "").removeprefix("message")
        if "message" in classes and not number.startswith("-"):  # those are days
            self._message = _Message(number)
            self.done.append(self._message)
        elif "date" in classes and self._message is not None and not self._message.date:
            self._message.date = known.get("title", "")
        if tag in _LINES:
            self._take("\n")
        if tag not in VOID:
            self._open.append((tag, classes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LINES:
            self._take("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag not in (opened for opened, _ in self._open):
            return
        if tag in _LINES:
            self._take("\n")
        while self._open:
            last, classes = self._open.pop()
            if "message" in classes:
                self._message = None
            if last == tag:
                break

    def handle_data(self, data: str) -> None:
        self._take(data if self._is_in("pre") else re.sub(r"\s+", " ", data))

    def _is_in(self, tag: str) -> bool:
        return any(opened == tag for opened, _ in self._open)

    def _take(self, text: str) -> None:
        around = frozenset().union(*(classes for _, classes in self._open))
        if self._message is None:
            if {"page_header", "text"} <= around:
                self.name.append(text)
            return
        is_forward = "forwarded" in around
        if "service" in around or "reply_to" in around or "media_wrap" in around:
            return
        if "from_name" in around and "date" not in around:
            self._message.parts.setdefault("forward" if is_forward else "from", []).append(text)
        elif "text" in around:
            self._message.parts.setdefault("text", []).append(text)


def looks_like(source: Source) -> bool:
    """Whether a page begins as such a chat does."""
    return _PAGE.search(source.head) is not None


def items(source: Source, text_stream: TextStream) -> Iterator[Item]:
    """The messages with text, then how many there are. Raises InputError and OSError."""
    chat, author = _Chat(), ""
    count = empty = 0
    if text_stream.note:
        yield source.issue(text_stream.note, loss=False)
    for piece in _fed(chat, text_stream):
        author = piece.value("from") or author  # a joined message has that of the one above
        if is_blank(piece.value("text")):
            empty += 1
            continue
        count += 1
        builder = RecordBuilder(piece.value("text"), file=source.file)
        yield from builder.items(_metadata(source, chat, piece, author, text_stream.encoding))
    if not count:
        raise InputError("it is a Telegram chat without a message that has text")
    if count > 1:
        said = f"it is a Telegram chat; its {count} messages were imported one by one"
        yield source.issue(said, loss=False)
    if empty:
        yield source.issue(
            f"{empty} of its messages have no text (pictures, people joining) and were skipped",
            loss=False,
        )


def _fed(chat: _Chat, text_stream: TextStream) -> Iterator[_Message]:
    for piece in text_stream.pieces():
        chat.feed(piece)
        yield from chat.done[:-1]
        del chat.done[:-1]
    chat.close()
    yield from chat.done


def _metadata(
    source: Source, chat: _Chat, message: _Message, author: str, encoding: str
) -> Metadata:
    match = _TIME.match(message.date)
    published = f"{match[3]}-{match[2]}-{match[1]}T{match[4]}" if match else iso_day(message.date)
    said = {
        "id": message.number,
        "date": message.date,
        "author": author,
        "forwarded_from": message.value("forward"),
    }
    extra = {"file": source.name} | {name: value for name, value in said.items() if value}
    name = " ".join("".join(chat.name).split())
    return Metadata(source=name or None, published=published, encoding=encoding, extra=extra)
