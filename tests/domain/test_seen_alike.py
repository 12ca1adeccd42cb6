"""Spans in a text that looks the same: at the same signs, whatever nobody sees lies between."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from strange_texts import PIECES

from annotator.domain.seen_alike import Alike
from annotator.domain.text import seen_text

UNSEEN = ["\u200b", "\u00ad", "\ufeff", "\u200f", "\u2066", "\u2069"]
BLANKS = [" ", "\u00a0", "\n", "  ", "\n\n", "\u2009"]


@dataclass(frozen=True)
class Place:
    start: int
    end: int


WORDS = st.lists(st.sampled_from([*PIECES, "Café", "Łódź", "12", "한국", "كابول"]), min_size=1)


def told(words: list[str], data: st.DataObject) -> tuple[str, list[Place]]:
    """The words one after the other in a form of its own, and where each stands."""
    text, places = "", []
    for word in words:
        form = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), word)
        cut = data.draw(st.integers(0, len(form)))
        if not unicodedata.combining(form[cut : cut + 1] or " "):
            form = form[:cut] + data.draw(st.sampled_from(["", *UNSEEN])) + form[cut:]
        start = len(text)
        text += form
        places.append(Place(start, len(text)))
        text += data.draw(st.sampled_from(BLANKS))
    return text, places


@given(WORDS, st.data())
def test_every_span_stands_where_the_same_is_seen(words: list[str], data: st.DataObject) -> None:
    source, places = told(words, data)
    target, _ = told(words, data)
    alike = Alike.of(source, target)
    if alike is None:  # named as another text
        return
    for item in alike.copies(places):
        span = item.span
        assert seen_text(target[item.start : item.end]) == seen_text(source[span.start : span.end])
        before = seen_text(source[: span.start] + "|"), seen_text(target[: item.start] + "|")
        assert before[0] == before[1]


@given(st.data())
def test_common_texts_are_always_told_apart_to_the_sign(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(["Café", "Łódź", "12", "Herat", "كابول"])))
    (source, places), (target, _) = told(words, data), told(words, data)
    alike = Alike.of(source, target)
    assert alike is not None
    assert len(alike.copies(places)) == len(places)


def test_other_texts_are_not_alike() -> None:
    assert Alike.of("Herat is calm.", "Herat is calm!") is None
