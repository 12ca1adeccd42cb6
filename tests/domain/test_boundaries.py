"""How the edges of a span move, and where the same words stand again."""

from __future__ import annotations

import pytest
import regex
from hypothesis import assume, given
from hypothesis import strategies as st
from strange_texts import any_texts

from annotator.domain.boundaries import Edge, line_around, mentions, move_edge
from annotator.domain.tokens import tokenise, trim

EDGES = st.sampled_from(list(Edge))
IN_A_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]")
TEXT = "He said: “The U.S. Army lost 45% of 3,000 men.” Then\n\nit left."


def moved(text: str, words: str, edge: Edge, *, outward: bool, by_character: bool = False) -> str:
    start = text.index(words)
    first, last = move_edge(
        text, start, start + len(words), edge, outward=outward, by_character=by_character
    )
    return text[first:last]


@pytest.mark.parametrize(
    ("words", "edge", "outward", "expected"),
    [
        ("Army", Edge.START, True, "U.S. Army"),
        ("Army", Edge.END, True, "Army lost"),
        ("U.S. Army", Edge.START, False, "Army"),
        ("U.S. Army", Edge.END, False, "U.S."),
        ("Army", Edge.START, False, "Army"),
        ("Army", Edge.END, False, "Army"),
        # What a FIGURE may end with is stopped at, other punctuation is passed over.
        ("45", Edge.END, True, "45%"),
        ("45%", Edge.END, False, "45"),
        ("men", Edge.END, True, "men.” Then"),
        ("men.” Then", Edge.END, False, "men"),
        ("The", Edge.START, True, "said: “The"),
        ("said: “The", Edge.START, False, "The"),
        # From inside a word the edge goes to the edge of that word.
        ("rmy", Edge.START, True, "Army"),
        ("Arm", Edge.END, True, "Army"),
        # There is no way over the end of a line.
        ("Then", Edge.END, True, "Then"),
        ("it", Edge.START, True, "it"),
        ("He", Edge.START, True, "He"),
        ("left", Edge.END, True, "left"),
    ],
)
def test_an_edge_moves_from_word_to_word(
    words: str, edge: Edge, outward: bool, expected: str
) -> None:
    assert moved(TEXT, words, edge, outward=outward) == expected


@pytest.mark.parametrize(
    ("text", "words", "edge", "outward", "expected"),
    [
        ("ab cd", "b", Edge.START, True, "ab"),
        ("ab cd", "ab", Edge.START, False, "b"),
        ("ab cd", "ab", Edge.END, True, "ab c"),
        ("ab cd", "ab c", Edge.END, False, "ab"),
        ("x👍🏽y", "x", Edge.END, True, "x👍🏽"),
        ("x👍🏽y", "x👍🏽y", Edge.START, False, "👍🏽y"),
        ("👍🏽y", "👍🏽y", Edge.START, False, "y"),
        ("cafe\u0301s", "caf", Edge.END, True, "cafe\u0301"),
        ("cafe\u0301s", "s", Edge.START, True, "e\u0301s"),
        ("می\u200cخواهد", "می\u200c", Edge.END, True, "می\u200cخ"),
        ("men.” x", "men", Edge.END, True, "men."),
        ("a\nb", "a", Edge.END, True, "a"),
        ("a\nb", "b", Edge.START, True, "b"),
        ("a", "a", Edge.START, False, "a"),
    ],
)
def test_an_edge_moves_from_sign_to_sign(
    text: str, words: str, edge: Edge, outward: bool, expected: str
) -> None:
    assert moved(text, words, edge, outward=outward, by_character=True) == expected


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text and a span of whole tokens on one line of it."""
    text = draw(any_texts)
    tokens = tokenise(text)
    assume(tokens)
    first = draw(st.sampled_from(tokens))
    end = line_around(text, first.start)[1]
    last = draw(st.sampled_from([t for t in tokens if first.start <= t.start < end]))
    return text, first.start, last.end


@given(spans(), EDGES, st.booleans(), st.booleans())
def test_a_moved_span_is_never_empty_or_blank_at_its_edges_and_stays_on_its_line(
    span: tuple[str, int, int], edge: Edge, outward: bool, by_character: bool
) -> None:
    text, start, end = span
    first, last = move_edge(text, start, end, edge, outward=outward, by_character=by_character)
    assert (first, last) == trim(text, first, last)
    assert first < last
    assert "\n" not in text[first:last]


@given(spans(), EDGES, st.booleans(), st.booleans())
def test_only_the_edge_that_is_meant_moves_and_in_the_direction_that_is_meant(
    span: tuple[str, int, int], edge: Edge, outward: bool, by_character: bool
) -> None:
    text, start, end = span
    first, last = move_edge(text, start, end, edge, outward=outward, by_character=by_character)
    kept = last == end if edge is Edge.START else first == start
    grown = (last - first) - (end - start)
    assert kept
    assert grown >= 0 if outward else grown <= 0


@given(spans(), EDGES, st.booleans(), st.booleans())
def test_an_edge_never_comes_to_lie_inside_a_grapheme_cluster(
    span: tuple[str, int, int], edge: Edge, outward: bool, by_character: bool
) -> None:
    text, start, end = span
    whole = {match.start() for match in regex.finditer(r"\X", text)} | {len(text)}
    # What shares a cluster with a blank may stand without it.
    whole |= {at for at in range(1, len(text)) if text[at - 1].isspace() or text[at].isspace()}
    first, last = move_edge(text, start, end, edge, outward=outward, by_character=by_character)
    assert {first, last} <= whole


def test_a_span_over_several_lines_can_shrink_into_one() -> None:
    assert moved("one two\nthree", "two\nthree", Edge.END, outward=False) == "two"


def test_the_line_around_an_offset() -> None:
    text = "ab\n\ncd"
    found = [line_around(text, at) for at in range(len(text) + 1)]
    assert found == [(0, 2), (0, 2), (0, 2), (3, 3), (4, 6), (4, 6), (4, 6)]


@pytest.mark.parametrize(
    ("text", "words", "count"),
    [
        ("Kabul, Kabul-based, Kabul’s, Kabuli, Kabul", "Kabul", 4),
        ("US bases; USA; the US.", "US", 2),
        ("45% and 145% and 45%", "45%", 2),
        ("45 and 455 and 4.45", "45", 2),
        ("a.b aXb", "a.b", 1),
        ("cafe cafe\u0301", "cafe", 1),
        ("طالبان و طالبانی", "طالبان", 1),
        ("👍👍🏽", "👍🏽", 1),
        ("aa aaa aa", "aa", 2),
        ("nothing", "", 0),
        ("Kabul kabul", "Kabul", 1),
    ],
)
def test_mentions_are_whole_words_that_read_exactly_so(text: str, words: str, count: int) -> None:
    found = mentions(text, words)
    assert [text[start:end] for start, end in found] == [words] * count


@given(spans())
def test_the_words_of_a_span_of_tokens_are_a_mention_where_they_stand_unless_they_are_in_a_word(
    span: tuple[str, int, int],
) -> None:
    text, start, end = span
    places = mentions(text, text[start:end])
    inside = IN_A_WORD.match(text, end) or (start and IN_A_WORD.match(text, start - 1))
    overlapped = any(first < end and start < last for first, last in places)
    assert overlapped or inside
