"""What is not muted: real newswire, other scripts, capitals, datelines and bylines.

The paragraphs are from the Groningen Meaning Bank (Bos, Basile, Evang, Venhuizen, Bjerva; ODbL) and
from the permissively licensed part of dstl/re3d (Aleph Insights, Committed Software, Dstl).
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strange_texts import any_texts

from annotator.domain.text import paragraphs
from annotator.domain.tokens import trim
from annotator.intake.muting.find import find_muted
from annotator.intake.muting.lines import lines_of
from annotator.intake.muting.named import kind_of

DATA = Path(__file__).parents[1] / "data"
STORIES = [
    json.loads(line)["text"]
    for line in (DATA / "story_paragraphs.jsonl").read_text("utf-8").splitlines()
]
GOLD = [
    json.loads(line)["text"]
    for file in ("newswire.jsonl", "releases.jsonl")
    for line in (DATA / "gold" / file).read_text("utf-8").splitlines()
]
BOILERPLATE = (DATA / "boilerplate_lines.txt").read_text("utf-8").splitlines()
DARI = (
    "طالبان روز دوشنبه به ولایت هلمند حمله کردند",
    "مقام‌ها گفتند که دست‌کم ۱۲ نفر کشته شده‌اند.",
    "پښتو",
    "د افغانستان امنیتي ځواکونو ویلي چې ښار یې بېرته نیولی دی.",
)


def muted(text: str) -> list[str]:
    return [text[item.start : item.end] for item in find_muted(text)]


def test_no_real_paragraph_alone_is_muted() -> None:
    false = [text for text in STORIES if muted(text)]
    print(f"false alarms: {len(false)} of {len(STORIES)}, rate {len(false) / len(STORIES):.4f}")
    assert false == []


def test_no_real_paragraph_among_boilerplate_is_muted() -> None:
    pages = (
        [*BOILERPLATE[at % 20 : at % 20 + 5], *STORIES[at : at + 10], *BOILERPLATE[-6:]]
        for at in range(0, len(STORIES), 10)
    )
    false = [line for page in pages for line in muted("\n\n".join(page)) if line in STORIES]
    assert false == []


@pytest.mark.parametrize("text", GOLD, ids=range(len(GOLD)))
def test_no_line_of_the_gold_articles_is_muted(text: str) -> None:
    assert muted(text) == []


def test_a_story_in_capitals_stays() -> None:
    story = "\n".join(text.upper() for text in STORIES[:30])
    assert muted(story) == []


def test_dari_and_pashto_stay() -> None:
    assert muted("\n".join(DARI)) == []


def test_boilerplate_behind_a_dari_story_is_muted() -> None:
    assert muted("\n".join((*DARI, "LEAVE A REPLY"))) == ["LEAVE A REPLY"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Kabul", "12", "•", "\u200b"])
def test_next_to_nothing_is_not_boilerplate(text: str) -> None:
    assert muted(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "“Share your concerns with us,” the governor told the crowd.",
        "Home",
        "Search",
        "The source said that the advertisement had been taken down.",
        "Trust is gone",
        "Terms",
        "News",
        "• Taliban fighters took the city on Sunday",
        "Syria",
        "Read the minister's letter carefully and you see why talks failed.",
        "Subscribers to the fund lost 3 million dollars.",
        "Cookies and tea were handed out to the displaced.",
        "Follow the money: 12 officials arrested",
        "Copyright law was not the issue in the trial.",
        "Wir verwenden keine Streumunition, sagte der General.",
        "Aller au contenu des accords, c’est comprendre la guerre.",
        "Documents show that 1 of 5 prisoners died.",
        "Listen to this: the general said he would resign.",
        "Принять",
        "Accept",
        "Follow us on Telegram, militants tell villagers",
        "Our standards: we do not kill children, the group's statement said.",
        "We use cookies to bribe the guards, the freed hostage said.",
        "Copyright 2024 was sprayed on the wall, residents told the BBC.",
        "Tüm hakları saklıdır, dedi: bu ülke bizim.",
    ],
)
def test_a_line_that_only_resembles_boilerplate_stays(line: str) -> None:
    assert muted("\n".join((STORIES[0], line, *STORIES[1:4]))) == []


def test_bullets_that_sum_the_story_up_stay() -> None:
    page = ("Kunduz falls", "• At least 30 civilians killed", "• Army retreats", *STORIES[:3])
    assert muted("\n".join(page)) == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Saturday, July 13, 2024", "dateline"),
        ("Thursday, August 5", "dateline"),
        ("Published: 12 May 2021, 10:30 GMT", "dateline"),
        ("2021-05-12", "dateline"),
        ("By Ada Example and Bob Sample", "byline"),
        ("By ADA EXAMPLE", "byline"),
        ("Reporting by Ada Example in Kabul; Editing by Bob Sample", "byline"),
    ],
)
def test_datelines_and_bylines_are_named(line: str, kind: str) -> None:
    assert [kind_of(it) for it in lines_of(f"{line}\n{STORIES[0]}")] == [kind, None]


@pytest.mark.parametrize("line", ["By then the city had fallen", "May", "Marines"])
def test_other_lines_are_no_bylines(line: str) -> None:
    assert "byline" not in map(kind_of, lines_of(line))


COMMON = (
    "The security situation in the province remained tense and the road stayed closed.",
    "The Red Cross asked both sides to let aid through to the villages in the hills.",
)


def test_what_short_reports_in_one_text_have_in_common_is_no_boilerplate() -> None:
    reports = "\n".join(
        f"{COMMON[0]}\nOn day {day} rebels killed {day + 2} soldiers near Quxtown, the army said.\n"
        f"{COMMON[1]}"
        for day in range(3)
    )
    assert find_muted(reports) == []


def test_a_story_that_stands_twice_in_its_page_is_muted_the_second_time() -> None:
    text = "\n".join((*COMMON, *COMMON))
    assert [part.start for part in find_muted(text)] == [
        text.rindex(COMMON[0]),
        text.rindex(COMMON[1]),
    ]


@given(st.lists(st.sampled_from(BOILERPLATE) | any_texts, max_size=8).map("\n".join))
def test_ranges_are_whole_trimmed_lines_in_order(text: str) -> None:
    found = find_muted(text)
    lines = [trim(text, *bounds) for bounds in paragraphs(text)]
    assert [(item.start, item.end) for item in found] == [
        bounds for bounds in lines if bounds in {(item.start, item.end) for item in found}
    ]
