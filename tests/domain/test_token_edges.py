"""Which spans begin or end inside a token is the same, looked for around their edges alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strange_texts import PIECES

from annotator.domain.records import RecordSpan
from annotator.domain.token_edges import Cuts, off_edges
from annotator.domain.tokens import tokenise


@given(
    text=st.lists(st.sampled_from([*PIECES, "U.S.-led", "3,000", " ", "\n"]), max_size=12).map(
        "".join
    ),
    data=st.data(),
)
def test_spans_off_the_edges_of_tokens_are_found_without_the_tokens_of_the_text(
    text: str, data: st.DataObject
) -> None:
    places = [at for at, char in enumerate(text) if not char.isspace()]
    bounds = st.tuples(st.sampled_from(places), st.sampled_from(places)) if places else st.nothing()
    spans = [
        RecordSpan(min(pair), max(pair) + 1, "ACTOR")
        for pair in data.draw(st.lists(bounds, max_size=8) if places else st.just([]))
    ]
    assert Cuts().off(text, spans) == off_edges(spans, tokenise(text))
