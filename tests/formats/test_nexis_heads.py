# ruff: noqa: E501 (heads are easier to compare in long lines)
"""What stands above an article of Nexis: source, day, notices and headline are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_verbs import read_file

STORY = "Gunmen on motorcycles attacked the market of Tera on Monday and killed 12 traders."


def centred(*lines: str) -> str:
    return "\n".join(line.center(80).rstrip() for line in lines) + "\n\n"


def article(*head: str, place: int = 1) -> str:
    mark = centred(f"{place} of 2 DOCUMENTS")
    return f"{mark}{''.join(head)}{STORY}\n\nLANGUAGE: ENGLISH\n\n"


OTHER = article(
    centred("Le Soleil"), centred("May 2, 2024 Thursday"), "Calm in Thies\n\n", "LENGTH: 14 words\n\n", place=2
)  # fmt: skip
HEADS: dict[str, tuple[str, tuple[str, str | None, str | None, str | None]]] = {
    "a notice of rights below the source": (
        article(centred("Agence Nigerienne"), centred("No Agence Nigerienne material may be printed", "without leave"),
                centred("May 1, 2024 Wednesday"), "LENGTH: 14 words\n\n"),
        (STORY, "Agence Nigerienne", "2024-05-01", None),
    ),
    "who made the transcript": (
        article(centred("RADIO KIVU"), centred("Prepared by Ituri Media, which takes responsibility for it."),
                centred("August 22, 2008 Friday"), centred("SHOW: Evening News 6:00 PM"),
                "Twelve traders die in Tera\n\n", "ANCHORS: ADA OKOYE\n\n", "LENGTH: 14 words\n\n"),
        ("Twelve traders die in Tera", "RADIO KIVU", "2008-08-22", None),
    ),
    "rights that take two lines, and a month": (
        article(centred("Copyright 2009 Horn Monitor Ltd., All", "Rights Reserved"),
                centred("Horn Analysis", "January 2009"), "TITLE: Tera - Q1 2009\n\n"),
        ("Tera - Q1 2009", "Horn Analysis", "2009-01", None),
    ),
    "a season and the number of an issue": (
        article(centred("Copyright © 2008 Law Association", "Review of Law"), centred("Summer, 2008"),
                centred("47-4 Rev. Law 3"), "Report on markets\n\n", "NAME: By Ada Okoye\n\n", "TEXT:\n\n"),
        ("Report on markets", "Review of Law", "2008", None),
    ),
    "an address that takes two lines": (
        article(centred("Algemeen Blad"), "https://blad.example/2016/04/03/Markt-van\n-tera.dhtml\n\n",
                "3 april 2016 zondag\n\n", "Markt van Tera aangevallen\n\n", "LENGTH: 14 words\n\n"),
        ("Markt van Tera aangevallen", "Algemeen Blad", "2016-04-03", "https://blad.example/2016/04/03/Markt-van-tera.dhtml"),
    ),
    "no headline, but a dateline": (
        article(centred("Horn News"), centred("January 14, 2009 Wednesday"), "LENGTH: 14 words\n\n", "DATELINE: NIAMEY\n\n"),
        (STORY, "Horn News", "2009-01-14", None),
    ),
    "a headline above the day": (
        article(centred("Deutsche Presse"), "Twelve traders die in Tera\n\n", centred("April 20, 2003, Sunday", "23:22 Central European Time"),
                "LENGTH: 14 words\n\n"),
        ("Twelve traders die in Tera", "Deutsche Presse", "2003-04-20", None),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADS)
def test_an_article_has_the_facts_above_it_and_no_notice_for_its_headline(
    tmp_path: Path, name: str
) -> None:
    download, wanted = HEADS[name]
    (tmp_path / "a.txt").write_text(download + OTHER)
    records, _ = read_file(tmp_path / "a.txt")
    first, other = (record.article for record in records)
    assert (first.title, first.source, first.published, first.url) == wanted
    assert (other.title, other.source, other.published) == (
        "Calm in Thies", "Le Soleil", "2024-05-02"
    )  # fmt: skip
    assert STORY in first.text


ADDRESS = "https://www.example.com/2024/05/01/tera.html"


@pytest.mark.parametrize(
    "foot",
    [
        f"URL: {ADDRESS}\n\nLOAD-DATE: May 2, 2024\n\nLANGUAGE: ENGLISH\n\n",
        f"LANGUAGE: ENGLISH\n\nURL: {ADDRESS}\n\n",
        f"LOAD-DATE: May 2, 2024\n\nURL: {ADDRESS}\n\nLANGUAGE: ENGLISH\n\n",
    ],
)
def test_the_address_below_the_text_is_the_articles_and_no_part_of_it(
    tmp_path: Path, foot: str
) -> None:
    head = [
        centred("Le Monde"),
        centred("May 1, 2024 Wednesday"),
        "Raid\n\n",
        "LENGTH: 14 words\n\n",
    ]
    first = article(*head).removesuffix("LANGUAGE: ENGLISH\n\n") + foot
    (tmp_path / "a.txt").write_text(first + OTHER)
    (record, _), _ = read_file(tmp_path / "a.txt")
    assert record.article.text == f"Raid\n\n{STORY}"
    assert record.article.url == ADDRESS


def test_the_address_among_the_fields_above_the_text_is_the_articles(tmp_path: Path) -> None:
    head = [
        centred("Le Monde"),
        centred("May 1, 2024 Wednesday"),
        "Raid\n\n",
        "LENGTH: 14 words\n\n",
    ]
    first = article(*head, f"URL: {ADDRESS}\n\n")
    (tmp_path / "a.txt").write_text(first + OTHER)
    (record, _), _ = read_file(tmp_path / "a.txt")
    assert (record.article.text, record.article.url) == (f"Raid\n\n{STORY}", ADDRESS)
