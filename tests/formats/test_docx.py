"""Word documents come in as they look on the page."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from document_samples import FIRST, HEADLINE, SECOND, archive, word
from reading_verbs import kind_of, losses, read_file

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body(inner: str) -> bytes:
    xml = f'<?xml version="1.0"?><w:document {W}><w:body>{inner}</w:body></w:document>'
    return archive(("[Content_Types].xml", b"<x/>"), ("word/document.xml", xml.encode()))


def lines(tmp_path: Path, data: bytes) -> list[str]:
    file = tmp_path / "a.docx"
    file.write_bytes(data)
    (record,), issues = read_file(file)
    assert losses(issues) == []
    return record.article.text.split("\n\n")


def test_paragraphs_headings_and_table_rows_are_lines(tmp_path: Path) -> None:
    assert lines(tmp_path, word()) == [HEADLINE, FIRST, "Kunduz\t3 killed", SECOND]


def test_its_properties_are_facts(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(word())
    assert kind_of(file) == "docx"
    (record,), _ = read_file(file)
    assert record.article.title == HEADLINE
    assert record.article.extra == {"file": "a.bin", "author": "Ann Writer"}


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        (
            "<w:p><w:r><w:t>A </w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>",
            ["A new"],
        ),
        (
            "<w:p><w:r><w:t>A</w:t><w:br/><w:t>B</w:t><w:tab/><w:t>C</w:t></w:r></w:p>",
            ["A", "B\tC"],
        ),
        (
            "<w:p><w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:r><w:t>A</w:t></w:r></w:p>",
            ["A"],
        ),
        (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>"
            "<w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
            ["A B"],
        ),
    ],
)
def test_what_is_on_the_page_is_read(tmp_path: Path, inner: str, wanted: list[str]) -> None:
    assert [line for part in lines(tmp_path, body(inner)) for line in part.split("\n")] == wanted


def test_declared_entities_are_refused(tmp_path: Path) -> None:
    xml = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'
    file = tmp_path / "a.docx"
    file.write_bytes(archive(("[Content_Types].xml", b"<x/>"), ("word/document.xml", xml)))
    (reason,) = losses(read_file(file)[1])
    assert "declares entities" in reason


def test_what_is_named_so_and_is_not_is_refused(tmp_path: Path) -> None:
    for name, data in (("a.docx", b"no archive"), ("b.docx", archive(("x.txt", b"A")))):
        (tmp_path / name).write_bytes(data)
    assert losses(read_file(tmp_path / "a.docx")[1]) == ["it is a damaged archive"]
    assert losses(read_file(tmp_path / "b.docx", kind="docx")[1]) == [
        "it is not a Word document; open it, save it as .docx and import that"
    ]


def test_the_library_reads_what_the_sample_holds() -> None:
    with zipfile.ZipFile(io.BytesIO(word())) as packed:
        assert "word/document.xml" in packed.namelist()
    assert docx.Document(io.BytesIO(word())).paragraphs[1].text == FIRST


RUN = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
RAISED = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{}</w:t></w:r>"
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>"


def sign(font: str, code: str) -> str:
    return f"<w:r><w:sym w:font='{font}' w:char='{code}'/></w:r>"


@pytest.mark.parametrize(
    ("runs", "wanted"),
    [
        (RUN.format("and 12") + RAISED.format("2") + RUN.format(" men"), "and 12 [2] men"),
        (RUN.format("over 5 km") + RAISED.format("2"), "over 5 km²"),
        (RUN.format("the 2") + RAISED.format("nd") + RUN.format(" time"), "the 2nd time"),
        (RUN.format("It was 45") + sign("Symbol", "F0B0") + RUN.format("C"), "It was 45°C"),
        (sign("Symbol", "F0B3") + RUN.format("20 men"), "≥20 men"),
        (RUN.format("45\uf0b0C"), "45°C"),
        (sign("Example", "F0FE") + RUN.format("20 men"), "\ufffd20 men"),
    ],
)
def test_raised_marks_and_signs_of_fonts_are_what_they_mean(
    tmp_path: Path, runs: str, wanted: str
) -> None:
    assert lines(tmp_path, body(f"<w:p>{runs}</w:p>")) == [wanted]


def test_hidden_text_stays_out_and_is_counted(tmp_path: Path) -> None:
    runs = RUN.format("The toll: ") + HIDDEN.format("99 dead") + RUN.format(" 12 died.")
    (tmp_path / "a.docx").write_bytes(body(f"<w:p>{runs}</w:p>"))
    (record,), issues = read_file(tmp_path / "a.docx")
    assert record.article.text == "The toll: 12 died."
    assert [i.reason for i in issues] == ["7 hidden characters were left out"]


def test_the_day_and_title_of_a_file_are_not_those_of_its_article(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(HEADLINE)
    document.add_paragraph(FIRST)
    document.core_properties.title = "Scan 12"
    document.save(str(tmp_path / "a.docx"))
    (record,), _ = read_file(tmp_path / "a.docx")
    article = record.article
    assert (article.title, article.published) == (HEADLINE, None)
    assert article.extra["document_title"] == "Scan 12"
