"""Messages as Outlook saves them (MSG). python-oxmsg reads the file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.domain.text import is_blank
from annotator.formats.email.forwarding import (
    FORWARDS,
    forwarded,
    forwarded_page,
    metadata_of,
)
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.web import html

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_NAME = "__properties_version1.0".encode("utf-16-le")


def looks_like(source: Source) -> bool:
    """Whether it is an old office container with the properties of a message, or is called one."""
    is_called_one = source.suffix == ".msg"
    return source.head.startswith(_OLD_OFFICE) and (is_called_one or _NAME in source.head)


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a message. Raises InputError and OSError."""
    from oxmsg import Message

    raw = source.bytes()
    try:
        message = Message.load(io.BytesIO(raw))
        subject, sender, sent = message.subject, message.sender, message.sent_date
        body, page = message.body, message.html_body
        attached = [a.file_name or "one without a name" for a in message.attachments]
    except Exception as error:
        raise InputError("it is a damaged Outlook message") from error
    if attached:
        reason = f"its attachments were not imported: {', '.join(attached[:5])}"
        yield source.issue(reason, loss=False)
    text = (body or "").replace("\r\n", "\n")
    said = subject or ""
    forward = forwarded_page(page, subject=said) if is_blank(text) and page else None
    forward = forward or forwarded(text, subject=said)
    if forward is None and is_blank(text) and page:
        text = html.page_of(page).text
    if forward is None and is_blank(text):
        raise InputError("it is a message without text")
    extra = {"file": source.name} | ({"sender": sender} if sender else {})
    day = sent.date().isoformat() if sent else None
    builder = RecordBuilder(forward.text if forward else text, file=source.file)
    metadata = Metadata(title=subject, published=day, extra=extra)
    if forward is not None:
        builder.warn(FORWARDS)
        metadata = metadata_of(forward, extra)
    yield from builder.items(replace(metadata, raw=lambda: raw))


READER = Reader(
    name="msg",
    title="Outlook message (MSG)",
    suffixes=frozenset({".msg"}),
    read=read,
    looks_like=looks_like,
)
