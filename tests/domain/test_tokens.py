"""What counts as a word: for the cursor, for snapping, for token offsets."""

from __future__ import annotations

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st
from making import PIECES
from strange_texts import any_texts

from annotator.domain import tokens
from annotator.domain.text import paragraphs
from annotator.domain.tokens import (
    Token,
    around,
    pieces,
    sentences,
    snap,
    split_at,
    token_at,
    token_bounds,
    tokenise,
    trim,
)


def words(text: str) -> list[str]:
    return [text[token.start : token.end] for token in tokenise(text)]


def cluster_edges(text: str) -> set[int]:
    """Where grapheme clusters meet; what shares a cluster with a blank may stand without it."""
    found = {match.start() for match in regex.finditer(r"\X", text)} | {len(text)}
    return found | {
        at for at in range(1, len(text)) if text[at - 1 : at + 1].strip() != text[at - 1 : at + 1]
    }


@given(any_texts)
def test_tokens_are_in_order_and_do_not_overlap(text: str) -> None:
    edges = [edge for token in tokenise(text) for edge in (token.start, token.end)]
    assert edges == sorted(edges)
    assert all(token.start < token.end for token in tokenise(text))


@given(any_texts)
def test_bounds_are_those_of_the_tokens(text: str) -> None:
    assert token_bounds(text) == [(token.start, token.end) for token in tokenise(text)]


@given(
    st.lists(
        st.sampled_from([*PIECES, *"aZ9_.,'’ é\xa0\x01\x1c\u0301ق😀京\n\t", "U.S.", "'s"])
    ).map("".join)
)
@example("\x01é a\xa0b it's é’s U.S.é 3,000é 1.5bn U.S U.Sx 'sx a'sx")
def test_words_of_ascii_are_parted_as_all_others_are(text: str) -> None:
    assert token_bounds(text) == [match.span() for match in tokens._TOKEN.finditer(text)]
    for cut in range(len(text)):
        of_all = [match.span() for match in tokens._TOKEN.finditer(text, cut)]
        assert token_bounds(text, cut) == of_all


@given(any_texts)
@example("\x1f")
def test_tokens_hold_no_blank_sign_and_together_hold_all_others(text: str) -> None:
    held = [at for token in tokenise(text) for at in range(token.start, token.end)]
    assert held == [at for at, sign in enumerate(text) if not sign.isspace()]


@given(any_texts)
@example("é\U000e0067")
@example("U.S\U0001f3fe")
@example("\U00011a87.")
def test_tokens_split_no_grapheme_cluster(text: str) -> None:
    edges = cluster_edges(text)
    assert all({token.start, token.end} <= edges for token in tokenise(text))


