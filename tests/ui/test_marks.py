"""What is drawn of an article: made where somebody looks, as if all of it had been made."""

from __future__ import annotations

from dataclasses import replace

from calls import calls_of
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.labels import DEFAULT_LABELS
from annotator.domain.span_content import SpanContent
from annotator.domain.spans import lanes, overlaps
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation, Article, Document, Origin, Suggestion
from annotator.ui.document_view.marks import GivenMarks, Mark, marks_of, tag_of

LABELS = {label.name: label for label in DEFAULT_LABELS}
LENGTH = 60
places = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 20)).map(
    lambda place: SpanContent(place[0], min(LENGTH, sum(place)), "ACTOR")
)


def state_of(own: list[SpanContent], suggested: list[SpanContent], length: int) -> ArticleState:
    own, suggested = (sorted(spans, key=lambda s: (s.start, -s.end)) for spans in (own, suggested))
    text = "x" * length
    return ArticleState(
        Document(Article(1, "uid", "", "0" * 64, length), text),
        "ann",
        annotations=tuple(
            Annotation(f"{n:05}", 1, "ann", span, text[span.start : span.end], Origin.MANUAL)
            for n, span in enumerate(own)
        ),
        suggestions=tuple(Suggestion(n, 1, s, "s", "1") for n, s in enumerate(suggested)),
    )


def all_made(state: ArticleState) -> list[Mark]:
    spans = sorted([*state.annotations, *state.waiting], key=lambda span: (span.start, -span.end))
    return [
        Mark(span, LABELS[span.label], lane, tag_of(span))
        for span, lane in zip(spans, lanes(spans), strict=True)
    ]


@given(st.lists(places, max_size=8), st.lists(places, max_size=8), places)
def test_the_marks_of_a_range_are_those_of_the_whole_article_there(
    own: list[SpanContent], suggested: list[SpanContent], place: SpanContent
) -> None:
    state = state_of(own, suggested, LENGTH)
    there = [mark for mark in all_made(state) if overlaps(mark, place)]
    assert marks_of(state, LABELS).on(place.start, place.end) == there
    assert GivenMarks(all_made(state)).on(place.start, place.end) == there


@given(st.lists(places, max_size=8), st.lists(places, max_size=8))
def test_marks_are_a_sequence_in_text_order(
    own: list[SpanContent], suggested: list[SpanContent]
) -> None:
    state = state_of(own, suggested, LENGTH)
    marks = all_made(state)
    assert list(marks_of(state, LABELS)) == marks
    assert marks_of(state, LABELS)[1:-1] == marks[1:-1]


@given(st.lists(places, max_size=8), st.lists(places, max_size=8))
def test_a_mark_is_found_by_the_id_of_its_span(
    own: list[SpanContent], suggested: list[SpanContent]
) -> None:
    state = state_of(own, suggested, LENGTH)
    for made in (marks_of(state, LABELS), GivenMarks(all_made(state))):
        assert [made.of(mark.id) for mark in made] == list(made)
        assert [made.of("none"), made.of(99), made.of(None)] == [None, None, None]
        assert [made.first_of({mark.id for mark in made[at:]}) for at in range(len(made))] == list(
            made
        )
        assert made.first_of({"none"}) is None


def test_a_suggestion_that_does_not_wait_has_no_mark() -> None:
    span = SpanContent(0, 5, "ACTOR")
    assert marks_of(state_of([span], [span], LENGTH), LABELS).of(0) is None


def test_a_place_costs_as_little_among_many_spans_as_among_few() -> None:
    def cost(count: int) -> int:
        spans = [SpanContent(at, at + 1, "ACTOR") for at in range(0, 3 * count, 3)]
        state = replace(state_of(spans[::2], spans[1::2], 3 * count))
        assert state.spans_on(0, 1)
        assert state.suggestion(0)
        return calls_of(lambda: marks_of(state, LABELS).on(count, count + 30))

    few, many = cost(100), cost(10_000)
    assert many < 2 * few
