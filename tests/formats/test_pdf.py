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
    raw = pdf()  # which holds the second in which it was made
    file.write_bytes(raw)
    assert kind_of(file) == "pdf"
    (record,), issues = read_file(file)
    assert losses(issues) == []
    assert record.article.text.split("\n\n") == [HEADLINE, FIRST, SECOND]
    assert record.article.title == HEADLINE
    assert record.article.raw == raw


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


def made(folder: Path, pages: list[list[tuple[float, float, str]]]) -> Path:
    """A document with lines at places, in points from the left and from the top."""
    document = FPDF(unit="pt", format="A4")
    document.set_auto_page_break(False)
    document.set_font("helvetica", size=10)
    for lines in pages:
        document.add_page()
        for x, y, line in lines:
            document.text(x, y, line)
    (folder / "a.pdf").write_bytes(bytes(document.output()))
    return folder / "a.pdf"


LONG = "On day {} the army said that {} soldiers had died near Quxtown and that the road was"


def test_what_runs_along_the_pages_is_set_apart_and_sentences_go_on_over_them(
    tmp_path: Path,
) -> None:
    pages = [
        [
            (40, 40, "QUXIA SITUATION REPORT No. 12"),
            *((40, 80 + 14 * n, LONG.format(10 * page + n, n)) for n in range(10)),
            *([(40, 240, "cut by the front.")] if page == 3 else []),
            (40, 800, f"Page {page} of 3"),
        ]
        for page in (1, 2, 3)
    ]
    (record,), issues = read_file(made(tmp_path, pages))
    lines = record.article.text.split("\n\n")
    assert lines[0] == "QUXIA SITUATION REPORT No. 12"
    assert len(lines) == 2
    assert "Page" not in lines[1]
    assert f"{LONG.format(19, 9)} {LONG.format(20, 0)}" in lines[1]
    assert "Page 2 of 3" in record.article.extra["running_lines"]
    assert issues[0].reason.startswith(
        "its running heads and feet were separated from its text: “Page 1 of 3”"
    )


LEFT = ("Rebels took the town of Quxtown on Friday", "after a fight of nine hours, the army",
        "said in a statement. Twelve soldiers died", "in the fight for the town, it said, and",
        "three villagers were hurt by a shell.")  # fmt: skip
RIGHT = ("The governor of Marvale said that 400", "families had left their homes since the",
         "week before, and that tents and flour", "had been sent. A spokesman for the front",
         "gave no name and no other word.")  # fmt: skip


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    rows = enumerate(zip(LEFT, RIGHT, strict=True))
    lines = [place for n, (a, b) in rows for place in ((40, 60 + 14 * n, a), (310, 60 + 14 * n, b))]
    (record,), _ = read_file(made(tmp_path, [lines]))
    assert record.article.text.replace("\n\n", " ") == " ".join((*LEFT, *RIGHT))


def test_a_table_of_two_columns_stays_by_rows(tmp_path: Path) -> None:
    rows = [("Quxtown", "12"), ("Marvale", "3"), ("Homs", "40"), ("Hama", "7"), ("Idlib", "1")]
    lines = [
        place
        for n, (a, b) in enumerate(rows)
        for place in ((40, 60 + 14 * n, a), (310, 60 + 14 * n, b))
    ]
    (record,), _ = read_file(made(tmp_path, [lines]))
    assert record.article.text.split() == [word for row in rows for word in row]


WEST = (
    "Rebels took the town of Quxtown on",
    "Friday after a fight of nine hours,",
    "the army said in a statement that it",
    "gave. Twelve soldiers died in the fight",
    "for the town and three villagers were",
    "hurt when a shell hit a farm.",
)
EAST = (
    "The governor of Marvale said that",
    "400 families had left their homes",
    "since the week before, and a spokes-",
    "man for the Iran-",
    "backed front gave no name to the",
    "radio on Monday.",
)
SAID = (
    "The governor of Marvale said that 400 families had left their homes since the week before, "
    "and a spokesman for the Iran-backed front gave no name to the radio on Monday."
)


def column(x: float, y: float, lines: tuple[str, ...]) -> list[tuple[float, float, str]]:
    return [(x, y + 14 * number, line) for number, line in enumerate(lines)]


@pytest.mark.parametrize(
    "page",
    [
        column(72, 100, WEST) + column(320, 100, EAST),
        column(72, 100, WEST) + column(320, 105, EAST),
        column(72, 100, (*WEST, *WEST[:5])) + column(320, 100, EAST),
    ],
)
def test_columns_are_read_one_after_the_other_wherever_their_lines_stand(
    tmp_path: Path, page: list[tuple[float, float, str]]
) -> None:
    (record,), _ = read_file(made(tmp_path, [page]))
    assert SAID in record.article.text
    assert " ".join(WEST) in record.article.text


def test_three_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = column(40, 100, WEST) + column(230, 100, EAST) + column(420, 100, WEST)
    (record,), _ = read_file(made(tmp_path, [page]))
    assert record.article.text.split("\n\n") == [" ".join(WEST), SAID, " ".join(WEST)]


def test_a_raised_mark_is_no_part_of_a_number(tmp_path: Path) -> None:
    document = FPDF(unit="pt")
    document.add_page()
    x = 72.0
    for words, size, rise in (("Rebels killed 12", 12, 0), ("2", 7, 4), (" soldiers.", 12, 0)):
        document.set_font("helvetica", size=size)
        document.text(x, 100 - rise, words)
        x += document.get_string_width(words)
    (tmp_path / "a.pdf").write_bytes(bytes(document.output()))
    (record,), _ = read_file(tmp_path / "a.pdf")
    assert record.article.text == "Rebels killed 12 [2] soldiers."


def test_heads_of_every_second_page_are_set_apart_and_sentences_are_not(tmp_path: Path) -> None:
    heads = ("SITUATION REPORT", "QUXIA DAILY")
    pages = [
        [
            (72.0, 40.0, f"{heads[number % 2]} {number}"),
            *column(72, 100, WEST[:5]),
            (72.0, 170.0, "that the road was cut."),
        ]
        for number in range(6)
    ]
    (record,), _ = read_file(made(tmp_path, pages))
    assert record.article.text.count("QUXIA DAILY") == 0
    assert record.article.text.count("that the road was cut.") == 6
