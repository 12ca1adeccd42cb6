# ruff: noqa: E501 (pages are easier to compare in long lines)
"""The title of a PDF document is its headline, and neither its masthead nor a running head."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF
from reading_verbs import read_file

STORY = (
    "The army said on Monday that its soldiers had killed twelve fighters near the town, and that "
    "two civilians were hurt when a shell fell on the market. "
)
Sized = list[tuple[int, str]]
PAGES: dict[str, tuple[Sized, str, str]] = {
    "running head": ([(16, "LRA kills seven in Haut-Uele")], "Congo Monitor, Vol. 4", "LRA kills seven in Haut-Uele"),
    "masthead": ([(32, "THE DAILY NEWS"), (9, "Friday, 3 May 2024"), (20, "Guerrillas kill five near Mutare as ministers refuse to talk")], "",
        "Guerrillas kill five near Mutare as ministers refuse to talk"),
    "masthead in Spanish, subheading": ([(40, "El País"), (9, "Sábado, 4 de mayo de 2024"), (22, "El ELN libera a doce rehenes en Arauca"),
        (13, "El gobierno celebra la entrega y pide un alto el fuego bilateral en toda la región")], "", "El ELN libera a doce rehenes en Arauca"),
    "masthead in French that runs along": ([(30, "LE SOLEIL"), (9, "N° 4521 - mardi 5 mars 2024"), (18, "Douze morts dans une attaque")], "LE SOLEIL",
        "Douze morts dans une attaque"),
    "masthead of one size with all": ([(10, "Bulletin Vol. 3 Issue 4"), (10, "Ten soldiers die in ambush at Macomia")], "", "Ten soldiers die in ambush at Macomia"),
    "report with its number": ([(9, "OCHA Situation Report No. 12"), (9, "3 May 2024"), (18, "Sudan: fighting in El Fasher displaces 40,000"), (12, "Highlights")], "",
        "Sudan: fighting in El Fasher displaces 40,000"),
    "headline of two lines": ([(24, "Massacre in Yelewata leaves more than two hundred people dead in one night")], "",
        "Massacre in Yelewata leaves more than two hundred people dead in one night"),
    "headline, subheading and byline": ([(24, "Massacre in Yelewata"), (14, "At least 200 people were killed when gunmen burned the village"), (10, "By Ann Karimi, 14 June 2025")], "",
        "Massacre in Yelewata"),
    "nothing but a running head": ([], "QUXIA SITUATION REPORT No. 12", "QUXIA SITUATION REPORT No. 12"),
}  # fmt: skip


def written(path: Path, sized: Sized, head: str) -> None:
    document = FPDF()
    for page in range(3):
        document.add_page()
        document.set_font("Helvetica", size=9)
        document.set_xy(10, 5)
        document.cell(0, 5, head)
        document.set_xy(10, 15)
        for size, text in [] if page else sized:
            document.set_font("Helvetica", size=size)
            document.multi_cell(0, size * 0.5, text, new_x="LMARGIN", new_y="NEXT")
        document.set_font("Helvetica", size=10)
        document.multi_cell(0, 5, "".join(f"Part {page}{n}. {STORY}" for n in range(4)))
    document.output(str(path))


def test_a_headline_is_a_paragraph_of_its_own_and_whole(tmp_path: Path) -> None:
    for name in (
        "headline of two lines",
        "headline, subheading and byline",
        "report with its number",
    ):
        sized, head, title = PAGES[name]
        written(tmp_path / "a.pdf", sized, head)
        (record,), _ = read_file(tmp_path / "a.pdf")
        assert title in record.article.text.split("\n\n"), name


def test_a_headline_as_long_as_the_lines_of_narrow_columns_is_not_joined_with_them(
    tmp_path: Path,
) -> None:
    document = FPDF(unit="pt", format="A4")
    document.add_page()
    document.set_font("helvetica", size=18)
    document.text(40, 60, "Three fronts, one week of war")
    document.set_font("helvetica", size=10)
    for number in range(10):
        document.text(40, 90 + 14 * number, f"the war of the week went on {number}")
    document.output(str(tmp_path / "a.pdf"))
    (record,), _ = read_file(tmp_path / "a.pdf")
    assert record.article.text.split("\n\n")[0] == "Three fronts, one week of war"


@pytest.mark.parametrize("name", PAGES)
def test_the_title_is_the_headline_of_the_first_page(tmp_path: Path, name: str) -> None:
    sized, head, title = PAGES[name]
    written(tmp_path / "a.pdf", sized, head)
    (record,), _ = read_file(tmp_path / "a.pdf")
    assert record.article.title == title
