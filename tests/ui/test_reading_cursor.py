"""The cursor in a line that is longer than is looked through at once."""

from __future__ import annotations

import pytest
from calls import calls_of

from annotator.domain.boundaries import Edge, move_edge
from annotator.domain.tokens import sentences, tokenise
from annotator.ui.document_view.reading_cursor import ReadingCursor

LINE = "The Taliban took Kunduz, and 3,000 people fled. Nobody stopped them there! " * 300
TEXT = f"A title\n{LINE}\nThe end."
TOKENS = tokenise(TEXT)


def test_the_cursor_goes_through_a_long_line_word_by_word() -> None:
    cursor = ReadingCursor(TEXT)
    forth = [cursor.token]
    for _ in TOKENS[1:]:
        cursor.move(1)
        forth.append(cursor.token)
    assert forth == TOKENS
    for token in reversed(TOKENS[:-1]):
        cursor.move(-1)
        assert cursor.token == token


def test_the_cursor_goes_through_a_long_line_sentence_by_sentence() -> None:
    cursor = ReadingCursor(TEXT)
    starts = [start for start, _ in sentences(TEXT)]
    forth = [0]
    for _ in starts[1:]:
        cursor.move_sentence(1)
        forth.append(cursor.token.start if cursor.token else -1)
    assert forth == starts
    back = [starts[-1]]
    for _ in starts[1:]:
        cursor.move_sentence(-1)
        back.append(cursor.token.start if cursor.token else -1)
    assert back == starts[::-1]


@pytest.mark.parametrize("at", [0, 4000, 8001, len(LINE)])
def test_a_place_in_a_long_line_is_its_nearest_word(at: int) -> None:
    cursor = ReadingCursor(TEXT)
    cursor.place(at)
    assert cursor.token in TOKENS
    assert cursor.token is not None
    assert abs(cursor.token.start - at) < 10


def test_a_selection_may_reach_over_much_of_a_long_line() -> None:
    cursor = ReadingCursor(TEXT)
    cursor.select_tokens(100, 20_000)
    start, end = cursor.selection or (0, 0)
    assert max(abs(start - 100), abs(end - 20_000)) < 12


@pytest.mark.parametrize("edge", Edge)
@pytest.mark.parametrize("outward", [True, False])
def test_an_edge_in_a_long_line_goes_to_the_next_word(edge: Edge, outward: bool) -> None:
    words = [token for token in TOKENS if TEXT[token.start].isalnum()]
    first, second, third, fourth = words[1000:1004]
    expected = {
        (Edge.START, True): (first.start, third.end),
        (Edge.START, False): (third.start, third.end),
        (Edge.END, True): (second.start, fourth.end),
        (Edge.END, False): (second.start, second.end),
    }
    moved = move_edge(TEXT, second.start, third.end, edge, outward=outward)
    assert moved == expected[edge, outward]


def test_no_word_of_a_long_line_costs_more_than_of_a_short_one() -> None:
    def cost(times: int) -> int:
        text = LINE * times
        return calls_of(lambda: move_edge(text, 4, 11, Edge.END, outward=True)) + calls_of(
            lambda: ReadingCursor(text).place(len(text) // 2)
        )

    assert cost(20) < 3 * cost(1)
