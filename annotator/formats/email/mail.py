"""Messages as files: EML, and MHTML, in which browsers save a page with its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import partial
from typing import cast

from annotator.domain.errors import InputError
from annotator.domain.records import ImportIssue, Item, Record
from annotator.domain.text import gathered
from annotator.domain.wording import shortened
from annotator.formats.email.forwarding import (
    FORWARDS,
    Forward,
    forwarded,
    forwarded_page,
    metadata_of,
    shown_lines,
)
from annotator.formats.email.mail_parts import Mail, taken_apart
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.suppliers import splitting
from annotator.formats.text_stream import BLOCK, TextStream, stream, with_plain_line_ends
from annotator.formats.web import html
from annotator.formats.web.page_metadata import urlsplit_safe

_FIELD = re.compile(rb"(?m)^([A-Za-z][A-Za-z0-9-]{1,60}):")
_OF_MAIL = frozenset({b"from", b"to", b"subject", b"date", b"message-id", b"received"})
_SAVED = re.compile(rb"(?i)content-type:\s*multipart/related|snapshot-content-location:")
_SNAPSHOT = re.compile(rb"(?im)^(?:snapshot-content-location:|from: *<?saved by)")
_OF_POST = frozenset({b"to", b"received", b"return-path", b"delivered-to", b"message-id"})
_STUB = re.compile(
    r"(?i)(?:to view this (?:message|e-?mail)"
    r"|view (?:it|this e-?mail|this message|online) (?:in|on)"
    r"|html[- ](?:capable|compatible|enabled)|does(?: not|n.t) (?:support|display) html"
    r"|can(?:not|'t|’t) (?:see|view|read|display) this (?:e-?mail|message)"
    r"|your (?:e-?mail|mail) (?:client|reader|program))"
)
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_WORD = re.compile(r"\w+")
_JOINT = re.compile(r"[A-Za-zÀ-ɏ,.;:] [A-Za-zÀ-ɏ]")
_STORY = 150  # code points that a page must show to be more than a greeting
_LARGER = 3  # times: a page that says so much more than the plain part beside it
_FEWEST = 400  # code points of a plain part; a shorter one may only speak of the other
_SHOWN = 5
_MESSAGE = "message/rfc822"


def _fields(source: Source) -> set[bytes]:
    """The names of the header's fields; none where it does not begin with one."""
    head = re.split(rb"\r?\n\r?\n", source.head[:16_384].lstrip(), maxsplit=1)[0]
    if not _FIELD.match(head):
        return set()
    return {name.lower() for name in _FIELD.findall(head)}


def is_message(source: Source) -> bool:
    """Whether it begins with the header of a message."""
    fields = _fields(source)
    return b"from" in fields and len(fields & _OF_MAIL) >= 3 and not is_saved_page(source)


def is_saved_page(source: Source) -> bool:
    """Whether it is a page that a browser has saved with all that belongs to it."""
    fields = _fields(source)
    head = source.head[:16_384]
    is_made = b"content-type" in fields and b"mime-version" in fields and _SAVED.search(head)
    # A message may hold a page with its pictures as well; browsers name neither sender nor hop.
    return bool(is_made) and not (fields & _OF_POST and not _SNAPSHOT.search(head))


