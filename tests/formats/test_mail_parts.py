"""Large bodies of messages stay in the file, and are the same as of a message taken whole."""

from __future__ import annotations

import base64
import email
import quopri
from email.message import Message
from functools import partial
from pathlib import Path

import pytest

from annotator.formats.email.mail_parts import payload, taken_apart
from annotator.formats.reader import HEAD_BYTES, ReadOptions
from annotator.operations.importing.reading import source_of

LINE = "Taliban took “Kunduz” – 😀 = 45% of -- the posts\n--not a boundary\n\n"
LONG = LINE * (3 * HEAD_BYTES // len(LINE.encode()))
HEADER = "From: a@b.example\nTo: c@d.example\nSubject: S\nMIME-Version: 1.0\n"


def part(body: bytes, kind: str = "text/plain; charset=utf-8", way: str = "8bit") -> bytes:
    encoded = {
        "8bit": body,
        "odd": body,
        "base64": base64.encodebytes(body),
        "one line": base64.b64encode(body) + b"\n",
        "quoted-printable": quopri.encodestring(body),
        "x-uuencode": b"begin 644 a\n#0V%T\n`\nend\n",
    }[way]
    named = {"one line": "base64"}.get(way, way)
    return f"Content-Type: {kind}\nContent-Transfer-Encoding: {named}\n\n".encode() + encoded


def of_parts(*parts: bytes, boundary: str = "==b=1", quoted: bool = True) -> bytes:
    sign = '"' if quoted else ""
    start = f"Content-Type: multipart/mixed;\n boundary={sign}{boundary}{sign}\n\nbefore\n"
    between = f"\n--{boundary}\n".encode()
    end = f"\n--{boundary}--\nbehind\n".encode()
    return start.encode() + between.join([b"", *parts]) + end


PLAIN = [part(LONG.encode(), way=way) for way in ("8bit", "odd", "base64", "quoted-printable")]
INNER = of_parts(PLAIN[0], PLAIN[2], boundary="==b=1-inner", quoted=False)
MESSAGES = {
    **{f"alone {number}": plain for number, plain in enumerate(PLAIN)},
    "base64 in one line": part(LONG.encode(), way="one line"),
    "parts": of_parts(*PLAIN, part(b"short"), part(b"x", way="x-uuencode")),
    "parts in parts": of_parts(part(b"short"), INNER, PLAIN[3]),
    "a message in a message": of_parts(b"Content-Type: message/rfc822\n\n" + INNER, PLAIN[1]),
    "no end": of_parts(*PLAIN)[:-40],
    "nothing": of_parts(part(b"\n" * HEAD_BYTES)),
}


def leaves(message: Message) -> list[Message]:
    return [found for found in message.walk() if not found.is_multipart()]


@pytest.mark.parametrize("crlf", [False, True], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", MESSAGES)
def test_bodies_are_the_same_as_of_the_whole_message(tmp_path: Path, name: str, crlf: bool) -> None:
    data = HEADER.encode() + MESSAGES[name]
    file = tmp_path / "a.eml"
    file.write_bytes(data.replace(b"\n", b"\r\n") if crlf else data)
    whole = leaves(email.message_from_bytes(file.read_bytes()))
    mail = taken_apart(source_of(file, ReadOptions()))
    assert mail.left_out
    found = leaves(mail.message)
    assert [p.items() for p in found] == [p.items() for p in whole]
    for mine, theirs in zip(found, whole, strict=True):
        with mail.body(mine).open() as body:
            assert b"".join(iter(partial(body.read, 1000), b"")) == payload(theirs)


def test_lines_that_end_in_returns_alone_hide_no_part(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    data = HEADER.encode() + MESSAGES["parts"]
    file.write_bytes(data.replace(b"\n", b"\r"))
    mail = taken_apart(source_of(file, ReadOptions()))
    assert not mail.left_out
    assert len(leaves(mail.message)) == 6


def test_short_messages_are_taken_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(HEADER.encode() + part(b"short"))
    assert not taken_apart(source_of(file, ReadOptions())).left_out
