"""From texts to suggestions: offsets, order, independence from what stands beside a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from annotator.nlp.language import rules_only
from annotator.nlp.suggest import LONGEST_PARAGRAPH, paragraphs, suggest_texts
from annotator.resources import seeds

BOILERPLATE = [
    "Leave a Reply",
    "Please enter your comment!",
    "Your email address will not be published. Required fields are marked *",
    "- Advertisement -",
    "More articles",
    "Captcha verification failed!",
    "The Trust Project",
    "Know more",
    "0",
    "13",
    "12 comments",
    "5 min read",
]


@pytest.fixture(scope="module")
def rules() -> Language:
    return rules_only()


@pytest.fixture(scope="module")
def articles() -> list[str]:
    paths = sorted(seeds().glob("*.txt"))
    return [path.read_bytes().decode("utf-8").replace("\r\n", "\n") for path in paths]


@pytest.mark.parametrize("batch_size", [1, 3, 1000])
def test_suggestions_do_not_depend_on_the_batch_size(
    rules: Language, articles: list[str], batch_size: int
) -> None:
    usual = list(suggest_texts(rules, articles))
    assert list(suggest_texts(rules, articles, batch_size=batch_size)) == usual


def test_suggestions_do_not_depend_on_the_neighbours(rules: Language, articles: list[str]) -> None:
    alone = [next(suggest_texts(rules, [text])) for text in articles]
    assert list(suggest_texts(rules, articles)) == alone


def test_texts_without_spans_keep_their_place(rules: Language) -> None:
    found = list(suggest_texts(rules, ["", "Kabul", "\n \n", "no names", "Herat", ""]))
    assert [len(spans) for spans in found] == [0, 1, 0, 0, 1, 0]


def test_no_texts_give_nothing(rules: Language) -> None:
    assert list(suggest_texts(rules, [])) == []


def test_offsets_are_code_points_of_the_whole_text(rules: Language) -> None:
    text = "😀 first line\n\n\t🏳️‍🌈 In Kabul, 30 people\r\nand in Herat."
    (spans,) = suggest_texts(rules, [text])
    assert [text[s.start : s.end] for s in spans] == ["Kabul", "30", "Herat"]


def test_a_line_longer_than_a_paragraph_may_be_is_cut_at_a_sentence(rules: Language) -> None:
    text = "In Kabul 30 people died. " * 1000
    (spans,) = suggest_texts(rules, [text])
    assert len(spans) == 2000


def test_an_endless_word_is_cut_and_does_not_raise(rules: Language) -> None:
    assert list(suggest_texts(rules, ["x" * (2 * LONGEST_PARAGRAPH + 1)])) == [[]]


@pytest.mark.parametrize("line", BOILERPLATE)
def test_boilerplate_carries_nothing(rules: Language, line: str) -> None:
    assert list(suggest_texts(rules, [line])) == [[]]


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=300))
def test_paragraphs_are_pieces_of_the_text_without_line_breaks(text: str) -> None:
    for piece in paragraphs(text):
        assert text[piece.start : piece.start + len(piece.text)] == piece.text
        assert "\n" not in piece.text


@given(
    st.lists(
        st.sampled_from(
            [
                "Kabul",
                "U.S.",
                "Taliban",
                "-",
                "’s",
                " ",
                "\n",
                "30",
                "%",
                "fighters",
                "the",
                "and",
                "two",
                "$",
                "million",
                "“",
                "President",
                "Biden",
                "\u00a0",
                "[",
                "]",
                ".",
                "1st",
                "😀",
            ]
        ),
        max_size=40,
    )
)
def test_spans_are_in_order_apart_and_without_outer_blanks(parts: list[str]) -> None:
    text = "".join(parts)
    (spans,) = suggest_texts(_RULES, [text])
    end = 0
    for span in spans:
        surface = text[span.start : span.end]
        assert span.start >= end
        assert surface
        assert surface == surface.strip()
        assert "\n" not in surface
        end = span.end


_RULES = rules_only()