@given(any_texts)
def test_the_tokens_of_the_lines_are_the_tokens_of_the_text(text: str) -> None:
    lines = [token for line in paragraphs(text) for token in tokenise(text, *line)]
    assert lines == tokenise(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the U.S. army", ["the", "U.S.", "army"]),
        ("the U.S army", ["the", "U.S", "army"]),
        ("in the U.S.", ["in", "the", "U.S."]),
        ("3,000 men", ["3,000", "men"]),
        ("$1.5bn", ["$", "1.5bn"]),
        ("45% of", ["45", "%", "of"]),
        ("the 11th", ["the", "11th"]),
        ("Afghanistan’s army", ["Afghanistan", "’s", "army"]),
        ("Afghanistan's army", ["Afghanistan", "'s", "army"]),
        ("O’Neill won’t", ["O’Neill", "won’t"]),
        ("Kabul-based", ["Kabul", "-", "based"]),
        ("pro-Taliban.", ["pro", "-", "Taliban", "."]),
        ("districts;May", ["districts", ";", "May"]),
        ("می\u200cخواهد برود", ["می\u200cخواهد", "برود"]),
        ("د افغانستان، کابل", ["د", "افغانستان", "،", "کابل"]),
        ("۱۲٬۵۰۰ تن", ["۱۲٬۵۰۰", "تن"]),
        ("缅甸军队，12人", ["缅", "甸", "军", "队", "，", "12", "人"]),
        ("カブール", ["カ", "ブ", "ー", "ル"]),
        ("၁၂ မြန်မာ", ["၁၂", "မြ", "န်", "မာ"]),
        ("ทัพ", ["ทั", "พ"]),
        ("북한 군", ["북한", "군"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("👩\u200d👩\u200d👧 x", ["👩\u200d👩\u200d👧", "x"]),
        ("🇦🇫🇺🇸", ["🇦🇫", "🇺🇸"]),
        ("cafe\u0301s", ["cafe\u0301s"]),
        ("“A”", ["“", "A", "”"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_what_is_a_word(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_part_of_the_text_gives_offsets_into_the_whole() -> None:
    assert tokenise("one two three", 4, 7) == [Token(4, 7)]


@given(any_texts, st.data())
def test_snapping_gives_the_smallest_run_of_tokens_that_holds_the_range(
    text: str, data: st.DataObject
) -> None:
    tokens = tokenise(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    touched = [token for token in tokens if token.start < end and start < token.end]
    expected = (touched[0].start, touched[-1].end) if touched and start < end else None
    if start < end:
        assert snap(tokens, start, end) == expected


@given(any_texts, st.data())
def test_splitting_puts_every_edge_on_a_token_edge_and_loses_nothing(
    text: str, data: st.DataObject
) -> None:
    tokens = tokenise(text)
    edges = data.draw(st.sets(st.integers(0, len(text)), max_size=4))
    cut = split_at(tokens, edges)
    covered = [at for token in cut for at in range(token.start, token.end)]
    assert covered == [at for token in tokens for at in range(token.start, token.end)]
    assert not any(token.start < edge < token.end for token in cut for edge in edges)
    assert len(cut) - len(tokens) == sum(
        any(token.start < edge < token.end for token in tokens) for edge in edges
    )


@given(any_texts, st.data())
def test_the_token_at_an_offset_holds_it_or_is_a_nearest_one(
    text: str, data: st.DataObject
) -> None:
    tokens = tokenise(text)
    offset = data.draw(st.integers(0, len(text)))
    index = token_at(tokens, offset)
    if not tokens:
        assert index == -1
        return

    def distance(token: Token) -> int:
        inside = token.start <= offset < token.end
        return 0 if inside else min(abs(token.start - offset), abs(offset - token.end) + 1)

    found = tokens[index]
    holding = [token for token in tokens if token.start <= offset < token.end]
    assert [found] == holding if holding else distance(found) <= 1 + min(map(distance, tokens))


@given(any_texts)
def test_sentences_are_in_order_trimmed_and_hold_every_sign_that_is_not_blank(text: str) -> None:
    found = sentences(text)
    held = {at for start, end in found for at in range(start, end)}
    assert {at for at, sign in enumerate(text) if not sign.isspace()} <= held
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in found)
    edges = [edge for pair in found for edge in pair]
    assert edges == sorted(edges)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He left. She came.", 2),
        ("Gen. Votel left. He came.", 2),
        ("The U.S. Army left.", 1),
        ("“Is it so?” “Yes!” he said.", 2),
        ("It fell 3.5 percent.", 1),
        ("او رفت۔ او آمد؟ بلی.", 3),
        ("他们走了。她来了！“是。”他说。", 4),
        ("वे चले गए। वह आई।", 2),
        ("সে গেছে। সে এসেছে।", 2),
        ("ሄዱ። መጣች።", 2),
        ("A headline\nA text", 2),
        ("one. two", 1),
        (" ", 0),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(any_texts, st.data())
def test_trimming_leaves_blank_edges_out_and_nothing_else(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = trim(text, start, end)
    assert text[first:last] == text[start:end].strip()
    assert start <= first <= last <= end


LONG = st.lists(st.sampled_from([*PIECES, "Kabul ", "U.S. ", " "]), max_size=60).map(
    lambda some: ("".join(some).replace("\n", " ") + " said ") * 40
)


@given(LONG)
def test_a_long_line_is_cut_into_pieces_without_cutting_a_token(text: str) -> None:
    parts = pieces(text, 0, len(text))
    assert "".join(text[start:end] for start, end in parts) == text
    assert [token for part in parts for token in tokenise(text, *part)] == tokenise(text)


@given(LONG, st.floats(0, 1))
def test_what_is_around_a_place_in_a_long_line_has_its_tokens(text: str, share: float) -> None:
    tokens = tokenise(text)
    if tokens:
        token = tokens[round(share * (len(tokens) - 1))]
        first, last = around(text, (0, len(text)), token.start, token.end)
        inside = [other for other in tokens if first <= other.start and other.end <= last]
        assert tokenise(text, first, last) == inside
        assert token in inside


def test_a_line_of_ordinary_length_is_one_piece() -> None:
    text = "Kabul fell. " * 50
    assert pieces(text, 0, len(text)) == [(0, len(text))]
    assert len(pieces(text * 100, 0, len(text) * 100)) > 10
