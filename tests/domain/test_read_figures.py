"""One pass finds figures and reads their values: what it says is what a person's span would say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotator.domain.figures import UNPARSED, parse_figure, read_figures

SENTENCES = Path(__file__).parents[1] / "data" / "world_figures.txt"


def read_sentences() -> list[str]:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [re.sub(r"⟦(.*?)\|.*?⟧", r"\1", line) for line in lines if line and line[0] != "#"]


@pytest.mark.parametrize("text", read_sentences())
def test_a_figure_says_what_the_same_words_say_when_a_person_marks_them(text: str) -> None:
    found = read_figures(text)
    marked = [
        parse_figure(text[start:end], before=text[:start], after=text[end:], start=start)
        for start, end, _, _ in found
    ]
    assert [figure.figure for figure in found] == marked


def test_figures_stand_where_they_are_in_a_text_of_several_lines() -> None:
    text = "In Goma 12 died.\nIn Kindu, of 30 held,\n4 fled"
    assert [text[start:end] for start, end, _, _ in read_figures(text)] == ["12", "30", "4"]


def test_a_number_within_a_name_is_no_figure() -> None:
    text = "The 40 Brigade lost 12 men."
    assert [text[start:end] for start, end, _, _ in read_figures(text, [(4, 14)])] == ["12"]


def test_a_long_text_is_read_around_its_numbers_alone() -> None:
    text = (
        "the people of the town " * 40 + "lost 12 men; " + "nothing else was said " * 40 + "but 3"
    )
    assert [text[start:end] for start, end, _, _ in read_figures(text)] == ["12", "3"]


def test_a_number_nobody_can_read_is_found_and_not_parsed() -> None:
    (found,) = read_figures("They counted 1,1000 rockets then.")
    assert (found.start, found.end, found.figure) == (13, 19, UNPARSED)