def read_message(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a message, its plain text or else its HTML, and those of the messages that
    are attached to it. Raises InputError, OSError.
    """
    mail = taken_apart(source)
    yield from _message(mail, mail.message, source, options)


def _message(mail: Mail, message: Message, source: Source, options: ReadOptions) -> Iterator[Item]:
    parts = list(_parts(message))
    inner = [part for part in parts if part.get_content_type() == _MESSAGE]
    others = [part for part in parts if part not in inner]
    attached = [part for part in others if part.get_content_disposition() == "attachment"]
    bodies = [part for part in others if part not in attached]
    if attached:
        names = [_header(part.get_filename()) or "one without a name" for part in attached]
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        reason = f"its attachments were not imported: {', '.join(names[:_SHOWN])}{more}"
        yield source.issue(reason, loss=False)
    if inner:
        yield from _holder(_article(mail, message, bodies, source, options), len(inner), source)
    else:
        yield from _article(mail, message, bodies, source, options)
    for number, part in enumerate(inner, 1):
        inner_message = cast("Message", part.get_payload(0))  # the library sees to that
        one = replace(source, file=f"{source.file}, attached message {number}")
        try:
            yield from _message(mail, inner_message, one, options)
        except InputError as error:
            yield one.issue(str(error))


def _parts(message: Message) -> Iterator[Message]:
    """The parts of a message; one that is attached as a message is a part as it is."""
    payload = message.get_payload()
    for part in payload if isinstance(payload, list) else [message]:
        if not isinstance(part, Message):
            continue
        if part is message or part.get_content_type() == _MESSAGE or not part.is_multipart():
            yield part
        else:
            yield from _parts(part)


def _holder(read: Iterator[Item], count: int, source: Source) -> Iterator[Item]:
    """A message to which ``count`` others are attached: its own words are an article only if they
    are no mere cover of those.
    """
    try:
        items = list(read)
    except InputError:
        return
    texts = [item.article.text for item in items if isinstance(item, Record)]
    if len(texts) > 1 or (count == 1 and len(" ".join(texts)) >= _FEWEST):
        yield from items
        return
    yield from (item for item in items if isinstance(item, ImportIssue))
    words = " ".join(" ".join(texts).split())
    if words:
        reason = f"the text above its attached messages was left out: {shortened(words)}"
        yield source.issue(reason, loss=False)


def _article(
    mail: Mail, message: Message, bodies: list[Message], source: Source, options: ReadOptions
) -> Iterator[Item]:
    body = _first(mail, bodies, "text/plain")
    subject, day = _header(message.get("subject")), _day(message)
    other = _first(mail, bodies, "text/html")
    page = None if other is None else _page(mail, other)
    if body is not None:
        text_stream = stream(mail.body(body), declared=body.get_content_charset())
        text = gathered(with_plain_line_ends(text_stream.pieces()))
        if page is None or len(text) >= _FEWEST or not _is_stub(text, _start_of(page)):
            if _is(body, "format", "flowed"):
                text = unflowed(text, deletes_blank=_is(body, "delsp", "yes"))
            yield from _of_text(text, text_stream, message, source, options)
            return
        reason = (
            "its plain text lacks most of what its HTML part says, so the HTML part was imported"
        )
        yield source.issue(reason, loss=False)
    if page is None:
        raise InputError("it is a message without text")
    known = _known(source, message)
    forward = forwarded_page(_start_of(page), subject=subject or "")
    if forward is not None:
        yield from _forwarded(forward, page, known, message, source)
        return
    yield from html.items(source, page, raw=source.bytes, title=subject, published=day, known=known)


def _is_stub(text: str, page: str) -> bool:
    """Whether a plain part only says that there is a page, or begins what the page tells."""
    if _STUB.search(text):
        return True
    shown = " ".join(shown_lines(page))
    said = _LINK.sub("", text)
    words = set(_WORD.findall(said.casefold()))
    strange = words.difference(_WORD.findall(shown.casefold()))
    return len(shown) >= _STORY and (
        len(shown) > _LARGER * len(said) or 2 * len(strange) > len(words)
    )


def _of_text(
    text: str, text_stream: TextStream, message: Message, source: Source, options: ReadOptions
) -> Iterator[Item]:
    articles = splitting.articles(
        source, text, encoding=text_stream.encoding, split_at=options.split_at
    )
    if articles is not None:
        yield from articles
        return
    subject, known = _header(message.get("subject")), _known(source, message)
    forward = forwarded(text, subject=subject or "")
    if forward is not None:
        yield from _forwarded(forward, text_stream, known, message, source)
        return
    builder = RecordBuilder(text, file=source.file)
    if text_stream.note:
        builder.warn(text_stream.note)
    metadata = Metadata(title=subject, published=_day(message), extra=known)
    yield from builder.items(replace(metadata, encoding=text_stream.encoding, raw=source.bytes))


def _forwarded(
    forward: Forward,
    text_stream: TextStream,
    known: Mapping[str, str],
    message: Message,
    source: Source,
) -> Iterator[Item]:
    builder = RecordBuilder(forward.text, file=source.file)
    for note in (text_stream.note, FORWARDS):
        if note:
            builder.warn(note)
    metadata = metadata_of(forward, known)
    title = metadata.title or _header(message.get("subject"))
    encoding = text_stream.encoding
    yield from builder.items(replace(metadata, title=title, encoding=encoding, raw=source.bytes))


def read_saved_page(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a saved page. Raises InputError and OSError."""
    mail = taken_apart(source)
    message = mail.message
    address = _header(message.get("snapshot-content-location"))
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    if not pages:
        raise InputError("it is a saved page (MHTML) without a page in it")
    page = next((part for part in pages if _place(part) == address), pages[0])
    address = address or _place(page)
    url = address if address and urlsplit_safe(address) else None
    yield from html.items(source, _page(mail, page), raw=source.bytes, url=url)


def _is(part: Message, name: str, value: str) -> bool:
    given = part.get_param(name)
    return isinstance(given, str) and given.casefold() == value


def unflowed(text: str, *, deletes_blank: bool) -> str:
    """The lines of a flowed text as paragraphs (RFC 3676): a line that ends in a blank goes on in
    the next with as many quote marks; ``deletes_blank`` drops that blank. Where no line has two of
    them, as one between words has then, the blank between Latin letters stays: some programs say
    that it is to go, and do not double it.
    """
    is_doubled = "  \n" in text
    done: list[str] = []
    depth: int | None = None  # of the line that goes on
    for line in text.split("\n"):
        quoted = len(line) - len(line.lstrip(">"))
        words = line[quoted:].removeprefix(" ")
        is_signature = words == "-- "
        if depth == quoted and not is_signature:
            if deletes_blank and (is_doubled or not _JOINT.fullmatch(done[-1][-2:] + words[:1])):
                done[-1] = done[-1][:-1]
            done[-1] += words
        else:
            done.append((">" * quoted + " " if quoted else "") + words)
        goes_on = words.endswith(" ") and not is_signature
        depth = quoted if goes_on else None
    return "\n".join(done)


def _first(mail: Mail, parts: list[Message], kind: str) -> Message | None:
    return next((p for p in parts if p.get_content_type() == kind and _holds(mail.body(p))), None)


def _holds(body: Source) -> bool:
    with body.open() as file:
        return any(block.strip() for block in iter(partial(file.read, BLOCK), b""))


def _page(mail: Mail, page: Message) -> TextStream:
    body = mail.body(page)
    return stream(body, declared=page.get_content_charset() or html.declared_in(body.head))


def _start_of(page: TextStream) -> str:
    """A page as far as a message goes that somebody has written."""
    taken, size = [], 0
    for piece in page.pieces():
        taken.append(piece)
        size += len(piece)
        if size > html.LARGEST:
            return ""
    return "".join(taken)


def _place(part: Message) -> str | None:
    return _header(part.get("content-location"))


def _known(source: Source, message: Message) -> dict[str, str]:
    sender = _header(message.get("from"))
    return {"file": source.name} | ({"sender": sender} if sender else {})


def _header(value: object) -> str | None:
    if value is None:
        return None
    try:
        text = str(make_header(decode_header(str(value))))
    except (ValueError, LookupError, MessageError):  # an encoded word that is damaged
        text = str(value)
    return " ".join(text.split()) or None


def _day(message: Message) -> str | None:
    said = _header(message.get("date"))
    try:
        return parsedate_to_datetime(said).date().isoformat() if said else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return said


EML = Reader(
    name="eml",
    title="E-mail",
    suffixes=frozenset({".eml"}),
    read=read_message,
    looks_like=is_message,
)
MHTML = Reader(
    name="mhtml",
    title="Saved web page (MHTML)",
    suffixes=frozenset({".mhtml", ".mht"}),
    read=read_saved_page,
    looks_like=is_saved_page,
)
