"""PDF documents give their text, with lines joined that the page had broken."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from document_samples import FIRST, HEADLINE, SECOND, pdf
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter
from reading_verbs import kind_of, losses, read_file

from annotator.formats.office.pdf import paragraphs_of


def test_paragraphs_are_whole_again(tmp_path: Path) -> None:
    file = tmp_path / "a.dat"
    file.write_bytes(pdf())
    assert kind_of(file) == "pdf"
    (record,), issues = read_file(file)
    assert losses(issues) == []
    assert record.article.text.split("\n\n") == [HEADLINE, FIRST, SECOND]
    assert record.article.title == HEADLINE
    assert record.article.raw == pdf()


def test_a_locked_document_is_refused(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    file = tmp_path / "a.pdf"
    with file.open("wb") as out:
        writer.write(out)
    assert losses(read_file(file)[1]) == ["it is locked with a password; save it without one"]


def test_pictures_of_pages_are_refused(tmp_path: Path) -> None:
    document = FPDF()
    document.add_page()
    file = tmp_path / "a.pdf"
    file.write_bytes(bytes(document.output()))
    (reason,) = losses(read_file(file)[1])
    assert reason.startswith("its pages are pictures without text")


@pytest.mark.parametrize("size", [9, 200, 700])
def test_a_cut_document_is_refused_or_read(tmp_path: Path, size: int) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf()[:size])
    records, issues = read_file(file)
    assert records or losses(issues)


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["The fighters were moved to the", "next town on Monday.", "Then"], 2),
        (["Two thousand sol-", "diers left."], 1),
        (["A headline", "", "The first paragraph of it."], 2),
        (["He said so.", "She did not."], 2),
    ],
)
def test_lines_are_joined_in_case_of_need_alone(lines: list[str], paragraphs: int) -> None:
    assert len(paragraphs_of(lines)) == paragraphs


def test_a_word_that_was_parted_is_one_again() -> None:
    assert paragraphs_of(["Two thousand sol-", "diers left."]) == ["Two thousand soldiers left."]
