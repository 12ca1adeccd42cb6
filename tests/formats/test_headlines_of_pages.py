"""A page that names no headline gets the one it shows, and the day it says it was published on."""

from __future__ import annotations

import pytest

from annotator.formats.web.html import page_of

HEADLINE = "Rebels take Quxtown after nine hours"
STORY = [
    "Rebels took the town of Quxtown on Friday after a fight of nine hours, the army said in a "
    "statement it gave to the local press in Marvale.",
    "Twelve soldiers died in the fight for the town, and three villagers were hurt when a shell "
    "hit a farm near the river, a doctor in the town said.",
    "The governor of Marvale province said that 400 families had left their homes since the week "
    "before, and that tents and flour had been sent to them.",
]
BROKEN = "<br><br>".join(STORY)
PARAGRAPHS = "".join(f"<p>{text}" for text in STORY)


def in_tables(name: str, story: str) -> str:
    """A page as sites laid them out around 2000."""
    links = "".join(f'<a href="/{word}">{word}</a><br>' for word in ("Home", "World", "Sport"))
    return (
        f"<html><head><title>{name}</title></head><body bgcolor=#ffffff><table width=760>"
        "<tr><td colspan=2><font size=+4><b>THE QUXIA DAILY</b></font>"
        "<font size=1>Monday, 10 March, 2003</font></td></tr>"
        f"<tr><td width=120>{links}</td><td>{story}</td></tr>"
        "<tr><td colspan=2><font size=1>Copyright 2003 The Quxia Daily</font></td></tr></table>"
    )


@pytest.mark.parametrize(
    "story",
    [
        "<font size=+2><b>{}</b></font><br><font size=-1>By Ann Reporter</font><br><br>" + BROKEN,
        '<p><b><FONT FACE="arial" SIZE="5">{}</FONT></b></p><i>Marvale</i>' + PARAGRAPHS,
        "<table><tr><td><font size=+2><b>{}</b></font></td></tr><tr><td>"
        f"<font size=2>{BROKEN}</font></td></tr></table>",
        "<b>{}</b><br><br>" + BROKEN,
        "<font size=4><b>{}</b><br><br>" + BROKEN + "</font>",
        '<span class="storyhead">{}</span>' + PARAGRAPHS,
        '<div style="font-size:24px">{}</div>' + PARAGRAPHS,
        "<h2>{}</h2>" + PARAGRAPHS,
        "<font size=+1>World news</font><br><font size=+2>{}</font><br>" + PARAGRAPHS,
    ],
)
@pytest.mark.parametrize(
    "name", ["The Quxia Daily", "The Quxia Daily - March 3, 2003", f"The Quxia Daily: {HEADLINE}"]
)
def test_the_line_in_large_type_above_a_story_is_its_headline(name: str, story: str) -> None:
    page = page_of(in_tables(name, story.format(HEADLINE)))
    assert page.metadata.title == HEADLINE
    assert page.metadata.source == "The Quxia Daily"
    assert page.metadata.published == ("2003-03-03" if "2003" in name else None)
    assert page.text.split("\n\n")[0] == HEADLINE
    assert page.text.count(HEADLINE) == 1
    assert all(page.text.count(paragraph) == 1 for paragraph in STORY)


@pytest.mark.parametrize("tag", ["font size=+2", "h1"])
def test_a_headline_that_is_broken_by_hand_is_one_line(tag: str) -> None:
    broken = HEADLINE.replace(" after", "<br>after")
    story = f"<{tag}>{broken}</{tag.split()[0]}><br>{PARAGRAPHS}"
    page = page_of(in_tables("The Quxia Daily", story))
    assert page.metadata.title == HEADLINE
    assert page.text.split("\n\n")[0] == HEADLINE
    assert page.text.count("after nine hours") == 1


@pytest.mark.parametrize(
    "above",
    [
        "<b>By Ann Reporter in Marvale</b><br>",
        "<b>3 March 2003</b><br>",
        "<font size=+2>World news</font><br>",
        '<font size=+2><a href="/sub">Read the paper on your telephone</a></font><br>',
        "<b>The army says that it will fight on in the hills.</b><br>",
        "<h2>3 March 2003, 08:42, from our own reporter</h2>",
    ],
)
def test_what_is_no_headline_does_not_become_one(above: str) -> None:
    page = page_of(in_tables(f"{HEADLINE} - The Quxia Daily", above + PARAGRAPHS))
    assert (page.metadata.title or "").startswith(HEADLINE)
    assert page_of(in_tables("Quxia", above + PARAGRAPHS)).metadata.title == "Quxia"


def test_a_heading_of_other_words_than_a_page_is_named_by_is_no_headline() -> None:
    above = "<h2>All of our reports from the province</h2>"
    page = page_of(in_tables(f"{HEADLINE} - The Quxia Daily", above + PARAGRAPHS))
    assert (page.metadata.title or "").startswith(HEADLINE)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<p>Published Tuesday 3 March 2015</p>", "2015-03-03"),
        (
            "<p>By Ann | Published: March 3, 2015 | Updated: March 9, 2015</p>",
            "2015-03-03",
        ),
        ("<p>Last updated 9 March 2015. First published 3 March 2015</p>", "2015-03-03"),
        ("<p>3 March 2015, updated 9 March 2015</p>", "2015-03-03"),
        ("<div class=meta>Tuesday, 3 March 2015</div>", "2015-03-03"),
        ('<p class="date">Published 3 March 2015, updated 9 March 2015</p>', "2015-03-03"),
        ("<p>Publié le 3 mars 2015 à 10h21, mis à jour le 9 mars 2015</p>", "2015-03-03"),
        ("<p>Veröffentlicht am 3. März 2015</p>", "2015-03-03"),
        ("<p>تاريخ النشر: 3 مارس 2015</p>", "2015-03-03"),
        ("<p>Published 03/02/2015</p>", None),
        ("<p>Updated 9 March 2015</p>", None),
        ("<p>9 March 2015 (updated)</p>", None),
        ("<p>Published 3 March 2015</p><p>Published 4 March 2015</p>", None),
        ("<p>The army on 3 March 2015 lost the town</p>", None),
        ("", None),
    ],
)
def test_the_day_in_words_counts_and_that_of_a_change_never(line: str, day: str | None) -> None:
    head = (
        f"<title>{HEADLINE} - Quxia Daily</title>"
        '<meta property="article:modified_time" content="2015-03-09T10:00:00Z">'
        '<meta name="last-modified" content="2015-03-09">'
    )
    body = f"<p>10 March 2015</p><h1>{HEADLINE}</h1>{line}{PARAGRAPHS}<p>11 March 2015</p>"
    page = page_of(f"<html><head>{head}</head><body>{body}</body></html>")
    assert page.metadata.published == day
