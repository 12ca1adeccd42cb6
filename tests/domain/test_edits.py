"""Changes as rows before and after, and what can be taken back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.edits import Edit, key_of
from annotator.domain.span_content import SpanContent
from annotator.domain.values import (
    Annotation,
    ArticleStatus,
    Decision,
    MutedRange,
    Origin,
    Status,
    TextRange,
    UnmutedRange,
    Verdict,
)

NAMES = st.sampled_from(["ann", "bob"])
NUMBERS = st.integers(1, 3)
annotations = st.builds(
    lambda i, article, start, label: Annotation(
        f"a{i}", article, "ann", SpanContent(start, start + 1, label), "x", Origin.MANUAL
    ),
    NUMBERS,
    NUMBERS,
    NUMBERS,
    st.sampled_from(["ACTOR", "LOCATION"]),
)
decisions = st.builds(Decision, NUMBERS, NUMBERS, NAMES, st.just(Verdict.REJECTED))
works = st.builds(ArticleStatus, NUMBERS, NAMES, st.sampled_from(list(Status)))
muted = st.builds(lambda i, article: MutedRange(f"m{i}", article, 0, 1, "manual"), NUMBERS, NUMBERS)
rows = st.lists(st.one_of(annotations, decisions, works, muted), max_size=4, unique_by=key_of)
edits = st.builds(
    lambda title, before, after: Edit(title, tuple(before), tuple(after)),
    st.text(max_size=3),
    rows,
    rows,
)


@given(edits)
def test_the_inverse_of_the_inverse_is_the_edit_itself(edit: Edit) -> None:
    assert edit.inverse().inverse() == edit


@given(edits)
def test_the_inverse_asks_for_what_the_edit_leaves_behind(edit: Edit) -> None:
    inverse = edit.inverse()
    assert (inverse.before, inverse.after) == (edit.after, edit.before)
    assert inverse.title == edit.title


@given(edits)
def test_an_edit_names_every_article_it_touches_once_in_order(edit: Edit) -> None:
    touched = [row.article_id for row in (*edit.before, *edit.after)]
    assert list(edit.articles) == sorted(set(touched))


@given(rows)
def test_an_edit_that_leaves_everything_as_it_is_counts_as_none(held: list[Annotation]) -> None:
    assert not Edit("nothing", tuple(held), tuple(held))


def test_two_edits_together_are_one_step_under_the_first_title() -> None:
    one = Edit("one", after=(ArticleStatus(1, "ann", Status.DONE),))
    two = Edit("two", before=(ArticleStatus(2, "ann", Status.DONE),))
    assert one + two == Edit("one", two.before, one.after)


def test_a_row_stays_the_same_row_when_its_content_changes() -> None:
    assert key_of(ArticleStatus(1, "ann", Status.NEW)) == key_of(
        ArticleStatus(1, "ann", Status.DONE)
    )
    assert key_of(ArticleStatus(1, "ann", Status.NEW)) != key_of(
        ArticleStatus(1, "bob", Status.NEW)
    )


def test_a_muted_range_and_an_unmuted_one_of_the_same_part_are_different_rows() -> None:
    muted, unmuted = (kind("m", 1, 0, 5, "byline") for kind in (MutedRange, UnmutedRange))
    assert muted != unmuted
    assert key_of(muted) != key_of(unmuted)
    assert not isinstance(unmuted, MutedRange)
    assert muted.range == unmuted.range == TextRange(0, 5, "byline")
