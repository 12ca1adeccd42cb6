"""What is muted: the boilerplate of the seeds line by line, invented lines, repeated lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.intake.casefold import bare, fold
from annotator.intake.muting.find import find_muted
from annotator.intake.muting.phrases import LEARNT, ROWS

ROOT = Path(__file__).parents[2]
SEEDS: dict[str, dict[str, str]] = json.loads(
    (ROOT / "tests/data/muted_seeds.json").read_text("utf-8")
)
BOILERPLATE = (ROOT / "tests/data/boilerplate_lines.txt").read_text("utf-8").splitlines()
STORY = (
    "Taliban fighters took the city of Kunduz on Sunday, officials said.",
    "At least 30 civilians were killed when a shell hit a market, the governor told reporters.",
    "The army said that its forces would retake the districts within days.",
)


def muted_lines(text: str) -> dict[str, str]:
    """The muted lines of a text with their rules; a line that stands twice is given once."""
    return {text[item.start : item.end]: item.rule for item in find_muted(text)}


def rules_by_line(text: str) -> dict[int, str]:
    return {text.count("\n", 0, item.start) + 1: item.rule for item in find_muted(text)}


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_the_boilerplate_of_a_seed_is_muted_and_no_line_of_its_story(name: str) -> None:
    text = (ROOT / "seeds" / name).read_text("utf-8")
    assert rules_by_line(text) == {int(line): rule for line, rule in SEEDS[name].items()}


@pytest.mark.parametrize("line", BOILERPLATE)
def test_boilerplate_between_paragraphs_is_muted(line: str) -> None:
    assert list(muted_lines("\n\n".join((STORY[0], line, *STORY[1:])))) == [line]


def test_ranges_leave_the_white_space_around_a_line_alone() -> None:
    text = f"{STORY[0]}\n\n  LEAVE A REPLY \u00a0\n"
    assert [text[item.start : item.end] for item in find_muted(text)] == ["LEAVE A REPLY"]


@pytest.mark.parametrize("last", ["Source link", "Source: https://example.org/news/1"])
def test_a_source_link_is_muted_behind_the_story_only(last: str) -> None:
    assert list(muted_lines("\n".join((*STORY, last)))) == [last]
    assert muted_lines("\n".join((last, *STORY))) == {}


def test_numbers_above_the_story_are_counters() -> None:
    text = "\n".join(("Kunduz falls", "0", "13", *STORY))
    assert muted_lines(text) == {"0": "counter", "13": "counter"}


def test_numbers_that_number_the_parts_of_a_story_stay() -> None:
    assert muted_lines("\n".join(("Three lessons", "1", STORY[0], "2", STORY[1]))) == {}


def test_section_names_in_a_run_are_a_menu() -> None:
    assert set(muted_lines("\n".join(("Home", "World", "Politics", *STORY)))) == {
        "Home",
        "World",
        "Politics",
    }


def test_names_of_networks_below_each_other_are_a_share_bar() -> None:
    text = "\n".join((STORY[0], "Facebook", "Twitter", "Email", *STORY[1:]))
    assert muted_lines(text) == dict.fromkeys(("Facebook", "Twitter", "Email"), "share bar")


def test_the_fields_of_a_form_are_muted_together() -> None:
    text = "\n".join((*STORY, "Leave a comment", "Comment", "Name *", "Email *", "Website"))
    assert list(muted_lines(text)) == ["Leave a comment", "Comment", "Name *", "Email *", "Website"]


def test_the_box_of_an_author_is_muted() -> None:
    box = ("Ada Example", "Ada Example", "Ada Example is a reporter who covers South Asia.")
    assert rules_by_line("\n".join(("Kunduz falls", *box, *STORY))) == dict.fromkeys(
        (2, 3, 4), "author blurb"
    )


def test_a_byline_with_an_introduction_below_stays() -> None:
    blurb = "Ada Example is a reporter who covers South Asia."
    assert list(muted_lines("\n".join((*STORY, "Ada Example", blurb)))) == [blurb]


def test_headlines_listed_behind_the_story_are_related_links() -> None:
    listed = ("Talks in Doha go on", "Refugees reach the border")
    text = "\n".join((*STORY, "Related articles", *listed))
    assert [muted_lines(text)[line] for line in listed] == ["related links"] * 2


def test_bulleted_headlines_below_a_photo_credit_are_related_links() -> None:
    links = ("• Women take up arms", "• A wave of refugees")
    text = "\n".join(("The envoy in Moscow.AFP", *links, *STORY))
    assert muted_lines(text) == dict.fromkeys(links, "related links")


def test_a_repeated_caption_is_muted_where_it_stands_again() -> None:
    caption = "On Monday the envoys met in Doha (pictured: the hotel in which the talks are held)"
    assert rules_by_line("\n".join((caption, STORY[0], caption))) == {3: "repeated caption"}


def test_a_paragraph_again_with_straight_quotes_is_doubled() -> None:
    first = "“The Taliban’s fighters – all of them – will stay in the city,” the governor said."
    again = '"The Taliban\'s fighters - all of them - will stay in the city," the governor said.'
    assert rules_by_line("\n".join((first, STORY[0], again))) == {3: "doubled paragraph"}


def test_a_headline_again_is_muted_even_if_it_is_short() -> None:
    assert rules_by_line("\n".join(("Kunduz falls", "Kunduz falls", *STORY))) == {
        2: "repeated headline"
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Helmand", "Herat"),
        ("174", "175"),
        ("killed", "wounded"),
        ("did", "did not"),
        ("two", "three"),
    ],
)
def test_reports_that_differ_by_what_counts_are_two_paragraphs(one: str, other: str) -> None:
    frame = (
        "Officials in the province of the north said that fighters {} lose ground in the "
        "districts along the river, where the army has been on the retreat since last spring."
    )
    assert rules_by_line(f"{frame.format(one)}\n{frame.format(other)}") == {}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.rule}, {row.where.value}")
def test_phrases_are_written_as_lines_are_compared(row: object) -> None:
    phrases = (*row.phrases, *row.begins)  # type: ignore[attr-defined]
    assert [phrase for phrase in phrases if bare(fold(phrase)) != phrase] == []


def test_every_rule_that_mutes_is_in_the_documentation() -> None:
    page = (ROOT / "docs/muting.md").read_text("utf-8")
    named = {row.rule for row in ROWS} | {rule for seed in SEEDS.values() for rule in seed.values()}
    assert [rule for rule in sorted({*named, LEARNT}) if f"\n| {rule} | " not in page] == []


@pytest.mark.parametrize(
    "line",
    [
        *("HOME NEWS WORLD SPORT OPINION", "Home » World » Asia", "Comments (0)"),
        "Our Standards: The Example Trust Principles.",
    ],
)
def test_menus_counts_and_house_rules_are_muted_above_a_story(line: str) -> None:
    assert line in muted_lines("\n".join((line, *STORY)))


@pytest.mark.parametrize(
    "line", ["Tags: army, Kunduz", "Source: AFP", "Filed under: World", "TAGS"]
)
def test_tag_and_source_lines_are_muted_behind_a_story_alone(line: str) -> None:
    assert line in muted_lines("\n".join((*STORY, line)))
    assert line not in muted_lines("\n".join((STORY[0], line, *STORY[1:])))


def test_a_paragraph_that_comes_again_in_another_report_of_a_file_stays() -> None:
    between = [f"The {n}. report of the day says that district {n} is quiet." for n in range(20)]
    assert muted_lines("\n".join((*STORY, *between, STORY[1]))) == {}
    assert list(muted_lines("\n".join((*STORY, STORY[1]))).values()) == ["doubled paragraph"]
