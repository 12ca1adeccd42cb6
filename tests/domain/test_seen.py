"""Which parts of a text have been seen: parts add up, in whatever order they come."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.seen import Seen

TEXT = "The north fell. \n\n Then – the south, “too”. "


class Part(NamedTuple):
    start: int
    end: int


places = st.integers(0, len(TEXT))
parts = st.tuples(places, places).map(sorted).map(lambda pair: Part(*pair))


@given(st.lists(parts), st.lists(parts), parts)
def test_seen_parts_are_the_set_of_their_characters(
    seen_parts: list[Part], muted: list[Part], asked: Part
) -> None:
    seen = Seen()
    for part in seen_parts:
        seen.add(*part)
    chars = {at for part in seen_parts for at in range(*part)}
    hidden = {at for part in muted for at in range(*part)}
    if asked.start < asked.end:
        assert seen.covers(asked) == chars.issuperset(range(*asked))
    unread = [at for at, c in enumerate(TEXT) if c.isalnum() and at not in chars | hidden]
    real = [part for part in muted if part.start < part.end]
    assert seen.is_unread(TEXT, real) == bool(unread)
