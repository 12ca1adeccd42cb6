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
    assert losses(read_file(tmp_path / "b.docx", kind="docx")[1]) == ["it is no Word document"]


def test_the_library_reads_what_the_sample_holds() -> None:
    with zipfile.ZipFile(io.BytesIO(word())) as packed:
        assert "word/document.xml" in packed.namelist()
    assert docx.Document(io.BytesIO(word())).paragraphs[1].text == FIRST
