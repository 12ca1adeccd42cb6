"""Bytes become text without a silent guess, and what is no text is refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import InputError
from annotator.intake.decode import LIMIT_BYTES, decode

TEXT = "Caf\u00e9 “Kabul” \U0001f469\u200d\U0001f469 طالبان\r\n"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_comes_through_whole(text: str) -> None:
    data = ("x" + text).encode()
    assert decode(data).text == "x" + text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_says_the_encoding(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + TEXT.encode(encoding))
    assert (decoded.text, decoded.note) == (TEXT, None)


@pytest.mark.parametrize(
    ("data", "text", "byte"),
    [(b"caf\xe9", "café", 3), (b"\x93q\x94", "“q”", 0), (b"ok \x80 5", "ok € 5", 3)],
)
def test_what_is_not_utf8_is_read_as_windows_1252_with_a_note(
    data: bytes, text: str, byte: int
) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, "cp1252")
    assert decoded.note is not None
    assert f"byte {byte} " in decoded.note


def test_utf16_without_a_mark_is_not_guessed() -> None:
    with pytest.raises(InputError, match="utf-16-le"):
        decode("Taliban took Kunduz".encode("utf-16-le"))


def test_a_named_encoding_is_used() -> None:
    assert decode("Кабул".encode("cp1251"), encoding="cp1251").text == "Кабул"


@pytest.mark.parametrize(
    ("data", "encoding", "reason"),
    [
        (b"caf\xe9", "utf-8", "not in utf-8 .byte 3"),
        (b"text", "klingon", "no text encoding named"),
        (b"text", "hex", "no text encoding named"),
        (b"a\x81b", None, "neither UTF-8 nor Windows-1252 .byte 1"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", None, "not in utf-16"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), None, "a PNG image"),
        (b"%PDF-1.7 words words", None, "a PDF document"),
        (b"PK\x03\x04 words", None, "a ZIP archive"),
        (bytes(range(256)) * 4, None, "no text file"),
        (b"words \xff and \x00 a null byte far between" * 3, None, "no text file"),
        (b"", None, "has no text"),
        (b" \n\t \r\n", None, "has no text"),
        ("\ufeff \u00a0\u2028".encode(), None, "has no text"),
        ("\u200b\u200d".encode(), None, "has no text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    data: bytes, encoding: str | None, reason: str
) -> None:
    with pytest.raises(InputError, match=reason):
        decode(data, encoding=encoding)


def test_a_stray_null_character_does_not_make_a_text_binary() -> None:
    assert decode(b"The Taliban took\x00 Kunduz on Sunday.").text.count("\x00") == 1


def test_a_file_beyond_the_limit_is_refused() -> None:
    with pytest.raises(InputError, match="bigger than 50 MB"):
        decode(bytes(LIMIT_BYTES + 1))
