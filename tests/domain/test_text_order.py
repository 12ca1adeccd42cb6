"""Rows kept in order, and what is known of an article, followed through edits."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter

import pytest
from calls import calls_of
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.by_words import SpansByWords
from annotator.domain.doubt import Said
from annotator.domain.edits import Edit, Row, key_of
from annotator.domain.span_content import SpanContent
from annotator.domain.spans import overlaps
from annotator.domain.state import ArticleState
from annotator.domain.text_order import FEW, changed, differing, longest, meeting
from annotator.domain.values import (
    Annotation,
    Article,
    Decision,
    Document,
    MutedRange,
    Origin,
    Suggestion,
    Verdict,
)

LENGTH = 40
TEXT = "x" * LENGTH
places = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 12)).map(
    lambda place: SpanContent(place[0], min(LENGTH, sum(place)), "ACTOR")
)


def annotation(identifier: str, span: SpanContent) -> Annotation:
    return Annotation(identifier, 1, "ann", span, TEXT[span.start : span.end], Origin.MANUAL)


def suggestion(number: int, span: SpanContent, score: float | None = None) -> Suggestion:
    return Suggestion(number, 1, span, "source", "1", score=score)


def state_of(suggestions: list[SpanContent], *, annotated: int = 0) -> ArticleState:
    in_order = sorted(suggestions, key=lambda span: (span.start, -span.end))
    return ArticleState(
        Document(Article(1, "uid", "", "0" * 64, LENGTH), TEXT),
        "ann",
        annotations=tuple(annotation(f"{n:05}", s) for n, s in enumerate(in_order[:annotated])),
        suggestions=tuple(suggestion(n, span) for n, span in enumerate(in_order)),
    )


def row_of(kind: str, number: int, span: SpanContent) -> Row:
    if kind == "annotation":
        return annotation(f"a{number}", span)
    if kind == "muted":
        return MutedRange(f"m{number}", 1, span.start, span.end, "rule")
    return Decision(number, 1, "ann", Verdict.REJECTED)


rows = st.builds(
    row_of, st.sampled_from(["annotation", "muted", "decision"]), st.integers(0, 9), places
)


def edit_of(state: ArticleState, row: Row) -> Edit:
    """Adds a row; takes it away again where one of its name is there."""
    there = (*state.annotations, *state.muted, *state.decisions)
    same = tuple(other for other in there if key_of(other) == key_of(row))
    return Edit("edit", before=same, after=() if same else (row,))


@given(st.lists(places, max_size=10), st.lists(rows, max_size=12))
def test_what_waits_and_is_drawn_follows_edits_as_if_it_were_looked_for_anew(
    suggestions: list[SpanContent], changes: list[Row]
) -> None:
    state = state_of(suggestions)
    for row in changes:
        assert state.spans is state.spans  # asked, so that it is known and followed
        state = state.after(edit_of(state, row))
        anew = replace(state)
        assert (state.waiting, state.spans) == (anew.waiting, anew.spans)


@given(st.lists(places, max_size=10), st.lists(rows, max_size=12), places)
def test_spans_are_found_by_their_words(
    suggestions: list[SpanContent], changes: list[Row], place: SpanContent
) -> None:
    state = state_of(suggestions)
    for row in changes:
        state = state.after(edit_of(state, row))
        for all_of, on_it in (
            (state.annotations, state.annotations_on),
            (state.waiting, state.waiting_on),
            (state.spans, state.spans_on),
        ):
            beside = [span for span in all_of if overlaps(span, place)]
            assert on_it(place.start, place.end) == beside


@given(st.lists(places, max_size=10), st.integers(-1, 11))
def test_suggestions_are_found_by_their_number(spans: list[SpanContent], number: int) -> None:
    state = state_of(spans)
    same = [item for item in state.suggestions if item.id == number]
    assert state.suggestion(number) == (same[0] if same else None)


def worded(state: ArticleState, words: str) -> ArticleState:
    """The same on a text of few words, so that several spans say the same."""
    text = (words * LENGTH)[:LENGTH]
    own = [replace(item, text=text[item.start : item.end]) for item in state.annotations]
    return replace(state, document=Document(state.document.article, text), annotations=tuple(own))


@given(st.lists(places, max_size=10), st.lists(rows, max_size=12), st.sampled_from(["a", "ab"]))
def test_spans_are_known_by_their_words_through_edits(
    suggestions: list[SpanContent], changes: list[Row], text: str
) -> None:
    state, by_words = worded(state_of(suggestions), text), SpansByWords()
    by_words.follow(state)
    for row in changes:
        state = state.after(edit_of(state, row))
        by_words.follow(state)
        for words in {state.text[span.start : span.end] for span in (*suggestions, *state.spans)}:
            same = [s for s in state.spans if state.text[s.start : s.end] == words]
            assert list(by_words.saying(words)) == same


@given(st.lists(places, max_size=10), st.lists(rows, max_size=12))
def test_what_a_person_has_said_is_known_through_edits(
    suggestions: list[SpanContent], changes: list[Row]
) -> None:
    state, said = worded(state_of(suggestions, annotated=2), "a"), Said()
    said.follow(state)
    for row in changes:
        if isinstance(row, Annotation):
            label = "LOCATION" if row.start % 2 else "ACTOR"
            row = replace(row.with_span(label=label), text=state.text[row.start : row.end])
        state = state.after(edit_of(state, row))
        said.follow(state)
        anew = Said()
        anew.follow(state)
        assert [said.doubt(i) for i in suggestions_of(state)] == [
            anew.doubt(i) for i in suggestions_of(state)
        ]


def suggestions_of(state: ArticleState) -> list[Suggestion]:
    """Those of the article, and the same with other labels."""
    return [
        replace(item, span=replace(item.span, label=label))
        for item in state.suggestions
        for label in ("ACTOR", "LOCATION")
    ]


def test_many_rows_at_once_are_followed_too() -> None:
    state = state_of([SpanContent(at % LENGTH, at % LENGTH + 1, "ACTOR") for at in range(2 * FEW)])
    assert len(state.waiting) == 2 * FEW
    verdicts = tuple(Decision(n, 1, "ann", Verdict.REJECTED) for n in range(2 * FEW - 1))
    after = state.after(Edit("all but one", after=verdicts))
    assert [item.id for item in after.waiting] == [2 * FEW - 1]


@pytest.mark.parametrize("changes", [1, 2 * FEW])
def test_a_row_that_is_not_quite_what_is_there_is_found_by_its_name(changes: int) -> None:
    spans = [SpanContent(at, at + 1, "ACTOR") for at in range(changes + 3)]
    there = tuple(annotation(f"{at:04}", span) for at, span in enumerate(spans))
    elsewhere = [row.with_span(start=row.start + 1, end=row.end + 1) for row in there[:changes]]
    order = attrgetter("start")
    left = changed(there, gone=elsewhere, added=[], order=order, same=attrgetter("id"))
    assert left == there[changes:]


@given(st.lists(places, max_size=10), st.integers(0, LENGTH), st.integers(1, LENGTH))
def test_what_meets_a_range_shares_a_code_point_with_it(
    spans: list[SpanContent], start: int, length: int
) -> None:
    ordered = sorted(spans, key=lambda span: span.start)
    range_ = SpanContent(start, start + length, "ACTOR")
    met = meeting(ordered, start, start + length, longest=longest(ordered))
    assert met == [span for span in ordered if overlaps(span, range_)]


@given(st.lists(st.integers(0, 3)), st.lists(st.integers(0, 3)))
def test_what_differs_between_two_rows_makes_one_of_the_other(
    before: list[int], after: list[int]
) -> None:
    gone, added = differing(before, after)
    at = next((n for n in range(len(before) + 1) if before[:n] != after[:n]), len(before) + 1) - 1
    assert [*before[:at], *added, *before[at + len(gone) :]] == after


def test_an_edit_costs_as_little_among_many_spans_as_among_few() -> None:
    def cost(count: int) -> int:
        spans = [SpanContent(at, at + 1, "ACTOR") for at in range(0, 3 * count, 3)]
        state = replace(
            state_of(spans, annotated=count // 2),
            document=Document(Article(1, "uid", "", "0" * 64, 3 * count), "x" * 3 * count),
        )
        assert state.spans_on(0, 3)  # asked once already, as an article in view has been
        item = state.waiting[count // 4]
        made = annotation("made", item.span)
        edit = Edit("accept", after=(made, Decision(item.id, 1, "ann", Verdict.ACCEPTED, "made")))

        def accept() -> None:
            after = state.after(edit)
            assert after.waiting
            assert after.spans_on(item.start, item.end) == [made]

        return calls_of(accept)

    few, many = cost(100), cost(10_000)
    assert many < 2 * few
