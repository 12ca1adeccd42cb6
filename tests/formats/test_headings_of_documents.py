# ruff: noqa: E501 (documents are easier to read in long lines)
"""Documents with headings: asked whether each begins an article, split where a person says so."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import docx
import pytest
from reading_verbs import losses, read_file

EVENTS = [
    ("Mali: 20 killed at wedding", "Gunmen killed 20 people at a wedding in Djiguibombo."),
    ("Нигер: засада у Тиллии", "Шесть солдат погибли 3 июня 2024 года."),
    ("تشاد: تمرد", "قتل جنديان في نجامينا."),
]
TITLE = "Weekly bulletin"
Levels = list[tuple[int, str]]
FLAT: Levels = [(0, TITLE), *((level, text) for event in EVENTS for level, text in zip((1, 0), event, strict=True))]  # fmt: skip
# Two days, each of which has a heading above those of its events.
NESTED: Levels = [(1, "Monday"), *FLAT[1:3], (1, "Tuesday"), *FLAT[3:]]
NESTED = [(2 if line in dict(EVENTS) else level, line) for level, line in NESTED]


def as_docx(lines: Levels) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for level, line in lines:
        if level:
            document.add_heading(line, level)
        else:
            document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def as_docx_of_google(lines: Levels) -> bytes:
    """Its styles have the names of headings and say nothing of their level."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_docx(lines))) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            if name == "word/styles.xml":
                for level in range(9):
                    data = data.replace(f'<w:outlineLvl w:val="{level}"/>'.encode(), b"")
            made.writestr(name, data)
    return out.getvalue()


def as_odt(lines: Levels) -> bytes:
    space = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    body = "".join(
        f'<text:h text:outline-level="{level}">{line}</text:h>' if level else f"<text:p>{line}</text:p>"
        for level, line in lines
    )  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"<office:document-content {office} {space}><office:body><office:text>{body}</office:text></office:body></office:document-content>")  # fmt: skip
    return out.getvalue()


def as_rtf_of_word(lines: Levels) -> bytes:
    styles = "".join(
        rf"{{\s{n}\ql \li0\ri0\sb240\keep\keepn\widctlpar\outlinelevel{n - 1}\rin0 \rtlch\fcs1 \ab\af0 \ltrch\fcs0 \b\fs32 \sbasedon0 \snext0 \slink1{n} \sqformat heading {n};}}"
        for n in (1, 2)
    )
    sheet = rf"{{\stylesheet{{\ql \li0\widctlpar \snext0 Normal;}}{styles}{{\*\cs10 \additive Default Paragraph Font;}}{{\s3\ql \sbasedon0 \snext3 toc 1;}}}}"
    return in_rtf(
        sheet,
        (
            rf"\pard\plain \ltrpar\s{level}\ql \sb240\outlinelevel{level - 1}\rin0 {{\rtlch\fcs1 \ltrch\fcs0 \b {escaped(line)}}}{{\rtlch \par }}"
            if level
            else rf"\pard\plain \ltrpar\ql \li0 {{\rtlch {escaped(line)}\par }}"
            for level, line in lines
        ),
    )


def as_rtf_of_libreoffice(lines: Levels) -> bytes:
    """Its paragraphs have the number of a style alone."""
    sheet = r"{\stylesheet{\s0\snext0\ql Default Paragraph Style;}{\s15\sbasedon0\snext16 Heading;}{\s17\sbasedon15\snext16\b Heading 1;}{\s18\sbasedon15\snext16\b Heading 2;}}"
    return in_rtf(
        sheet,
        (
            rf"\pard\plain \s{16 + level if level else 0}\ql\ltrpar{{{escaped(line)}}}" + "\n\\par "
            for level, line in lines
        ),
    )


def in_rtf(sheet: str, paragraphs: Iterable[str]) -> bytes:
    fonts = r"{\fonttbl{\f0\froman Times New Roman;}}"
    return (
        r"{\rtf1\ansi\ansicpg1252\uc1\deff0" + fonts + sheet + "".join(paragraphs) + "}"
    ).encode()


def escaped(line: str) -> str:
    return "".join(char if char < "\x80" else rf"\u{ord(char)}?" for char in line)


FORMS = {
    "a.docx": as_docx,
    "google.docx": as_docx_of_google,
    "a.odt": as_odt,
    "word.rtf": as_rtf_of_word,
    "libreoffice.rtf": as_rtf_of_libreoffice,
}


@pytest.mark.parametrize("form", FORMS)
def test_a_document_with_headings_is_one_article_and_is_asked_about(
    tmp_path: Path, form: str
) -> None:
    (tmp_path / form).write_bytes(FORMS[form](FLAT))
    (record,), issues = read_file(tmp_path / form)
    assert losses(issues) == []
    assert record.article.text.startswith(TITLE)
    assert [issue.reason for issue in issues] == [
        "it came in as one article, and has 3 headings such as “Mali: 20 killed at wedding”: if "
        "each begins an article, say “Heading 1” as the words that begin one"
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", ["Heading 1", "heading 1", "Überschrift 1", "Заголовок 1"])
def test_it_is_split_at_the_headings_that_a_person_names(
    tmp_path: Path, form: str, words: str
) -> None:
    (tmp_path / form).write_bytes(FORMS[form](FLAT))
    records, issues = read_file(tmp_path / form, split_at=words)
    assert losses(issues) == []
    articles = [record.article for record in records]
    assert [(a.title, a.text) for a in articles] == [(h, f"{h}\n\n{text}") for h, text in EVENTS]
    assert articles[0].extra["cover"] == TITLE


@pytest.mark.parametrize("form", FORMS)
def test_a_heading_above_those_named_belongs_to_what_follows_it(tmp_path: Path, form: str) -> None:
    (tmp_path / form).write_bytes(FORMS[form](NESTED))
    records, _ = read_file(tmp_path / form, split_at="Heading 2")
    assert [(r.article.title, r.article.extra.get("head")) for r in records] == [
        (EVENTS[0][0], "Monday"), (EVENTS[1][0], "Tuesday"), (EVENTS[2][0], None)
    ]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_two_headings_are_not_asked_about(tmp_path: Path, form: str) -> None:
    (tmp_path / form).write_bytes(FORMS[form](FLAT[:5]))
    assert read_file(tmp_path / form)[1] == []
