"""Stories are found among many texts: what is grouped and what is not."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_groups import group
from story_texts import article, changed, words_of

from annotator.intake import near_duplicates
from annotator.intake.near_duplicates import (
    FEWEST_WORDS,
    Reader,
    Stories,
    alike,
    candidates,
    signature,
)

RANDOM = random.Random(7)
ARTICLES = [article(RANDOM) for _ in range(60)]


def test_a_text_changed_in_a_tenth_of_its_words_is_the_same_story() -> None:
    texts = [*ARTICLES, changed(ARTICLES[5], 0.1, RANDOM)]
    assert group(enumerate(texts)) == [(5, 60)]


def test_different_articles_are_no_story() -> None:
    assert group(enumerate(ARTICLES)) == []


def test_case_quotes_accents_and_line_ends_do_not_matter() -> None:
    one = "“The Taliban’s fighters” took Kandahar\n" + ARTICLES[0]
    other = '"THE TALIBAN\'S FIGHTERS" took Kanda\u0304hār ' + ARTICLES[0].upper().replace(
        " ", "\n"
    )
    reader = Reader()
    assert reader.words(one).tolist() == reader.words(other).tolist()


def test_digits_count_as_words() -> None:
    reader = Reader()
    assert len(reader.words("174 districts, 3,000 men – 45%")) == 5


def test_a_version_of_a_version_is_of_the_same_story() -> None:
    first = ARTICLES[0]
    second = changed(first, 0.15, RANDOM)
    third = changed(second, 0.15, RANDOM)
    assert group([(9, third), (3, first), (4, second)]) == [(3, 4, 9)]


def test_an_article_with_a_new_end_is_the_same_story() -> None:
    words = ARTICLES[0].split()
    longer = " ".join([*words, *words_of(ARTICLES[1])[: len(words) // 3]])
    assert group([(1, ARTICLES[0]), (2, longer)]) == [(1, 2)]


def test_articles_that_share_a_paragraph_of_background_are_two_stories() -> None:
    shared = ARTICLES[2][: len(ARTICLES[2]) // 3]
    assert group([(1, f"{ARTICLES[0]} {shared}"), (2, f"{ARTICLES[1]} {shared}")]) == []


@pytest.mark.parametrize("text", ["", " ", "!?", "Kabul falls", "word " * (FEWEST_WORDS - 1)])
def test_texts_that_say_too_little_are_never_grouped(text: str) -> None:
    assert group([(1, text), (2, text)]) == []


def test_no_texts_are_no_stories() -> None:
    assert group([]) == []


def test_a_crowd_of_equal_texts_is_one_story() -> None:
    numbers = range(200)
    assert group((number, ARTICLES[0]) for number in numbers) == [tuple(numbers)]


def test_dari_articles_are_grouped() -> None:
    words = [f"طالبان{n} گفتند" for n in range(60)]
    other = [*words[:20], "کابل", *words[21:]]
    assert group([(1, " ".join(words)), (2, " ".join(other))]) == [(1, 2)]


def test_only_pairs_with_a_new_text_are_candidates_among_old_ones() -> None:
    reader = Reader()
    rows = np.stack([signature(reader.words(ARTICLES[0]))] * 3)
    assert candidates(rows, new=np.array([False, False, True])) == [(0, 2), (1, 2)]


def test_signatures_are_the_same_in_every_run() -> None:
    # They are kept in projects, so another value here needs a migration.
    words = Reader().words("the army said that fighters took the city " * 5)
    assert signature(words)[:4].tolist() == [63744, 56983, 28871, 47929]


def test_half_the_words_are_not_alike() -> None:
    words = Reader().words(ARTICLES[0])
    assert not alike(words, words[: len(words) // 2])


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=20))
def test_joined_numbers_have_the_lowest_in_common(pairs: list[tuple[int, int]]) -> None:
    stories = Stories()
    for one, other in pairs:
        stories.join(one, other)
    groups: list[set[int]] = [{n} for n in range(13)]
    for one, other in pairs:
        both = next(g for g in groups if one in g) | next(g for g in groups if other in g)
        groups = [g for g in groups if not g & both] + [both]
    assert all(stories.first(number) == min(g) for g in groups for number in g)


def test_a_long_text_has_the_same_words_as_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "  Taliban fighters\ttook “Kunduz”,\nand\u2003many  people-fled — " * 9
    whole = near_duplicates.Reader().words(text).tolist()
    for size in (1, 7, 40):
        monkeypatch.setattr(near_duplicates, "_PART", size)
        assert near_duplicates.Reader().words(text).tolist() == whole
    assert len(whole) == 9 * 7
