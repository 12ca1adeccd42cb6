"""Bytes become text without a silent guess, and what is no text is refused."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_verbs import read_file

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


ARABIC = "قال مسؤول محلي إن ما لا يقل عن 12 شخصا قتلوا في غارة جوية على مدينة حلب يوم الثلاثاء."
RUSSIAN = (
    "Российские войска заняли деревню под Харьковом. По его словам, погибли не менее 12 человек."
)
HEBREW = "לפחות 12 בני אדם נהרגו בתקיפה אווירית ביום שלישי, כך מסר משרד הבריאות."
GREEK = "Τουλάχιστον 12 άνθρωποι σκοτώθηκαν σε αεροπορική επιδρομή την Τρίτη."
CHINESE = "星期二，坎大哈附近的一次袭击造成至少十二名士兵死亡，三十人受伤。"
POLISH = "Co najmniej 12 żołnierzy zginęło we wtorek w ataku na bazę pod Łuckiem."
TURKISH = "Salı günü Şırnak'ta düzenlenen saldırıda en az 12 kişi öldü, 30 kişi yaralandı."
CZECH = (
    "Nejméně dvanáct lidí zemřelo při úterním útoku na město. Třicítka byla zraněna, šest těžce."
)
HUNGARIAN = "Legalább tizenkét katona meghalt a keddi támadásban. Több nő is."
NORWEGIAN = "Minst tolv soldater ble drept, opplyser forsvarsdepartementet i går, sier Kjær."
ENGLISH = "The Taliban’s spokesman said “dozens” of soldiers were killed near Kunduz on Tuesday."
FRENCH = "Au moins douze soldats ont été tués mardi près de Gao, a annoncé le ministère."
SPANISH = "Al menos doce soldados murieron cerca de Bogotá. Otros treinta, en la región de Nariño."


@pytest.mark.parametrize("times", [1, 2000])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "cp1256"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (HEBREW, "cp1255"),
        (GREEK, "cp1253"),
        (CHINESE, "gb18030"),
        (POLISH, "cp1250"),
        (TURKISH, "cp1254"),
        (CZECH, "cp1250"),
        (HUNGARIAN, "cp1250"),
        (NORWEGIAN, "cp1252"),
        (ENGLISH, "cp1252"),
        (FRENCH, "cp1252"),
        (SPANISH, "cp1252"),
        (ENGLISH, "utf-16-le"),
        (ARABIC, "utf-16-be"),
        (RUSSIAN, "utf-16-le"),
    ],
)
def test_an_encoding_is_guessed_from_the_letters_with_a_note_that_names_it(
    text: str, encoding: str, times: int
) -> None:
    decoded = decode(((text + "\n") * times).encode(encoding))
    assert decoded.text == (text + "\n") * times
    assert decoded.note is not None
    assert encoding.removeprefix("cp").upper().replace("_", "-") in decoded.note


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("windows-1251", "cp1251"),
        ('"KOI8-R"', "koi8-r"),
        ("iso-8859-1", "cp1252"),
        ("gb2312", "gb18030"),
        ("iso-2022-jp", "iso2022_jp"),
    ],
)
def test_what_a_document_declares_is_believed_in_silence(declared: str, encoding: str) -> None:
    text = {"cp1252": "“café”", "gb18030": CHINESE, "iso2022_jp": "国防省"}.get(
        encoding, "вода и лёд"
    )
    decoded = decode(text.encode(encoding), declared=declared)
    assert (decoded.text, decoded.encoding, decoded.note) == (text, encoding, None)


@pytest.mark.parametrize(
    "declared", ["iso-8859-1", "windows-1251", "utf-16", "utf-7", "klingon", ""]
)
def test_utf8_is_utf8_whatever_is_declared(declared: str) -> None:
    assert decode(TEXT.encode(), declared=declared).text == TEXT


@pytest.mark.parametrize("declared", ["utf-8", "shift_jis", "klingon", "hex", "\x00", "rot13"])
def test_a_declaration_that_is_wrong_is_said(declared: str) -> None:
    decoded = decode((ENGLISH + " caf\u00e9 \u00ff").encode("cp1252"), declared=declared)
    assert decoded.encoding == "cp1252"
    assert "it says that it is in" in (decoded.note or "")


def test_what_a_person_says_comes_before_what_the_document_says() -> None:
    assert decode("Кабул".encode("cp1251"), declared="cp1252", encoding="cp1251").text == "Кабул"


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
        (bytes(range(256)) * 4, None, "not a text file"),
        (b"words \xff and \x00 a null byte far between" * 3, None, "not a text file"),
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


SENTENCE = "Боевики захватили посёлок Ясное, сообщил штаб. Погибли 12 солдат.\n"


@pytest.mark.parametrize("encoding", [None, "utf-8"])
def test_one_bad_byte_loses_no_other_character_and_is_named(encoding: str | None) -> None:
    data = (SENTENCE * 3).encode() + b"The army\x92s men left.\n" + SENTENCE.encode()
    decoded = decode(data, encoding=encoding)
    assert decoded.text == SENTENCE * 3 + "The army’s men left.\n" + SENTENCE
    place = data.index(b"\x92")
    assert decoded.note == f"it is UTF-8, and it is damaged: byte {place} cannot be decoded"


def test_bytes_that_are_no_sign_of_windows_are_shown_as_damage() -> None:
    decoded = decode((SENTENCE * 2).encode() + b"x\xff\xfey")
    assert decoded.text == SENTENCE * 2 + "x\ufffd\ufffdy"
    assert "damaged in 2 places" in str(decoded.note)


@pytest.mark.parametrize("text", [SENTENCE + "посёло", "They’d hold the “red line” at Sangé"])
def test_an_end_that_is_cut_within_a_character_is_named(text: str) -> None:
    data = text.encode()[:-1]
    decoded = decode(data)
    assert decoded.text == text[:-1] + "\ufffd"
    last = len(data) - 1
    assert decoded.note == f"it is UTF-8, and its end is cut off: byte {last} cannot be decoded"


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("They’d hold the “red line” – the army’s café in Zürich.", "mac-roman", "Mac Roman"),
        ("Colonel Ratko Perić and Goran Vučić met Miloš Đurić in Foča.", "cp1250", "Windows-1250"),
        ("Le prix est de 5 € ; l'armée a tué trois hommes à Kidal, au cœur du Mali.", "iso8859-15",
         "ISO8859-15"),
        ("Cолдаты ушли из Ясного.", "cp1251", "Windows-1251"),
        ("Солдаты ушли из Ясного, сообщил штаб в понедельник.", "mac-cyrillic", "Mac Cyrillic"),
    ],
)  # fmt: skip
def test_encodings_that_few_letters_tell_apart_are_told(
    text: str, encoding: str, name: str
) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert name in str(decoded.note)


def test_a_damaged_file_keeps_its_bytes(tmp_path: Path) -> None:
    data = SENTENCE.encode() + b"army\x92s\n"
    (tmp_path / "a.txt").write_bytes(data)
    (record,), _ = read_file(tmp_path / "a.txt")
    assert record.article.raw == data


def test_a_large_damaged_file_is_read_as_a_small_one_is(tmp_path: Path) -> None:
    data = (SENTENCE * 2000).encode() + b"army\x92s\n"
    (tmp_path / "a.txt").write_bytes(data)
    (record,), _ = read_file(tmp_path / "a.txt")
    assert record.article.text == SENTENCE * 2000 + "army’s\n"


LINES = (
    "คนร้ายวางระเบิดที่จังหวัดยะลาทหารเสียชีวิตสองนาย",
    "缅甸军方空袭一村庄，造成至少27人死亡。",
    "ミャンマー北部で戦闘が続き、少なくとも十二人が死亡した。",
    "미얀마 샨주에서 교전이 벌어져 군인 열두 명이 숨졌다.",
    "በአማራ ክልል በተፈጸመ ጥቃት አርባ አምስት ሰዎች ተገደሉ።",
    "কক্সবাজারে নৌকাডুবিতে একশ কুড়ি জন নিহত হয়েছেন।",
    "В Вовчанске убит полицейский.",
    "Wieś Żuki: żołnierze zabili 3 osoby.",
    "Trois morts à Gao, dit l’armée.",
)


@pytest.mark.parametrize("line", LINES, ids=lambda line: str(line[:6]))
def test_one_byte_lost_changed_or_put_in_loses_only_the_character_it_hits(line: str) -> None:
    data = line.encode()
    for at in range(len(data)):
        for damaged in (
            data[:at] + data[at + 1 :],
            data[:at] + b"\x92" + data[at + 1 :],
            data[:at] + b"\xff" + data[at:],
        ):
            if _is_utf8(damaged):
                continue
            decoded = decode(damaged)
            assert decoded.encoding == "utf-8", (at, decoded.text)
            assert (decoded.is_mended and "damaged" in str(decoded.note)) or "cut" in str(
                decoded.note
            )
            before = len(data[:at].decode("utf-8", "ignore"))
            assert decoded.text.startswith(line[: max(0, before - 1)])
            assert decoded.text.endswith(line[before + 2 :])


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_rows_of_latin1_do_not_lose_the_row_of_utf8() -> None:
    cyrillic = "В Грозном убит полицейский.\n"
    decoded = decode(cyrillic.encode() + "La guerrilla negó, según García.\n".encode("latin-1"))
    assert decoded.text == cyrillic + "La guerrilla neg\ufffd, seg\ufffdn Garc\ufffda.\n"


def test_the_second_byte_of_a_letter_is_not_taken_for_a_quote() -> None:
    data = (SENTENCE + "В бою").encode().replace(b"\n\xd0", b"\n")
    assert data[len(SENTENCE.encode())] == 0x92
    assert decode(data).text == SENTENCE + "\ufffd бою"


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, b""])
def test_utf16_of_which_the_last_byte_is_cut_off_is_read_and_told(mark: bytes) -> None:
    decoded = decode((mark + SENTENCE.encode("utf-16-le"))[:-1])
    assert decoded.text == SENTENCE[:-1] + "\ufffd"
    assert str(decoded.note).startswith("it is UTF-16, and its end is cut off: byte ")
    assert decoded.is_mended


def test_utf16_that_lost_a_byte_within_is_refused_rather_than_read_wrongly() -> None:
    data = codecs.BOM_UTF16_LE + (SENTENCE * 3).encode("utf-16-le")
    with pytest.raises(InputError, match="not in utf-16"):
        decode(data[:101] + data[102:])


def test_text_in_another_encoding_is_not_taken_for_damaged_utf8() -> None:
    for text, encoding in (
        ("中国军队在边境演习，造成两人受伤。", "gb18030"),
        ("ทหารเสียชีวิตสองนาย บาดเจ็บสามนาย ที่จังหวัดยะลา", "cp874"),
        ("戦闘が続き、少なくとも十二人が死亡した。", "euc_jp"),
        ("Le « CAFÉ» et l’été.", "cp1252"),
    ):
        assert decode(text.encode(encoding)).encoding != "utf-8", encoding
