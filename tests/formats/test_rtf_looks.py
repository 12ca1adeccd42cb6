"""What readers of rich text see: raised marks, hidden and deleted words, signs, cells, notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_verbs import read_file

HEAD = (
    r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0 Times New Roman;}{\f1\fcharset2 Symbol;}"
    r"{\f2\fnil\fcharset2\fprq2 Wingdings;}{\f3\fcharset204 Arial;}}{\info{\title Doc}}"
)


def read(tmp_path: Path, words: str) -> tuple[str, list[str]]:
    (tmp_path / "a.rtf").write_bytes((HEAD + words + "}").encode("ascii"))
    (record,), issues = read_file(tmp_path / "a.rtf")
    return record.article.text, [issue.reason for issue in issues]


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        (r"In Bor 12{\super 1} men died.", "In Bor 12 [1] men died."),
        (r"In Bor 12\super 1\nosupersub  men died.", "In Bor 12 [1] men died."),
        (r"In Bor 12{\fs16\up6 1,2} men died.", "In Bor 12 [1,2] men died."),
        (r"In Bor 12{\super\u8224\'86} men died.", "In Bor 12 [†] men died."),
        (r"In Bor 12{\super{\b 1}{\i ,2}} men died.", "In Bor 12 [1,2] men died."),
        (r"And 3{\up6\fs16 2} km away.", "And 3 [2] km away."),
        (r"Over 40 km{\super 2} burned.", "Over 40 km² burned."),
        (r"On the 3{\super rd} of May.", "On the 3rd of May."),
        (r"To{\super \u1076?}ma came.", "Toдma came."),
        (r"Much CO{\sub 2} came.", "Much CO2 came."),
        (r"Much CO{\dn4 2} came.", "Much CO2 came."),
        (r"A line {\up1 a} bit up.", "A line a bit up."),
        (r"{\f1\'b3}20 fled at 40{\f1\'b0}C.", "≥20 fled at 40°C."),
        (r"{\f1\u-3917?}20 fled.", "≥20 fled."),
        (r"{\f2\'fc} Done.", "✓ Done."),
        (r"{\f1 a}{\f3\'c2 }\'c3\'f0.", "αВ Гр."),
        (r"\u1050?\u1080?\u1077?\u1074? and {\uc0\u1050\u1080} fell.", "Киев and Ки fell."),
        (r"A {\bin3 }{\}set of \{braces\} and a | bar.", "A set of {braces} and a | bar."),
    ],
)
def test_raised_marks_and_signs_are_what_they_mean(tmp_path: Path, words: str, seen: str) -> None:
    assert read(tmp_path, words) == (seen, [])


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (r"The toll: {\v 99 dead }12 died.", "hidden"),
        (r"The toll: {\v 99 {\b dead} }12 died.", "hidden"),
        (r"The toll: \v 99 dead \v0 12 died.", "hidden"),
        (r"The toll: \v 99 dead \plain 12 died.", "hidden"),
        (r"The toll: {\v\u1050?99\'c2 dead }12 died.", "hidden"),
        (r"The toll: {\deleted\revauthdel1 99 dead }{\revised 12} died.", "deleted"),
    ],
)
def test_words_nobody_sees_stay_out_with_a_note(tmp_path: Path, words: str, what: str) -> None:
    text, reasons = read(tmp_path, words)
    assert text == "The toll: 12 died."
    assert reasons == [f"text that is {what} in it was left out"]


def test_a_row_of_a_table_is_a_line_of_cells_with_tabs(tmp_path: Path) -> None:
    rows = "".join(
        rf"\trowd\cellx1000\cellx2000\pard\intbl {place}\cell {count}\cell\row" "\n"
        for place, count in (("Place", "Killed"), (r"Bor\par town", "12"))
    )
    text, _ = read(tmp_path, rf"The toll.\par {rows}\pard The | last.\par")
    assert text.split("\n") == ["The toll.", "Place\tKilled", "Bor town\t12", "The | last."]


def test_a_footnote_stands_behind_its_mark(tmp_path: Path) -> None:
    note = r"{\super\chftn{\footnote\pard\plain {\super\chftn} Two sources.\par}}"
    text, _ = read(tmp_path, rf"In Bor 12{note} men died.")
    assert text == "In Bor 12 [ Two sources. ] men died."
