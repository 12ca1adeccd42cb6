"""Headings, lists and short lines in the story of a page come in, each in its place."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from reading_verbs import read_file

from annotator.formats.web.html_lines import PageLines
from annotator.formats.web.story import completed

LEAD = (
    "Violence rose again across the central Sahel last week, with attacks in four countries "
    "reported by local monitors and by the press agencies."
)
MALI = (
    "Gunmen on motorcycles killed twenty people at a wedding in Djiguibombo on Monday evening, "
    "according to the mayor of Bandiagara, who said the number could grow."
)
BURKINA = (
    "More than one hundred soldiers were reported killed at the base in Mansila, which the army "
    "has neither confirmed nor denied since."
)
CHAD = (
    "Shots were heard near the presidency on Wednesday evening; officials said that a soldier had "
    "made an error while handling a weapon."
)
TOLL = "<ul><li>Killed: 107</li><li>Missing: 7</li></ul>"


def lines_of(tmp_path: Path, body: str) -> list[str]:
    file = tmp_path / "a.html"
    file.write_text(f"<html><head><title>Weekly roundup</title></head><body>{body}</body></html>")
    (record,), _ = read_file(file)
    return record.article.text.split("\n\n")


def sections(heading: str) -> str:
    return (
        f"<p>{LEAD}</p><{heading}>Mali</{heading}><p>{MALI}</p>"
        f"<{heading}>Burkina Faso</{heading}><p>{BURKINA}</p>{TOLL}"
        f"<{heading}>Chad</{heading}><p>{CHAD}</p>"
    )


STORY = [LEAD, "Mali", MALI, "Burkina Faso", BURKINA, "Killed: 107", "Missing: 7", "Chad", CHAD]


@pytest.mark.parametrize("heading", ["h2", "h3", "h4", "h6", "p"])
def test_headings_and_lists_stay_where_a_page_marks_no_article(
    tmp_path: Path, heading: str
) -> None:
    assert lines_of(tmp_path, f"<h1>Weekly roundup</h1>{sections(heading)}")[1:] == STORY


def test_headings_and_lists_of_a_message_in_html_stay(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = "Weekly roundup", "ann@sahelwatch.example"
    message.set_content(f"<html><body><div>{sections('h2')}</div></body></html>", subtype="html")
    file = tmp_path / "a.eml"
    file.write_bytes(message.as_bytes())
    (record,), _ = read_file(file)
    assert [line for line in record.article.text.split("\n") if line in STORY] == STORY


def test_the_heading_of_the_first_section_stays(tmp_path: Path) -> None:
    body = f"<h1>Weekly roundup</h1><h3>Mali</h3><p>{MALI}</p><h3>Chad</h3><p>{CHAD}</p>"
    assert lines_of(tmp_path, body) == ["Weekly roundup", "Mali", MALI, "Chad", CHAD]


def test_a_list_that_ends_a_story_stays(tmp_path: Path) -> None:
    assert lines_of(tmp_path, f"<h2>Mali</h2><p>{MALI}</p><p>{BURKINA}</p>{TOLL}")[-2:] == [
        "Killed: 107",
        "Missing: 7",
    ]


def test_each_entry_of_a_live_page_keeps_its_time(tmp_path: Path) -> None:
    entry = "<div class=entry><time>{}</time><h2>{}</h2><p>{}</p></div>"
    entries = [("08:00", "Wedding attacked", MALI), ("09:00", "Shots", CHAD)]
    lines = lines_of(tmp_path, "".join(entry.format(*parts) for parts in entries))
    assert lines[-3:] == ["09:00", "Shots", CHAD]


@pytest.mark.parametrize(
    "between",
    [
        "<div class=share><p>Share this</p></div>",
        "<aside><h3>Most read</h3><ul><li>Flood in Chad</li></ul></aside>",
        "<h3>Most read</h3><ul><li><a href=/a>Flood in Chad</a></li></ul>",
        "<div class=related><h3>Related</h3><p>Flood</p></div>",
    ],
)
def test_what_stands_between_the_paragraphs_of_a_story_for_itself_stays_out(
    tmp_path: Path, between: str
) -> None:
    body = f"<div><p>{LEAD}</p><p>{MALI}</p>{between}<p>{CHAD}</p></div>"
    assert lines_of(tmp_path, body)[1:] == [LEAD, MALI, CHAD]


def test_lists_that_are_left_out_count_as_left_out(tmp_path: Path) -> None:
    items = "".join(f"<li>Incident in district {number}</li>" for number in range(20))
    file = tmp_path / "a.html"
    file.write_text(
        f"<html><body><div><p>{LEAD}</p><p>{MALI}</p><p>{CHAD}</p></div>"
        f"<div class=box><ul>{items}</ul></div></body></html>"
    )
    (record,), issues = read_file(file)
    assert "district 7" not in record.article.text
    assert any(
        "was left out because it does not seem to belong" in issue.reason for issue in issues
    )


def test_a_short_line_below_several_links_stays_out() -> None:
    links = "<p><a href=/a>Flood in Chad</a></p><p><a href=/b>Rain</a></p>"
    page = PageLines(lambda: [f"<p>{MALI}</p>{links}<p>Contact</p><p>{CHAD}</p>"])
    assert completed([MALI, CHAD], list(page.all())) == [MALI, CHAD]
