"""What happens to a text on its way in, and what is read off it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strange_texts import raw_texts

from annotator.domain import text as text_module
from annotator.domain.text import beyond_ascii, guess_title, normalise, paragraphs, text_hash

SEEDS = Path(__file__).parents[2] / "seeds"
UNWANTED = "\r\u0085\u2028\u2029\x00\ud800\udbff\udc00\udfff\ufdd0\ufdef\ufffe\uffff\U0001fffe"


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u0085", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_newline(line_end: str) -> None:
    assert normalise(f"a{line_end}{line_end}b").text == "a\n\nb"


def test_only_leading_byte_order_marks_are_dropped() -> None:
    assert normalise("\ufeff\ufeffa\ufeffb").text == "a\ufeffb"


@pytest.mark.parametrize(
    "sign",
    [
        *("\x00", "\ud83d", "\udc4d", "\ufdd0", "\ufdef", "\ufffe", "\uffff"),
        *("\U0001fffe", "\U0001ffff", "\U0002fffe", "\U0010fffe", "\U0010ffff"),
    ],
)
def test_what_cannot_be_stored_is_replaced_and_counted(sign: str) -> None:
    done = normalise(f"a{sign}b{sign}")
    assert (done.text, done.replaced) == ("a\ufffdb\ufffd", 2)


@pytest.mark.parametrize("text", ["“quoted” – it’s", "e\u0301 é ﬁ", "a\u00a0b\u200cc", " \t x", ""])
def test_everything_else_stays_as_it_is(text: str) -> None:
    done = normalise(text)
    assert (done.text, done.dropped, done.replaced) == (text, (), 0)


@given(raw_texts)
def test_normalising_twice_changes_nothing_more(original: str) -> None:
    text = normalise(original).text
    assert normalise(text).text == text


@given(raw_texts)
def test_a_normalised_text_is_storable_and_has_one_kind_of_line_end(original: str) -> None:
    text = normalise(original).text
    assert text.encode().decode() == text
    assert not set(text) & set(UNWANTED)


@given(raw_texts, st.data())
def test_an_offset_of_the_original_points_at_the_same_sign_afterwards(
    original: str, data: st.DataObject
) -> None:
    done = normalise(original)
    at = data.draw(st.integers(0, len(original)))
    before, after = done.offset(at), len(done.text) - done.offset(at)
    # A cut between \r and \n is the only place where the halves are not the whole.
    if not original[:at].endswith("\r") or not original[at:].startswith("\n"):
        assert done.text[:before] == normalise(original[:at]).text
        marks = len(original) - len(original.lstrip("\ufeff"))
        assert after == len(normalise(f"x{original[at:]}").text) - 1 - max(marks - at, 0)


def test_offsets_run_from_end_to_end() -> None:
    done = normalise("\ufeffab\r\ncd\r\n")
    assert [done.offset(at) for at in range(10)] == [0, 0, 1, 2, 3, 3, 4, 5, 6, 6]


def test_the_hash_is_that_of_the_utf8_bytes() -> None:
    assert text_hash("é\n") == hashlib.sha256(b"\xc3\xa9\n").hexdigest()


@given(raw_texts)
def test_paragraphs_joined_by_newlines_give_the_text_again(original: str) -> None:
    text = normalise(original).text
    assert "\n".join(text[start:end] for start, end in paragraphs(text)) == text


def test_a_text_without_lines_has_one_paragraph() -> None:
    assert paragraphs("") == [(0, 0)]


@pytest.mark.parametrize(
    ("seed", "title"),
    [
        ("000", "Taliban protects US bases while ‘ramping up attacks’ on Afghan civilians, army"),
        ("001", "Taliban launch massive offensive in Afghan Helmand province – fr"),
        (
            "002",
            "Amid increasing Taliban attacks and collapse of districts, the US Deputy Chief of",
        ),
        ("003", "Afghanistan Update"),
        ("004", "The Taliban boast of advances and open a truce with Kabul"),
    ],
)
def test_the_titles_of_the_sample_articles(seed: str, title: str) -> None:
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    assert guess_title(path.read_text(encoding="utf-8")).startswith(title)


@pytest.mark.parametrize(
    "date", ["2024-07-13", "13 July 2024", "Monday", "Thursday, August 5", "—"]
)
def test_a_line_that_is_only_a_date_is_no_title(date: str) -> None:
    assert guess_title(f"\n{date}\n\nFighting goes on\n") == "Fighting goes on"


def test_a_text_of_dates_alone_takes_the_first_of_them() -> None:
    assert guess_title("Monday\nTuesday") == "Monday"


@pytest.mark.parametrize("text", ["", " \n\t\n "])
def test_a_blank_text_has_an_empty_title(text: str) -> None:
    assert guess_title(text) == ""


def test_a_long_title_is_shortened_to_the_limit() -> None:
    title = guess_title("word " * 100)
    assert len(title) <= 200
    assert title.endswith("word…")


@given(raw_texts)
def test_runs_beyond_ascii_are_those_a_search_finds(original: str) -> None:
    expected = [
        "".join("\x01" if sign <= "\x7f" else sign for sign in run)
        for run in re.findall("[^\t\n\r\x20-\x7e]+", original)
    ]
    assert list(beyond_ascii(original)) == expected


def test_a_run_is_one_however_a_large_text_is_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_module, "_PART", 2)
    assert list(beyond_ascii("â€™â€™â€ it’s \x02é")) == ["â€™â€™â€", "’", "\x01é"]
