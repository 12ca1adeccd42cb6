"""What readers of an OpenDocument text see, by its styles and fields."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from reading_verbs import read_file

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)
COMMON = (
    '<style:style style:name="Mark" style:family="text">'
    '<style:text-properties style:text-position="33% 58%"/></style:style>'
    '<style:style style:name="Secret" style:family="paragraph">'
    '<style:text-properties text:display="none"/></style:style>'
)


def style(name: str, properties: str, *, more: str = "", family: str = "text") -> str:
    inner = f"<style:text-properties {properties}/>" if properties else ""
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{inner}</style:style>'


AUTOMATIC = (
    style("Raised", 'style:text-position="super 58%"')
    + style("Based", "", more='style:parent-style-name="Mark"')
    + style("Lowered", 'style:text-position="sub 58%"')
    + style("Hidden", 'text:display="none"')
    + style("White", 'fo:color="#ffffff"')
    + style("OnDark", 'fo:color="#ffffff" fo:background-color="#000000"')
    + style("Signs", 'style:font-name="Symbol"')
)


def span(style: str, words: str) -> str:
    return f'<text:span text:style-name="{style}">{words}</text:span>'


def read(tmp_path: Path, *body: str, page: str = "") -> tuple[str, list[str]]:
    document = (
        f"<office:document-content {NAMES}><office:automatic-styles>{AUTOMATIC}"
        f"</office:automatic-styles><office:body><office:text>{''.join(body)}</office:text>"
        "</office:body></office:document-content>"
    )
    styles = f"<office:document-styles {NAMES}>{COMMON}{page}</office:document-styles>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", document)
        archive.writestr("styles.xml", styles)
    (tmp_path / "a.odt").write_bytes(data.getvalue())
    (record,), issues = read_file(tmp_path / "a.odt")
    return record.article.text, [issue.reason for issue in issues]


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        (f"Rebels killed 12{span('Raised', '1')} men.", "Rebels killed 12 [1] men."),
        (f"Rebels killed 12{span('Raised', '1,2')} men.", "Rebels killed 12 [1,2] men."),
        (f"Rebels killed 12{span('Based', '1')} men.", "Rebels killed 12 [1] men."),
        (f"On the 3{span('Raised', 'rd')} of May.", "On the 3rd of May."),
        (f"Over 40 km{span('Raised', '2')} burned.", "Over 40 km² burned."),
        (f"Much CO{span('Lowered', '2')} came.", "Much CO2 came."),
        (f"{span('Signs', '³')}20 fled.", "≥20 fled."),
    ],
)
def test_raised_marks_and_signs_are_what_they_mean(tmp_path: Path, words: str, seen: str) -> None:
    assert read(tmp_path, f"<text:p>{words}</text:p>") == (seen, [])


@pytest.mark.parametrize(
    "hidden",
    [
        span("Hidden", "99 dead "),
        span("White", "99 dead "),
        '<text:hidden-text text:is-hidden="true">99 dead</text:hidden-text>',
    ],
)
def test_words_nobody_sees_stay_out_with_a_note(tmp_path: Path, hidden: str) -> None:
    text, reasons = read(tmp_path, f"<text:p>The toll: {hidden}12 died.</text:p>")
    assert text == "The toll: 12 died."
    assert reasons == ["7 hidden characters were left out"]


@pytest.mark.parametrize(
    "hidden",
    [
        '<text:p text:style-name="Secret">99 dead</text:p>',
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>99 dead</text:p>',
        '<text:section text:display="none"><text:p>99 dead</text:p></text:section>',
        '<table:table><table:table-row table:visibility="collapse"><table:table-cell>'
        "<text:p>99 dead</text:p></table:table-cell></table:table-row></table:table>",
    ],
)
def test_paragraphs_nobody_sees_stay_out_with_a_note(tmp_path: Path, hidden: str) -> None:
    text, reasons = read(tmp_path, "<text:p>12 died.</text:p>", hidden, "<text:p>3 fled.</text:p>")
    assert text == "12 died.\n\n3 fled."
    assert reasons == ["7 hidden characters were left out"]


@pytest.mark.parametrize(
    ("body", "page"),
    [
        (f"<text:p>{span('OnDark', '12 died.')}</text:p>", ""),
        (
            "<table:table><table:table-row><table:table-cell><text:p>"
            f"{span('White', '12 died.')}</text:p></table:table-cell></table:table-row>"
            "</table:table>",
            "",
        ),
        (
            "<text:p><draw:frame><draw:text-box><text:p>"
            f"{span('White', '12 died.')}</text:p></draw:text-box></draw:frame></text:p>",
            "",
        ),
        (
            f"<text:p>{span('White', '12 died.')}</text:p>",
            '<style:page-layout><style:page-layout-properties fo:background-color="#000000"/>'
            "</style:page-layout>",
        ),
        ('<text:p><text:hidden-text text:is-hidden="false">12 died.</text:hidden-text></text:p>',
         ""),
    ],
)  # fmt: skip
def test_words_that_are_seen_stay_in(tmp_path: Path, body: str, page: str) -> None:
    assert read(tmp_path, body, page=page) == ("12 died.", [])


def test_a_note_stands_behind_its_mark(tmp_path: Path) -> None:
    note = (
        "<text:note><text:note-citation>2</text:note-citation><text:note-body>"
        f"<text:p>Two sources, 14{span('Raised', '3')}.</text:p></text:note-body></text:note>"
    )
    text, _ = read(tmp_path, f"<text:p>In Yida 12{note} died.</text:p>")
    assert text == "In Yida 12 [2: Two sources, 14 [3].] died."


def test_what_describes_a_picture_is_no_text(tmp_path: Path) -> None:
    picture = '<draw:frame><svg:desc xmlns:svg="urn:svg">A map of Yida</svg:desc></draw:frame>'
    assert read(tmp_path, f"<text:p>12 died.{picture}</text:p>")[0] == "12 died."
