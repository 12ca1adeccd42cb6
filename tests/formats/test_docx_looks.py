"""What readers of a Word document see, by runs, paragraphs and styles."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from reading_verbs import read_file

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = (
    f"<w:styles {NAMES}>"
    '<w:style w:styleId="Raised"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:styleId="Note"><w:basedOn w:val="Raised"/></w:style>'
    '<w:style w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
)
WHITE = '<w:color w:val="FFFFFF"/>'
DARK = '<w:shd w:val="clear" w:fill="1F3864"/>'


def run(words: str, properties: str = "") -> str:
    text = f'<w:t xml:space="preserve">{words}</w:t>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{text}</w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def read(tmp_path: Path, *body: str, before: str = "") -> tuple[str, list[str]]:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        document = f"<w:document {NAMES}>{before}<w:body>{''.join(body)}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
        archive.writestr("word/styles.xml", STYLES)
    (tmp_path / "a.docx").write_bytes(data.getvalue())
    (record,), issues = read_file(tmp_path / "a.docx")
    return record.article.text, [issue.reason for issue in issues]


@pytest.mark.parametrize(
    "properties",
    [
        '<w:vertAlign w:val="superscript"/>',
        '<w:position w:val="6"/><w:sz w:val="14"/>',
        '<w:rStyle w:val="Raised"/>',
        '<w:rStyle w:val="Note"/>',
    ],
)
def test_a_raised_run_is_a_mark(tmp_path: Path, properties: str) -> None:
    text, _ = read(tmp_path, paragraph(run("Rebels killed 12"), run("2", properties), run(" men.")))
    assert text == "Rebels killed 12 [2] men."


def test_several_raised_marks_are_set_apart(tmp_path: Path) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    text, _ = read(tmp_path, paragraph(run("Rebels killed 12"), run("1,2", raised), run(" men.")))
    assert text == "Rebels killed 12 [1,2] men."


@pytest.mark.parametrize("properties", ["<w:vanish/>", '<w:rStyle w:val="Hidden"/>', WHITE])
def test_a_run_nobody_sees_stays_out_with_a_note(tmp_path: Path, properties: str) -> None:
    text, reasons = read(
        tmp_path, paragraph(run("The toll: "), run("99 dead ", properties), run("12 died."))
    )
    assert text == "The toll: 12 died."
    assert reasons == ["8 hidden characters were left out"]


def test_a_paragraph_in_a_hidden_style_stays_out(tmp_path: Path) -> None:
    hidden = paragraph(run("99 dead"), properties='<w:pStyle w:val="Hidden"/>')
    text, _ = read(tmp_path, paragraph(run("12 died.")), hidden, paragraph(run("3 fled.")))
    assert text == "12 died.\n\n3 fled."


def test_a_hidden_mark_at_the_end_of_a_paragraph_hides_no_words(tmp_path: Path) -> None:
    text, _ = read(tmp_path, paragraph(run("12 died."), properties="<w:rPr><w:vanish/></w:rPr>"))
    assert text == "12 died."


@pytest.mark.parametrize(
    ("body", "before"),
    [
        (paragraph(run("12 died.", WHITE + DARK)), ""),
        (paragraph(run("12 died.", WHITE), properties=DARK), ""),
        (paragraph(run("12 died.", WHITE + '<w:highlight w:val="black"/>')), ""),
        (paragraph(run("12 died.", WHITE)), '<w:background w:color="000000"/>'),
        (
            f"<w:tbl><w:tr><w:tc><w:tcPr>{DARK}</w:tcPr>{paragraph(run('12 died.', WHITE))}"
            "</w:tc></w:tr></w:tbl>",
            "",
        ),
        (
            '<w:tbl><w:tblPr><w:tblStyle w:val="GridTable5Dark"/></w:tblPr><w:tr><w:tc>'
            f"{paragraph(run('12 died.', WHITE))}</w:tc></w:tr></w:tbl>",
            "",
        ),
    ],
)
def test_white_words_on_a_dark_ground_stay_in(tmp_path: Path, body: str, before: str) -> None:
    text, reasons = read(tmp_path, body, before=before)
    assert text == "12 died."
    assert reasons == []


def test_letters_in_the_symbol_font_are_its_signs(tmp_path: Path) -> None:
    font = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    text, _ = read(tmp_path, paragraph(run("³", font), run("20 men at 45"), run("°", font)))
    assert text == "≥20 men at 45°"
