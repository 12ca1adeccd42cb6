"""One name, one label, in one article."""

from __future__ import annotations

from annotator.domain.span_content import SpanContent
from annotator.domain.values import SuggestedSpan
from annotator.nlp.consistency import agree
from annotator.nlp.lexicon import Entry, Lexicon

TEXT = "Zarghan spoke. Then Zarghan left Tolvar; Zarghani stayed."


def span(text: str, label: str, *, after: int = 0) -> SuggestedSpan:
    start = TEXT.index(text, after)
    return SuggestedSpan(SpanContent(start, start + len(text), label))


def lexicon(*words: str) -> Lexicon:
    result = Lexicon()
    result.add_words({"common": words})
    return result


def marked(spans: list[SuggestedSpan]) -> list[tuple[int, str]]:
    return [(s.start, s.label) for s in spans]


def test_a_name_found_once_is_marked_everywhere() -> None:
    found = agree(TEXT, [span("Zarghan", "ACTOR")], lexicon())
    assert marked(found) == [(0, "ACTOR"), (20, "ACTOR")]


def test_what_is_added_says_why() -> None:
    found = agree(TEXT, [span("Zarghan", "ACTOR")], lexicon())
    assert [s.rule for s in found] == [None, "article same name"]


def test_the_majority_decides_the_label() -> None:
    text = "Zarghan, Zarghan, Zarghan"
    spans = [
        SuggestedSpan(SpanContent(0, 7, "ACTOR")),
        SuggestedSpan(SpanContent(9, 16, "LOCATION")),
        SuggestedSpan(SpanContent(18, 25, "ACTOR")),
    ]
    assert [s.label for s in agree(text, spans, lexicon())] == ["ACTOR"] * 3


def test_a_draw_decides_nothing() -> None:
    spans = [span("Zarghan", "ACTOR"), span("Zarghan", "LOCATION", after=5)]
    assert agree(TEXT, spans, lexicon()) == spans


def test_words_that_also_mean_something_else_are_left_alone() -> None:
    spans = [span("Zarghan", "ACTOR")]
    assert agree(TEXT, spans, lexicon("zarghan")) == spans


def test_names_of_the_gazetteer_keep_their_label() -> None:
    known = lexicon()
    known.add([Entry("Zarghan", "LOCATION", "places: Zarghan")])
    spans = [span("Zarghan", "ACTOR")]
    assert agree(TEXT, spans, known) == spans


def test_covered_text_is_not_marked_twice() -> None:
    spans = [span("Zarghan", "ACTOR"), span("Then Zarghan left", "ACTOR")]
    assert agree(TEXT, spans, lexicon()) == spans
